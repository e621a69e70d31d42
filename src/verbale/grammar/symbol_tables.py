"""What the knowledge folder says of document symbols: organs, words, series of bodies, years of the Security Council.

In: `knowledge/symbols/*.toml`. Out: look-up tables for the symbol grammar, read once a process.
"""

from __future__ import annotations

import bisect
import functools

import msgspec

from verbale.tongues.files import read_knowledge


class Organ(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A first part of symbols, as `organs.toml` states it."""

    name: str
    running: int = 0
    not_running: tuple[int, int] = (0, 0)
    pattern: str | None = None
    dotted: bool = False
    combined: bool = False
    misprint_of: str | None = None


class Organs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`organs.toml`."""

    organs: tuple[Organ, ...]


class Parts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`parts.toml`."""

    adopted: tuple[str, ...]
    bodies: tuple[str, ...]
    modifiers: tuple[str, ...]
    cased: tuple[str, ...]
    small: tuple[str, ...]
    pair: tuple[str, ...]
    parenthesised: tuple[str, ...]
    parts_joiners: tuple[str, ...]
    sales: str


class Series(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`series.toml`."""

    series: dict[str, str]


class CouncilYears(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`council_years.toml`."""

    last: dict[str, int]


@functools.cache
def organs() -> dict[str, Organ]:
    """Every known organ by name."""
    known: Organs = read_knowledge("symbols/organs.toml", Organs)
    return {organ.name: organ for organ in known.organs}


@functools.cache
def words() -> Parts:
    """The words inside symbols."""
    known: Parts = read_knowledge("symbols/parts.toml", Parts)
    return known


@functools.cache
def _series() -> dict[str, str]:
    """Body by prefix."""
    known: Series = read_knowledge("symbols/series.toml", Series)
    return known.series


def body_of(parts: tuple[str, ...], organ: str) -> str | None:
    """The body of the longest prefix that `series.toml` knows."""
    table = _series()
    pieces = [organ, *parts[1:]]
    for count in range(len(pieces), 0, -1):
        prefix = "/".join(pieces[:count])
        if prefix in table:
            return table[prefix]
        if count > 1 and (short := prefix.rpartition(".")[0]) in table and "/" in short:
            return table[short]
    return None


@functools.cache
def _council_years() -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Last numbers in order, and their years."""
    known: CouncilYears = read_knowledge("symbols/council_years.toml", CouncilYears)
    rows = sorted((number, year) for year, number in known.last.items())
    return tuple(number for number, _ in rows), tuple(year for _, year in rows)


def council_year(number: int) -> str | None:
    """The year in which the Security Council adopted a resolution of this number; None beyond the table."""
    numbers, years = _council_years()
    at = bisect.bisect_left(numbers, number)
    return years[at] if number > 0 and at < len(years) else None
