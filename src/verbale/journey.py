"""The whole way of one source: read, structure, name, take positions. One page, walked in one direction."""

from __future__ import annotations

from pathlib import Path

from verbale.model.dossier import Dossier
from verbale.naming import name as name_things
from verbale.positions import take_positions
from verbale.reading import open_source
from verbale.renditions.akn.own import read_own
from verbale.structure import structure


def read(source: str | Path | bytes, *, name: str | None = None) -> Dossier:
    """Read one document whole: a path, or its bytes with a `name` that hints at the format.

    Raises `verbale.reading.Unreadable` with one sentence that says what to do when nothing can be read.
    """
    own = read_own(source)
    if own is not None:
        return own
    reading = open_source(source, name=name)
    return take_positions(name_things(structure(reading)))
