"""Dossier: one document in one language, read whole. Encoded as it stands, it is the JSON of the contract."""

from __future__ import annotations

import msgspec

from verbale.model.finding import Finding
from verbale.model.mention import Mention
from verbale.model.position import Position
from verbale.model.proceedings import Proceedings
from verbale.model.reading import Source

Span = tuple[int, int]
"""Start and end of a stretch of the reading's text, in code points."""


class Date(msgspec.Struct, frozen=True, kw_only=True):
    """A date with its role (issued, signed, adopted, event, received, reissued, entry-into-force); `at` a component."""

    role: str
    date: str
    at: str = ""
    text: str = ""


class MastheadField(msgspec.Struct, frozen=True, kw_only=True):
    """One printed line of the masthead: which field it fills, its words, where they stand in the reading."""

    field: str
    text: str
    spans: tuple[Span, ...] = ()


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What the masthead and title say of the whole document. Unknown fields are None or empty, never absent."""

    symbol: str | None = None
    symbols: tuple[str, ...] = ()
    kind: str = "document"
    title: str | None = None
    language: str | None = None
    originals: tuple[str, ...] = ()
    body: str | None = None
    bodies: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    distribution: str | None = None
    session: str | None = None
    agenda: tuple[str, ...] = ()
    sender: str | None = None
    addressee: str | None = None
    earlier: tuple[str, ...] = ()
    dates: tuple[Date, ...] = ()
    job_number: str | None = None
    masthead: tuple[MastheadField, ...] = ()


class Mark(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An inline style of a block's text: italic, bold, underline, superscript or link (with `href`)."""

    start: int
    end: int
    kind: str
    href: str | None = None


class NoteAnchor(msgspec.Struct, frozen=True, gc=False):
    """Where a note mark stood in the block's text, and the note's address."""

    at: int
    address: str


class Block(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One paragraph, heading, item, table or line of a component.

    `text` holds neither the printed number nor note marks; `number` is the number as printed. `spans` are the pieces
    of the reading it came from, number and marks included, so that healing never loses a place.
    """

    address: str
    role: str
    number: str | None = None
    level: int = 0
    text: str
    language: str | None = None
    pages: tuple[int, ...] = ()
    marks: tuple[Mark, ...] = ()
    notes: tuple[NoteAnchor, ...] = ()
    spans: tuple[Span, ...] = ()
    rows: tuple[tuple[str, ...], ...] | None = None
    """Cells of a table, row by row; `text` joins cells with tabs and rows with line feeds."""


class Component(msgspec.Struct, frozen=True, kw_only=True):
    """The main text, an annex, an enclosure: its own kind, title, language, dates and numbering."""

    address: str
    kind: str
    title: str | None = None
    label: str | None = None
    """The printed word or heading that opens it ("Annex II", "Приложение")."""
    language: str | None = None
    originals: tuple[str, ...] = ()
    parent: str | None = None
    place: str | None = None
    dates: tuple[Date, ...] = ()
    blocks: tuple[Block, ...] = ()


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A footnote or endnote: address by its printed mark, the mark, its text."""

    address: str
    mark: str
    text: str
    pages: tuple[int, ...] = ()
    marks: tuple[Mark, ...] = ()
    spans: tuple[Span, ...] = ()


class Furniture(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Print that belongs to the page and not to the text: running-header, footer, page-number, job-number, barcode."""

    kind: str
    text: str
    page: int = 1
    spans: tuple[Span, ...] = ()


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """A document read, structured, named and weighed; each stage returns a new one with its part filled in."""

    contract: str = "1"
    source: Source
    document: Document
    proceedings: Proceedings | None = None
    components: tuple[Component, ...] = ()
    notes: tuple[Note, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    mentions: tuple[Mention, ...] = ()
    positions: tuple[Position, ...] = ()
    findings: tuple[Finding, ...] = ()
