"""A document: masthead, contents, components with marks of names and positions, notes, what cites it, every format."""

from __future__ import annotations

import functools
from collections import Counter
from html import escape
from typing import Any

import msgspec
from markupsafe import Markup
from starlette.responses import Response

from verbale.model.dossier import Block, Dossier
from verbale.model.mention import Mention
from verbale.record.keeping import unpacked
from verbale.record.reading import Citing, Place, preferred
from verbale.renditions.html import contents_list, heading, masthead, notes_section
from verbale.renditions.page_blocks import Blocks
from verbale.renditions.page_mentions import Mentions
from verbale.renditions.page_positions import Positions, shape, sign
from verbale.renditions.page_words import PageWords, page_words
from verbale.room import answers, citing, links
from verbale.room.visit import Visit

KEPT_PAGES = 256
"""Texts of documents kept ready, by what they were made from."""


class Text(msgspec.Struct, frozen=True):
    """A document's text as markup, with the names it leads to."""

    masthead: Markup
    contents: Markup
    body: Markup
    notes: Markup
    names: tuple[tuple[str, str, int], ...]
    """Identifier, type and number of paragraphs, most named first."""


class _Names(Mentions):
    """Names that lead to pages of the room; the name in full as the link's title, once a document."""

    def href(self, mention: Mention) -> str:
        """The entity's page, the document, the paragraph meant."""
        if mention.target:
            return escape(links.target(mention.target, mention.pinpoint))
        return super().href(mention)

    def tags(self, mention: Mention) -> tuple[str, str]:
        """A link without a card: what a card says is one click away."""
        title = ""
        if mention.target and mention.target not in self.cards:
            self.cards[mention.target] = said = self.name(mention.target)
            title = f' title="{escape(said)}"' if said != mention.text else ""
        way = ' dir="ltr"' if mention.type == "symbol" else ""
        open_mark = "" if mention.target or mention.pinpoint else " open"
        return f'<span class="m{open_mark}"><a href="{self.href(mention)}"{way}{title}>', "</a></span>"


class _Marks(Positions):
    """Marks of positions, which lead to their list; how often a paragraph is cited."""

    def __init__(self, dossier: Dossier, words: PageWords, cited: Counter[str], base: str) -> None:
        super().__init__(dossier, words)
        self.cited = cited
        self.base = base

    def marks(self, place: str) -> str:
        """Marks beside a block."""
        shown = "".join(
            f'<a class="{shape(one)}" href="?view=positions#{escape(one.id)}" '
            f'title="{escape(self._short(one.attitude))}">{sign(one)}</a>'
            for one in self.by_place.get(place, ())
        )
        if self.cited[place]:
            shown += f'<a class="cited" href="{self.base}/{escape(place)}#cited">{self.cited[place]}</a>'
        return f'<span class="stance">{shown}</span>' if shown else ""

    def _short(self, attitude: str) -> str:
        """An attitude in words."""
        return self.words.attitudes.get(attitude.lower(), attitude)


class _Paragraphs(Blocks):
    """Blocks whose number leads to the paragraph's own page."""

    base = ""

    def number(self, block: Block) -> str:
        """The printed number as the paragraph's lasting address; a sign in the margin where none is printed."""
        href = f"{self.base}/{escape(block.address)}"
        if block.number is not None:
            return f'<a class="no" href="{href}">{escape(block.number)}</a> '
        return f'<a class="link" href="{href}" aria-label="{escape(self.words.paragraph_link)}">#</a>'


@functools.lru_cache(maxsize=KEPT_PAGES)
def opened(packed: bytes) -> Dossier:
    """A stored dossier, decoded once while it stays in use."""
    return unpacked(packed)


@functools.lru_cache(maxsize=KEPT_PAGES)
def text_of(packed: bytes, base: str, cited: tuple[tuple[str, int], ...]) -> Text:
    """The text of a stored dossier; `cited` tells how many places cite each paragraph."""
    dossier = opened(packed)
    words = page_words(dossier.document.language)
    names, marks = _Names(dossier, words), _Marks(dossier, words, Counter(dict(cited)), escape(base))
    blocks = _Paragraphs(dossier, words, names, marks)
    blocks.base = escape(base)
    parts = [blocks.component(one, place == 0) for place, one in enumerate(dossier.components)]
    named = sorted(names.places.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return Text(
        Markup(masthead(dossier)),
        Markup(contents_list(dossier, words)),
        Markup(heading(dossier) + "\n".join(parts)),
        Markup(notes_section(dossier, words, blocks)),
        tuple((target, names.types[target], len(places)) for target, places in named),
    )


def show(visit: Visit, place: Place, language: str, packed: bytes) -> Response:
    """The page of a document."""
    dossier = opened(packed)
    work, versions = place.work, visit.reader.versions(place.work)
    symbols = visit.reader.symbols(work)
    leading = visit.reader.citing(symbols, language, work)
    base = links.document(work.key, language)
    values: dict[str, Any] = {
        "work": work,
        "dossier": dossier,
        "lang": language,
        "base": base,
        "held": [one.language for one in versions],
        "title": title_of(dossier),
        "symbols": symbols,
        "relations": visit.reader.leads_to(work),
        "returning": [one for one in leading if one.kind != "cites"],
        "citing": [one for one in leading if one.kind == "cites"][:200],
        "meta": citing.embedded(dossier, visit.base + base),
    }
    if visit.query("view") == "positions":
        return answers.page(visit, "positions.html", **values)
    text = text_of(packed, base, pinpoints(leading))
    return answers.page(visit, "document.html", text=text, **values)


def title_of(dossier: Dossier) -> str:
    """The document's title, else its first component's, else its symbol, else the name of the file."""
    title = dossier.document.title or next((one.title for one in dossier.components if one.title), None)
    return title or dossier.document.symbol or dossier.source.name


def pinpoints(leading: list[Citing]) -> tuple[tuple[str, int], ...]:
    """How many places cite each paragraph."""
    counted = Counter(one.pinpoint for one in leading if one.pinpoint)
    return tuple(sorted(counted.items()))


def paragraph(visit: Visit, place: Place, language: str, dossier: Dossier) -> Response | None:
    """The page of one paragraph: its text in every language, what it names, who cites it, how to cite it."""
    lines = visit.reader.paragraph(place.work, place.address)
    if not lines:
        return None
    lines.sort(key=lambda line: line.language != language)
    symbols = visit.reader.symbols(place.work)
    named = dict.fromkeys(one.target for one in dossier.mentions if one.at == place.address and one.target)
    addresses = [block.address for part in dossier.components for block in part.blocks]
    at = addresses.index(place.address) if place.address in addresses else -1
    return answers.page(
        visit,
        "paragraph.html",
        work=place.work,
        address=place.address,
        lang=language,
        lines=lines,
        title=title_of(dossier),
        base=links.document(place.work.key, language),
        citations=citing.all_styles(
            dossier, visit.base + links.document(place.work.key, None, place.address), place.address
        ),
        named=[one for one in named if not one.startswith("date/")],
        positions=[one for one in dossier.positions if one.at == place.address],
        before=addresses[at - 1] if at > 0 else None,
        after=addresses[at + 1] if 0 <= at < len(addresses) - 1 else None,
        citing=[one for one in visit.reader.citing(symbols, language, place.work) if one.pinpoint == place.address],
    )


def chosen(visit: Visit, place: Place) -> tuple[str, bytes] | None:
    """The version to show: the one asked for, else the one in the reader's language, else what is held."""
    held = [one.language for one in visit.reader.versions(place.work)]
    language = visit.wanted.language or preferred(held, visit.language)
    packed = visit.reader.packed(place.work, language) if language in held else None
    return (language, packed) if packed else None
