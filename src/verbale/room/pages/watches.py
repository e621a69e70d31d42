"""`/watches`: saved searches and watched holders, with what is new since somebody looked last; page, JSON, Atom.

What a secretariat watches tells what it cares for: where the room gives tokens, only those who show one see it. To look
here changes nothing; `verbale record watch look` counts as having seen.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from starlette.responses import Response

from verbale.record.asking.reader import preferred
from verbale.record.search.watching import Alert, Watch, look, watches
from verbale.room import answers, links
from verbale.room.pages.feeds import Item, feed
from verbale.room.visit import Visit

SHOWN = 30
"""Alerts of one watch that are shown with their text."""


class News(NamedTuple):
    """An alert with the paragraph it leads to, in the reader's language where it is held."""

    alert: Alert
    language: str
    text: str
    date: str | None


class Watched(NamedTuple):
    """A watch, what is new of it, how much is new in all."""

    watch: Watch
    news: list[News]
    total: int


def show(visit: Visit) -> Response | None:
    """The page; None where its reader shows no token though the room gives some."""
    if not visit.staff:
        return None
    found = [_watched(visit, one) for one in watches(visit.room.record)]
    if visit.form == "json":
        value = [{**msgspec.to_builtins(one.watch), "new": [_plain(each) for each in one.news]} for one in found]
        return answers.as_json(visit, {"watches": value})
    if visit.form == "atom":
        items = [_item(each) for one in found for each in one.news]
        return feed(visit, visit.words.texts["watches"], items)
    return answers.page(visit, "watches.html", found=found) if visit.form == "html" else None


def _watched(visit: Visit, one: Watch) -> Watched:
    """What is new of a watch, as far as its reader may see it."""
    alerts = look(visit.room.record, one.name, distributions=visit.classes, keep=True)
    return Watched(one, [_news(visit, alert) for alert in alerts[:SHOWN]], len(alerts))


def _news(visit: Visit, alert: Alert) -> News:
    """An alert with its text."""
    place = visit.reader.find(alert.key.split("/"))
    lines = {line.language: line.text for line in visit.reader.paragraph(place.work, alert.address)} if place else {}
    held = [language for language in alert.languages if language in lines] or list(lines)
    language = preferred(held, visit.language) if held else "und"
    return News(alert, language, lines.get(language, ""), place.work.date if place else None)


def _plain(news: News) -> dict[str, object]:
    """An alert as data."""
    told: dict[str, object] = msgspec.to_builtins(news.alert)
    address = links.document(news.alert.key, None, news.alert.address)
    return {**told, "text": news.text, "language": news.language, "href": address}


def _item(news: News) -> Item:
    """An alert in a feed."""
    href = links.document(news.alert.key, news.language, news.alert.address)
    return Item(href, f"{news.alert.watch}: {news.alert.key}", news.date, news.language, news.text)
