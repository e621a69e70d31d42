"""Sessions and meetings in running text: "seventy-fifth session", "одиннадцатая чрезвычайная специальная сессия".

In: a text and its language. Out: what each is, its number and its place. Words: `knowledge/tongues/*/sessions.toml`.
"""

from __future__ import annotations

import functools
import re
from typing import Literal

import msgspec

from verbale.grammar.anchors import Anchors
from verbale.grammar.numerals import CHINESE_NUMERAL, find_ordinal, parse_ordinal
from verbale.grammar.symbol_text import plain_text
from verbale.tongues.files import read_knowledge
from verbale.tongues.writing import spaced, writing

_LOOK = 70
"""How far from its noun the number of a session may stand, in code points."""


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text and the sessions that must be found in it: a test."""

    text: str
    sessions: tuple[str, ...]


class Sessions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`sessions.toml` of one language."""

    session: tuple[str, ...]
    meeting: tuple[str, ...]
    adjectives: tuple[str, ...]
    special: tuple[str, ...]
    emergency: tuple[str, ...]
    number_first: bool
    year: tuple[str, ...]
    cardinals: tuple[str, ...]
    own: tuple[str, ...]
    of: tuple[str, ...]
    examples: tuple[Example, ...] = ()


class FoundSession(msgspec.Struct, frozen=True):
    """A session or meeting: its place, its number ("75", "s-32", "es-11", "2021")."""

    start: int
    end: int
    kind: Literal["session", "meeting"]
    number: str


def sessions(language: str) -> Sessions:
    """What is known of sessions in a language."""
    known: Sessions = read_knowledge(f"tongues/{language}/sessions.toml", Sessions)
    return known


class _Patterns(msgspec.Struct, frozen=True):
    """Compiled patterns of one language."""

    noun: Anchors
    year: re.Pattern[str]
    adjectives: re.Pattern[str]
    adjectives_before: re.Pattern[str]
    special: re.Pattern[str]
    emergency: re.Pattern[str]


@functools.cache
def _patterns(language: str) -> _Patterns:
    """The compiled patterns of a language."""
    known = sessions(language)
    edge, close = ("", "") if not spaced(language) else (r"(?<![^\W\d_])", r"(?![^\W\d_])")
    session, meeting = "|".join(known.session), "|".join(known.meeting)
    adjectives = "|".join(known.adjectives) or "(?!)"
    noun = re.compile(rf"{edge}(?:(?P<session>{session})|(?P<meeting>{meeting})){close}", re.IGNORECASE)
    return _Patterns(
        noun=Anchors(noun, [*known.session, *known.meeting], clitics=writing(language).glued),
        year=re.compile("|".join(known.year), re.IGNORECASE),
        adjectives=re.compile(rf"(?:\s+(?:{adjectives}){close})*", re.IGNORECASE),
        adjectives_before=re.compile(rf"(?:(?:^|\s)(?:{adjectives}))*\s*\Z", re.IGNORECASE),
        special=re.compile("|".join(known.special), re.IGNORECASE),
        emergency=re.compile("|".join(known.emergency), re.IGNORECASE),
    )


def nouns(language: str) -> Anchors:
    """The words for sessions and meetings: a text without one has no session."""
    return _patterns(language).noun


def find_sessions(text: str, language: str) -> list[FoundSession]:
    """Every session and meeting that a text numbers, in order."""
    patterns = _patterns(language)
    plain = plain_text(text)
    nouns = list(patterns.noun.found(plain))
    if not nouns:
        return []
    found = [_year(match) for match in patterns.year.finditer(plain.text)]
    for noun in nouns:
        if any(year.start <= noun.start() < year.end for year in found):
            continue
        one = (
            _before(plain.text, noun, language)
            if sessions(language).number_first
            else _after(plain.text, noun, language)
        )
        if one is not None:
            found.append(one)
    found.sort(key=lambda one: one.start)
    return [FoundSession(plain.start(f.start), plain.end(f.end), f.kind, f.number) for f in found]


def _year(match: re.Match[str]) -> FoundSession:
    """The session of a year."""
    return FoundSession(match.start(), match.end(), "session", next(group for group in match.groups() if group))


def _named(noun: re.Match[str], number: int, words: str, start: int, end: int, language: str) -> FoundSession:
    """A session with its number; special and emergency special sessions are counted apart."""
    kind: Literal["session", "meeting"] = "session" if noun.group("session") else "meeting"
    patterns = _patterns(language)
    prefix = ""
    if kind == "session" and patterns.special.search(words):
        prefix = "es-" if patterns.emergency.search(words) else "s-"
    return FoundSession(start, end, kind, f"{prefix}{number}")


_CHINESE_BEFORE = re.compile(rf"第\s*(?:\d{{1,5}}|{CHINESE_NUMERAL}{{1,7}})\s*\Z")
_TOKEN = re.compile(r"\S+")


def _before(text: str, noun: re.Match[str], language: str) -> FoundSession | None:
    """A noun whose number stands before it, adjectives between or after."""
    window = text[max(0, noun.start() - _LOOK) : noun.start()]
    offset = max(0, noun.start() - _LOOK)
    if not spaced(language):
        number = _CHINESE_BEFORE.search(window)
        value = parse_ordinal(number.group().strip(), language) if number else None
        return (
            _named(noun, value, noun.group(), offset + number.start(), noun.end(), language)
            if number and value
            else None
        )
    patterns, known = _patterns(language), sessions(language)
    adjectives = patterns.adjectives_before.search(window)
    cut = adjectives.start() if adjectives else len(window)
    tail = patterns.adjectives.match(text, noun.end())
    end = tail.end() if tail else noun.end()
    words = window[cut:] + text[noun.start() : end]
    tokens = list(_TOKEN.finditer(window, 0, cut))
    if not tokens or not parse_ordinal(window[tokens[-1].start() : cut], language):
        return None
    for count in (4, 3, 2, 1):
        if len(tokens) < count:
            continue
        if tokens[-1].group().lower() in known.cardinals:
            return None
        printed = window[tokens[-count].start() : cut]
        value = parse_ordinal(printed, language)
        first = find_ordinal(printed, language)
        if value and first is not None and first.start == 0:
            return _named(noun, value, words, offset + tokens[-count].start(), end, language)
    return None


def _after(text: str, noun: re.Match[str], language: str) -> FoundSession | None:
    """A noun whose number stands after it, adjectives between."""
    adjectives = _patterns(language).adjectives.match(text, noun.end())
    start = adjectives.end() if adjectives else noun.end()
    ordinal = find_ordinal(text[start : start + _LOOK], language)
    if ordinal is None or text[start : start + ordinal.start].strip():
        return None
    end = start + ordinal.end
    return _named(noun, ordinal.value, text[noun.start() : end], noun.start(), end, language)
