"""Recognised lines made regular: the sizes of type and the steps between lines that print has and measurement blurs.

A page is set in a handful of sizes and its lines stand in equal steps; the recogniser measures both with an error of a
tenth (Arabic: a quarter). Structure reads meaning from sizes and steps, so they are brought back to what they were.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence

import msgspec

from verbale.model.reading import Box
from verbale.reading.scan.lines import ScannedLine

SMALLER, LARGER = 0.11, 0.18
"""Shares by which a measured size may miss the size of the text: notes are smaller by more, titles larger."""

ARABIC_SMALLER, ARABIC_LARGER = 0.3, 0.65
"""The same for Arabic, whose letters the recogniser measures badly: its titles are told by their weight."""

APART = 0.1
"""Share by which sizes of other type must differ to be two sizes."""

PITCH, NEAR_PITCH = 0.04, 0.12
"""Shares by which a line's mean width of a sign may miss that of a typewriter: to prove one, and once it is proved."""

TYPED = 0.8
"""Share of the lines with one width of signs from which on a typewriter set them."""

LONG = 12
"""Signs from which on a line proves the width of signs."""

WIDE = 30
"""Signs from which on their mean width tells the size of a line."""

CLOSE = 1.75
"""Sizes between the baselines of two lines of one paragraph at most."""

SMALLEST = 0.6
"""Share of the size of the text that such a line may be measured at."""

STEP = 0.25
"""Share by which a measured step may miss the usual one; space between paragraphs is more."""


BOLDER, BOLDER_BESIDE = 1.22, 1.1
"""Strokes of bold type in strokes of plain type, at least; the second beside a line that is surely bold."""


def regular(pages: Sequence[Sequence[ScannedLine]]) -> list[list[ScannedLine]]:
    """Lines of all pages of a document, in sizes of its own and equal steps."""
    every = [line for page in pages for line in page]
    if len(every) < 3:
        return [list(page) for page in pages]
    sizes = _sizes(every)
    usual = _stroke(every, sizes)
    made = _by_width(
        [[msgspec.structs.replace(line, size=sizes[line.size, line.direction]) for line in page] for page in pages]
    )
    return [_stepped(_bold(page, usual) if usual else page) for page in _typed(made)]


def _typed(pages: list[list[ScannedLine]]) -> list[list[ScannedLine]]:
    """Lines of a typewriter in its one size of type, which capitals and names without tall letters hide.

    All its signs are of one width, which the scanner may change from page to page; only print proves to be typed
    whose lines agree in it.
    """
    pitches = [statistics.median(map(_pitch, _long(page))) if _long(page) else 0.0 for page in pages]
    every = [(line, pitch) for page, pitch in zip(pages, pitches, strict=True) for line in _long(page)]
    agreeing = [line for line, pitch in every if abs(_pitch(line) - pitch) < PITCH * pitch]
    if len(every) < LONG or len(agreeing) < TYPED * len(every):
        return pages
    size = statistics.mode(line.size for line in agreeing)
    return [
        [
            msgspec.structs.replace(line, size=size) if abs(_pitch(line) - pitch) < NEAR_PITCH * pitch else line
            for line in page
        ]
        for page, pitch in zip(pages, pitches, strict=True)
    ]


def _by_width(pages: list[list[ScannedLine]]) -> list[list[ScannedLine]]:
    """Long lines in the size of the text where their signs are as wide as the text's.

    Sizes are measured by tall letters, which a line of Cyrillic may not have; the mean width of thirty signs is surer.
    """
    every = [line for page in pages for line in page if len(line.text) >= WIDE and line.direction == "ltr"]
    if len(every) < LONG:
        return pages
    size = statistics.mode(line.size for line in every)
    usual = [_pitch(line) for line in every if line.size == size]
    pitch = statistics.median(usual)
    return [
        [
            msgspec.structs.replace(line, size=size)
            if len(line.text) >= WIDE
            and line.direction == "ltr"
            and SMALLEST * size < line.size < size
            and abs(_pitch(line) - pitch) < NEAR_PITCH * pitch
            else line
            for line in page
        ]
        for page in pages
    ]


def _long(page: list[ScannedLine]) -> list[ScannedLine]:
    """Lines long enough to prove the width of signs."""
    return [line for line in page if len(line.text) >= LONG]


def _pitch(line: ScannedLine) -> float:
    """Mean width of a sign of a line."""
    return (line.box.right - line.box.left) / len(line.text)


def _bold(page: list[ScannedLine], usual: float) -> list[ScannedLine]:
    """Lines with their weight: by their own strokes, or by a little less beside a bold line of the same size."""
    shares = [line.stroke / line.size / usual for line in page]
    sure = [share > BOLDER for share in shares]
    sure = [bold and not _amid_plain(page, place, sure) for place, bold in enumerate(sure)]
    return [
        msgspec.structs.replace(line, bold=True)
        if sure[place] or (shares[place] > BOLDER_BESIDE and _beside_bold(page, place, sure))
        else line
        for place, line in enumerate(page)
    ]


def _amid_plain(page: list[ScannedLine], place: int, sure: list[bool]) -> bool:
    """Whether a long line stands close to long plain ones only: a line of a paragraph, darker in the picture."""
    line = page[place]
    if len(line.text) < WIDE:
        return False
    near = [
        other
        for other in (place - 1, place + 1)
        if 0 <= other < len(page) and abs(page[other].box.bottom - line.box.bottom) < CLOSE * line.size
    ]
    return bool(near) and not any(sure[other] or len(page[other].text) < WIDE for other in near)


def _beside_bold(page: list[ScannedLine], place: int, sure: list[bool]) -> bool:
    """Whether a line right above or below of the same size is bold."""
    line = page[place]
    return any(
        sure[other]
        and page[other].size == line.size
        and abs(page[other].box.bottom - line.box.bottom) < 1.7 * line.size
        for other in (place - 1, place + 1)
        if 0 <= other < len(page)
    )


def _stroke(lines: Sequence[ScannedLine], sizes: dict[tuple[float, str], float]) -> float:
    """Thickness of the strokes of plain text, in sizes: the thinner lines of a document, for plain is thinner."""
    shares = [
        line.stroke / sizes[line.size, line.direction]
        for line in lines
        if line.stroke and len(line.text) > 15
        for _ in range(len(line.text) // 15)
    ]
    return sorted(shares)[len(shares) // 5] if len(shares) > 7 else 0.0


def _sizes(lines: Sequence[ScannedLine]) -> dict[tuple[float, str], float]:
    """From measured size and direction to the size it was set in."""
    weighted = [line.size for line in lines for _ in range(max(1, len(line.text) // 10))]
    text = statistics.median(weighted)
    known: dict[tuple[float, str], float] = {}
    others: list[tuple[float, str]] = []
    for size, direction in sorted({(line.size, line.direction) for line in lines}):
        below, above = (ARABIC_SMALLER, ARABIC_LARGER) if direction == "rtl" else (SMALLER, LARGER)
        if text * (1 - below) <= size <= text * (1 + above):
            known[size, direction] = round(text, 1)
        else:
            others.append((size, direction))
    group: list[tuple[float, str]] = []
    for pair in others:
        if group and pair[0] > group[0][0] * (1 + 2 * APART):
            _settle(group, known)
            group = []
        group.append(pair)
    _settle(group, known)
    return known


def _settle(group: list[tuple[float, str]], known: dict[tuple[float, str], float]) -> None:
    """One size for a group of measured ones."""
    if group:
        size = round(statistics.median(size for size, _ in group), 1)
        known.update(dict.fromkeys(group, size))


def _stepped(lines: list[ScannedLine]) -> list[ScannedLine]:
    """Lines of a page with equal steps down each column; boxes as high as their size."""
    above = [_above(lines, place) for place in range(len(lines))]
    steps = [
        line.box.bottom - lines[over].box.bottom
        for line, over in zip(lines, above, strict=True)
        if over is not None and lines[over].size == line.size
    ]
    usual = statistics.median_low(steps) if steps else 0.0
    near = [step for step in steps if abs(step - usual) < STEP * usual]
    usual = statistics.mean(near) if near else usual
    lines = _evened(lines, above, usual)
    bases: list[float] = []
    for line, over in zip(lines, above, strict=True):
        base = line.box.bottom
        if over is not None:
            step = base - lines[over].box.bottom
            same = lines[over].size == line.size and abs(step - usual) < STEP * usual
            base = bases[over] + (usual if same else step)
        bases.append(base)
    return [
        msgspec.structs.replace(
            line, box=Box(line.box.left, round(base - line.size, 1), line.box.right, round(base, 1))
        )
        for line, base in zip(lines, bases, strict=True)
    ]


def _evened(lines: list[ScannedLine], above: list[int | None], usual: float) -> list[ScannedLine]:
    """Lines whose neighbours above and below stand in the usual step and share a size take that size.

    The short last line of a paragraph, whose few letters tell its size badly, takes that of the line above.
    """
    below = {over: place for place, over in enumerate(above) if over is not None}
    made = list(lines)
    for place, over in enumerate(above):
        line, under = lines[place], below.get(place)
        if over is None or line.direction == "rtl" or abs(line.size - lines[over].size) >= 0.25 * lines[over].size:
            continue
        if abs(line.box.bottom - lines[over].box.bottom - usual) >= STEP * usual:
            continue
        step = lines[under].box.bottom - line.box.bottom if under is not None else 2 * usual
        last = step > (1 + STEP) * usual and len(line.text) < WIDE
        amid = under is not None and lines[over].size == lines[under].size and abs(step - usual) < STEP * usual
        if last or amid:
            made[place] = msgspec.structs.replace(line, size=lines[over].size)
    return made


def _above(lines: list[ScannedLine], place: int) -> int | None:
    """The line right above in the same column, among those read before."""
    line = lines[place]
    for over in range(place - 1, max(-1, place - 6), -1):
        other = lines[over]
        across = min(line.box.right, other.box.right) - max(line.box.left, other.box.left)
        narrow = min(line.box.right - line.box.left, other.box.right - other.box.left)
        if across > 0.5 * narrow and 0 < line.box.bottom - other.box.bottom < 4 * line.size:
            return over
    return None
