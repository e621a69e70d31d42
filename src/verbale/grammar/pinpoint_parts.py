"""Parts of documents named in words: "paragraphs 81 (a) and (b)", "пункты 1–3", "第七十三条(辰)款", "الفقرة 10 (ب)".

In: a plain text and its language. Out: `Part` values, each a kind of part with its numbers as pieces of an address
(`7`, `10/b`, `art-6`, `1..3` for a range). Words: `knowledge/tongues/*/pinpoints.toml`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from verbale.grammar.anchors import Anchors
from verbale.grammar.numerals import (
    CHINESE_NUMERAL,
    find_ordinal,
    letter_rank,
    numerals_of,
    parse_chinese,
    parse_ordinal,
    parse_roman,
)
from verbale.grammar.symbol_text import PlainText, lookalikes
from verbale.model.address import letter as letter_of_rank
from verbale.tongues.files import TONGUES, read_knowledge
from verbale.tongues.writing import writing

_LOOK = 40
"""How far from its word an ordinal may stand, in code points."""


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text, the pinpoints that must be found in it and the document they lead to ("" for this one): a test."""

    text: str
    pinpoints: tuple[str, ...]
    target: str


class Pinpoints(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`pinpoints.toml` of one language."""

    number_first: bool
    preamble_of: tuple[str, ...]
    of: tuple[str, ...]
    filler: tuple[str, ...]
    here: tuple[str, ...]
    particular: tuple[str, ...]
    not_before: tuple[str, ...]
    whole_ends: tuple[str, ...]
    ranges: tuple[str, ...]
    lists: tuple[str, ...]
    letter: str
    units: dict[str, tuple[str, ...]]
    examples: tuple[Example, ...] = ()


class Number(msgspec.Struct, frozen=True):
    """One number of a part: where it stands and its piece of an address."""

    start: int
    end: int
    value: str


class Part(msgspec.Struct, frozen=True):
    """A kind of part with its numbers (the paragraphs 2 and 3); `unit` is a key of `[units]` in `pinpoints.toml`."""

    start: int
    end: int
    unit: str
    numbers: tuple[Number, ...]


def pinpoints(language: str) -> Pinpoints:
    """What is known of pinpoints in a language."""
    known: Pinpoints = read_knowledge(f"tongues/{language}/pinpoints.toml", Pinpoints)
    return known


def alternation(words: tuple[str, ...]) -> str:
    """An alternation of literal words, longest first, with blanks of any length."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in ordered)


class _Patterns(msgspec.Struct, frozen=True):
    """Compiled patterns of one language."""

    unit: re.Pattern[str]
    anchors: Anchors
    numbers: re.Pattern[str]
    number: re.Pattern[str]
    range: re.Pattern[str]
    preamble: re.Pattern[str]
    bare: re.Pattern[str]
    other: re.Pattern[str]
    word: re.Pattern[str]
    """The words for parts alone, without the numbers in front of them."""
    opening: re.Pattern[str]
    """Where numbers in front of such a word may begin."""


@functools.cache
def patterns(language: str) -> _Patterns:
    """The compiled patterns of a language."""
    known = pinpoints(language)
    zh = known.number_first
    units = "|".join(f"(?P<{unit}>{'|'.join(forms)})" for unit, forms in known.units.items())
    joiner = alternation((*known.ranges, *known.lists))
    roman = r"[IVXLC]{1,7}(?![A-Za-z])"
    chinese = rf"|{CHINESE_NUMERAL}{{1,5}}" if zh else ""
    no_citation = r"(?![\d/]|\s?\((?:19|20)\d\d\)|\s?\([IVXLS-]+\))"
    plain = rf"(?:\d{{1,4}}(?:\.\d{{1,2}})?{no_citation}|{roman}|[A-Z](?![A-Za-z]){chinese})"
    letter = re.sub(r"\((?=\[)", "(?:", known.letter)
    lettered = rf"(?:\s?{letter})"
    first, lead = ("第", "第?") if zh else ("", "")
    whole = "" if zh else r"(?!\w)"
    one = rf"(?:{first}{plain}{lettered}{{0,2}}|{letter})"
    more = rf"(?:\s?(?:{joiner})\s?(?:{lead}{plain}{whole}{lettered}{{0,2}}|{letter}))"
    numbers = rf"{one}{more}{{0,30}}"
    edge = "" if zh else r"(?<![^\W\d_])"
    close = "" if zh else r"(?![^\W\d_])"
    unit = rf"(?:(?P<numbers>{numbers})\s?)?(?:{units})" if zh else rf"{edge}(?:{units}){close}"
    bare_of = "[^\\W\\d_a-zа-я]" if "" in known.of else rf"(?:{alternation(known.of)})(?![^\W\d_])"
    full = re.compile(unit, re.IGNORECASE if not zh else 0)
    named = [form for forms in known.units.values() for form in forms]
    return _Patterns(
        unit=full,
        anchors=Anchors(full, named, clitics=writing(language).glued),
        numbers=re.compile(rf"\s*{numbers}"),
        number=re.compile(rf"(?P<plain>{plain})|{known.letter}"),
        bare=re.compile(rf"\s([b-hj-z])(?=\s+(?:{bare_of}))"),
        other=re.compile(rf"\s*(?:{alternation(known.not_before) or '(?!)'})"),
        range=re.compile(rf"\s*(?:{alternation(known.ranges)})\s*第?\Z"),
        word=re.compile(alternation_raw(tuple(form for forms in known.units.values() for form in forms))),
        opening=re.compile(rf"(?:{numbers})\s?\Z" if zh else r"(?!)"),
        preamble=re.compile(rf"{edge}(?:{alternation_raw(known.preamble_of)}){close}", re.IGNORECASE),
    )


def alternation_raw(forms: tuple[str, ...]) -> str:
    """An alternation of patterns, longest first."""
    return "|".join(sorted(forms, key=len, reverse=True))


def find_parts(plain: PlainText, language: str) -> list[Part]:
    """Every part named in a plain text, with its numbers; without a number only where it can be alone (annex)."""
    compiled = patterns(language)
    zh = pinpoints(language).number_first
    parts = []
    text = plain.text
    for found in _numbered_units(text, compiled) if zh else compiled.anchors.found(plain):
        unit = next(name for name, value in found.groupdict().items() if value and name != "numbers")
        part = _chinese(text, found, unit, compiled) if zh else _spaced(text, found, unit, language, compiled)
        if part is not None:
            parts.append(part)
    return parts


_ANNEX_NUMBER = re.compile(rf"{CHINESE_NUMERAL}{{1,3}}|\d{{1,2}}|[IVX]+")
_NUMBERS = 80
"""Longest stretch of numbers in front of the word for a part, in code points."""


def _numbered_units(text: str, compiled: _Patterns) -> Iterator[re.Match[str]]:
    """Words for parts with the numbers in front of them: the word is looked for first, as most text has none."""
    done = 0
    for word in compiled.word.finditer(text):
        if word.start() < done:
            continue
        numbers = compiled.opening.search(text, max(done, word.start() - _NUMBERS), word.start())
        found = compiled.unit.match(text, numbers.start() if numbers else word.start())
        found = found or compiled.unit.match(text, word.start())
        if found is not None:
            done = found.end()
            yield found


def _chinese(text: str, found: re.Match[str], unit: str, compiled: _Patterns) -> Part | None:
    """A part whose number stands before its word; annexes have theirs after it."""
    start, end = found.start(), found.end()
    if unit in ("annex", "appendix"):
        after = _ANNEX_NUMBER.match(text, end)
        start = found.start(unit)
        if after is None:
            return Part(start, end, unit, (Number(start, end, "1"),))
        value = parse_chinese(after.group()) or _plain_value(after.group())
        return Part(start, after.end(), unit, (Number(start, after.end(), str(value)),))
    if found.group("numbers") is None:
        return None
    numbers = _numbers(text, found.start("numbers"), found.end("numbers"), unit, compiled)
    return Part(start, end, unit, _stretch(numbers, start, end)) if numbers else None


def _stretch(numbers: list[Number], start: int, end: int) -> tuple[Number, ...]:
    """Numbers of which the first takes in the word before it and the last the word after it."""
    first = msgspec.structs.replace(numbers[0], start=min(start, numbers[0].start))
    numbers = [first, *numbers[1:]]
    numbers[-1] = msgspec.structs.replace(numbers[-1], end=max(end, numbers[-1].end))
    return tuple(numbers)


def _spaced(text: str, found: re.Match[str], unit: str, language: str, compiled: _Patterns) -> Part | None:
    """A part whose number, ordinal or letter stands after its word or, as an ordinal, before it."""
    listed = compiled.numbers.match(text, found.end())
    if listed is not None and compiled.other.match(text, listed.end()):
        return None
    if unit == "item" and (letter := _BARE_LETTER.match(text, found.end())):
        return Part(found.start(), letter.end(), unit, (Number(found.start(), letter.end(), letter.group(1)),))
    if listed is not None:
        numbers = _numbers(text, listed.start(), listed.end(), unit, compiled)
        if unit == "article" and len(numbers) == 1 and (under := _UNDER.match(text, listed.end())):
            number = Number(found.start(), under.end(), f"{numbers[0].value}/{under.group(1)}")
            return Part(found.start(), under.end(), unit, (number,))
        bare = compiled.bare.match(text, listed.end()) if unit == "article" and len(numbers) == 1 else None
        if bare is not None:
            number = Number(found.start(), bare.end(), f"{numbers[0].value}/{bare.group(1)}")
            return Part(found.start(), bare.end(), unit, (number,))
        if numbers:
            return Part(found.start(), listed.end(), unit, _stretch(numbers, found.start(), numbers[-1].end))
    if unit in ("paragraph", "preamble") and (before := _ordinal_before(text, found.start(), language)):
        start, value = before
        return Part(start, found.end(), unit, (Number(start, found.end(), str(value)),))
    if unit != "item" and (after := _ordinal_after(text, found.end(), language)):
        end, value = after
        return Part(found.start(), end, unit, (Number(found.start(), end, str(value)),))
    if unit in ("annex", "appendix"):
        return Part(found.start(), found.end(), unit, (Number(found.start(), found.end(), "1"),))
    return None


_UNDER = re.compile(r"\s?\((\d{1,2})\)(?![\d(])")
"""The paragraph of an article in a bracket: "article 2 (4)"."""
_BARE_LETTER = re.compile(r"\s([a-z])(?![\w)’'])")


def _ordinal_before(text: str, end: int, language: str) -> tuple[int, int] | None:
    """An ordinal of one to three words right before a place: its start and value."""
    words = list(re.finditer(r"\S+", text[max(0, end - _LOOK) : end]))
    offset = max(0, end - _LOOK)
    for count in (3, 2, 1):
        if len(words) >= count:
            start = offset + words[-count].start()
            value = parse_ordinal(text[start:end], language)
            first = find_ordinal(text[start:end], language) if value and not text[start].isdigit() else None
            if value and first is not None and first.start == 0:
                return start, value
    return None


def _ordinal_after(text: str, start: int, language: str) -> tuple[int, int] | None:
    """An ordinal or a letter called by its name right after a place: its end and value."""
    tail = text[start : start + _LOOK]
    word = re.match(r"\s+([^\W\d_]+)", tail)
    if word is None:
        return None
    if writing(language).glued and (rank := letter_rank(word.group(1))):
        return start + word.end(), rank
    ordinal = find_ordinal(tail, language)
    if ordinal is None or ordinal.start != word.start(1):
        return None
    return start + ordinal.end, ordinal.value


def _numbers(text: str, start: int, end: int, unit: str, compiled: _Patterns) -> list[Number]:
    """The numbers of a list, letters joined to the number they belong to, ranges as one."""
    numbers: list[Number] = []
    base = ""
    last = start
    for found in compiled.number.finditer(text, start, end):
        gap = text[last : found.start()]
        plain = found.group("plain")
        if plain is not None:
            base = _plain_value(plain)
            value = base
        else:
            value = _letter_value(
                next(g for g in found.groups()[1:] if g),
                2 if numbers and gap.strip() == "" and "/" in numbers[-1].value else 1,
            )
            if numbers and not gap.strip():
                numbers[-1] = Number(numbers[-1].start, found.end(), f"{numbers[-1].value}/{value}")
                last = found.end()
                continue
            value = f"{base}/{value}" if base else value
        if numbers and compiled.range.fullmatch(gap) and _ascends(numbers[-1].value, value):
            numbers[-1] = Number(numbers[-1].start, found.end(), f"{numbers[-1].value}..{value.rpartition('/')[2]}")
        else:
            numbers.append(Number(found.start(), found.end(), value))
        last = found.end()
    return numbers


def _ascends(first: str, last: str) -> bool:
    """Whether two pieces can be the ends of a range."""
    a, b = first.rpartition("/")[2], last.rpartition("/")[2]
    return (int(a) < int(b)) if a.isdigit() and b.isdigit() else a < b


def _plain_value(number: str) -> str:
    """A printed number in Western digits; a single capital is its rank, also C and L: no document has a section 100."""
    if number[0].isdigit():
        return number
    chinese = parse_chinese(number)
    if chinese is not None:
        return str(chinese)
    roman = parse_roman(number.upper())
    return str(roman) if roman and not (len(number) == 1 and roman >= 50) else str(ord(number.upper()[0]) - 64)


@functools.cache
def _ranks() -> dict[str, int]:
    """Rank of every letter that marks items in a language with an alphabet of its own."""
    return {letter: rank for tongue in TONGUES for rank, letter in enumerate(numerals_of(tongue).alphabet, 1)}


def _letter_value(letter: str, level: int) -> str:
    """Letter of an item as its rank in the address: letters at the first level, figures at the second."""
    letter = letter.lower().strip("ـ").replace("ﻫ", "ه").replace("أ", "ا").replace("إ", "ا")
    if level == 2 and (roman := parse_roman(letter.upper())):
        return str(roman)
    if letter.isascii():
        return letter
    ranks = _ranks()
    if rank := letter_rank(letter):
        return letter_of_rank(rank)
    plain = "".join(lookalikes().get(sign, sign) for sign in letter)
    if plain.isascii():
        return plain
    return letter_of_rank(ranks[letter[0]]) if letter[0] in ranks else letter
