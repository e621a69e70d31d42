"""Stretches of print → segments: what stands on one baseline without a wide gap between.

A row of a page may hold several segments: the two cells of a masthead, a number and its paragraph, the cells of a
table. They stay apart here, because only the whole page shows which of them belong together (`verbale.structure`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from verbale.reading.bidi import ALEFS, LAM, right_to_left_share
from verbale.reading.pdf.print import Stretch
from verbale.reading.pdf.rules import TOUCHING, Edge

SAME_BASELINE = 0.35
"""Baselines this near, in sizes of the smaller print, are one row: cells of a table are seldom set exactly level."""

WIDE_GAP = 0.75
"""A gap of so many sizes parts two segments; blanks of justified text stay below it in all but the worst lines."""

EVEN_GAPS = 2
"""Wide gaps at least in a stretched line; a line with fewer may be two cells."""

EVEN = 0.15
"""Sizes by which the gaps of a stretched line, and the edges of justified lines, differ at most."""

SHARED = 2
"""Unbroken lines of a page at least that share an edge with a stretched line."""

NEXT_LINE = 2.2
"""Sizes from a line to the next one of its paragraph at most."""

INDENTED = 4.0
"""Sizes by which the first line of a paragraph is set in at most."""

SMALLER = 0.93
"""Raised print is at most this large, in sizes of the print it stands beside: ordinals are hardly smaller."""

RAISED_REACH = 0.75
"""Smaller print above a baseline by less than this, in sizes of the larger print, is raised print of that row."""


CARRIED = 0.7
"""Size of a note's mark at most, in sizes of the line above, where it stands alone on a line."""

LOWERED_REACH = 0.28
"""The same for print below a baseline, as in chemical formulas; what stands lower is a line of its own."""

STARS = frozenset("*∗＊†‡")
_VOWEL = re.compile("[\u0621-\u064a]?([\u064b-\u0652\u0670]{1,3})[\u0621-\u064a]?")
"""Vowel marks; some producers give its glyph the letter it was first drawn over as well, which is not drawn again."""

DOUBLING = "\u0651"
"""The mark of a doubled letter, which an alef never has."""


class Row:
    """Print on one baseline: `baseline` and `size` are those of its largest print."""

    __slots__ = ("baseline", "size", "stretches")

    def __init__(self, first: Stretch) -> None:
        """A row begins with one stretch."""
        self.stretches = [first]
        self.baseline, self.size = first.baseline, first.style.size

    def add(self, stretch: Stretch) -> None:
        """Take a stretch in; larger print sets the baseline."""
        self.stretches.append(stretch)
        if stretch.style.size > self.size:
            self.baseline, self.size = stretch.baseline, stretch.style.size


def segments_of(stretches: Iterable[Stretch], edges: Sequence[Edge] = ()) -> list[list[list[Stretch]]]:
    """Rows from the top of the page, each as segments from the left, each as stretches from the left.

    `edges` are those between cells: print on both sides of one is two segments, however near.
    """
    rows = _rows(sorted(_with_vowels(list(stretches)), key=lambda stretch: stretch.baseline))
    _lower_raised(rows)
    _carried_over(rows)
    lines = [_segments(row.stretches, _edges_at(edges, row)) for row in rows if row.stretches]
    whole = [_extent(line) for line in lines if len(line) == 1]
    return [
        [list(chain.from_iterable(line))] if _stretched(line, whole) and _beside_text(lines, place) else line
        for place, line in enumerate(lines)
    ]


def _stretched(line: Sequence[Sequence[Stretch]], whole: Sequence[tuple[float, float]]) -> bool:
    """Whether a line holds few words of justified text: even gaps, none narrower, and edges that unbroken lines share.

    `whole` are the edges of the unbroken lines of the page.
    """
    if len(line) <= EVEN_GAPS or any(" " in stretch.text.strip() for segment in line for stretch in segment):
        return False
    if 2 * sum(segment[0].text[:1].isalpha() for segment in line) <= len(line):
        return False  # the figures of a table stand as evenly
    gaps = [after[0].left - max(stretch.right for stretch in before) for before, after in pairwise(line)]
    near = EVEN * line[0][0].style.size
    left, right = _extent(line)
    covered = [edges for edges in whole if edges[0] < left + near and edges[1] > right - near]
    shared = sum(abs(edges[0] - left) < near or abs(edges[1] - right) < near for edges in covered)
    return max(gaps) - min(gaps) < near and shared >= SHARED


def _beside_text(lines: Sequence[Sequence[Sequence[Stretch]]], place: int) -> bool:
    """Whether an unbroken line of the same paragraph stands right above or below a line."""
    first = lines[place][0][0]
    left, right = _extent(lines[place])
    reach = INDENTED * first.style.size
    return any(
        len(other) == 1
        and abs(other[0][0].baseline - first.baseline) < NEXT_LINE * first.style.size
        and (abs(_extent(other)[0] - left) < reach or abs(_extent(other)[1] - right) < reach)
        for other in (*lines[max(0, place - 1) : place], *lines[place + 1 : place + 2])
    )


def _extent(line: Sequence[Sequence[Stretch]]) -> tuple[float, float]:
    """Left and right edge of a line."""
    return line[0][0].left, max(stretch.right for stretch in line[-1])


def _edges_at(edges: Sequence[Edge], row: Row) -> list[float]:
    """Places of the edges between cells at the height of a row."""
    middle = row.baseline - 0.3 * row.size
    return [across for across, above, below in edges if above < middle < below]


def _with_vowels(stretches: list[Stretch]) -> list[Stretch]:
    """Vowel marks that are drawn apart, above or below their letter, put behind it."""
    apart = [stretch for stretch in stretches if _VOWEL.fullmatch(stretch.text.strip())]
    if not apart:
        return stretches
    rest = [stretch for stretch in stretches if stretch not in apart]
    apart = [mark for mark in apart if not any(_within(mark, other) for other in apart)]
    lost = [mark for mark in apart if not _settled(mark, rest)]
    return rest + lost


def _within(mark: Stretch, other: Stretch) -> bool:
    """Whether a lone mark is part of a letter with its mark that stands at the same place."""
    near = abs(mark.left - other.left) < 2 and abs(mark.baseline - other.baseline) < 0.8 * other.style.size
    return near and len(mark.text.strip()) < len(other.text.strip()) and mark.text.strip() in other.text


def _settled(mark: Stretch, hosts: list[Stretch]) -> bool:
    """Whether a letter under or over the mark was found; the mark then stands behind it."""
    centre = (mark.left + mark.right) / 2
    text = mark.text.strip()
    found = _VOWEL.fullmatch(text)
    signs = found[1] if found else text
    if text != signs and any(_holds(host, text, centre, mark.baseline) for host in hosts):
        return True
    if text[0] not in signs:
        return False  # a letter with its marks, printed once
    for host in hosts:
        near = abs(host.baseline - mark.baseline) < 0.8 * host.style.size
        if (
            near
            and host.order + len(host.text) == mark.order
            and host.text[-1].isalpha()
            and host.lefts[-1] - 1 < centre < host.rights[-1] + 1
        ):
            host.insert(len(host.text), signs, host.lefts[-1], host.rights[-1])
            return True
    for host in hosts:
        if not (host.left <= centre <= host.right and abs(host.baseline - mark.baseline) < 0.8 * host.style.size):
            continue
        for at, letter in enumerate(host.text):
            if host.lefts[at] <= centre <= host.rights[at] and letter.isalpha():
                at += _on_alef(host, at) and DOUBLING not in signs
                host.insert(at + 1, signs, host.lefts[at], host.rights[at])
                return True
    return False


def _on_alef(host: Stretch, at: int) -> bool:
    """Whether a letter is the lam of a ligature with alef: one box for both, and a vowel mark on it is the alef's."""
    return host.text[at] == LAM and host.text[at + 1 : at + 2] in ALEFS and host.lefts[at] == host.lefts[at + 1]


def _holds(host: Stretch, text: str, centre: float, baseline: float) -> bool:
    """Whether letter and mark are in print there already: both glyphs of a cluster may carry the whole of it."""
    if not (host.left - 1 <= centre <= host.right + 1 and abs(host.baseline - baseline) < 0.8 * host.style.size):
        return False
    return any(
        host.lefts[at] - 1 <= centre <= host.rights[at] + 1
        for pair in (text, text[::-1])
        for at in [host.text.find(pair)]
        if at >= 0
    )


def _rows(stretches: list[Stretch]) -> list[Row]:
    """Rows by baseline, from the top."""
    rows: list[Row] = []
    for stretch in stretches:
        if rows:
            row = rows[-1]
            if stretch.baseline - row.baseline <= SAME_BASELINE * min(row.size, stretch.style.size):
                row.add(stretch)
                continue
        rows.append(Row(stretch))
    return rows


def _lower_raised(rows: list[Row]) -> None:
    """Small print just above a row (note marks, ordinal letters), or just below one, moves into that row."""
    for place, row in enumerate(rows):
        for other in (*rows[place + 1 : place + 3], *rows[max(0, place - 1) : place]):
            if row.size > SMALLER * other.size or abs(other.baseline - row.baseline) > RAISED_REACH * other.size:
                continue
            above = row.baseline < other.baseline
            if not above and row.baseline - other.baseline > LOWERED_REACH * other.size:
                continue
            for _ in (1, 2):  # what touches a bracket or figure that has moved moves with it
                for stretch in [stretch for stretch in row.stretches if _touches(stretch, other, above=above)]:
                    row.stretches.remove(stretch)
                    stretch.raised = above
                    stretch.baseline = other.baseline
                    other.add(stretch)


def _carried_over(rows: list[Row]) -> None:
    """A note's mark alone on the line below, where it did not fit any more, moves behind the words it belongs to."""
    for place in range(1, len(rows)):
        row, above = rows[place], rows[place - 1]
        if len(row.stretches) != 1 or not above.stretches or row.size > CARRIED * above.size:
            continue
        mark = row.stretches[0]
        text = mark.text.strip(" ()[]")
        if not text.isdigit() or len(text) > 3 or not 0 < row.baseline - above.baseline < above.size:
            continue
        last = max(above.stretches, key=lambda stretch: stretch.right)
        first = min(above.stretches, key=lambda stretch: stretch.left)
        turned = right_to_left_share(last.text) > 0 or right_to_left_share(first.text) > 0
        mark.move(first.left - (mark.right - mark.left) if turned else last.right)
        mark.raised, mark.baseline = True, above.baseline
        row.stretches.clear()
        above.add(mark)


def _touches(stretch: Stretch, row: Row, *, above: bool) -> bool:
    """Whether the stretch stands beside larger print of the row, or before it as the mark of a note does."""
    text = stretch.text.strip(" ()[]")
    is_mark = text.isdigit() or (0 < len(text) < 5 and set(text) <= STARS)
    if stretch.style.size > SMALLER * row.size or len(text) > 12:
        return False
    reach = (3.5 if above and is_mark else 0.5) * row.size
    return any(
        (other.style.size > stretch.style.size or other.raised)
        and other.left - reach < stretch.right
        and stretch.left < other.right + reach
        for other in row.stretches
    )


def _segments(stretches: list[Stretch], edges: Sequence[float]) -> list[list[Stretch]]:
    """Stretches of a row from the left, parted at wide gaps and at the edges of cells."""
    stretches.sort(key=lambda stretch: stretch.left)
    segments = [[stretches[0]]]
    edge = stretches[0].right
    for stretch in stretches[1:]:
        size = max(stretch.style.size, segments[-1][-1].style.size)
        cut = any(edge - TOUCHING < across < stretch.left + TOUCHING for across in edges)
        if stretch.left - edge > WIDE_GAP * size or cut:
            segments.append([stretch])
        else:
            segments[-1].append(stretch)
        edge = max(edge, stretch.right)
    return segments
