"""Rows of ink → paragraphs: where one ends and the next begins, also over the edge of a page or column.

A line break inside a paragraph is there because the next word did not fit. So two rows belong together when the first
is full, the step between them is the usual one, and nothing says that a paragraph begins: a first-line indent, another
size, a number hung out. What "usual" means is counted in the document itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from verbale.structure.layout.ink.rows import Row

INDENT = 6.0
"""Points by which a first line must begin farther in (or out) to count."""

STEP = 0.2
"""Sizes by which a step from row to row may pass the usual one."""

AXIS = 2.0
"""Twice the points by which the middles of two rows on one axis may differ."""

HUNG = 40.0
"""Points by which a number typed with a blank behind it may stand out before its text."""

LIFTED = 0.4
"""The same for a row with raised print, which may push its line down."""

MARKER = re.compile(
    r"(?:[\(（]?(?:[0-9\u0660-\u0669]{1,3}|[A-Za-z]{1,4}|[а-я]|[\u0621-\u064a]{1,2}|[一二三四五六七八九十]{1,3})"
    r"(?:[.．、)）]|\s?[-–]\s)|[•·▪–—-]\s|[㈠-㈩]|[’‘'][0-9]{1,2}[’‘'])"
)
NUMBERED = re.compile(r"[0-9\u0660-\u0669]{1,3}(?:\.[0-9]{1,3})*(?:[.．、)]|\s?[-–]\s)")
END = re.compile(r"[.!?:;。！？：；؟؛…][\"'”’»)\]）」』]*$")
STOP = re.compile(r"[.!?。！？؟…][\"'”’»)\]）」』]*$")
COMMAS = frozenset(",،，、")
IDEOGRAPH = re.compile("[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6]")
_FIRST_WORD = re.compile(r"[^\s\u2e80-\u30ff\u3400-\u9fff\uff00-\uffef]+|.[，。、；：）」』”]?")
_BREAKABLE = re.compile(r"[^\s/\u2010-\u2014-]*[/\u2010-\u2014-](?=\w)")
CROSSING_TOLERANCE = 0.06


class Measure:
    """The frame text is set in: near and far edge on a page, and the usual step between rows of each size."""

    __slots__ = ("far", "indents", "justified", "near", "parted", "steps")

    def __init__(self, rows: Sequence[Row], steps: dict[float, float], size: float) -> None:
        """Counts edges over the rows of a column, those in the size of the text first."""
        body = [row for row in rows if abs(row.size - size) < 0.6] or list(rows)
        widest = max((row.far - row.near for row in body), default=0.0)
        long = [row for row in body if row.far - row.near > 0.5 * widest]  # lines of a head or signature show no frame
        nears = Counter(round(row.near) for row in long)
        fars = Counter(round(row.far) for row in long)
        self.near = float(_peak(nears))
        peak, count = _peak(fars), 0
        if fars:
            reach = max(fars)
            peak = peak if peak > reach - 12 or fars[peak] > 0.3 * len(long) else reach
            count = sum(number for far, number in fars.items() if abs(far - peak) <= 2)
        self.far = float(peak)
        self.justified = len(body) > 4 and count > 0.35 * len(body)
        self.steps = steps
        self.parted = _parted(rows, self)
        self.indents = sum(1 for row in body if INDENT < row.near - self.near < 60) > 0.08 * len(body)

    def step(self, row: Row) -> float:
        """Usual step between rows of a size and script."""
        return self.steps.get(row.set_in, 1.25 * row.size)


def _parted(rows: Sequence[Row], measure: Measure) -> bool:
    """Whether space parts the paragraphs: a good share of the steps is larger than usual."""
    steps = [
        below.base - above.base > measure.step(below) + STEP * below.size
        for above, below in pairwise(rows)
        if below.base > above.base and below.page == above.page
    ]
    return len(steps) > 8 and sum(steps) > 0.08 * len(steps)


def _peak(counts: Counter[int]) -> int:
    """The most frequent edge, neighbours counted together; of equals the outermost."""
    if not counts:
        return 0

    def weight(edge: int) -> tuple[int, int]:
        return counts[edge] + counts.get(edge - 1, 0) + counts.get(edge + 1, 0), counts[edge]

    return max(sorted(counts), key=weight)


def usual_steps(pages: Iterable[Sequence[Row]]) -> dict[float, float]:
    """For each size, the step from row to row that is usual in the document: the smallest of the frequent ones.

    Steps inside a sentence count where there are any: those below its end may be the space between paragraphs.
    """
    every: dict[float, Counter[float]] = {}
    inside: dict[float, Counter[float]] = {}
    for rows in pages:
        widest = max((row.far - row.near for row in rows), default=0.0)
        for above, below in pairwise(rows):
            if above.far - above.near < 0.5 * widest:
                continue  # lines of a head or a signature stand as they like
            if abs(above.set_in - below.set_in) < 0.2 and 0.8 * above.size < below.base - above.base < 2.2 * above.size:
                step = round((below.base - above.base) * 2) / 2
                every.setdefault(above.set_in, Counter())[step] += 1
                line = max(ink.far - ink.near for ink in above.parts) > 0.5 * widest  # and no row of cells
                if line and not END.search(above.text) and above.text[-1:] not in COMMAS:
                    inside.setdefault(above.set_in, Counter())[step] += 1
    steps = {}
    for size, seen in {**every, **inside}.items():
        most = max(seen.values())
        steps[size] = min(step for step, number in seen.items() if number >= 0.35 * most)
    return steps


def paragraphs(rows: Sequence[Row], measure: Measure) -> list[list[Row]]:
    """Rows of one column, in order, as paragraphs."""
    found: list[list[Row]] = []
    bounds = _bounds(rows, measure)
    for place, row in enumerate(rows):
        if found and not begins(found[-1], row, measure, bounds[place - 1]):
            found[-1].append(row)
        else:
            found.append([row])
    return found


def _bounds(rows: Sequence[Row], measure: Measure) -> list[float]:
    """For each row, how far its lines may reach: the frame of the page, or of a narrower block the row stands in."""
    bounds = [measure.far] * len(rows)
    start = 0
    for place in range(1, len(rows) + 1):
        if place < len(rows) and _same_block(rows[place - 1], rows[place], measure):
            continue
        block = rows[start:place]
        reach = max((row.far for row in block), default=0.0)
        if len(block) > 1 and (reach > measure.far or _narrow(block, reach, measure)):
            bounds[start:place] = [reach] * len(block)
        start = place
    return bounds


def _same_block(above: Row, below: Row, measure: Measure) -> bool:
    """Whether two rows have one style and the usual step between them."""
    alike = abs(above.size - below.size) < 0.06 * above.size and above.bold == below.bold
    return alike and below.base - above.base <= measure.step(above) + STEP * above.size


def _narrow(block: Sequence[Row], reach: float, measure: Measure) -> bool:
    """Whether a block is set narrower than the page: bold rows in the near part that end well before the far edge."""
    return all(row.bold for row in block) and reach < 0.8 * measure.far and block[0].near < measure.near + INDENT


def begins(paragraph: Sequence[Row], row: Row, measure: Measure, bound: float) -> bool:
    """Whether a row below the last row of a paragraph begins a new one."""
    last = paragraph[-1]
    step = row.base - last.base
    if abs(row.size - last.size) > 0.06 * last.size or row.bold != last.bold:
        return not _emphasis_only(paragraph, row, measure, bound)
    if step > measure.step(row) + STEP * row.size and not (row.lifted and step < measure.step(row) + LIFTED * row.size):
        return not _runs_on(last, row, step, measure, bound)
    if (centred(last, measure) and centred(row, measure)) or _on_one_axis(last, row):
        return not _wrapped_centre(last, row, measure)
    if row.near - last.near > INDENT and not _hangs(paragraph, row, bound):
        return not (row.bold and full(last, row, bound))  # a heading may hang its second line
    if _starts_item(paragraph, row):
        return True
    return not (full(last, row, bound) or (measure.parted and _long(last, bound, measure)))


def _runs_on(last: Row, row: Row, step: float, measure: Measure, bound: float) -> bool:
    """Whether a sentence runs on over a wide step: a text set with more space than the lists and titles around it."""
    wide = step <= 1.8 * measure.step(row) and not row.bold
    unfinished = not END.search(last.text) and last.text[-1:] not in COMMAS
    return wide and unfinished and row.text[:1].islower() and full(last, row, bound)


def _long(last: Row, bound: float, measure: Measure) -> bool:
    """Whether a row may run on although a word more would have fitted: words kept together do not show in print.

    Only where space parts the paragraphs, so that a row that ends one is followed by more of it.
    """
    room = (bound - last.far) / max(1.0, measure.far - measure.near)
    return room < (0.12 if END.search(last.text) else 0.3)


def _emphasis_only(paragraph: Sequence[Row], row: Row, measure: Measure, bound: float) -> bool:
    """Whether a change of weight is emphasis inside a paragraph: the row above is full and its sentence runs on."""
    last = paragraph[-1]
    usual = row.base - last.base <= measure.step(row) + STEP * row.size
    if not usual or abs(row.size - last.size) > 0.06 * last.size or not full(last, row, bound):
        return False
    if last.bold and (row.opens_bold or last.ends_plain):
        return True
    mixed = last.ends_bold if row.bold else len(paragraph) > 1 and paragraph[0].bold != last.bold
    return mixed and not END.search(last.text) and row.text[:1].islower()


def _hangs(paragraph: Sequence[Row], row: Row, bound: float) -> bool:
    """Whether a row farther in continues a paragraph whose number is hung out."""
    first = paragraph[0]
    if len(paragraph) > 1:
        return abs(row.near - paragraph[-1].near) < INDENT
    if len(first.parts) > 1:
        return abs(row.near - first.text_near) < INDENT
    if row.near - first.near > HUNG or MARKER.match(first.text) is None:
        return False
    runs_on = full(first, row, bound) and not END.search(first.text) and not MARKER.match(row.text)
    return row.text[:1].islower() or runs_on


def _starts_item(paragraph: Sequence[Row], row: Row) -> bool:
    """Whether a row opens with a number or letter of a list, set apart or after a full stop."""
    if not MARKER.match(row.text):
        return False
    last = paragraph[-1]
    if len(row.parts) > 1 and _marker_alone(row.parts[0].text.strip()):
        return True
    return bool(END.search(last.text)) and (row.near < last.near - INDENT or abs(row.near - paragraph[0].near) < 2.0)


def _marker_alone(text: str) -> bool:
    """Whether a segment is nothing but the number or letter of a list."""
    return bool(MARKER.fullmatch(text) or MARKER.fullmatch(text + " "))


def full(last: Row, row: Row, bound: float) -> bool:
    """Whether the first word of `row` would not have fitted behind `last`."""
    room = bound - last.far
    if room < 0.35 * last.size:
        return True
    text = row.text
    found = _FIRST_WORD.match(text.lstrip())
    word = found.group() if found else text
    part = _BREAKABLE.match(word)
    word = part.group() if part and len(part.group()) > 1 else word
    wide = max(1.0, row.far - row.near)
    width = wide * len(word) / max(1, len(text))
    if IDEOGRAPH.match(word[0] if word else ""):
        width = max(width, row.size * len(word))
        return room < width + 0.9 * row.size
    blank = 0.0 if last.text[-1:] in "-\u00ad\u2010/" else 0.2 * row.size
    return room < width + blank + 0.12 * row.size


def centred(row: Row, measure: Measure) -> bool:
    """Whether a row stands in the middle of the frame, away from both edges."""
    before, after = row.near - measure.near, measure.far - row.far
    return before > 14 and after > 8 and abs(before - after) < max(6.0, 0.04 * (before + after))


def _on_one_axis(last: Row, row: Row) -> bool:
    """Whether a shorter row has the middle of the unfinished one above: a heading whose first line fills the frame."""
    shorter = row.near - last.near > INDENT and last.far - row.far > INDENT
    return shorter and abs(last.near + last.far - row.near - row.far) < AXIS and not END.search(last.text)


def _wrapped_centre(last: Row, row: Row, measure: Measure) -> bool:
    """Whether a centred row continues the one above: that one is long, or this one begins small."""
    if row.text[:1].islower() or last.text[-1:] in ",،，、-\u00ad\u2010":
        return True
    return last.far - last.near > 0.55 * (measure.far - measure.near)


def continues(paragraph: Sequence[Row], rows: Sequence[Row], above: Measure, below: Measure) -> bool:
    """Whether the first rows of a page or column continue the last paragraph of the one before."""
    last, row = paragraph[-1], rows[0]
    if STOP.search(last.text) and not END.search(rows[-1].text) and rows[-1].text[-1:] not in COMMAS:
        return False  # a heading: the last row of a paragraph would end a sentence
    if abs(row.size - last.size) > 0.06 * last.size or row.bold != last.bold or centred(row, below):
        return False
    if row.bold and len(paragraph) < 2 and not full(last, row, above.far):
        return False
    text = last.text
    running = row.text[:1].islower() or text[-1:] in "-\u00ad\u2010"
    if row.near - below.near > INDENT and not (
        len(paragraph) > 1 and abs(row.near - below.near - last.near + above.near) < 3
    ):
        return False
    if len(paragraph) > 1 and paragraph[0].near - last.near > INDENT and abs(row.near - paragraph[0].near) < 3:
        return False  # it is set in as the first row of the paragraph was
    if NUMBERED.match(row.text) and END.search(text):
        return False
    if paragraph[0].opens_styled and row.opens_styled and (END.search(text) or text[-1:] in COMMAS):
        return False
    if not full(last, row, above.far) and not (above.parted and not END.search(text) and _long(last, above.far, above)):
        return running and not MARKER.match(row.text)
    if NUMBERED.match(row.text) and not full(last, row, above.far):
        return False
    if END.search(text) and MARKER.match(row.text) and len(row.parts) > 1:
        return False
    return not END.search(text) or above.indents or running or above.justified
