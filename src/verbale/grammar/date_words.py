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
    span_opens: tuple[str, ...] = ()
    """Words in front of the first of two years that make them one stretch ("from"); none where nothing is needed."""
    year_leading: tuple[str, ...] = ()
    """Words that mark a year when a further word follows it ("the 1980 Convention")."""
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


@functools.cache
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


_PARTED = re.compile(r"\d[-./]\d\d?[-./]\d")
"""What every date in digits holds; looked for first, as most text has none."""
_ISO = re.compile(r"(?<![\d/-])([12]\d{3})-(\d\d)-(\d\d)(?![\d/-])")
_DOTTED = re.compile(r"(?<![\d./])(\d{1,2})\.(\d{1,2})\.([12]\d{3})(?![\d./])")
_SLASHED = re.compile(r"(?<![\w/])(\d{1,2})/(\d{1,2})/([12]\d{3})(?![\w/])")


def numeric_dates(plain: str, language: str) -> list[FoundDate]:
    """Dates in digits alone; with slashes only where the language fixes the order of day and month."""
    found: list[FoundDate | None] = []
    if _PARTED.search(plain) is None:
        return []
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


_YEAR = re.compile(r"[12]\d\d\d(?<!\d\d\d\d\d)(?!\d|[/.,]\d|\s*[-–]\s*\d)")
_SPAN = re.compile(r"(?<![A-Za-z\d/.–-])((?:19|20)\d\d)\s?[-–]\s?((?:19|20)\d\d)(?!\d|[/–-]|\.\d)")
_FIGURES = re.compile(r"[12]\d\d\d")
"""What may be a year at all."""
_CUE = 24
"""Longest word that marks a year, in code points."""
_APPOSED = re.compile(r"[,،，]\s\Z")
_CLOSED = re.compile(r"[;,.)،؛]|\Z")


class _Marks(msgspec.Struct, frozen=True):
    """What marks a year in a language."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    stop: re.Pattern[str]
    leading: re.Pattern[str]
    joins: re.Pattern[str]
    between: re.Pattern[str]
    spans: re.Pattern[str]


@functools.cache
def _year_marks(language: str) -> _Marks:
    """What marks a year before it, after it, what after it says that it is none, and what joins years of a list."""
    words = months(language)
    after = rf"\s?(?:{any_of(words.year_after)})" if words.year_after else r"(?!)"
    none = any_of(words.year_not_before) or "(?!)"
    joins = any_of((*words.list_joiners, *words.list_commas))
    ends = f"(?:{any_of((*words.year_after, *words.year_words))})" if words.year_after or words.year_words else "(?!)"
    comma = any_of(words.list_commas)
    return _Marks(
        before=_in_front(words.year_before),
        after=re.compile(after),
        stop=re.compile(rf"\s*(?:{any_of(words.year_after)})?\s*(?:{none})"),
        leading=_in_front(words.year_leading),
        joins=re.compile(rf"\s*{ends}?(?:{comma})?\s*(?:{joins})\s*", re.IGNORECASE),
        between=re.compile(r"\s[^\W\d_]"),
        spans=_spans_in_words(words, ends),
    )


def _spans_in_words(words: Months, ends: str) -> re.Pattern[str]:
    """Two years that words join ("from 2018 to 2021", «с 2018 по 2021 год»)."""
    opens = rf"(?<!\w)(?:{any_of(words.span_opens)})\s+" if words.span_opens else r"(?<![\d/])"
    before = rf"(?:(?:{any_of(words.year_before)})\s+)?" if words.year_before else ""
    year = r"((?:19|20)\d\d)(?![\d/])"
    joins = any_of(tuple(each for each in words.range_joiners if len(each) > 1 or each.isalpha()))
    return re.compile(rf"{opens}{year}\s*{ends}?\s*(?:{joins})\s*{before}{year}", re.IGNORECASE)


def _in_front(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of some words in front of a place."""
    return re.compile(rf"(?<!\w)(?:{any_of(words)})\s+\Z" if words else r"(?!)", re.IGNORECASE)


def bare_years(plain: str, language: str) -> list[FoundDate]:
    """Years on their own that a word, a bracket or a list marks as years, and spans of years ("2021–2030")."""
    figures = len(_FIGURES.findall(plain))
    if not figures:
        return []
    marks = _year_marks(language)
    found = _year_spans(plain, marks) if figures > 1 else []
    spanned = {at for date in found for at in (date.start, date.end - 4)}
    waiting: list[tuple[int, int]] = []
    last = -1
    for year in _YEAR.finditer(plain):
        start, end = year.span()
        if start in spanned:
            continue
        if not FIRST_YEAR <= int(year.group()) <= LAST_YEAR or plain[max(0, start - 1) : start] in ("/", ".", "-", "–"):
            continue
        listed = last >= 0 and marks.joins.fullmatch(plain, last, start) is not None
        if not listed:
            waiting = []
        last = -1
        if marks.stop.match(plain, end):
            waiting = []
        elif _marked(plain, start, end, marks) or (listed and not waiting):
            found += [FoundDate(first, stop, plain[first:stop], "year") for first, stop in (*waiting, (start, end))]
            waiting, last = [], end
        elif 1900 <= int(year.group()) < 2100:
            waiting.append((start, end))
            last = end
    return sorted(found, key=lambda date: date.start)


def _year_spans(plain: str, marks: _Marks) -> list[FoundDate]:
    """Stretches of years, joined by a dash or by words; the earlier stands first whatever the direction of script."""
    found: list[FoundDate] = []
    for span in (*(_SPAN.finditer(plain) if "–" in plain or "-" in plain else ()), *marks.spans.finditer(plain)):
        first, last = sorted((span.group(1), span.group(2)))
        if first < last:
            found.append(FoundDate(span.start(1), span.end(2), f"{first}/{last}", "year"))
    return found


def _marked(plain: str, start: int, end: int, marks: _Marks) -> bool:
    """Whether a number is marked as a year: by a word, as the whole of a bracket, or set off after a name."""
    cue = plain[max(0, start - _CUE) : start]
    bracketed = cue.endswith("(") and plain[end : end + 1] == ")"
    if bracketed or marks.after.match(plain, end):
        return 1900 <= int(plain[start:end]) < 2100 or not bracketed
    if plain[end : end + 2].lstrip().startswith("("):
        return False
    if marks.before.search(cue) or (marks.leading.search(cue) and marks.between.match(plain, end)):
        return True
    set_off = _APPOSED.search(cue) and _CLOSED.match(plain, end) and 1900 <= int(plain[start:end]) < 2100
    return bool(set_off) and not cue[:-2].rstrip()[-1:].isdigit()
