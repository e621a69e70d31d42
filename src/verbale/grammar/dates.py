"""Dates in six languages: found in running text, read and written.

In: a text and its language. Out: dates as ISO 8601 with their places. Month names and joining words come from
`knowledge/tongues/*/months.toml`. A date is anchored on a month name and read outwards; ranges and lists share what is
printed once ("18 and 19 June 2007", "с 30 ноября по 13 декабря 2009 года"). A month name alone is no date.
"""

from __future__ import annotations

import functools
import re
from datetime import date as calendar_date
from itertools import pairwise

import msgspec

from verbale.grammar.anchors import Anchors
from verbale.grammar.date_words import (
    FIRST_YEAR,
    LAST_YEAR,
    FoundDate,
    Months,
    any_of,
    bare_years,
    months,
    numeric_dates,
)
from verbale.grammar.numerals import CHINESE_NUMERAL, parse_chinese
from verbale.grammar.symbol_text import PlainText, plain_text

_QUOTED = '[»”"]?'
"""The day of a letter typed on a form stands in quotation marks: «12» февраля 2031 г."""

_WINDOW = 60
"""How far to the left of a month its days are looked for, in code points."""


class _Moment(msgspec.Struct):
    """One stretch of day(s), month and year while it is being joined to its neighbours."""

    start: int
    end: int
    month: int
    year: int | None
    days: list[tuple[int, int, int]]
    """Start, end and value of each day printed."""
    ranged: bool = False


def month_stems(language: str) -> tuple[str, ...]:
    """The beginnings of the names of months: a text without one holds no dates but those in digits alone."""
    return ("月",) if language == "zh" else _patterns(language).month.stems


def find_dates(
    text: str, language: str, also: tuple[str, ...] = (), *, years: bool = False, named: bool = True
) -> list[FoundDate]:
    """All dates of a text in order. Languages in `also` are tried first: mastheads in ru, zh, ar print English dates.

    `years` also takes bare years that a word of the language marks as one ("in 2012", "в 2012 году"). `named` is False
    where it is known already that the text names no month of the language.
    """
    source = plain_text(text)
    plain = source.text
    if not _DIGITS.search(plain) and "月" not in plain:
        return []
    found: list[FoundDate] = []
    for tongue in dict.fromkeys((*also, language) if named else also):
        _merge(found, _find_in(source, tongue))
    _merge(found, numeric_dates(plain, language))
    if years:
        _merge(found, bare_years(plain, language))
    if source.back is None:
        return found
    return [FoundDate(source.start(f.start), source.end(f.end), f.iso, f.precision) for f in found]


def parse(text: str, language: str) -> str | None:
    """The ISO form of a text that is one date or range and nothing else, or None."""
    for found in find_dates(text.strip(), language, years=True)[:1]:
        if found.start == 0 and found.end == len(text.strip()):
            return found.iso
    return None


def format(iso: str, language: str) -> str:
    """A date ("2012-05-15", "2012-05", "2012") as the language writes it; `ValueError` where it is none."""
    words = months(language)
    parts = iso.split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isdigit() for part in parts):
        raise ValueError(f"Give a date as YYYY-MM-DD, not {iso!r}.")
    if len(parts) == 1:
        return parts[0]
    name = words.months[int(parts[1]) - 1][0]
    day = str(int(parts[2])) if len(parts) == 3 else ""
    template = words.day_format if day else words.month_format
    return template.format(day=words.first_day if day == "1" else day, month=name, year=parts[0])


def _merge(found: list[FoundDate], more: list[FoundDate]) -> None:
    """Add dates that overlap none already found; keep the order of the text."""
    if not found:
        found.extend(more)
        return
    taken = sorted((f.start, f.end) for f in found)
    at = 0
    for date in more:
        while at < len(taken) and taken[at][1] <= date.start:
            at += 1
        if at == len(taken) or taken[at][0] >= date.end:
            found.append(date)
    found.sort(key=lambda f: f.start)


_DIGITS = re.compile(r"\d")


def _find_in(source: PlainText, language: str) -> list[FoundDate]:
    """Dates with a month, in a text of Western digits and plain spaces."""
    moments = _chinese_moments(source.text) if language == "zh" else _named_moments(source, language)
    return _join(source.text, moments, months(language)) if moments else []


class _Patterns(msgspec.Struct, frozen=True):
    """Compiled patterns of one language with month names."""

    month: Anchors
    days: re.Pattern[str]
    year: re.Pattern[str]
    days_after: re.Pattern[str] | None
    day: re.Pattern[str]


def _month_pattern(words: Months) -> str:
    """The month names; alif forms of Arabic are one, both names of a pair may be apart."""
    forms = []
    for number, names in enumerate(words.months, 1):
        every = [
            re.sub("[أإآا]", "[أإآا]", re.escape(n).replace("/", r"\s*/\s*").replace("\\ ", r"\s+")) for n in names
        ]
        forms.append(f"(?P<m{number}>" + "|".join(sorted(every, key=len, reverse=True)) + ")")
    clitic = "".join(f"|(?<=(?<![^\\W\\d_]){c})" for c in words.clitics)
    names_pattern = "|".join(forms) if words.capital else f"(?i:{'|'.join(forms)})"
    if words.capital:
        upper = "|".join(f"(?P<u{n}>{re.escape(names[0].upper())})" for n, names in enumerate(words.months, 1))
        names_pattern = f"{names_pattern}|{upper}"
    return rf"(?:(?<![^\W\d_]){clitic})(?:{names_pattern})(?![^\W\d_])"


@functools.cache
def _patterns(language: str) -> _Patterns:
    """The compiled patterns of a language."""
    words = months(language)
    endings = rf"(?:\s?(?:{any_of(words.day_endings)}))?" if words.day_endings else ""
    day = rf"(?:0?[1-9]|[12]\d|3[01])(?!\d){endings}"
    joiner = any_of((*words.range_joiners, *words.list_joiners, *words.list_commas))
    of = rf"(?:(?:{any_of(words.of)})\s*)?" if words.of else ""
    days = rf"(?<![\d/.])(?P<days>{day}(?:\s*(?:{joiner})\s*{day}){{0,8}})"
    year_word = rf"(?:\s*(?:{any_of(words.year_words)})(?!\w))?" if words.year_words else ""
    year = rf"(?P<year>[12]\d{{3}})(?!\d|/\d){year_word}"
    return _Patterns(
        month=Anchors(re.compile(_month_pattern(words)), [re.escape(n) for row in words.months for n in row]),
        days=re.compile(rf"{days}{_QUOTED}\s*{of}(?:{'|'.join(words.clitics)})?\Z", re.IGNORECASE),
        year=re.compile(rf"\s*(?:,\s*)?{of}{year}", re.IGNORECASE),
        days_after=re.compile(rf"\s+{days}(?!\w)(?:\s*,?\s*{year})?") if words.month_first else None,
        day=re.compile(rf"(\d+){endings}", re.IGNORECASE),
    )


def _named_moments(source: PlainText, language: str) -> list[_Moment]:
    """Every month name of the text with the days and the year around it."""
    patterns = _patterns(language)
    words = months(language)
    plain = source.text
    moments: list[_Moment] = []
    floor = 0
    for name in patterns.month.found(source):
        month = int((name.lastgroup or "m0")[1:])
        offset = max(floor, name.start() - _WINDOW)
        before = patterns.days.search(plain[offset : name.start()])
        year = patterns.year.match(plain, name.end())
        moment = _Moment(name.start(), name.end(), month, None, [])
        if before:
            _take_days(moment, before.group("days"), offset + before.start("days"), words, patterns)
        elif patterns.days_after and (after := patterns.days_after.match(plain, name.end())):
            _take_days(moment, after.group("days"), after.start("days"), words, patterns)
            moment.start, moment.end, year = name.start(), after.end(), None
            moment.year = int(after.group("year")) if after.group("year") else None
        if year:
            moment.year, moment.end = int(year.group("year")), year.end()
        if moment.year is not None and not FIRST_YEAR <= moment.year <= LAST_YEAR:
            continue
        moments.append(moment)
        floor = moment.end
    return moments


def _take_days(moment: _Moment, days: str, at: int, words: Months, patterns: _Patterns) -> None:
    """Fill in the days of a moment. "5, 6 May" without a joining word is an enumeration that ended before: one day."""
    found = list(patterns.day.finditer(days))
    gaps = [days[a.end() : b.start()].strip().lower() for a, b in pairwise(found)]
    if gaps and gaps[-1] in words.list_commas:
        found, gaps = found[-1:], []
    moment.days = [(at + f.start(), at + f.end(), int(f.group(1))) for f in found]
    moment.ranged = bool(gaps) and gaps[-1] in words.range_joiners
    moment.start = min(moment.start, moment.days[0][0])


_YEAR_ZH = rf"(?:[12]\d{{3}}|{CHINESE_NUMERAL}{{4}})"
_SMALL_ZH = rf"(?:\d{{1,2}}|{CHINESE_NUMERAL}{{1,3}})"
_CHINESE = re.compile(
    rf"(?:(?P<year>{_YEAR_ZH})\s*年\s*)?(?P<month>(?<!\d){_SMALL_ZH})\s*月(?!份?前)"
    rf"(?:\s*(?P<day>{_SMALL_ZH})(?:\s*[至到\-–—~－]\s*(?P<until>{_SMALL_ZH}))?(?P<also>(?:[和、及与]{_SMALL_ZH})*)\s*日"
    rf"(?P<more>(?:\s*[至到和、及与\-–—~－]\s*{_SMALL_ZH}\s*日){{0,8}}))?"
)
_CHINESE_ALSO = re.compile(rf"[和、及与]({_SMALL_ZH})")
_CHINESE_MORE = re.compile(rf"([至到和、及与\-–—~－])\s*({_SMALL_ZH})\s*日")


def _small(text: str) -> int:
    """Value of one or two digits or of a Chinese numeral; 0 where it is neither."""
    return int(text) if text.isdigit() and text.isascii() else parse_chinese(text) or 0


def _chinese_moments(plain: str) -> list[_Moment]:
    """Every stretch of year, month and day of a Chinese text."""
    moments = []
    words = months("zh")
    if "月" not in plain:
        return []
    for found in _CHINESE.finditer(plain):
        year = _small(found.group("year")) if found.group("year") else None
        moment = _Moment(found.start(), found.end(), _small(found.group("month")), year, [])
        if found.group("day"):
            moment.days = [(found.start(), found.end("day") + 1, _small(found.group("day")))]
            if found.group("until"):
                moment.days.append((found.start("until"), found.end("until") + 1, _small(found.group("until"))))
                moment.ranged = True
            for also in _CHINESE_ALSO.finditer(plain, found.start("also"), found.end("also")):
                moment.days.append((also.start(1), also.end(), _small(also.group(1))))
            for more in _CHINESE_MORE.finditer(plain, found.start("more"), found.end("more")):
                moment.days.append((more.start(2), more.end(), _small(more.group(2))))
                moment.ranged = more.group(1) in words.range_joiners
        if 1 <= moment.month <= 12 and (year is None or FIRST_YEAR <= year <= LAST_YEAR):
            moments.append(moment)
    return moments


def _join(plain: str, moments: list[_Moment], words: Months) -> list[FoundDate]:
    """Moments to dates: a range takes two moments, a list shares the year printed at its end."""
    bonds = ["", *(_bond(plain, a, b, words) for a, b in pairwise(moments)), ""]
    for at in range(len(moments) - 2, -1, -1):
        here, after = moments[at], moments[at + 1]
        if here.year is None and bonds[at + 1] and after.year is not None:
            here.year = after.year - (bonds[at + 1] == "range" and here.month > after.month)
    for at in range(1, len(moments)):
        if moments[at].year is None and bonds[at] and words.day_format.startswith("{year}"):
            moments[at].year = moments[at - 1].year
    found: list[FoundDate] = []
    at = 0
    while at < len(moments):
        if at + 1 < len(moments) and bonds[at + 1] == "range" and _both(moments[at], moments[at + 1]):
            _add_range(found, moments[at], moments[at + 1])
            at += 2
        else:
            _add_moment(found, moments[at])
            at += 1
    return found


def _bond(plain: str, first: _Moment, last: _Moment, words: Months) -> str:
    """What joins two moments: "range", "list" or nothing. "Between" before a list of two makes it a range."""
    gap = plain[first.end : last.start].strip().lower()
    if len(gap) > 12:
        return ""
    if gap in words.range_joiners:
        return "range"
    if gap not in words.list_joiners and gap not in words.list_commas:
        return ""
    before = plain[max(0, first.start - 12) : first.start].rstrip().lower()
    return "range" if words.between and before.endswith(words.between) else "list"


def _both(first: _Moment, last: _Moment) -> bool:
    """Whether two moments can be the ends of one range."""
    return first.year is not None and last.year is not None and bool(first.days) == bool(last.days)


def _iso(moment: _Moment, day: int | None) -> str | None:
    """ISO form of one day or month; None where the calendar has no such day."""
    if day is None:
        return f"{moment.year:04d}-{moment.month:02d}" if moment.year is not None else None
    try:
        calendar_date(moment.year or 2000, moment.month, day)
    except ValueError:
        return None
    return (
        f"{moment.year:04d}-{moment.month:02d}-{day:02d}"
        if moment.year is not None
        else f"--{moment.month:02d}-{day:02d}"
    )


def _add_range(found: list[FoundDate], first: _Moment, last: _Moment) -> None:
    """The range from the first day of one moment to the last day of another, or both apart where it runs backwards."""
    begin = _iso(first, first.days[0][2] if first.days else None)
    end = _iso(last, last.days[-1][2] if last.days else None)
    if begin is None or end is None or begin >= end:
        _add_moment(found, first)
        _add_moment(found, last)
    else:
        found.append(FoundDate(first.start, last.end, f"{begin}/{end}", "day" if first.days else "month"))


def _add_moment(found: list[FoundDate], moment: _Moment) -> None:
    """The date, the range or the list of dates of one moment."""
    if not moment.days:
        if moment.year is not None:
            found.append(FoundDate(moment.start, moment.end, f"{moment.year:04d}-{moment.month:02d}", "month"))
        return
    isos = [_iso(moment, day) for _, _, day in moment.days]
    if moment.ranged and len(isos) == 2 and isos[0] and isos[1] and isos[0] < isos[1]:
        span = f"{isos[0]}/{isos[1]}" if moment.year is not None else isos[0]
        found.append(FoundDate(moment.start, moment.end, span, "day"))
        return
    for at, iso in enumerate(isos):
        if iso is None:
            continue
        start = moment.start if at == 0 else moment.days[at][0]
        single = len(isos) == 1 or (at == len(isos) - 1 and moment.end > moment.days[-1][1])
        found.append(FoundDate(start, moment.end if single else moment.days[at][1], iso, "day"))


__all__ = ["FoundDate", "find_dates", "format", "months", "parse"]
