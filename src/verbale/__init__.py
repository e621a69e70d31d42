"""Verbale reads diplomatic documents: `verbale.read("note.pdf")` returns a `Dossier`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from verbale.model.dossier import Dossier
    from verbale.record import Record

__all__ = ["open_record", "read"]


def read(source: str | Path | bytes, *, name: str | None = None) -> Dossier:
    """Read one document whole: a path, or its bytes with the `name` of its file.

    Raises `verbale.reading.Unreadable` with one sentence that says what to do when nothing can be read.
    """
    from verbale.journey import read as read_document

    return read_document(source, name=name)


def open_record(place: str | Path) -> Record:
    """Open a record of documents: a folder, made if it is not there, or a database address `postgresql://…`."""
    from verbale.record import open_record as open_place

    return open_place(place)
