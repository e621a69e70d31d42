"""Rows of ink that stand in columns → one passage a table, cell by cell.

A table shows by its rules (`ruled`), or in two rows or more with gaps at the same places. Print of one cell may run
over several lines: where rules part all rows, they tell; where the steps between lines are of two sizes, the larger
ones part the rows; else a line that leaves the first column empty continues the row above.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from verbale.structure.layout.ink.cells import Columns, column_of, columns_of, in_one_column, tabular
from verbale.structure.layout.ink.composing import Assembly, Hyphens, finished, set_inks
from verbale.structure.layout.ink.rows import Ink, Row
from verbale.structure.layout.ink.ruled import EACH_ROW, FEW, LARGEST, Ladder, ruled_runs
from verbale.structure.passage import Passage

GAP_BETWEEN = 3.0
"""Lines of a table stand at most so many sizes apart."""

SMALL = 0.95
"""A table set in print at most this large, in sizes of the text, ends where that print ends."""


def table_runs(rows: Sequence[Row], body_size: float, ladders: Sequence[Ladder] = ()) -> list[tuple[int, int]]:
    """Places of tables in the rows of a column, from and until: those between rules, and those among the rest."""
    runs: list[tuple[int, int]] = []
    at = 0
    for start, end in [*ruled_runs(rows, ladders), (len(rows), len(rows))]:
        runs.extend((at + begun, at + until) for begun, until in _bare_runs(rows[at:start], body_size))
        if start < end:
            runs.append((start, end))
        at = end
    return runs


def _bare_runs(rows: Sequence[Row], body_size: float) -> list[tuple[int, int]]:
    """Places of tables in rows between which no rules are drawn."""
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
        elif len(row.parts) > 1 or not in_one_column(row.parts[0], columns) or place - last > 4:
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
        if not in_one_column(row.parts[0], columns):
            break
        place += 1
        end = place
    return end


def _is_table(rows: Sequence[Row], columns: Columns, *, small: bool) -> bool:
    """Whether the columns hold: several rows fill two of them, most of them where the print is that of the text."""
    filled = sum(len({column_of(ink, columns) for ink in row.parts}) > 1 for row in rows)
    full = sum(tabular(row) for row in rows)
    return filled >= 2 and full >= 2 and filled >= (0.2 if small else 0.4) * len(rows)


def cells_of(rows: Sequence[Row]) -> list[list[list[Ink]]]:
    """Rows of cells, each the segments that stand in it."""
    columns = columns_of(rows)
    begins = _by_rules(rows) or _by_print(rows, columns)
    table: list[list[list[Ink]]] = []
    for place, row in enumerate(rows):
        places = [column_of(ink, columns) for ink in row.parts]
        if not table or begins[place]:
            table.append([[] for _ in columns])
        for ink, column in zip(row.parts, places, strict=True):
            table[-1][column].append(ink)
    return table


def _by_rules(rows: Sequence[Row]) -> list[bool]:
    """For each line whether a row of the table begins with it: where rules part all rows; else nothing."""
    lines = Counter(row.band for row in rows)
    if None in lines or len(lines) < EACH_ROW or max(lines.values()) > max(FEW, LARGEST * len(rows)):
        return []
    return [place == 0 or row.band != rows[place - 1].band for place, row in enumerate(rows)]


def _by_print(rows: Sequence[Row], columns: Columns) -> list[bool]:
    """The same where only the print tells: a larger step, or print in the first column."""
    steps = [below.base - above.base if below.page == above.page else None for above, below in pairwise(rows)]
    parted = _row_step([step for step in steps if step is not None], rows[0].size)
    begins = [True]
    for row, step in zip(rows[1:], steps, strict=True):
        apart = step is None or step > parted if parted else any(column_of(ink, columns) == 0 for ink in row.parts)
        begins.append(apart)
    return begins


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
            set_inks(assembly, inks, hyphens)
            printed.append("".join(assembly.parts[mark:]))
        table.append(tuple(printed))
    passage = finished(assembly, rows)
    return msgspec.structs.replace(passage, text="\n".join("\t".join(row) for row in table), rows=tuple(table))
