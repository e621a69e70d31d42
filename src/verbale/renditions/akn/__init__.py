"""Akoma Ntoso 3.0, profile verbale: a dossier written, read back, and any file checked.

`render(dossier, marked=day)` gives the bytes; `read(content)` gives back the dossier, as far as the format carries it
(`comparable` says how far); `check.check(content, profile)` gives findings. Rules V1 to V25 are in docs/akn.md.
"""

from __future__ import annotations

import datetime

from verbale.model.dossier import Dossier

__all__ = ["comparable", "read", "render"]


def render(dossier: Dossier, *, marked: datetime.date | None = None) -> bytes:
    """A dossier as a file; `marked` is the day of marking. Loads the writer when first called."""
    from verbale.renditions.akn.write import render as write

    return write(dossier, marked=marked)


def read(content: bytes) -> Dossier:
    """The dossier a file was written from. Raises `ValueError` on what is no Akoma Ntoso."""
    from verbale.renditions.akn.reading_back import read as read_content

    return read_content(content)


def comparable(dossier: Dossier) -> Dossier:
    """What of a dossier the format carries."""
    from verbale.renditions.akn.carried import comparable as compare

    return compare(dossier)
