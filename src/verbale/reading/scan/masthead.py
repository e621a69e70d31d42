"""A second look at the symbol of a masthead, whose large first letter the recogniser cannot read with the rest.

On the first page a word of letters and figures near the top that is no symbol is cut behind its first glyph, and the
rest recognised alone. The grammar of symbols decides: only a symbol of a known organ is put in the word's place.
"""

from __future__ import annotations

import re

import msgspec

from verbale.grammar.symbols import parse
from verbale.reading.scan import recogniser
from verbale.reading.scan.recogniser import PageOfWords, PrintedLine, Word
from verbale.reading.scan.symbols import is_symbol

TOP = 0.25
"""Share of the page the masthead stands in."""

MARGIN = 30
"""White pixels around what is recognised alone."""

UNKNOWN_ORGAN = 0.8
"""Scores of the grammar below this belong to symbols whose organ nobody knows."""

_MIXED = re.compile(r"(?=.*\d)(?=.*[A-Za-z]).{6,}")
_CONFUSED = (("A", "H"), ("N", "H"), ("H", "A"), ("8", "B"), ("O", "C"), ("0", "C"))
_FIVE = re.compile(r"(?<=/)S(?=\d)")
_GREY = 128


def with_symbol(picture: bytes, page: PageOfWords, pack: str) -> PageOfWords:
    """The page with the symbol of its masthead in place, where a second look finds one; `picture` is a PGM."""
    if not picture.startswith(b"P5 "):
        return page
    return msgspec.structs.replace(page, lines=tuple(_line(picture, line, page.height, pack) for line in page.lines))


def _line(picture: bytes, line: PrintedLine, height: int, pack: str) -> PrintedLine:
    """One line, its word mended that must be the symbol."""
    words = list(line.words)
    for place, word in enumerate(words):
        wide = word.right - word.left > 2 * (word.bottom - word.top)
        if word.bottom < TOP * height and wide and _MIXED.match(word.text) and not _known(word.text):
            symbol = _second_look(picture, word, pack)
            if symbol:
                words[place] = msgspec.structs.replace(word, text=symbol, confidence=max(word.confidence, 0.8))
    return msgspec.structs.replace(line, words=tuple(words))


def _known(text: str) -> bool:
    """Whether a word is a symbol already, of an organ somebody knows."""
    symbol = parse(text) if text.isascii() else None
    return is_symbol(text) and (symbol is None or symbol.score >= UNKNOWN_ORGAN)


def _second_look(picture: bytes, word: Word, pack: str) -> str | None:
    """The symbol a word must be, by what is recognised behind its first glyph."""
    rest = _behind_first_glyph(picture, word)
    if rest is None:
        return None
    try:
        answer = recogniser.recognise(rest, (pack,), resolution=300)
    except recogniser.RecogniserFault:
        return None
    tail = "".join(answer[0].text.split()) if answer else ""
    if not any(letter.isdigit() for letter in tail):
        return None
    for lead in dict.fromkeys((word.text[0].upper(), "A")):
        plain = parse(f"{lead}/79/1")
        for candidate in _candidates(lead, tail):
            symbol = parse(candidate)
            if symbol is None or not symbol.body or symbol.score < UNKNOWN_ORGAN or not symbol.display.isascii():
                continue
            if symbol.parts[1][:1].isdigit() or (plain is not None and symbol.body != plain.body):
                return symbol.display
    return None


def _candidates(lead: str, tail: str) -> list[str]:
    """Ways to read the tail behind the lead: with its stroke lost, with one letter of its organ confused."""
    tail = _FIVE.sub("5", tail.lstrip("/\\|Il"))
    tails = [tail, f"H{tail}"]
    organs = [
        tail.replace(seen, meant, 1) for tail in tails for seen, meant in _CONFUSED if seen in tail.partition("/")[0]
    ]
    return [f"{lead}/{tail}" for tail in dict.fromkeys([*tails, *organs])]


def _behind_first_glyph(picture: bytes, word: Word) -> bytes | None:
    """The picture of a word from the first white column on, with a white margin."""
    end = picture.index(b"\n")
    width, height = (int(number) for number in picture[:end].split()[1:3])
    dots = memoryview(picture)[end + 1 :]
    left, right = max(0, int(word.left) - 4), min(width, int(word.right) + 8)
    top, bottom = max(0, int(word.top) - 6), min(height, int(word.bottom) + 6)
    rows = [bytes(dots[row * width + left : row * width + right]) for row in range(top, bottom)]
    dark = [any(row[column] < _GREY for row in rows) for column in range(right - left)]
    if True not in dark:
        return None
    column = dark.index(True)
    while column < len(dark) and dark[column]:
        column += 1
    if column > len(dark) - 20:
        return None
    across = len(dark) - column + 2 * MARGIN
    blank, side = [b"\xff" * across] * MARGIN, b"\xff" * MARGIN
    body = [side + row[column:] + side for row in rows]
    return b"P5 %d %d 255\n" % (across, len(rows) + 2 * MARGIN) + b"".join([*blank, *body, *blank])
