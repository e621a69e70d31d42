"""Which number comes after which: figures, decimals, Chinese and Roman figures as paragraphs count with them."""

from __future__ import annotations

from verbale.grammar.markers import Marker
from verbale.model import address

PLAIN_SHAPES = ("x.", "x-", "x\u3001", "x")
"""Enclosures of paragraph numbers; one component may mix them (typed and automatic numbers)."""


def series_of(marker: Marker) -> str:
    """The series in which a mark may count paragraphs: figures, Chinese figures before their comma, Roman numbers."""
    if "arabic" in marker.ranks:
        return "arabic"
    if "han" in marker.ranks and marker.shape == "x\u3001":
        return "han"
    return "roman-capital" if "roman-capital" in marker.ranks and marker.shape in ("x.", "x-") else ""


def value_of(marker: Marker) -> tuple[int, ...]:
    """The number a mark counts, decimals part by part."""
    return marker.decimal or (marker.ranks[series_of(marker)],)


def same_shape(first: str, second: str) -> bool:
    """Whether two enclosures belong to one count."""
    return first == second or (first in PLAIN_SHAPES and second in PLAIN_SHAPES)


def after(value: tuple[int, ...]) -> tuple[int, ...]:
    """The next number of the same depth."""
    return (*value[:-1], value[-1] + 1) if value else (1,)


def successors(value: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Every number that may follow: deeper by one, the next of the same depth, the next of each outer depth."""
    found = [(*value, 1)]
    found += [after(value[:depth]) for depth in range(len(value), 0, -1)]
    return found + [(*after(value[:depth]), 1) for depth in range(len(value), 0, -1)]


def follows(number: str, part: str) -> bool:
    """Whether a number or letter is the next after that of an address part (`section-b` before c)."""
    last = part.partition("-")[2]
    if number.isdigit() and last.isdigit():
        return int(number) == int(last) + 1
    return len(number) == len(last) == 1 and ord(number) == ord(last) + 1


def written(value: tuple[int, ...]) -> str:
    """A number as people write it."""
    return ".".join(map(str, value))


def after_paragraph(number: str, count: int) -> str:
    """Address of the paragraph without number that comes `count`-th after a numbered one: `4-b` for the first."""
    return f"{number}-{address.letter(count + 1)}"
