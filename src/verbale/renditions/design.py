"""How pages look: paper, margins, masthead, type, page furniture, in points; from `knowledge/styles`.

A dossier is set by a `Setting`: the design, and what stands on its pages beside its own words (symbol in the running
head, job number, permalink, the office's emblem). Without an office it is the plain one: fields of the masthead line
by line, no imitation of anybody's pages.
"""

from __future__ import annotations

import functools

import msgspec

from verbale.model.dossier import Dossier
from verbale.tongues.files import read_knowledge

PLAIN = "plain"


class Margins(msgspec.Struct, frozen=True):
    """Distances of the text from the edges of the page, in points."""

    top: float
    right: float
    bottom: float
    left: float


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The masthead of page 1, in points from the upper left corner; mirrored for languages from right to left.

    `columns` are emblem, names, gap, side; `thin` and `heavy` the heights of the two rules (0: none).
    """

    columns: tuple[float, float, float, float] = (0, 0, 0, 0)
    top: float = 36.0
    thin: float = 0
    heavy: float = 0
    organisation_size: float = 14
    organ_size: float = 20
    symbol_size: float = 10
    letter_size: float = 20
    """Size of the first part of the symbol."""


class Type(msgspec.Struct, frozen=True, kw_only=True):
    """Sizes of type and spaces, in points."""

    text: float = 10
    leading: float = 12
    after: float = 6
    indent: float = 0
    """How far running text is set in on both sides."""
    title: float = 14
    heading: float = 12
    note: float = 8.5
    note_leading: float = 10.5
    list: float = 24
    """How far each level of items is set in."""


class Running(msgspec.Struct, frozen=True, kw_only=True):
    """Head and foot of the pages after the first."""

    size: float = 9
    header: float = 36
    """Height of the line from the upper edge."""
    footer: float = 40
    """Height of the line from the lower edge."""
    rule: bool = True
    mirrored: bool = True
    """Whether even pages mirror odd ones, so that symbol and number stand at the outer edge."""
    total: bool = False
    """Whether the page number says of how many."""
    job: bool = False
    """Whether the job number stands at the foot of every page."""


class Design(msgspec.Struct, frozen=True, kw_only=True):
    """One way of setting pages. `fonts`: per language families in the order they are tried."""

    paper: tuple[float, float]
    first: Margins
    following: Margins
    head: Head = Head()
    type: Type = Type()
    running: Running = Running()
    fonts: dict[str, tuple[str, ...]]
    emblem: tuple[float, float, float, float] = (0, 0, 0, 0)
    """Box of the emblem: left, top, width, height; kept empty unless the office supplies its file."""
    qr: float = 0
    """Edge of the code on page 1 that leads to the permalink; 0 for none."""
    bars: bool = False
    """Whether page 1 bears the job number as a bar code (Code 39)."""

    @property
    def plain(self) -> bool:
        """Whether the masthead is a list of lines."""
        return not any(self.head.columns)

    def families(self, language: str | None) -> tuple[str, ...]:
        """Families of type for a language."""
        return self.fonts.get(language or "", ()) or self.fonts["en"]


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """A design and what stands on the pages beside the dossier's own words."""

    design: Design
    running: str = ""
    """The symbol as the running head prints it."""
    job: str = ""
    permalink: str = ""
    emblem: str = ""
    """File of the office's emblem; empty: the space is kept."""
    day: str = "2000-01-01"
    """The only date the file itself bears, so that the same text gives the same bytes."""
    template: str = PLAIN
    """Which template in `knowledge/styles/templates` sets its PDF."""


@functools.cache
def design(name: str) -> Design:
    """A design by its name. Raises `FileNotFoundError` for one that is not in `knowledge/styles/geometry`."""
    return read_knowledge(f"styles/geometry/{name}.toml", Design)


def plain_setting(dossier: Dossier) -> Setting:
    """How a dossier is set that no office issues: its own symbol, date and job number, plain pages."""
    document = dossier.document
    day = next((date.date for date in document.dates if date.role == "issued" and len(date.date) == 10), "")
    return Setting(
        design=design(PLAIN),
        running=" · ".join(document.symbols) or document.symbol or "",
        job=document.job_number or "",
        day=day or "2000-01-01",
    )
