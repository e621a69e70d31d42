"""The right column of a masthead recognised alone.

The name of a body is set in large letters beside two or three small lines (distribution, date, languages). The
recogniser takes the large line and the small ones for one, and loses or mangles what is small. The column shows by the
lines that begin at one edge in the right half of the first page; its picture is recognised again by itself, and its
words take the place of those seen first where they are not fewer nor less sure.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from verbale.reading.scan import recogniser
from verbale.reading.scan.recogniser import PageOfWords, PrintedLine, Word
from verbale.reading.scan.symbols import is_symbol

TOP = 0.25
"""Share of the page the masthead stands in."""

HALF = 0.45
"""Share of the width behind which the column begins."""

ASIDE = 0.006
"""Share of the width by which lines of one edge may differ."""

PAD = 8
"""Pixels around the column that are recognised with it."""

MARGIN = 30
"""White pixels set around the picture of the column."""

BLOCK = 6
"""How the recogniser is told that a picture is one block of lines."""


def right_column(picture: bytes, page: PageOfWords, packs: tuple[str, ...]) -> tuple[PrintedLine, ...]:
    """Lines of the column on their own, in places of the page; none where there is no column or no better reading.

    `picture` is a PGM; of other pictures nothing is known but what the recogniser says.
    """
    bounds = _bounds(page) if picture.startswith(b"P5 ") else None
    if bounds is None:
        return ()
    left, top = bounds[:2]
    try:
        answer = recogniser.recognise(cut(picture, bounds), packs, resolution=300, layout=BLOCK)
    except recogniser.RecogniserFault:
        return ()
    lines = tuple(moved(line, left - MARGIN, top - MARGIN) for line in (answer[0].lines if answer else ()))
    seen = [word for line in page.lines for word in line.words if _inside(word, bounds)]
    found = [word for line in lines for word in line.words]
    return lines if _weight(found) > _weight(seen) else ()


def with_column(page: PageOfWords, column: tuple[PrintedLine, ...]) -> PageOfWords:
    """The page with the lines of the column in place of the words seen there before."""
    if not column:
        return page
    bounds = _around(page, column)
    kept = []
    for line in page.lines:
        rest = tuple(word for word in line.words if not _inside(word, bounds))
        if rest:
            kept.append(msgspec.structs.replace(line, words=rest))
    first = next((place for place, line in enumerate(kept) if line.baseline > column[0].baseline), len(kept))
    return msgspec.structs.replace(page, lines=(*kept[:first], *column, *kept[first:]))


def replaced(page: PageOfWords, column: tuple[PrintedLine, ...]) -> str:
    """What was seen on the page where the column stands: kept for the finding that tells of it."""
    bounds = _around(page, column)
    return " ".join(word.text for line in page.lines for word in line.words if _inside(word, bounds))


def words_of(lines: tuple[PrintedLine, ...]) -> str:
    """The words of lines with blanks between."""
    return " ".join(word.text for line in lines for word in line.words)


def _around(page: PageOfWords, column: tuple[PrintedLine, ...]) -> tuple[int, int, int, int]:
    """The rectangle the words of a column fill, to the edge of the page."""
    words = [word for line in column for word in line.words]
    return (
        int(min(word.left for word in words)) - PAD,
        int(min(word.top for word in words)) - PAD,
        page.width,
        int(max(word.bottom for word in words)) + PAD,
    )


def _bounds(page: PageOfWords) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of the column below the symbol, in pixels; None where no lines share an edge."""
    words = [word for line in page.lines for word in line.words if word.bottom < TOP * page.height]
    starts = [word for word in words if word.left > HALF * page.width and not _follows(word, words)]
    step = max(1, round(ASIDE * page.width))
    edges = Counter(round(word.left / step) for word in starts)
    if not edges:
        return None
    usual = max(edges, key=lambda edge: sum(edges[edge + by] for by in (-1, 0, 1)))
    column = [word for word in starts if abs(round(word.left / step) - usual) <= 1]
    if len(column) < 2:
        return None
    left = int(min(word.left for word in column)) - PAD
    symbols = [word.bottom for word in words if word.left > left and is_symbol(word.text)]
    top = int(min(symbols)) + 2 if symbols else int(min(word.top for word in column)) - PAD
    bottom = int(max(word.bottom for word in column)) + PAD
    return (left, top, page.width, bottom) if bottom > top + PAD else None


def _follows(word: Word, words: list[Word]) -> bool:
    """Whether a word stands close behind another on its line."""
    height = word.bottom - word.top
    return any(
        0 <= word.left - other.right < height and min(word.bottom, other.bottom) > max(word.top, other.top)
        for other in words
        if other is not word
    )


def _inside(word: Word, bounds: tuple[int, int, int, int]) -> bool:
    """Whether the middle of a word lies in a rectangle."""
    left, top, right, bottom = bounds
    return left <= (word.left + word.right) / 2 <= right and top <= (word.top + word.bottom) / 2 <= bottom


def _weight(words: list[Word]) -> float:
    """Letters and figures read, each by how sure they are."""
    return sum(word.confidence * sum(map(str.isalnum, word.text)) for word in words)


def moved(line: PrintedLine, across: int, down: int) -> PrintedLine:
    """A line of a cut picture where it stands on the page."""
    words = tuple(
        msgspec.structs.replace(
            word,
            left=word.left + across,
            right=word.right + across,
            top=word.top + down,
            bottom=word.bottom + down,
        )
        for word in line.words
    )
    return msgspec.structs.replace(line, words=words, baseline=line.baseline + down)


def cut(picture: bytes, bounds: tuple[int, int, int, int]) -> bytes:
    """A rectangle of a PGM with a white margin."""
    end = picture.index(b"\n")
    width, height = (int(number) for number in picture[:end].split()[1:3])
    left, top, right, bottom = (
        max(0, bounds[0]),
        max(0, bounds[1]),
        min(width, bounds[2]),
        min(height, bounds[3]),
    )
    dots = memoryview(picture)[end + 1 :]
    across = right - left + 2 * MARGIN
    blank, side = b"\xff" * (across * MARGIN), b"\xff" * MARGIN
    rows = (side + bytes(dots[row * width + left : row * width + right]) + side for row in range(top, bottom))
    return b"P5 %d %d 255\n" % (across, bottom - top + 2 * MARGIN) + blank + b"".join(rows) + blank
