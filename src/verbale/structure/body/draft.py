"""Draft: a passage on its way to a block, while its role, number and address are being found.

The steps of `blocks` fill it in one after the other; it never leaves this folder. A passage whose role the format or an
earlier step has stated comes `stated`, and only its number and address are still looked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from verbale.grammar.markers import Marker, parse
from verbale.structure.body.treaty import Division
from verbale.structure.passage import Passage

WEIGHED = ("paragraph", "operative", "preambular", "item")
"""Roles that the numbers of the component may still change, even where the format states them."""

_BULLET = re.compile(r"[\u2013\u2014\u2022\u25cf\u25aa\u25e6\u00b7\u2043\u2219\uf0b7*\-][\s\u00a0]+(?=\S)")
_LEADER = re.compile(r"\.(?:\.{3,}|\.\.\s?\d|\s(?:\.\s){3,})")
_RANGE = re.compile(r"\s\d+\s*[-\u2013]\s*\d+\s+\d+\Z")
_OPENED = re.compile(r"[\u201c\u201d\u201e\u00ab\u300c\u300e\"]")
STOPS = ".\u3002;\uff1b\u061b:\uff1a,\uff0c\u060c\u3001!\uff01?\uff1f\u061f\u2026"
"""Signs that end a sentence or a part of it in any script."""
_CLOSED = " \u00a0\u201d\u201c\u00bb\u300d\u300f\"'\u2019\u2018)]*\u200f\u200e"


@dataclass(slots=True)
class Draft:
    """One passage and what is known of it so far; `cut` code points of its text are the printed number."""

    passage: Passage
    role: str = ""
    stated: bool = False
    marker: Marker | None = None
    division: Division | None = None
    number: str | None = None
    cut: int = 0
    level: int = 0
    paragraph: str = ""
    """Number of the paragraph for the address (`7`, `7-bis`), where it is one."""
    run: int = -1
    """Which run of numbers it belongs to, or stands in."""
    host: int = -1
    """For items: the draft whose items they are; -1 for none."""
    path: tuple[str, ...] = ()
    """Divisions it stands in, from the outside in."""
    items: tuple[str, ...] = ()
    address: str = ""
    notices: list[tuple[str, str]] = field(default_factory=list)
    """Codes of findings with the word that fills them."""

    @property
    def text(self) -> str:
        """The text without the printed number."""
        return self.passage.text[self.cut :]

    @property
    def plain(self) -> bool:
        """Whether it is running text: a paragraph of some sort and no heading, table or line of its own."""
        return self.role in ("", *WEIGHED, "quotation")


def draft(passage: Passage) -> Draft:
    """A passage with its role where it is stated, and with the number it may begin with."""
    if passage.rows is not None:
        return Draft(passage=passage, role="table", stated=True)
    role = "" if passage.role in WEIGHED else passage.role or ""
    made = Draft(passage=passage, role=role, stated=passage.role is not None)
    if role in ("", "heading") and not is_contents(passage.text):
        made.marker = marker_of(passage)
    return made


def is_contents(text: str) -> bool:
    """Whether a line belongs to a table of contents: dots lead to its page, or it ends with paragraphs and a page."""
    if len(text) >= 300:
        return False
    return bool(_LEADER.search(text)) or (text[-1:].isdigit() and bool(_RANGE.search(text)))


def marker_of(passage: Passage) -> Marker | None:
    """The number of a passage: the one its format generated, else the one typed at the start, else a bullet."""
    if passage.label:
        found = parse(f"{passage.label.strip()}\tx")
        shown = passage.label.strip()
        return Marker(
            printed=shown,
            shape=found.shape if found else shown[:1],
            ranks=found.ranks if found else {"bullet": 0},
            decimal=found.decimal if found else (),
            inserted=found.inserted if found else "",
        )
    if found := parse(passage.text):
        return found
    if bullet := _BULLET.match(passage.text):
        return Marker(printed=bullet.group().strip(), shape=bullet.group()[0], ranks={"bullet": 0}, end=bullet.end())
    return None


def ends_sentence(text: str) -> bool:
    """Whether a text ends with a stop of its script, quotation marks and brackets after it left aside."""
    return text.rstrip(_CLOSED)[-1:] in STOPS and bool(text)


def introduces(text: str) -> bool:
    """Whether a text ends with a colon: what follows belongs to it."""
    return text.rstrip(_CLOSED)[-1:] in ":\uff1a" and bool(text)


def trails(text: str) -> bool:
    """Whether a text ends with a comma or semicolon, as paragraphs of a preamble do."""
    return text.rstrip(_CLOSED)[-1:] in ",\uff0c\u060c\u3001;\uff1b\u061b" and bool(text)


def pauses(text: str) -> bool:
    """Whether a text ends with a comma of its script."""
    return text.rstrip(_CLOSED)[-1:] in ",\uff0c\u060c\u3001" and bool(text)


def is_quoted(text: str) -> bool:
    """Whether a text begins with an opening quotation mark."""
    return bool(_OPENED.match(text))
