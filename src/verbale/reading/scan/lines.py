"""Words of a recognised page → lines as a printer would set them: turned upright, two languages merged, columns apart.

Scans lie a little askew; boxes are turned by the slope most baselines share. Pages in Arabic, Chinese or Russian print
half their masthead in English: such pages are recognised twice, once a language, and each word is taken from the
reading that is surer of it.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Iterator

import msgspec

from verbale.model.reading import Box, Direction
from verbale.reading.scan.recogniser import PageOfWords, PrintedLine, Word
from verbale.reading.scan.symbols import is_symbol
from verbale.reading.scan.weight import Grey

UNSURE = 0.5
"""Confidence under which a word is doubtful: stamps, noise, handwriting."""

BESIDE_CJK = 1.2
"""Sizes up to which a gap between two Chinese characters is none of print: boxes of characters are guessed."""

NOISE = 0.6
"""Confidence under which a lone character is a speck, not a page number."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile(r"[A-Za-z]{2}|\([A-Z]\)|\d.*[/-]|[/-].*\d|\d{3}")
_CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")
_WRITTEN = re.compile(r"\w")


class ScannedLine(msgspec.Struct, frozen=True):
    """A line of a scan: text, box in points, confidence 0 to 1, direction, size of letters in points."""

    text: str
    box: Box
    confidence: float
    direction: Direction
    size: float
    stroke: float = 0.0
    """Thickness of its strokes in points; 0 where it was not measured."""
    bold: bool = False


def scanned_lines(
    page: PageOfWords, english: PageOfWords | None, scale: float, grey: Grey | None = None
) -> list[ScannedLine]:
    """Lines of a page in reading order; `scale` is points a pixel. `english` is the same page recognised as English.

    `grey` is the picture itself, to measure the weight of type in.
    """
    slope = statistics.median([line.slope for line in page.lines if len(line.words) > 2] or [0.0])
    lines = list(page.lines) if english is None else _merged(page.lines, english.lines)
    found = []
    for line in lines:
        for words in _segments(line):
            made = _line(words, line, slope, (page.width / 2, page.height / 2), scale)
            if made is not None:
                stroke = grey.stroke(words) * scale if grey else 0.0
                found.append(msgspec.structs.replace(made, stroke=stroke) if stroke else made)
    return found


def _merged(lines: tuple[PrintedLine, ...], english: tuple[PrintedLine, ...]) -> list[PrintedLine]:
    """Lines with words put in their place that the English reading is surer of, and lines only it saw."""
    surer = [
        (word, line)
        for line in english
        for word in line.words
        if (word.confidence >= 0.75 and _LATIN.search(word.text)) or is_symbol(word.text)
    ]
    merged, taken = [], set[int]()
    for line in lines:
        words = list(line.words)
        top, bottom = min(word.top for word in words), max(word.bottom for word in words)
        for place, (word, _) in enumerate(surer):
            if place in taken or word.bottom < top or word.top > bottom:
                continue
            beneath = [other for other in words if _overlap(word, other) > 0.5]
            if not beneath:
                continue
            taken.add(place)
            if all(_surer(word, other) for other in beneath):
                words = [other for other in words if other not in beneath] + [word]
        merged.append(msgspec.structs.replace(line, words=tuple(words)))
    for word, line in (pair for place, pair in enumerate(surer) if place not in taken):
        if word.confidence > 0.85 or is_symbol(word.text):
            below = (place for place, other in enumerate(merged) if other.baseline > word.bottom)
            merged.insert(next(below, len(merged)), msgspec.structs.replace(line, words=(word,)))
    return merged


def _surer(word: Word, other: Word) -> bool:
    """Whether the English reading of a place is the better one: by confidence, or because it is a symbol."""
    if is_symbol(word.text) and not is_symbol(other.text):
        return other.confidence < 0.8
    if _RIGHT_TO_LEFT.search(other.text) or _CJK.search(other.text):
        return other.confidence < 0.6 and word.confidence > other.confidence + 0.25
    return word.confidence >= other.confidence or (len(word.text) > len(other.text) and word.confidence > 0.85)


def _overlap(first: Word, second: Word) -> float:
    """Share of the smaller box that lies in the other."""
    across = min(first.right, second.right) - max(first.left, second.left)
    down = min(first.bottom, second.bottom) - max(first.top, second.top)
    if across <= 0 or down <= 0:
        return 0.0
    areas = [(word.right - word.left) * (word.bottom - word.top) for word in (first, second)]
    return across * down / max(1.0, min(areas))


def _segments(line: PrintedLine) -> Iterator[list[Word]]:
    """Words of a line from the left, cut where a gap is wider than its blanks: two columns of a masthead."""
    words = sorted(line.words, key=lambda word: word.left)
    gaps = sorted(below.left - above.right for above, below in itertools.pairwise(words))
    usual = gaps[(len(gaps) - 1) // 2] if len(gaps) > 1 else 0.0
    segment = [words[0]]
    for word in words[1:]:
        if word.left - max(other.right for other in segment) > max(2.2 * line.size, 2.5 * usual):
            yield segment
            segment = []
        segment.append(word)
    yield segment


def _line(
    words: list[Word], line: PrintedLine, slope: float, middle: tuple[float, float], scale: float
) -> ScannedLine | None:
    """One segment as a line in points, turned upright; None when it is noise without a letter."""
    ordered, direction = _ordered(words)
    text = _joined(ordered, line.size)
    confidence = sum(word.confidence * len(word.text) for word in words) / sum(len(word.text) for word in words)
    if (confidence < UNSURE and not _WRITTEN.search(text)) or (confidence < NOISE and len(text) == 1):
        return None
    left, right = min(word.left for word in words), max(word.right for word in words)
    first = min(word.left for word in line.words)
    across = (left + right) / 2
    baseline = line.baseline + line.slope * (across - first)
    aside = slope * (baseline - middle[1])
    baseline -= slope * (across - middle[0])
    box = Box(
        round((left + aside) * scale, 1),
        round((baseline - 0.75 * line.size) * scale, 1),
        round((right + aside) * scale, 1),
        round((baseline + 0.25 * line.size) * scale, 1),
    )
    return ScannedLine(text, box, round(confidence, 3), direction, round(line.size * scale, 1))


def _ordered(words: list[Word]) -> tuple[list[Word], Direction]:
    """Words as they are read: from the right where most letters are right-to-left, foreign runs from the left."""
    turned = sum(len(word.text) for word in words if _RIGHT_TO_LEFT.search(word.text))
    if turned * 2 <= sum(len(word.text) for word in words if not word.text.isdigit()):
        return words, "ltr"
    ordered: list[Word] = []
    foreign: list[Word] = []
    for word in reversed(words):
        if _RIGHT_TO_LEFT.search(word.text) or not re.search(r"[A-Za-z]", word.text):
            ordered += reversed(foreign)
            foreign = []
            ordered.append(word)
        else:
            foreign.append(word)
    return ordered + foreign[::-1], "rtl"


def _joined(words: list[Word], size: float) -> str:
    """Words with blanks between, none beside Chinese characters where print leaves none."""
    text = words[0].text
    for before, word in itertools.pairwise(words):
        cjk = bool(_CJK.match(before.text[-1])) + bool(_CJK.match(word.text[0]))
        close = cjk and word.left - before.right < (0.4, BESIDE_CJK)[cjk - 1] * size
        text += word.text if close else f" {word.text}"
    return text
