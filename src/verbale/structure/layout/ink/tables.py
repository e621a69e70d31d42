"""Rows of ink that stand in columns → one passage a table, cell by cell.

A table shows in two rows or more with gaps at the same places. Print of one cell may run over several lines: where the
steps between lines are of two sizes, the larger ones part the rows; else a line that leaves the first column empty
continues the row above.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import msgspec

from verbale.structure.layout.ink.composing import Assembly, Hyphens, _join, finished
from verbale.structure.layout.ink.healing import MARKER
from verbale.structure.layout.ink.rows import Ink, Row
from verbale.structure.passage import Passage

GAP_BETWEEN = 3.0
"""Lines of a table stand at most so many sizes apart."""

SMALL = 0.95
"""A table set in print at most this large, in sizes of the text, ends where that print ends."""

Columns = list[tuple[float, float]]
"""Near and far edge of each column."""


def tabular(row: Row) -> bool:
    """Whether a row holds cells: several segments, the first no number that is hung out before a text."""
    if len(row.parts) < 2:
        return False
    first = row.parts[0].text.strip()
    hung = bool(MARKER.fullmatch(first) or MARKER.fullmatch(first + " ")) or (
        len(first) < 14 and first[:1].isdigit() and first.endswith((".", ")"))
    )
    if len(row.parts) == 2 and (hung or row.parts[0].raised or _numeral(first, row)):
        return False
    return not (len(row.parts) == 2 and row.parts[1].near - row.parts[0].far < 1.2 * row.size)


def _numeral(first: str, row: Row) -> bool:
    """A short number or letter before a heading ("IV Budget", "76/100 Title"): bold like it, and no column."""
    return len(first) < 9 and row.bold and not any(sign.isspace() for sign in first)


def table_runs(rows: Sequence[Row], body_size: float) -> list[tuple[int, int]]:
    """Places of tables in the rows of a column: from and until."""
    runs: list[tuple[int, int]] = []
    place = 0
    while place < len(rows):
        if not tabular(rows[place]):
            place += 1
            continue
        small = rows[place].size <= SMALL * body_size
        end = _small_end(rows, place, SMALL * body_size) if small else _table_end(rows, place)
        columns = columns_of(rows[place:end])
        if len(columns) >= 2 and _is_table(rows[place:end], columns, small=small):
            start = _small_start(rows, place, runs[-1][1] if runs else 0) if small else place
            runs.append((start, end))
            place = end
        else:
            place += 1
    return runs


def _small_end(rows: Sequence[Row], start: int, largest: float) -> int:
    """First row after a table set in smaller print than the text: as far as print of at most `largest` goes on."""
    last, columns = start, columns_of(rows[start : start + 1])
    for place in range(start + 1, len(rows)):
        row = rows[place]
        apart = row.base - rows[place - 1].base > GAP_BETWEEN * row.size
        if apart or row.size > max(rows[start].size, largest) + 0.2:
            break
        if len(row.parts) > 1:
            last = place
    columns = columns_of(rows[start : last + 1])
    return max(last + 1, _trailing(rows, start, last + 1, columns))


def _small_start(rows: Sequence[Row], start: int, least: int) -> int:
    """First row of a table in smaller print: lines of its head that stand alone above the first full row."""
    while start > least:
        above = rows[start - 1]
        if abs(above.size - rows[start].size) > 0.2 or rows[start].base - above.base > 2.0 * above.size:
            break
        start -= 1
    return start


def _table_end(rows: Sequence[Row], start: int) -> int:
    """First row after a table that begins at `start`."""
    last, columns = start, columns_of(rows[start : start + 1])
    for place in range(start + 1, len(rows)):
        row = rows[place]
        if (
            row.base - rows[place - 1].base > GAP_BETWEEN * row.size
            or abs(row.size - rows[start].size) > 0.1 * row.size
        ):
            break
        if tabular(row):
            wider = columns_of([*rows[start:place], row])
            if len(wider) < 2:
                break
            last, columns = place, wider
        elif len(row.parts) > 1 or not _in_one_column(row.parts[0], columns) or place - last > 4:
            break
    return max(last + 1, _trailing(rows, start, last + 1, columns))


def _trailing(rows: Sequence[Row], start: int, place: int, columns: Columns) -> int:
    """End of single lines below the last full row of a table begun at `start` that continue one of its cells."""
    steps = [below.base - above.base for above, below in pairwise(rows[start:place])]
    usual = 1.1 * min([step for step in steps if step > 0], default=1.3 * rows[start].size)
    end = 0
    while place < len(rows):
        row, above = rows[place], rows[place - 1]
        near = row.base - above.base <= max(usual, 1.43 * row.size)
        if len(row.parts) > 1 or not near or row.size > 1.02 * above.size or row.bold != above.bold:
            break
        if not _in_one_column(row.parts[0], columns):
            break
        place += 1
        end = place
    return end


def _in_one_column(ink: Ink, columns: Columns) -> bool:
    """Whether a segment lies within one column of a table."""
    return any(near - 3 <= ink.near and ink.far <= far + 3 for near, far in columns)


def columns_of(rows: Sequence[Row]) -> Columns:
    """Columns: print of full rows that overlaps is in one column."""
    edges = sorted((ink.near, ink.far) for row in rows if len(row.parts) > 1 for ink in row.parts)
    columns: Columns = []
    for near, far in edges:
        if columns and near < columns[-1][1] - 0.5:
            columns[-1] = (columns[-1][0], max(columns[-1][1], far))
        else:
            columns.append((near, far))
    return _filled_by_turns(rows, columns)


def _filled_by_turns(rows: Sequence[Row], columns: Columns) -> Columns:
    """Neighbouring columns of which no row fills both are one: its head stands left, its figures right."""
    filled = [{_column(ink, columns) for ink in row.parts} for row in rows if len(row.parts) > 1]
    joined: Columns = []
    last = -1
    for place, column in enumerate(columns):
        both = any(place in cells and any(last <= cell < place for cell in cells) for cells in filled)
        if joined and not both:
            joined[-1] = (joined[-1][0], column[1])
        else:
            joined.append(column)
            last = place
    return joined


def _is_table(rows: Sequence[Row], columns: Columns, *, small: bool) -> bool:
    """Whether the columns hold: several rows fill two of them, most of them where the print is that of the text."""
    filled = sum(len({_column(ink, columns) for ink in row.parts}) > 1 for row in rows)
    full = sum(tabular(row) for row in rows)
    return filled >= 2 and full >= 2 and filled >= (0.2 if small else 0.4) * len(rows)


def _column(ink: Ink, columns: Columns) -> int:
    """The column a segment stands in."""
    middle = (ink.near + ink.far) / 2
    return min(range(len(columns)), key=lambda place: max(columns[place][0] - middle, middle - columns[place][1], 0.0))


def cells_of(rows: Sequence[Row]) -> list[list[list[Ink]]]:
    """Rows of cells, each the segments that stand in it."""
    columns = columns_of(rows)
    steps = [below.base - above.base for above, below in pairwise(rows)]
    parted = _row_step(steps, rows[0].size)
    table: list[list[list[Ink]]] = []
    for place, row in enumerate(rows):
        places = [_column(ink, columns) for ink in row.parts]
        if not table or (steps[place - 1] > parted if parted else 0 in places):
            table.append([[] for _ in columns])
        for ink, column in zip(row.parts, places, strict=True):
            table[-1][column].append(ink)
    return table


def _row_step(steps: Sequence[float], size: float) -> float | None:
    """Step above which a line begins a row of the table; None where all lines stand equally far apart.

    The steps fall into two groups: from line to line of a cell, and from row to row, larger by the width of a rule.
    """
    ordered = sorted(steps)
    for below, above in pairwise(ordered):
        if above - below > 0.12:
            return (below + above) / 2 if below - ordered[0] < 0.12 and below < 1.7 * size else None
    return None


def table_passage(
    rows: Sequence[Row],
    source: str,
    ties: Mapping[tuple[int, str], str],
    hyphens: Hyphens,
    join: Callable[..., None] = _join,
) -> Passage:
    """A table as one passage: tabs between cells, line feeds between rows."""
    assembly = Assembly(source, ties)
    table: list[tuple[str, ...]] = []
    for cells in cells_of(rows):
        if table:
            assembly.glue("\n")
        printed: list[str] = []
        for column, inks in enumerate(cells):
            if column:
                assembly.glue("\t")
            mark = len(assembly.parts)
            for place, ink in enumerate(inks):
                if place:
                    join(assembly, inks[place - 1], ink, source)
                assembly.ink(ink, ink.start, ink.end)
            printed.append("".join(assembly.parts[mark:]))
        table.append(tuple(printed))
    passage = finished(assembly, rows)
    return msgspec.structs.replace(passage, text="\n".join("\t".join(row) for row in table), rows=tuple(table))
