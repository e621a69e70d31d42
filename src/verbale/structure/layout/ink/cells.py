"""Cells of a table in print: which rows hold some, and in which columns they stand."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.structure.layout.ink.healing import MARKER
from verbale.structure.layout.ink.rows import Ink, Row

Columns = list[tuple[float, float]]
"""Near and far edge of each column."""

SPANNING = 0.1
"""Share of the rows of a table that may hold print over several columns, such as a heading over two of them."""


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


def in_one_column(ink: Ink, columns: Columns) -> bool:
    """Whether a segment lies within one column of a table."""
    return any(near - 3 <= ink.near and ink.far <= far + 3 for near, far in columns)


def columns_of(rows: Sequence[Row]) -> Columns:
    """Columns: print of full rows that overlaps is in one column, print over several columns left out."""
    full = [row for row in rows if len(row.parts) > 1]
    inks = [ink for row in full for ink in row.parts]
    columns = _united(inks)
    if gaps := _gaps(inks, int(SPANNING * len(full))):
        columns = _united([ink for ink in inks if not any(ink.near < near and far < ink.far for near, far in gaps)])
    return _filled_by_turns(full, columns)


def _united(inks: Sequence[Ink]) -> Columns:
    """Stretches across the page that print overlapping each other takes up."""
    columns: Columns = []
    for near, far in sorted((ink.near, ink.far) for ink in inks):
        if columns and near < columns[-1][1] - 0.5:
            columns[-1] = (columns[-1][0], max(columns[-1][1], far))
        else:
            columns.append((near, far))
    return columns


def _gaps(inks: Sequence[Ink], most: int) -> Columns:
    """Stretches across the page, between others, that hardly any print crosses: some, and at most so many."""
    if not most:
        return []
    depth, begun, gaps = 0, None, Columns()
    for at, change in sorted([(ink.near, 1) for ink in inks] + [(ink.far, -1) for ink in inks]):
        depth += change
        if begun is None and depth <= most and change < 0:
            begun = at
        elif begun is not None and depth > most:
            gaps.append((begun, at))
            begun = None
    return gaps


def _filled_by_turns(rows: Sequence[Row], columns: Columns) -> Columns:
    """Neighbouring columns of which no row fills both are one: its head stands left, its figures right."""
    if len(columns) < 2:
        return columns
    filled = [{column_of(ink, columns) for ink in row.parts} for row in rows]
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


def column_of(ink: Ink, columns: Columns) -> int:
    """The column a segment stands in, or begins in where it stands over several."""
    for place, (near, far) in enumerate(columns):
        if ink.near >= far or near >= ink.far:
            continue
        if min(ink.far, far) - max(ink.near, near) > 0.5 * min(ink.far - ink.near, far - near):
            return place
    middle = (ink.near + ink.far) / 2
    return min(range(len(columns)), key=lambda place: max(columns[place][0] - middle, middle - columns[place][1], 0.0))
