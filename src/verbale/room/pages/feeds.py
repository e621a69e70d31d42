"""Atom feeds of searches, entities and of what was added last; the map of the room for search engines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlencode
from xml.sax.saxutils import escape, quoteattr

from starlette.responses import Response

from verbale.authority import open_authority
from verbale.record.asking import entities, harvest
from verbale.renditions.authority_names import words_for
from verbale.room import answers, links
from verbale.room.pages.results import find
from verbale.room.visit import Visit

ENTRIES = 50
DOCUMENTS = 7_000
"""Documents in one map, each in up to six languages; the protocol allows 50,000 addresses."""


class Item(NamedTuple):
    """One entry: where it leads, what it is called, when, in which language, its text."""

    href: str
    title: str
    date: str | None
    language: str
    text: str


def show(visit: Visit) -> Response | None:
    """The feed of an address below `/feeds`."""
    name = "/".join(visit.wanted.parts[1:])
    if name == "search":
        question = visit.query("q")
        items: Iterable[Item] = [
            Item(
                links.document(one.key, one.language, one.address),
                f"{one.key} {one.number or ''}",
                one.date,
                one.language,
                one.plain,
            )
            for one in find(visit, question, ENTRIES)[1]
        ]
        return feed(visit, f"{visit.words.texts['search']}: {question}", items)
    if name in {"", "recent"}:
        items = [
            Item(links.document(one.work.key, one.language), one.work.key, one.work.date, one.language, one.title or "")
            for one in visit.reader.listed(visit.language, limit=ENTRIES)
        ]
        return feed(visit, visit.words.texts["recent"], items)
    entry = open_authority().entry(name)
    found = entities.named(visit.reader, (entry.id, *entry.aliases) if entry else (name,), visit.language, ENTRIES)
    if entry is None and not found:
        return None
    items = [
        Item(links.document(one.key, one.language, one.address), one.key, one.date, one.language, one.text)
        for one in found
    ]
    return feed(visit, words_for(name, visit.language), items)


def feed(visit: Visit, title: str, items: Iterable[Item]) -> Response:
    """A feed of items."""
    own = f"{visit.base}{visit.request.url.path}" + (f"?{visit.request.url.query}" if visit.request.url.query else "")
    entries, newest = [], "1970-01-01"
    for one in items:
        newest = max(newest, one.date or "")
        entries.append(
            f"<entry xml:lang={quoteattr(one.language)}><id>{escape(visit.base + one.href)}</id>"
            f"<title>{escape(_clean(one.title.strip()))}</title><updated>{one.date or '1970-01-01'}T00:00:00Z</updated>"
            f"<link href={quoteattr(visit.base + one.href)}/>"
            f"<summary>{escape(_clean(one.text[:1000]))}</summary></entry>"
        )
    head = (
        f'<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{visit.language}">'
        f"<id>{escape(own)}</id><title>{escape(_clean(title))}</title><updated>{newest}T00:00:00Z</updated>"
        f'<link rel="self" href={quoteattr(own)}/><author><name>Verbale</name></author>'
    )
    return answers.data(visit, f"{head}{''.join(entries)}</feed>\n", "atom")


def _clean(text: str) -> str:
    """Text without the signs XML forbids."""
    return "".join(sign for sign in text if sign >= " " or sign in "\n\t").replace("\ufffe", "").replace("\uffff", "")


def sitemap(visit: Visit) -> Response:
    """Addresses of all versions that may be seen; a map of maps where one would be too long."""
    after = visit.query("after")
    if "after" not in visit.request.query_params:
        starts = harvest.pages(visit.reader, DOCUMENTS)
        if len(starts) > 1:
            maps = [f"{visit.base}/sitemap.xml?{urlencode({'after': start})}" for start in starts]
            return _map(visit, "sitemapindex", "sitemap", maps)
    found = harvest.versions(visit.reader, after, DOCUMENTS)
    return _map(visit, "urlset", "url", [visit.base + links.document(key, language) for key, language in found])


def _map(visit: Visit, root: str, each: str, addresses: list[str]) -> Response:
    """A map, as https://www.sitemaps.org/protocol.html says."""
    rows = "".join(f"<{each}><loc>{escape(one)}</loc></{each}>" for one in addresses)
    head = f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return answers.data(visit, f"{head}{rows}</{root}>\n", "application/xml")
