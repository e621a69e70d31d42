"""Numbers of paragraphs and divisions on recognised pages put right where their order or their form proves them.

A thin 1 is lost ("0 -" after "9 -" is 10), the strokes of Roman figures are read as letters ("ЧАСТЬ УШ" is part VIII),
the bracket before a Chinese figure as another sign ("《三)" can only be "(三)"). What nothing proves is left alone.
"""

from __future__ import annotations

import functools
import re

import msgspec

from verbale.grammar.numerals import parse_ordinal, parse_roman
from verbale.reading.bidi import RIGHT_TO_LEFT
from verbale.reading.scan.lines import ScannedLine
from verbale.tongues.files import TONGUES, read_knowledge

ASIDE = 6.0
"""Points by which numbers of one count may begin farther in or out."""

_NUMBER = re.compile(r"(\d{1,3})(\s?[-\u2013]\s|[.)]\s)(?=\S)")
_HAN = re.compile(
    r"[\u300a\u3008<\uff1c\[{C\u300c(\uff08]{1,2}\s*((?:[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]\s?)"
    r"{1,3})[)\uff09][\uff0c,\s]*[\u201c\u201d\"]?\s*(?=\S)"
)
_STROKES = {
    **dict.fromkeys("\u0422\u0413\u0406I1l|!\u0451", "I"),
    **dict.fromkeys(("\u041f", "\u0418", "\u0426", "\u041d"), "II"),
    **dict.fromkeys("\u0428\u0429", "III"),
    **dict.fromkeys("\u0423V\u0427", "V"),
    **dict.fromkeys("\u0425X", "X"),
    **dict.fromkeys("\u0421CL", ""),
}
"""What a recogniser reads for the strokes of Roman figures; the last are no strokes and prove nothing."""


class _Words(msgspec.Struct, frozen=True):
    """Of `articles.toml`: the words of higher divisions, the outermost first."""

    divisions: tuple[tuple[str, ...], ...]


@functools.cache
def _division() -> re.Pattern[str]:
    """A line that is the word of a division and one more word, in any language that prints the word first."""
    words = {
        word
        for tongue in TONGUES
        for words in read_knowledge(f"tongues/{tongue}/articles.toml", _Words).divisions
        for word in words
        if word[:1].lower() != word[:1].upper()
    }
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"({alternatives})\s+(\S{{1,6}})\s*", re.IGNORECASE)


def counted(pages: list[list[ScannedLine]]) -> list[list[ScannedLine]]:
    """Lines of all pages with numbers that their order or form proves."""
    return _in_order([[_formed(line) for line in page] for page in pages])


def _formed(line: ScannedLine) -> ScannedLine:
    """A line with the Roman number of a division, or the bracketed Chinese figure it opens with, as it must be."""
    text = line.text
    found = _division().fullmatch(text) if len(text) < 40 else None
    if found and (roman := _roman(found[2])) not in (None, found[2]):
        return msgspec.structs.replace(line, text=f"{found[1]} {roman}")
    if (mended := _mended_word(text)) is not None:
        return msgspec.structs.replace(line, text=mended)
    if (opening := _HAN.match(text)) and text[:1] not in "(\uff08":
        figures = "".join(opening[1].split())
        return msgspec.structs.replace(line, text=f"({figures}) {text[opening.end() :]}")
    return line


@functools.cache
def _spelt() -> tuple[str, ...]:
    """Words of divisions and articles in Arabic, whose letters differ by a stroke."""
    known = read_knowledge("tongues/ar/articles.toml", _Words)
    return tuple(word for words in known.divisions for word in words if " " not in word)


def _mended_word(text: str) -> str | None:
    """A line of two words, of which a word of order proves the first to be a division's though a letter is amiss."""
    first, _, rest = text.partition(" ")
    if (
        len(text) > 30
        or not rest
        or first in _spelt()
        or not RIGHT_TO_LEFT.match(first)
        or not parse_ordinal(rest, "ar")
    ):
        return None
    near = [
        word
        for word in _spelt()
        if len(word) == len(first) and sum(one != other for one, other in zip(word, first, strict=True)) == 1
    ]
    return f"{near[0]} {rest}" if len(near) == 1 else None


def _roman(printed: str) -> str | None:
    """The Roman number a word must be by its strokes; None where it can be none."""
    strokes = [_STROKES.get(sign) for sign in printed.strip(".")]
    if not all(strokes):
        return None
    roman = "".join(each for each in strokes if each)
    return roman if parse_roman(roman) else None


def _in_order(pages: list[list[ScannedLine]]) -> list[list[ScannedLine]]:
    """Lines with numbers that lost their first figure and stand between those before and after."""
    places = [
        (page, place, found)
        for page, lines in enumerate(pages)
        for place, line in enumerate(lines)
        if (found := _NUMBER.match(line.text))
    ]
    made = [list(page) for page in pages]
    last, mended, edge = 0, False, 0.0
    for at, (page, place, found) in enumerate(places):
        line = pages[page][place]
        here = line.box.left if line.direction == "ltr" else -line.box.right
        printed, expected = found[1], str(last + 1)
        aligned = abs(here - edge) < ASIDE
        after = places[at + 1][2][1] if at + 1 < len(places) else ""
        short = aligned and printed != expected and expected.endswith(printed) and len(printed) < len(expected)
        if short and (mended or printed == "0" or after == str(last + 2)):
            made[page][place] = msgspec.structs.replace(line, text=expected + line.text[len(printed) :])
            last, mended = last + 1, True
        elif aligned and not mended and printed == expected:
            last = last + 1
        else:
            last, mended, edge = int(printed), False, here
    return made
