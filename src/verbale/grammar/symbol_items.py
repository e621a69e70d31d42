"""Numbers of resolutions and decisions as printed, in all their eras: 66/20, 2042 (2012), 1514 (XV), 2200 ألف (د-21).

In: a match of `item_pattern()` in a plain text. Out: its form, session, number and the letters of its parts. Names of
letters and what joins them: `knowledge/tongues/*/references.toml` and `numerals.toml`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from verbale.grammar.numerals import Numerals, format_roman, letter_rank
from verbale.tongues.files import TONGUES, read_knowledge
from verbale.tongues.writing import writing

Form = Literal["session", "year", "running", "roman"]


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text and the symbols it stands for where the General Assembly speaks: a test."""

    text: str
    symbols: tuple[str, ...]


class References(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`references.toml` of one language."""

    noun_first: bool
    resolution: tuple[str, ...]
    decision: tuple[str, ...]
    letters_to: tuple[str, ...]
    letters_and: tuple[str, ...]
    genitive: tuple[str, ...]
    connectors: tuple[str, ...]
    organs: dict[str, tuple[str, ...]]
    examples: tuple[Example, ...] = ()


def references(language: str) -> References:
    """What is known of references in a language."""
    known: References = read_knowledge(f"tongues/{language}/references.toml", References)
    return known


@functools.cache
def _letter() -> tuple[str, str]:
    """A pattern for one letter of a part, in Latin or by its name, and for what joins several."""
    names = {name for tongue in TONGUES for name in _letter_names(tongue)}
    joined = {word for tongue in TONGUES for word in (*references(tongue).letters_to, *references(tongue).letters_and)}
    one = rf"(?:[A-Z](?![A-Za-z]|\.(?!\s*\Z|\s[a-z]))|(?:{'|'.join(sorted(names, key=len, reverse=True))})(?!\w))"
    return one, "|".join(sorted(map(re.escape, joined), key=len, reverse=True))


def _letter_names(language: str) -> tuple[str, ...]:
    """Letters that a language calls by name."""
    known: Numerals = read_knowledge(f"tongues/{language}/numerals.toml", Numerals)
    return known.letters if writing(language).glued else ()


_SPECIAL = "\u062f\\s?[\u0625\u0627]\\s?\u0637?"
"""Arabic letters for a special or emergency special session, before its number."""


@functools.cache
def item_pattern() -> re.Pattern[str]:
    """A number of a resolution in all its eras."""
    one, joiner = _letter()
    letters = rf"{one}(?:\s?(?:{joiner})\s?{one}){{0,12}}"
    return re.compile(
        r"(?<![A-Za-z0-9/.])(?<!\d-)(?:"
        rf"(?:(?P<special>E?S)[- \u2013]?(?P<opened>\d{{1,2}})"
        rf"|(?P<arabic>{_SPECIAL})\s?[-\u2013]?\s?(?P<rank>\d{{1,2}})"
        r"|(?P<session>\d{1,4}))"
        rf"/\s?(?P<number>\d{{1,4}})(?![\d/])(?:\s?(?P<letters>{letters}))?"
        rf"|(?P<running>\d{{1,4}})(?:\s?(?P<parts>{letters}))?\s?\((?:(?P<roman>(?:E?S[- ]{{0,2}})?[IVXL]{{1,8}})"
        rf"|(?P<year>(?:19|20)\d\d)|(?P<series>{_SPECIAL}|\u062f)\s?-?\s?(?P<ordinal>\d{{1,2}}))[)(](?:\s?(?P<later>{letters}))?)"
    )


_OPENING = re.compile("[\\dES\u062f]\\d*")
"""What every such number begins with: looked for first, as the whole pattern is slow to fail."""


def items_in(text: str) -> Iterator[re.Match[str]]:
    """Every number of a resolution in a plain text, in order."""
    at = 0
    while (opening := _OPENING.search(text, at)) is not None:
        item = item_pattern().match(text, opening.start())
        at = item.end() if item is not None else opening.end()
        if item is not None:
            yield item


def numbers_of(item: re.Match[str]) -> tuple[Form, str, str, tuple[str, ...]]:
    """Form, session, number and letters of an item."""
    get = item.group
    if get("number"):
        letters = _expand(get("letters"))
        if get("special") or get("arabic"):
            emergency = get("special") == "ES" or "\u0637" in (get("arabic") or "")
            return (
                "session",
                f"{'ES' if emergency else 'S'}-{int(get('opened') or get('rank'))}",
                get("number"),
                letters,
            )
        session = int(get("session"))
        return ("year" if session >= 1900 else "session"), str(session), str(int(get("number"))), letters
    letters = _expand(get("parts") or get("later"))
    if get("year"):
        return "running", get("year"), get("running"), ()
    if get("roman"):
        roman = re.sub(r"^(E?S)[- ]*(?=[IVXL])", r"\1-", get("roman"))
        return "roman", roman, get("running"), letters
    series = get("series")
    prefix = ("ES-" if "\u0637" in series else "S-") if len(series.strip()) > 1 else ""
    return "roman", prefix + format_roman(max(1, int(get("ordinal")))), get("running"), letters


@functools.cache
def _ranges() -> re.Pattern[str]:
    """What joins the first and the last letter of a range of parts."""
    words = {word for tongue in TONGUES for word in references(tongue).letters_to if word not in ("a", "-")}
    return re.compile("|".join(map(re.escape, words)))


def _expand(letters: str | None) -> tuple[str, ...]:
    """Letters of parts, in Latin: "A to C" and "ألف إلى جيم" are A, B, C; "A and B" are two."""
    if not letters:
        return ()
    one = re.compile(_letter()[0])
    found = [m.group() for m in one.finditer(letters)]
    latin = [x if x.isascii() else chr(64 + (letter_rank(x) or 1)) for x in found]
    between = letters.replace(found[0], "", 1)
    if len(latin) == 2 and latin[0] < latin[1] and (_ranges().search(between) or "-" in between or " a " in between):
        return tuple(chr(c) for c in range(ord(latin[0]), ord(latin[1]) + 1))
    return tuple(latin)
