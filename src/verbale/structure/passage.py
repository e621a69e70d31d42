"""Passage: a paragraph of the source healed, before it is known what it is.

Lines of ink become passages in `verbale.structure.layout.ink.healing`; paragraphs of DOCX, HTML or XML become passages
one by one. Everything after works on passages alone, whatever the format was.
"""

from __future__ import annotations

import msgspec

from verbale.model.dossier import Mark
from verbale.model.reading import Align


class Piece(msgspec.Struct, frozen=True, gc=False):
    """`text[at:]` of the passage stands at `start` to `end` of the reading's text, until the next piece begins."""

    at: int
    start: int
    end: int


class NoteMark(msgspec.Struct, frozen=True, gc=False):
    """A note mark that stood at offset `at` of the passage's text (the mark itself is not in the text)."""

    at: int
    key: str


class Passage(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One paragraph, heading, table or note of the source, in reading order.

    `text` has single spaces, no note marks, no generated number (that is `label`); a typed number still stands in it.
    """

    text: str
    pieces: tuple[Piece, ...]
    page: int = 1
    pages: tuple[int, ...] = (1,)
    region: str = "body"
    label: str | None = None
    """Number the format generated ("1.", "(a)"), without the blank that follows."""
    marks: tuple[Mark, ...] = ()
    notes: tuple[NoteMark, ...] = ()
    note: str | None = None
    """Key of the note this passage is the text of."""
    mark: str | None = None
    """Printed mark of that note."""
    align: Align | None = None
    indent: float | None = None
    """Left (in right-to-left lines: right) edge in points from the text's edge, where known."""
    size: float | None = None
    """Font size of most characters, in points."""
    bold: bool = False
    """All letters are bold."""
    italic: bool = False
    """All letters are italic."""
    gap: float | None = None
    """Space above in points, where known."""
    direction: str = "ltr"
    style: str | None = None
    role: str | None = None
    level: int | None = None
    component: str | None = None
    rows: tuple[tuple[str, ...], ...] | None = None
    """Cells, row by row, where the passage is a table."""
    left: float | None = None
    right: float | None = None
    """Edges on the page in points, where known."""
    confidence: float | None = None
