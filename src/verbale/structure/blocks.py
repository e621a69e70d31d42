"""Part → Body: the passages of one component become blocks with roles, printed numbers and addresses."""

from __future__ import annotations

from collections.abc import Mapping

from verbale.model.address import join
from verbale.model.dossier import Block, NoteAnchor
from verbale.structure.part import Body, Part
from verbale.structure.passage import Passage


def blocks_of(part: Part, notes: Mapping[str, str] = {}) -> Body:  # noqa: B006 read only
    """Blocks of one component, in reading order.

    `notes` leads from a note's key (as passages carry it) to the note's address; `notes_of` makes it.
    """
    passages = ((part.title,) if part.title else ()) + part.passages
    blocks = tuple(_block(part, passage, place, notes) for place, passage in enumerate(passages, start=1 - bool(part.title)))
    return Body(blocks=blocks)


def _block(part: Part, passage: Passage, place: int, notes: Mapping[str, str]) -> Block:
    """One passage as a block."""
    return Block(
        address=join(part.address, f"p-{place}" if place else "title"),
        role="paragraph" if place else "title",
        text=passage.text,
        pages=passage.pages,
        marks=passage.marks,
        notes=tuple(NoteAnchor(mark.at, notes.get(mark.key, mark.key)) for mark in passage.notes),
        spans=tuple((piece.start, piece.end) for piece in passage.pieces),
    )
