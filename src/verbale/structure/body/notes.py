"""Passages of notes → notes with addresses by their printed marks, each address once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from verbale.model import address
from verbale.model.dossier import Note
from verbale.structure.passage import Passage


class Notes(msgspec.Struct, frozen=True, kw_only=True):
    """The notes of a document, and the way from a key of the reading to a note's address."""

    notes: tuple[Note, ...] = ()
    addresses: dict[str, str] = {}


def notes_of(passages: Sequence[Passage]) -> Notes:
    """Notes in the order of print. Passages of one key are one note; a mark used again gets `~2`, `~3`."""
    grouped: dict[str, list[Passage]] = {}
    for place, passage in enumerate(passages):
        grouped.setdefault(passage.note or f"note at {place}", []).append(passage)
    notes, addresses, used = list[Note](), dict[str, str](), Counter[str]()
    for key, pieces in grouped.items():
        mark = (pieces[0].mark or key).strip()
        wanted = address.note(mark)
        used[wanted] += 1
        addresses[key] = wanted if used[wanted] == 1 else f"{wanted}~{used[wanted]}"
        notes.append(_note(addresses[key], mark, pieces))
    return Notes(notes=tuple(notes), addresses=addresses)


def _note(place: str, mark: str, pieces: Sequence[Passage]) -> Note:
    """One note out of its paragraphs."""
    return Note(
        address=place,
        mark=mark,
        text="\n".join(piece.text for piece in pieces),
        pages=tuple(dict.fromkeys(page for piece in pieces for page in piece.pages)),
        marks=pieces[0].marks,
        spans=tuple((part.start, part.end) for piece in pieces for part in piece.pieces),
    )
