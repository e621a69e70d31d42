"""Dossier → Dossier with mentions: dates, symbols, pinpoints and names of every block and note, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from verbale.authority import AuthorityBook, open_authority
from verbale.grammar.cues import cues_of
from verbale.model.dossier import Component, Dossier
from verbale.model.mention import Mention
from verbale.naming.earlier import adopted, cited_first, said_mentions, same_mention
from verbale.naming.names import Passage, name_mentions, seeds_of
from verbale.naming.pinpoints import pinpoint_mentions
from verbale.naming.printed import day_of, printed_mentions, surroundings_of
from verbale.naming.proceedings import resolved
from verbale.naming.resolution import Memory
from verbale.naming.spans import Spans
from verbale.naming.symbols import Surroundings

__all__ = ["name"]

_WITH_DATES_OF_THEIR_OWN = frozenset({"instrument", "event"})
"""Types whose names may hold a date that is part of the name ("Geneva Conventions of 12 August 1949")."""


def name(dossier: Dossier) -> Dossier:
    """Every name, symbol and date in a dossier as a mention; ids m1, m2 … in the order of the text."""
    document = dossier.document
    bodies = document.bodies or ((document.body,) if document.body else ())
    book = open_authority()
    memory = Memory(book, seeds_of(book, bodies), day_of(document))
    found: list[Mention] = []
    for component in dossier.components:
        memory.enter_component()
        around = surroundings_of(document, component)
        for passage in _searched(_passages(component, document.language), book):
            found.extend(_of_passage(passage, memory, around))
    found.extend(_of_notes(dossier, memory))
    numbered = tuple(msgspec.structs.replace(mention, id=f"m{number}") for number, mention in enumerate(found, start=1))
    told = dossier.proceedings
    return msgspec.structs.replace(
        dossier, mentions=numbered, proceedings=None if told is None else resolved(told, book)
    )


def _of_notes(dossier: Dossier, memory: Memory) -> list[Mention]:
    """Mentions of the notes; a note that cites "the same" cites what the note before it cited first."""
    document = dossier.document
    around = surroundings_of(document)
    language = document.language or "en"
    found: list[Mention] = []
    cited: str | None = None
    notes = [Passage(note.text, language, note.address) for note in dossier.notes]
    for passage in _searched(notes, memory.book):
        same = same_mention(passage.text, language, passage.at, cited)
        here = _of_passage(passage, memory, around, same)
        cited = same[0].target if same else cited_first(here)
        found.extend(here)
    return found


def _passages(component: Component, language: str | None) -> list[Passage]:
    """Blocks of a component with their language."""
    spoken = component.language or language or "en"
    return [
        Passage(block.text, block.language or spoken, block.address, block.role == "title")
        for block in component.blocks
    ]


_FEW = 64
"""How many passages are searched together."""


def _searched(passages: list[Passage], book: AuthorityBook) -> Iterator[Passage]:
    """Passages with the names in them and the cues for what else they may hold."""
    for language, spoken in groupby(passages, key=lambda passage: passage.language):
        run = list(spoken)
        for at in range(0, len(run), _FEW):
            few = run[at : at + _FEW]
            texts = [passage.text for passage in few]
            found = zip(few, book.scan_all(texts, language), cues_of(texts, language), strict=True)
            for passage, hits, cues in found:
                yield msgspec.structs.replace(passage, hits=tuple(hits), cues=cues)


def _of_passage(passage: Passage, memory: Memory, around: Surroundings, same: Sequence[Mention] = ()) -> list[Mention]:
    """Mentions of one block in the order of its text, the longer of two that begin together first."""
    memory.block += 1
    printed = printed_mentions(passage.text, passage.language, around, at=passage.at, cues=passage.cues)
    taken = [(each.start, each.end) for each in printed if each.type in ("symbol", "date")]
    named = name_mentions(passage, memory, taken)
    holding = [(each.start, each.end) for each in named if _holds_its_date(each)]
    kept = printed
    if holding:
        whole = Spans(holding)
        kept = [each for each in printed if each.type != "date" or not _within(each, whole)]
    said: list[Mention] = []
    if "adopted" in passage.cues:
        said = said_mentions(passage.text, passage.language, passage.at, printed, memory.adopted)
    memory.adopted = next((each.target for each in reversed(printed) if adopted(each.target)), memory.adopted)
    found = [*kept, *named, *said, *same]
    if "part" in passage.cues:
        found += pinpoint_mentions(passage.text, passage.language, around, at=passage.at, mentions=found)
    if len(found) > 1:
        found.sort(key=lambda mention: (mention.start, -mention.end))
    return found


def _holds_its_date(mention: Mention) -> bool:
    """Whether a date inside a name is part of it; an inserted one is a mention of its own."""
    return mention.type in _WITH_DATES_OF_THEIR_OWN and mention.rule != "name/inserted"


def _within(mention: Mention, spans: Spans) -> bool:
    """Whether a mention is part of one of the spans."""
    touched = spans.touching(mention.start, mention.end)
    return any(start <= mention.start and mention.end <= end for start, end in touched)
