"""Numbers as documents print them: digits of several scripts, Roman and Chinese numerals, ordinal words.

In: a short text ("Семьдесят пятая", "XXVI", "第七十五届"). Out: an integer, or None where the text is no number.
What a language's number words are is told by `knowledge/tongues/*/numerals.toml`.
"""

from __future__ import annotations

import functools
import re
import unicodedata

import msgspec

from verbale.tongues.files import TONGUES, read_knowledge

_DIGITS = str.maketrans({ord(zero) + n: str(n) for zero in ("\u0660", "\u06f0", "\uff10", "\u0966") for n in range(10)})
_OTHER_DIGITS = re.compile("[" + "".join(map(chr, _DIGITS)) + "]")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_STEPS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_CYRILLIC_ROMAN = str.maketrans({"\u0425": "X", "\u0421": "C", "\u041c": "M", "\u0406": "I"})
_LONGEST = 80
"""Longest text looked at for one number; what is longer is no number."""


class Numerals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Number words of one language, as `numerals.toml` states them."""

    glue: tuple[str, ...]
    prefixes: tuple[str, ...]
    multipliers: tuple[str, ...]
    digit_endings: tuple[str, ...]
    letters: tuple[str, ...]
    endings: tuple[str, ...]
    stems: dict[str, int]
    words: dict[str, int]
    examples: dict[str, int]
    branches: tuple[str, ...] = ()
    alphabet: str = ""
    digits: tuple[str, ...] = ()
    other_digits: dict[str, int] = {}
    units: dict[str, int] = {}
    zero: str = ""


_CHINESE = read_knowledge("tongues/zh/numerals.toml", Numerals)
_CHINESE_VALUES = {sign: value for value, sign in enumerate(_CHINESE.digits)} | _CHINESE.other_digits
CHINESE_NUMERAL = "[" + "".join((*_CHINESE_VALUES, *_CHINESE.units)) + "]"
"""A character class that matches one character of a Chinese numeral."""


class FoundNumber(msgspec.Struct, frozen=True):
    """A number in a text: where it stands and its value."""

    start: int
    end: int
    value: int


def western_digits(text: str) -> str:
    """The text with Arabic-Indic, Persian, Devanagari and fullwidth digits as Western digits; its length stays."""
    return text.translate(_DIGITS) if _OTHER_DIGITS.search(text) else text


def parse_roman(text: str) -> int | None:
    """A Roman numeral in capitals, also one typed with Cyrillic look-alikes; None where it is none."""
    capital = text.strip().translate(_CYRILLIC_ROMAN)
    if not capital or len(capital) > 15 or not _ROMAN.match(capital):
        return None
    total = previous = 0
    for letter in reversed(capital):
        value = _ROMAN_VALUES[letter]
        total += value if value >= previous else -value
        previous = max(previous, value)
    return total


def format_roman(value: int) -> str:
    """The Roman numeral of a number from 1 to 3999; raises `ValueError` outside."""
    if not 0 < value < 4000:
        raise ValueError(f"Give a number from 1 to 3999 for a Roman numeral, not {value}.")
    parts = []
    for step, letters in _ROMAN_STEPS:
        count, value = divmod(value, step)
        parts.append(letters * count)
    return "".join(parts)


def parse_chinese(text: str) -> int | None:
    """A Chinese numeral below 10,000: by place value ("七十五") or digit by digit ("二〇一二")."""
    text = text.strip()
    if not text or len(text) > 9 or any(c not in _CHINESE_VALUES and c not in _CHINESE.units for c in text):
        return None
    if not any(c in _CHINESE.units for c in text):
        return int("".join(str(_CHINESE_VALUES[c]) for c in text)) if len(text) <= 4 else None
    total = 0
    digit = 0
    for character in text:
        if character in _CHINESE_VALUES:
            digit = _CHINESE_VALUES[character]
            continue
        unit = _CHINESE.units[character]
        total += unit if unit == 20 else (digit or 1) * unit
        digit = 0
    return total + digit


def format_chinese(value: int) -> str:
    """The Chinese numeral by place value of a number from 0 to 9999; raises `ValueError` outside."""
    if not 0 <= value < 10000:
        raise ValueError(f"Give a number from 0 to 9999 for a Chinese numeral, not {value}.")
    zero, one = _CHINESE.zero, _CHINESE.digits[1]
    if value == 0:
        return zero
    written = ""
    places = sorted((unit, sign) for sign, unit in _CHINESE.units.items() if str(unit).strip("0") == "1")
    for unit, sign in (*reversed(places), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            written += _CHINESE.digits[digit] + sign
        elif written and value and not written.endswith(zero):
            written += zero
    return written[1:] if written.startswith(one + places[0][1]) else written


def parse_number(text: str) -> int | None:
    """A whole number in any script: digits, Roman, Chinese, circled or parenthesised forms, an abjad letter name.

    `parse_number("٧")`, `("Ⅶ")`, `("VII")`, `("七")`, `("㈦")` and `("زاي")` all give 7.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", western_digits(text)).strip("() ")
    if plain.isascii() and plain.isdigit():
        return int(plain) if len(plain) <= 9 else None
    rank = letter_rank(plain)
    return parse_roman(plain) or parse_chinese(plain) or rank


@functools.cache
def _letters() -> dict[str, int]:
    """Rank of every named letter of every language that names letters."""
    ranks: dict[str, int] = {}
    for tongue in TONGUES:
        numerals = numerals_of(tongue)
        for row in (numerals.letters, numerals.branches):
            ranks.update({fold_word(name): rank for rank, name in enumerate(row, 1)})
    return ranks


def letter_rank(name: str) -> int | None:
    """Rank of a letter called by its name (the names of abjad letters, heavenly stems): the first is 1."""
    return _letters().get(fold_word(name))


def fold_word(word: str) -> str:
    """A word for comparison: lower case, no accents, no vowel signs, no kashida."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFD", word.lower().replace("\u0640", ""))
    return "".join(c for c in apart if not unicodedata.combining(c))


def numerals_of(language: str) -> Numerals:
    """The number words of a language; `ValueError` where the house has no such language."""
    if language not in TONGUES:
        raise ValueError(f"Choose a language among {', '.join(TONGUES)}, not {language!r}.")
    known: Numerals = read_knowledge(f"tongues/{language}/numerals.toml", Numerals)
    return known


@functools.cache
def _words(language: str) -> dict[str, int]:
    """Every form of every number word of a language, folded."""
    numerals = numerals_of(language)
    forms = {stem + ending: value for stem, value in numerals.stems.items() for ending in numerals.endings}
    forms.update(numerals.words)
    return {fold_word(form): value for form, value in forms.items()}


@functools.cache
def _tables(language: str) -> tuple[frozenset[str], frozenset[str], tuple[str, ...], re.Pattern[str]]:
    """Glue words, multipliers, prefixes (longest first) and the pattern of digits with an ending."""
    numerals = numerals_of(language)
    endings = "|".join(sorted((re.escape(fold_word(e)) for e in numerals.digit_endings), key=len, reverse=True))
    digits = re.compile(rf"(\d{{1,4}})(?:{endings})?\.?\Z")
    prefixes = tuple(sorted((fold_word(p) for p in numerals.prefixes), key=len, reverse=True))
    multipliers = frozenset(fold_word(word) for word in numerals.multipliers)
    return frozenset(fold_word(g) for g in numerals.glue), multipliers, prefixes, digits


def _word_value(word: str, language: str) -> int | None:
    """The value of one folded word, with or without a prefix of the language."""
    words = _words(language)
    if word in words:
        return words[word]
    for prefix in _tables(language)[2]:
        if word.startswith(prefix) and word[len(prefix) :] in words:
            return words[word[len(prefix) :]]
    return None


_TOKEN = re.compile(r"[^\W\d_]+['’]?|-|\d+(?:[-\u2011]?[^\W\d_]{1,4}|[°º])?|\S")


def find_ordinal(text: str, language: str) -> FoundNumber | None:
    """The first number, in words or digits, of a text: "Семьдесят пятая сессия" gives 75 and its place."""
    if language == "zh":
        return _find_chinese(text)
    glue, multipliers, _, digits = _tables(language)
    total = 0
    start = end = -1
    last = 0
    for token in _TOKEN.finditer(western_digits(text[:4000])):
        word = fold_word(token.group())
        if start < 0 and (number := digits.match(word)):
            return FoundNumber(token.start(), token.end(), int(number.group(1)))
        value = _word_value(word, language)
        if value is None:
            if start >= 0 and word not in glue:
                break
            continue
        if start >= 0 and word not in multipliers and 0 < last < 10 and 0 < value < 10:
            break
        if start >= 0 and word in multipliers and 0 < last < 10:
            total += last * value - last
        else:
            total += value
        start = token.start() if start < 0 else start
        end, last = token.end(), value
    return FoundNumber(start, end, total) if start >= 0 else None


_CHINESE_ORDINAL = re.compile(rf"第?\s*(?:(\d{{1,4}})|({CHINESE_NUMERAL}{{1,9}}))")


def _find_chinese(text: str) -> FoundNumber | None:
    """The first number of a Chinese text, with the ordinal sign before it where there is one."""
    for found in _CHINESE_ORDINAL.finditer(western_digits(text)):
        value = int(found.group(1)) if found.group(1) else parse_chinese(found.group(2))
        if value is not None:
            return FoundNumber(found.start(), found.end(), value)
    return None


def parse_ordinal(text: str, language: str) -> int | None:
    """The number that a text says, whole: "Семьдесят пятая", "quatre-vingt-unième", "第七十五届", "الخامسة والسبعون".

    None where words are left over that are neither number nor article; use `find_ordinal` to look inside a longer text.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    found = find_ordinal(text, language)
    if found is None:
        return parse_number(text)
    rest = [fold_word(t.group()) for t in _TOKEN.finditer(text[: found.start] + " " + text[found.end :])]
    glue, _, prefixes, _ = _tables(language)
    if language == "zh":
        return found.value if found.start == 0 and len(text) - found.end <= 1 else None
    return found.value if all(word in glue or word in prefixes for word in rest) else None
