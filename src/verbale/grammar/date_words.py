"""Dates without a month's name: digits alone, and bare years that a word of the language marks as years.

In: a plain text and its language. Out: found dates. Day and month in digits are read only where their order is fixed.
"""

from __future__ import annotations

import functools
import re
from datetime import date as calendar_date
from typing import Literal

import msgspec

from verbale.tongues.files import TONGUES, read_knowledge

Precision = Literal["day", "month", "year"]
FIRST_YEAR, LAST_YEAR = 1500, 2150


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text and the dates that must be found in it: a test."""

    text: str
    dates: tuple[str, ...]


class Months(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What dates look like in one language, as `months.toml` states it."""

    months: tuple[tuple[str, ...], ...]
    of: tuple[str, ...]
    day_endings: tuple[str, ...]
    year_words: tuple[str, ...]
    range_joiners: tuple[str, ...]
    list_joiners: tuple[str, ...]
    between: tuple[str, ...]
    list_commas: tuple[str, ...]
    clitics: tuple[str, ...]
    month_first: bool
    capital: bool
    numeric: str
    year_before: tuple[str, ...]
    year_after: tuple[str, ...]
    year_not_before: tuple[str, ...]
    day_format: str
    month_format: str
    first_day: str
    examples: tuple[Example, ...] = ()


class FoundDate(msgspec.Struct, frozen=True):
    """A date in a text: its place and `iso`.

    `iso` is "2012-05-15", "2012-05", "2012", "2012-05-01/2012-05-16", or "--05-15" where no year is printed.
    """

    start: int
    end: int
    iso: str
    precision: Precision

    @property
    def target(self) -> str | None:
        """Identifier of the date, None where the year is not printed."""
        return None if self.iso.startswith("--") else f"date/{self.iso}"


def months(language: str) -> Months:
    """What is known of dates in a language; `ValueError` where the house has no such language."""
    if language not in TONGUES:
        raise ValueError(f"Choose a language among {', '.join(TONGUES)}, not {language!r}.")
    known: Months = read_knowledge(f"tongues/{language}/months.toml", Months)
    return known


def any_of(words: tuple[str, ...]) -> str:
    """An alternation of words, longest first, blanks in them of any length."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in ordered)


_ISO = re.compile(r"(?<![\d/-])([12]\d{3})-(\d\d)-(\d\d)(?![\d/-])")
_DOTTED = re.compile(r"(?<![\d./])(\d{1,2})\.(\d{1,2})\.([12]\d{3})(?![\d./])")
_SLASHED = re.compile(r"(?<![\w/])(\d{1,2})/(\d{1,2})/([12]\d{3})(?![\w/])")


def numeric_dates(plain: str, language: str) -> list[FoundDate]:
    """Dates in digits alone; with slashes only where the language fixes the order of day and month."""
    found = []
    if "-" in plain:
        found += [_digits(m, m.group(1), m.group(2), m.group(3)) for m in _ISO.finditer(plain)]
    if "." in plain:
        found += [_digits(m, m.group(3), m.group(2), m.group(1)) for m in _DOTTED.finditer(plain)]
    if "/" in plain and months(language).numeric == "dmy":
        found += [_digits(m, m.group(3), m.group(2), m.group(1)) for m in _SLASHED.finditer(plain)]
    return [date for date in found if date is not None]


def _digits(found: re.Match[str], year: str, month: str, day: str) -> FoundDate | None:
    """A date of three numbers, None where the calendar has no such day."""
    try:
        iso = calendar_date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
    return FoundDate(found.start(), found.end(), iso, "day") if FIRST_YEAR <= int(year) <= LAST_YEAR else None


_YEAR = re.compile(r"[12]\d\d\d(?<!\d\d\d\d\d)(?!\d|[/.,]\d|\s*[-–]\s*\d|\s*\()")
_CUE = 24
"""Longest word that marks a year, in code points."""


@functools.cache
def _year_marks(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What marks a year before it, after it, and what after it says that it is none."""
    words = months(language)
    before = rf"(?<!\w)(?:{any_of(words.year_before)})\s+\Z" if words.year_before else r"(?!)"
    after = rf"\s?(?:{any_of(words.year_after)})" if words.year_after else r"(?!)"
    none = any_of(words.year_not_before) or "(?!)"
    stop = rf"\s*(?:{any_of(words.year_after)})?\s*(?:{none})"
    return re.compile(before, re.IGNORECASE), re.compile(after), re.compile(stop)


def bare_years(plain: str, language: str) -> list[FoundDate]:
    """Years on their own that a word marks as years."""
    found = []
    before, after, stop = _year_marks(language)
    for year in _YEAR.finditer(plain):
        start, end = year.span()
        if not FIRST_YEAR <= int(year.group()) <= LAST_YEAR or stop.match(plain, end):
            continue
        free = plain[max(0, start - 1) : start] not in ("/", "(", ".", "-")
        if (after.match(plain, end) and free) or before.search(plain[max(0, start - _CUE) : start]):
            found.append(FoundDate(start, end, year.group(), "year"))
    return found
