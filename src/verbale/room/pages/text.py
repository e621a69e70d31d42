"""The text of a document on its page: names with cards, marks of positions, how often a paragraph is cited, margins.

Made once for a stored version, a language of the reader and a choice of margins, then kept: nothing in it depends on
who reads.
"""

from __future__ import annotations

import functools
from collections import Counter
from html import escape

import msgspec
from markupsafe import Markup

from verbale.model.dossier import Block, Dossier
from verbale.model.mention import Mention
from verbale.model.position import Position
from verbale.record.keeping.rows import unpacked
from verbale.renditions.authority_names import known, words_for
from verbale.renditions.html import contents_list, heading, masthead, notes_section
from verbale.renditions.page_blocks import Blocks, direction
from verbale.renditions.page_mentions import Mentions
from verbale.renditions.page_positions import Positions, shape, sign
from verbale.renditions.page_words import PageWords, page_words
from verbale.room import links
from verbale.room.words import interface

KEPT_PAGES = 256
"""Texts of documents kept ready, by what they were made from."""

MARGINS = ("names", "positions")
MOST_IN_MARGIN = 8
"""Names or positions beside one paragraph; its own page has them all."""


class Text(msgspec.Struct, frozen=True):
    """A document's text as markup, with the names it leads to."""

    masthead: Markup
    contents: Markup
    body: Markup
    notes: Markup
    names: tuple[tuple[str, str, int], ...]
    """Identifier, type and number of paragraphs, most named first."""


class _Names(Mentions):
    """Names that lead to pages of the room. The first mention of each has a card, the rest a title."""

    def __init__(self, dossier: Dossier, words: PageWords, reader: str) -> None:
        super().__init__(dossier, words)
        self.reader = reader
        foreign = reader != dossier.document.language
        self.spoken = f' lang="{reader}" dir="{direction(reader)}"' if foreign else ""
        self.shown: set[str] = set()

    def href(self, mention: Mention) -> str:
        """The entity's page, the document, the paragraph meant."""
        if mention.target:
            return escape(links.target(mention.target, mention.pinpoint))
        return super().href(mention)

    def tags(self, mention: Mention) -> tuple[str, str]:
        """A link with what is to be known of the name; a card inside it needs no script to show itself."""
        way = ' dir="ltr"' if mention.type == "symbol" else ""
        if not mention.target:
            card = self._card(mention) if mention.candidates else ""
            return f'<a class="m open" href="{self.href(mention)}"{way}>', f"{card}</a>"
        if mention.target in self.shown:
            said = self.said(mention.target)
            title = f' title="{escape(said)}"' if said != mention.text and mention.type != "symbol" else ""
            return f'<a class="m" href="{self.href(mention)}"{way}{title}>', "</a>"
        self.shown.add(mention.target)
        return f'<a class="m" href="{self.href(mention)}"{way}>', f"{self._card(mention)}</a>"

    def _card(self, mention: Mention) -> str:
        """A card: the full name in the reader's language, kind, dates, source; what an open name may mean."""
        lines = [self.words.types.get(mention.type, mention.type)]
        if mention.target:
            name = self.said(mention.target)
            lines += self._known(mention.target)
        else:
            name = self.words.candidates
            lines += [words_for(one.target, self.reader) for one in mention.candidates[:4]]
        said = escape(" · ".join(lines), quote=False)
        return f"<small{self.spoken}><b>{escape(name, quote=False)}</b> {said}</small>"

    def said(self, target: str) -> str:
        """What an entity is called in the reader's language, else as the document first calls it."""
        named = known(target, self.reader) or target.startswith("symbol/") or target not in self.called
        return words_for(target, self.reader) if named else " ".join(self.called[target].split())

    def _known(self, target: str) -> list[str]:
        """Period and source of an entity."""
        entity, date = known(target, self.reader), interface(self.reader).date
        if entity is None:
            return []
        since = [f"{self.words.since} {date(entity.since)}"] if entity.since else []
        until = [f"{self.words.until} {date(entity.until)}"] if entity.until else []
        return [*since, *until, *([entity.source] if entity.source else [])]


class _Marks(Positions):
    """Marks of positions, which lead to their list; how often a paragraph is cited."""

    def __init__(self, dossier: Dossier, words: PageWords, cited: Counter[str], base: str, signs: bool) -> None:
        super().__init__(dossier, words)
        self.cited = cited
        self.base = base
        self.signs = signs

    def marks(self, place: str) -> str:
        """Marks beside a block."""
        alike: dict[str, list[Position]] = {}
        for one in self.by_place.get(place, ()) if self.signs else ():
            alike.setdefault(self.short(one), []).append(one)
        shown = "".join(
            f'<a class="{shape(here[0])}" href="?view=positions#{escape(here[0].id)}" '
            f'title="{escape(said)}{_many(here)}">{sign(here[0])}</a>'
            for said, here in alike.items()
        )
        if self.cited[place]:
            shown += f'<a class="cited" href="{self.base}/{escape(place)}#cited">{self.cited[place]}</a>'
        return f'<span class="stance">{shown}</span>' if shown else ""

    def short(self, position: Position) -> str:
        """An attitude in words."""
        said = self.words.attitudes.get(position.attitude.lower(), position.attitude)
        return f"¬ {said}" if position.negated else said


def _many(positions: list[Position]) -> str:
    """How many positions one mark stands for, where it is not one."""
    return f" ×{len(positions)}" if len(positions) > 1 else ""


class _Paragraphs(Blocks):
    """Blocks whose number leads to the paragraph's own page, with a link to cite it and what its margin tells."""

    def __init__(self, names: _Names, marks: _Marks, dossier: Dossier, margins: frozenset[str]) -> None:
        super().__init__(dossier, page_words(dossier.document.language), names, marks)
        self.names, self.stances, self.margins = names, marks, margins
        self.base = marks.base
        self.cite = escape(interface(names.reader).texts["cite"])

    def number(self, block: Block) -> str:
        """The printed number as the paragraph's lasting address; a sign in the margin where none is printed."""
        href = f"{self.base}/{escape(block.address)}"
        cite = f'<a class="cite" href="{href}#cite" aria-label="{self.cite}"></a>'
        if block.number is not None:
            return f'{self._margin(block.address)}{cite}<a class="no" href="{href}">{escape(block.number)}</a> '
        link = f'<a class="link" href="{href}" aria-label="{escape(self.words.paragraph_link)}">#</a>'
        return f"{self._margin(block.address)}{cite}{link}"

    def _margin(self, place: str) -> str:
        """What stands beside a paragraph where the reader has switched its margin on."""
        rows = []
        if "positions" in self.margins:
            for one in self.stances.by_place.get(place, ())[:MOST_IN_MARGIN]:
                about = [self.names.said(id_) for id_ in (*one.addressee, *one.about)[:2]]
                said = escape(" · ".join((self.stances.short(one), *about)))
                mark = f'<b class="{shape(one)}">{sign(one)}</b>'
                rows.append(f'<a href="?view=positions#{escape(one.id)}">{mark} {said}</a>')
        if "names" in self.margins:
            targets = dict.fromkeys(one.target for one in self.names.by_place.get(place, ()) if one.target)
            named = [one for one in targets if not one.startswith("date/")][:MOST_IN_MARGIN]
            rows += [f'<a href="{escape(links.target(one))}">{escape(self.names.said(one))}</a>' for one in named]
        return f'<span class="aside"><span{self.names.spoken}>{"".join(rows)}</span></span>' if rows else ""


@functools.lru_cache(maxsize=KEPT_PAGES)
def opened(packed: bytes) -> Dossier:
    """A stored dossier, decoded once while it stays in use."""
    return unpacked(packed)


@functools.lru_cache(maxsize=KEPT_PAGES)
def text_of(
    packed: bytes, base: str, cited: tuple[tuple[str, int], ...], reader: str, margins: frozenset[str] = frozenset()
) -> Text:
    """The text of a stored dossier for a reader's language; `cited` tells how many places cite each paragraph."""
    dossier = opened(packed)
    words = page_words(reader)
    names = _Names(dossier, words, reader)
    marks = _Marks(dossier, words, Counter(dict(cited)), escape(base), "positions" not in margins)
    blocks = _Paragraphs(names, marks, dossier, margins)
    parts = [blocks.component(one, place == 0) for place, one in enumerate(dossier.components)]
    named = sorted(names.places.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    own = page_words(dossier.document.language)
    return Text(
        Markup(masthead(dossier)),
        Markup(contents_list(dossier, own)),
        Markup(heading(dossier) + "\n".join(parts)),
        Markup(notes_section(dossier, own, blocks)),
        tuple((target, names.types[target], len(places)) for target, places in named),
    )
