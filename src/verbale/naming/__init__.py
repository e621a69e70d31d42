"""Dossier → Dossier with mentions: dates, symbols, pinpoints and names of every block and note, resolved and in order."""

from __future__ import annotations

import msgspec

from verbale.authority import open_authority
from verbale.model.dossier import Component, Dossier
from verbale.model.mention import Mention
from verbale.naming.names import Passage, name_mentions, seeds_of
from verbale.naming.pinpoints import pinpoint_mentions
from verbale.naming.printed import printed_mentions, surroundings_of
from verbale.naming.resolution import Memory
from verbale.naming.symbols import Surroundings

__all__ = ["name"]


def name(dossier: Dossier) -> Dossier:
    """Every name, symbol and date in a dossier as a mention; ids m1, m2 … in the order of the text."""
    document = dossier.document
    bodies = document.bodies or ((document.body,) if document.body else ())
    book = open_authority()
    memory = Memory(book, seeds_of(book, bodies))
    found: list[Mention] = []
    for component in dossier.components:
        memory.enter_component()
        around = surroundings_of(document, component)
        for passage in _passages(component, document.language):
            memory.block += 1
            found.extend(_of_passage(passage, memory, around))
    for note in dossier.notes:
        memory.block += 1
        passage = Passage(note.text, document.language or "en", note.address)
        found.extend(_of_passage(passage, memory, surroundings_of(document)))
    numbered = tuple(msgspec.structs.replace(mention, id=f"m{number}") for number, mention in enumerate(found, start=1))
    return msgspec.structs.replace(dossier, mentions=numbered)


def _passages(component: Component, language: str | None) -> list[Passage]:
    """Blocks of a component with their language."""
    spoken = component.language or language or "en"
    return [
        Passage(block.text, block.language or spoken, block.address, block.role == "title")
        for block in component.blocks
    ]


def _of_passage(passage: Passage, memory: Memory, around: Surroundings) -> list[Mention]:
    """Mentions of one block in the order of its text, the longer of two that begin together first."""
    text, language, at = passage.text, passage.language, passage.at
    mentions = printed_mentions(text, language, around, at=at)
    taken = [(mention.start, mention.end) for mention in mentions if mention.type in ("date", "symbol")]
    mentions += name_mentions(passage, memory, taken)
    mentions += pinpoint_mentions(text, language, around, at=at, mentions=mentions)
    mentions.sort(key=lambda mention: (mention.start, -mention.end))
    return mentions
