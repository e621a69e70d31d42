"""Reading: one source as characters in their places, before anything is known of its structure.

A reader turns bytes into a `Reading`. All characters stand once in `text`; `lines` says where each line came from.
Formats that know paragraphs (DOCX, HTML, Akoma Ntoso, Markdown) give one `Line` a paragraph; formats that know only
ink (PDF, scans) give one a printed line and leave the joining to `verbale.structure`. What a format says outright
(automatic numbers, headings, notes, cells) is kept as a field of the line, so that nothing has to be guessed twice.
What a document has by the thousand is left out of the search for cycles (`gc=False`): frozen values cannot form one.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from verbale.model.finding import Finding
from verbale.model.proceedings import Proceedings

Direction = Literal["ltr", "rtl"]
Region = Literal["body", "header", "footer", "masthead", "note", "comment"]
Align = Literal["left", "center", "right", "justify"]


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """The file that was read: its name, SHA-256 of its bytes, media type, pages, and code points of text."""

    name: str
    sha256: str
    media_type: str
    pages: int = 1
    characters: int = 0


class Box(msgspec.Struct, frozen=True, gc=False):
    """A rectangle on a page in points (1/72 inch), origin at the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


class Run(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A stretch of one style; `start` and `end` are offsets into the reading's text. Plain style makes no stretch."""

    start: int
    end: int
    bold: bool = False
    italic: bool = False
    underline: bool = False
    raised: bool = False
    """Superscript by size and baseline, or by the format's own word."""
    size: float | None = None
    font: str | None = None
    link: str | None = None


class Cell(msgspec.Struct, frozen=True, gc=False):
    """Place of a line in a table of the source: running number of the table, row and column from 0."""

    table: int
    row: int
    column: int


class Anchor(msgspec.Struct, frozen=True, gc=False):
    """A note mark the format itself ties to a note: at which offset of the reading's text, and the note's key."""

    at: int
    key: str
    length: int = 0
    """Code points of the text from `at` that are the printed mark; 0 where the format keeps it out of the text."""


class Line(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A line of ink, or a paragraph where the format knows paragraphs. Offsets go into the reading's text."""

    start: int
    end: int
    page: int = 1
    box: Box | None = None
    direction: Direction = "ltr"
    runs: tuple[Run, ...] = ()
    confidence: float | None = None
    """Mean confidence of an OCR engine, 0 to 1."""
    region: Region = "body"
    """Where the format says the line stands. PDF and scans say `body`; structure finds their furniture."""
    paragraph: int | None = None
    """Number of the paragraph in the source; lines with the same number are one paragraph. None: not known."""
    label: int = 0
    """How many code points at the start are a number the format generated (automatic numbering)."""
    note: str | None = None
    """Key of the note whose text this line holds."""
    mark: str | None = None
    """Printed mark of that note, where the format gives it apart from the text."""
    anchors: tuple[Anchor, ...] = ()
    cell: Cell | None = None
    align: Align | None = None
    indent: float | None = None
    style: str | None = None
    """Name of the paragraph style in the source ("Heading 1", "SingleTxt", "h2")."""
    role: str | None = None
    """A role of the contract (CONTRACT §2: title, heading, preambular, formula, item …) the format states outright."""
    level: int | None = None
    """Outline level or list level the format states, from 0."""
    component: str | None = None
    """Name of the part the format states outright ("annex"); a change of value starts a component."""


class Page(msgspec.Struct, frozen=True, gc=False):
    """Size of a page in points, and the rules drawn on it: boxes no thicker than a line."""

    number: int
    width: float
    height: float
    rules: tuple[Box, ...] = ()


class Field(msgspec.Struct, frozen=True):
    """A named value kept outside the printed text: document variable, property, hidden field of a document system."""

    name: str
    text: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a reader saw. Lines do not overlap; every non-blank character of `text` lies in one of them."""

    source: Source
    text: str
    lines: tuple[Line, ...]
    pages: tuple[Page, ...] = ()
    fields: tuple[Field, ...] = ()
    language: str | None = None
    """Language the source declares, two letters."""
    proceedings: Proceedings | None = None
    """How the text was adopted, where the source's metadata say so."""
    findings: tuple[Finding, ...] = ()
