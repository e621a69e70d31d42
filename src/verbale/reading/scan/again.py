"""Doubtful lines of a masthead recognised one by one.

Finding the lines of a page and reading them go together; told that a picture is one line, the recogniser often reads
it better (an ordinal in Chinese, the name of a body). The second reading is taken where it is no less sure and no
shorter. Lines of two columns are left alone: their parts belong to other lines.
"""

from __future__ import annotations

import itertools

import msgspec

from verbale.reading.scan import recogniser
from verbale.reading.scan.columns import MARGIN, cut, moved
from verbale.reading.scan.recogniser import PageOfWords, PrintedLine

TOP = 0.3
"""Share of the page the masthead with its session and agenda item stands in."""

DOUBTFUL = 0.85
"""Confidence under which a line is looked at again."""

MOST = 12
"""Lines looked at again on a page."""

SHORTER = 0.9
"""Share of the letters a second reading must have at least."""

ONE_LINE = 7
"""How the recogniser is told that a picture is one line."""


def doubtful_again(picture: bytes, page: PageOfWords, pack: str) -> tuple[PageOfWords, list[tuple[str, str]]]:
    """The page with doubtful lines read again, and each pair of what was read first and then; `picture` is a PGM."""
    if not picture.startswith(b"P5 "):
        return page, []
    lines, changes, looked = list(page.lines), list[tuple[str, str]](), 0
    for place, line in enumerate(page.lines):
        if looked == MOST or not _doubtful(line, page.height):
            continue
        looked += 1
        better = _alone(picture, line, pack)
        if better is not None:
            lines[place] = better
            changes.append((_text(line), _text(better)))
    return msgspec.structs.replace(page, lines=tuple(lines)), changes


def _doubtful(line: PrintedLine, height: int) -> bool:
    """Whether a line of the masthead in one column is not surely read."""
    words = sorted(line.words, key=lambda word: word.left)
    gaps = (after.left - before.right for before, after in itertools.pairwise(words))
    near = max(gaps, default=0.0) < 3 * line.size
    return len(words) > 1 and near and words[0].bottom < TOP * height and _sure(line) < DOUBTFUL


def _alone(picture: bytes, line: PrintedLine, pack: str) -> PrintedLine | None:
    """A line recognised by itself; None where that is no better."""
    left, top = int(min(word.left for word in line.words)) - 10, int(min(word.top for word in line.words)) - 8
    right, bottom = int(max(word.right for word in line.words)) + 10, int(max(word.bottom for word in line.words)) + 8
    left, top = max(0, left), max(0, top)
    try:
        answer = recogniser.recognise(
            cut(picture, (left, top, right, bottom)), (pack,), resolution=300, layout=ONE_LINE
        )
    except recogniser.RecogniserFault:
        return None
    if not answer or len(answer[0].lines) != 1:
        return None
    better = moved(answer[0].lines[0], left - MARGIN, top - MARGIN)
    same = _text(better) == _text(line)
    if same or _sure(better) < _sure(line) or _letters(better) < SHORTER * _letters(line):
        return None
    return msgspec.structs.replace(line, words=better.words)


def _sure(line: PrintedLine) -> float:
    """Mean confidence of the letters of a line."""
    total = sum(len(word.text) for word in line.words)
    return round(sum(word.confidence * len(word.text) for word in line.words) / total, 2)


def _letters(line: PrintedLine) -> int:
    """Letters and figures of a line."""
    return sum(sum(map(str.isalnum, word.text)) for word in line.words)


def _text(line: PrintedLine) -> str:
    """The words of a line."""
    return " ".join(word.text for word in line.words)
