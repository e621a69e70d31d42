"""Mentions on the page: a link with a card on hover and focus, and an index of all names at the end."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Sequence
from html import escape

from verbale.model.dossier import Dossier
from verbale.model.mention import Mention
from verbale.renditions.authority_names import known, words_for
from verbale.renditions.inline import Stretch, nesting
from verbale.renditions.page_words import PageWords

SHOWN = 12
"""Places shown for a name in the index before the rest is left to searching the page."""


class Mentions:
    """Mentions of a dossier by place, and the names they lead to in the order of their first mention."""

    def __init__(self, dossier: Dossier, words: PageWords) -> None:
        self.words = words
        self.language = dossier.document.language
        self.by_place: dict[str, list[Mention]] = defaultdict(list)
        self.places: dict[str, dict[str, None]] = {}
        self.types: dict[str, str] = {}
        self.called: dict[str, str] = {}
        self.cards: dict[str, str] = {}
        for mention in dossier.mentions:
            self.by_place[mention.at].append(mention)
            if mention.target and mention.type != "date":
                self.places.setdefault(mention.target, {}).setdefault(mention.at)
                self.types.setdefault(mention.target, mention.type)
                self.called.setdefault(mention.target, mention.text)
        self.addresses = {block.address for component in dossier.components for block in component.blocks}

    def stretches(self, place: str, text: str) -> list[Stretch]:
        """Links of a line; of mentions inside one another the outermost is the link."""
        here = self.by_place.get(place)
        return self._links(here, text, 0) if here else []

    def cells(self, place: str, cells: Sequence[tuple[int, str]]) -> list[list[Stretch]]:
        """Links of a table's cells, each given by its offset in the text of the block and its own text."""
        starts = [start for start, _ in cells]
        inside: list[list[Mention]] = [[] for _ in cells]
        for mention in self.by_place.get(place, ()):
            inside[max(0, bisect.bisect_right(starts, mention.start) - 1)].append(mention)
        return [self._links(some, text, at) for some, (at, text) in zip(inside, cells, strict=True)]

    def _links(self, here: Sequence[Mention], text: str, offset: int) -> list[Stretch]:
        """Mentions that stand in a line as its links; `offset` is where the line begins in the text of its place."""
        fitting = [
            one
            for one in here
            if one.type != "date" and text[max(0, one.start - offset) : max(0, one.end - offset)] == one.text
        ]
        inside, _ = nesting(fitting)
        links, end = [], -1
        for mention in inside:
            if mention.start >= end:
                end = mention.end
                links.append(Stretch(mention.start - offset, mention.end - offset, self.tags(mention)))
        return links

    def tags(self, mention: Mention) -> tuple[str, str]:
        """Start and end of a link with its card."""
        open_mark = "" if mention.target or mention.pinpoint else " open"
        direction = ' dir="ltr"' if mention.type == "symbol" else ""
        start = f'<span class="m {escape(mention.type)}{open_mark}"><a href="{self.href(mention)}"{direction}>'
        return start, f'</a><span class="card" role="tooltip">{self.card(mention)}</span></span>'

    def href(self, mention: Mention) -> str:
        """Where a mention leads on this page."""
        if mention.pinpoint in self.addresses and not mention.target:
            return f"#{escape(mention.pinpoint or '')}"
        return f"#name-{escape(mention.target)}" if mention.target else f"#{escape(mention.at)}"

    def card(self, mention: Mention) -> str:
        """What a card says: name, kind, period, source; candidates where the reference is open."""
        if mention.target and not mention.candidates:
            if mention.target not in self.cards:
                self.cards[mention.target] = self._named(mention.target, mention.type)
            pinpoint = f"<span>{escape(mention.pinpoint)}</span>" if mention.pinpoint else ""
            return self.cards[mention.target] + pinpoint
        kind = escape(self.words.types.get(mention.type, mention.type))
        if not mention.candidates:
            where = escape(mention.pinpoint) if mention.pinpoint else escape(self.words.open)
            return f"<b>{where}</b><span>{kind}</span>"
        names = "".join(
            f"<span>{escape(words_for(one.target, self.language))} ({one.score:.2f})</span>"
            for one in mention.candidates
        )
        return f"<b>{escape(self.words.candidates)}</b>{names}"

    def name(self, target: str) -> str:
        """Name of an entity by the authority files, else as the document first calls it."""
        named = known(target, self.language) or target.startswith("symbol/") or target not in self.called
        return words_for(target, self.language) if named else " ".join(self.called[target].split())

    def _named(self, target: str, kind: str) -> str:
        """The card of an entity."""
        entity = known(target, self.language)
        lines = [f"<b>{escape(self.name(target))}</b>"]
        lines.append(f"<span>{escape(self.words.types.get(kind, kind))}</span>")
        if entity and (entity.since or entity.until):
            since = f"{self.words.since} {entity.since} " if entity.since else ""
            until = f"{self.words.until} {entity.until}" if entity.until else ""
            lines.append(f"<span>{escape(since + until).strip()}</span>")
        if entity and entity.source:
            lines.append(f"<span>{escape(self.words.source)}: {escape(entity.source)}</span>")
        return "".join(lines)

    def index(self) -> str:
        """All names, each with the places that mention it."""
        if not self.places:
            return ""
        rows = []
        for target, places in sorted(self.places.items(), key=lambda pair: (self.types[pair[0]], pair[0])):
            kind = self.words.types.get(self.types[target], self.types[target])
            links = ", ".join(f'<a href="#{escape(at)}">{escape(at)}</a>' for at in list(places)[:SHOWN])
            more = " …" if len(places) > SHOWN else ""
            name = escape(self.name(target))
            rows.append(
                f'<li id="name-{escape(target)}">{name} <span class="kind">{escape(kind)}</span> '
                f'<bdi class="kind">{links}{more}</bdi></li>'
            )
        heading = escape(self.words.names)
        return f'<section class="names" aria-label="{heading}"><h2>{heading}</h2><ul>{"".join(rows)}</ul></section>'
