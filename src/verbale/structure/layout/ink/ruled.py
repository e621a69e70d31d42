"""Tables between drawn rules: where they begin and end, and which lines of print are one row.

Rules of one length, one below the other, with cells between them are a table, whatever its print looks like. Where
there is a rule between all rows, the bands between the rules are the rows; a table with rules only at its head and end
shows its rows by other signs (`tables`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from verbale.model.reading import Box
from verbale.structure.layout.ink.cells import Columns, column_of, columns_of, in_one_column, tabular
from verbale.structure.layout.ink.rows import Row, Sheet

ALIKE = 2.5
"""Points by which the ends of the rules of one table may differ."""

TOUCHING = 1.6
"""Points between the ends of rules that are one rule, drawn cell by cell."""

THICK = 4.0
"""Points a lying rule is high at most."""

FEW = 6
"""Lines of a band that is a row or a heading of the rows below, whatever stands in it."""

CLOSE = 1.5
"""Height of such a band at most, in sizes for each of its lines and one more."""

ACROSS = 0.3
"""Share of the lines of a band that may reach over several columns, as headings do."""

EACH_ROW = 4
"""Bands with print from which on each band is a row."""

LARGEST = 0.5
"""Share of the lines that the largest of these bands may hold; more, and the rules do not part the rows."""

REACH = 2.5
"""Sizes from the last rule to print that goes on below it, at the foot of a page where a row is cut."""


class Ladder(NamedTuple):
    """Rules of one length one below the other: their heights from the top, and their two ends."""

    near: float
    far: float
    heights: list[float]


class Band(NamedTuple):
    """What stands between two neighbouring rules: rows from and until, and its height in points."""

    start: int
    end: int
    height: float


def ladders_of(sheet: Sheet) -> list[Ladder]:
    """The ladders of a page of at least two rules, from the top."""
    ladders: list[Ladder] = []
    for height, near, far in sorted(_whole_rules(sheet)):
        for ladder in ladders:
            if abs(ladder.near - near) <= ALIKE and abs(ladder.far - far) <= ALIKE:
                ladder.heights.append(height)
                break
        else:
            ladders.append(Ladder(near, far, [height]))
    return [ladder for ladder in ladders if len(ladder.heights) > 1]


def ruled_areas(sheet: Sheet) -> list[tuple[float, float]]:
    """Heights between which tables stand whose rows are parted by rules, with the row the foot of the page cuts."""
    areas = []
    for ladder in ladders_of(sheet):
        if len(ladder.heights) <= EACH_ROW:
            continue
        end = ladder.heights[-1]
        for row in sheet.rows:
            if end < row.base < end + REACH * row.size and len(row.parts) > 1 and _inside(row, ladder):
                end = row.base
        areas.append((ladder.heights[0], end))
    return areas


def stands_within(row: Row, areas: Iterable[tuple[float, float]]) -> bool:
    """Whether a row stands in one of the areas."""
    return any(above < row.base - 0.5 * row.size < below for above, below in areas)


def _inside(row: Row, ladder: Ladder) -> bool:
    """Whether a row stands between the ends of the rules."""
    return ladder.near - ALIKE < row.near and row.far < ladder.far + ALIKE


def _whole_rules(sheet: Sheet) -> list[tuple[float, float, float]]:
    """Height and ends of lying rules; those that touch are one. Ends are counted as those of print are."""
    whole: list[tuple[float, float, float]] = []
    for box in sorted((box for box in sheet.rules if box.bottom - box.top < THICK), key=_from_top):
        height, left, right = (box.top + box.bottom) / 2, box.left, box.right
        if whole and abs(whole[-1][0] - height) < 1.0 and left - whole[-1][2] <= TOUCHING:
            whole[-1] = (whole[-1][0], whole[-1][1], max(whole[-1][2], right))
        else:
            whole.append((height, left, right))
    if sheet.rtl:
        return [(height, sheet.width - right, sheet.width - left) for height, left, right in whole]
    return whole


def _from_top(box: Box) -> tuple[int, float]:
    """Order of rules: from the top, then from the left."""
    return round(box.top), box.left


def ruled_runs(rows: Sequence[Row], ladders: Sequence[Ladder]) -> list[tuple[int, int]]:
    """Places of tables between rules in the rows of a column: from and until. Their rows are told their band."""
    runs: list[tuple[int, int]] = []
    for ladder in ladders:
        bands = _bands(rows, ladder.heights)
        columns = _slots(columns_of(rows[bands[0].start : bands[-1].end]), ladder)
        for table in _tables(bands, rows, columns):
            first, end = table[0].start, table[-1].end
            start, cut = _head_start(rows, first, ladder, columns), _cut_row(rows, end, ladder, columns)
            if any(start < until and begun < cut for begun, until in runs):
                continue
            for number, (begun, until, _) in enumerate((Band(start, first, 0.0), *table, Band(end, cut, 0.0))):
                for row in rows[begun:until]:
                    row.band = number
            runs.append((start, cut))
    return sorted(runs)


def _slots(columns: Columns, ladder: Ladder) -> Columns:
    """Columns as wide as they may be: full rows show where each begins, lines below reach up to the next."""
    ends = [near - ALIKE for near, _ in columns[1:]]
    return [(near, end) for (near, _), end in zip(columns, [*ends, ladder.far], strict=False)]


def _bands(rows: Sequence[Row], heights: Sequence[float]) -> list[Band]:
    """The bands between neighbouring rules."""
    bands, place = list[Band](), 0
    middles = [row.base - 0.5 * row.size for row in rows]
    for above, below in pairwise(heights):
        while place < len(rows) and middles[place] < above:
            place += 1
        start = place
        while place < len(rows) and middles[place] < below:
            place += 1
        bands.append(Band(start, place, below - above))
    return bands


def _tables(bands: Sequence[Band], rows: Sequence[Row], columns: Columns) -> list[list[Band]]:
    """Bands that follow each other and hold cells or a heading, where they are a table together."""
    found: list[list[Band]] = [[]]
    for band in bands:
        inside = rows[band.start : band.end]
        if not inside:
            continue
        close = band.height < CLOSE * (1 + len(inside)) * inside[0].size
        if (close and len(inside) <= FEW) or _holds_cells(inside, columns):
            found[-1].append(band)
        elif found[-1]:
            found.append([])
    return [table for table in found if table and _is_table(rows[table[0].start : table[-1].end])]


def _holds_cells(rows: Sequence[Row], columns: Columns) -> bool:
    """Whether rows hold cells: some stand in several columns and hardly any across them, or all in one of several."""
    across = sum(len(row.parts) == 1 and not in_one_column(row.parts[0], columns) for row in rows)
    return len(columns) > 1 and across <= (ACROSS * len(rows) if any(map(tabular, rows)) else 0)


def _is_table(rows: Sequence[Row]) -> bool:
    """Whether two rows at least fill two columns."""
    columns = columns_of(rows)
    return sum(len({column_of(ink, columns) for ink in row.parts}) > 1 for row in rows if len(row.parts) > 1) > 1


def _head_start(rows: Sequence[Row], first: int, ladder: Ladder, columns: Columns) -> int:
    """Start of the print above the first rule that is a head without a rule above, or the end of a cut row."""
    start = first
    while start > 0:
        row, below = rows[start - 1], rows[start]
        near = below.base - row.base < REACH * row.size and abs(row.size - rows[first].size) < 0.3
        cells = len(row.parts) > 1 or in_one_column(row.parts[0], columns)
        if not (near and cells and _inside(row, ladder)):
            break
        start -= 1
    return start if start == 0 or any(map(tabular, rows[start:first])) else first


def _cut_row(rows: Sequence[Row], end: int, ladder: Ladder, columns: Columns) -> int:
    """End of the print below the last rule that is the rest of a row the foot of the page cuts, before its rule."""
    rest, last = rows[end:], rows[end - 1]
    if not rest or rest[0].base - ladder.heights[-1] > REACH * last.size:
        return end
    alike = all(abs(row.size - last.size) < 0.3 and _inside(row, ladder) for row in rest)
    near = all(below.base - above.base < REACH * above.size for above, below in pairwise(rest))
    return len(rows) if alike and near and _holds_cells(rest, columns) else end
