"""The rows of a page in flows: the masthead's cells, columns of text one after the other, tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from verbale.structure.layout.ink.cells import tabular
from verbale.structure.layout.ink.healing import full
from verbale.structure.layout.ink.rows import Ink, Row, Sheet, rows_of
from verbale.structure.layout.ink.ruled import ladders_of
from verbale.structure.layout.ink.tables import table_runs

MASTHEAD = 0.5
"""The masthead stands in this upper share of the first page."""

RIGHT_CELL = 0.52
"""Its right cell begins behind this share of the width."""

ACROSS = 0.62
"""A line that reaches behind this share of the width, and into the right cell, is one across both."""

FAR_CELL = 0.7
"""The right cell begins before this share; print farther out is set against the edge and tells nothing of the cell."""

NAME_STEP = 1.45
"""Step between the lines of a name that is broken over several, in sizes at most."""

NOISE = 0.6
"""Confidence under which recognised print across a masthead is a stamp or a rule."""

COLUMN_LINES = 8
"""Lines at least in each column of a page set in two."""


class Flow(NamedTuple):
    """Rows to be read one after the other: kind is text, table or masthead."""

    kind: str
    rows: list[Row]


def flows_of(sheet: Sheet, body_size: float, *, first: bool) -> list[Flow]:
    """The flows of a page in the order of reading."""
    flows: list[Flow] = []
    rows = sheet.rows
    if first:
        cells, rows = _masthead(sheet)
        flows.extend(Flow("masthead", lines) for lines in cells)
    ladders = ladders_of(sheet)
    for band in _bands(rows, sheet):
        at = 0
        for start, end in table_runs(band, body_size, ladders):
            if start > at:
                flows.append(Flow("text", band[at:start]))
            flows.append(Flow("table", band[start:end]))
            at = end
        if at < len(band):
            flows.append(Flow("text", band[at:]))
    return flows


def _masthead(sheet: Sheet) -> tuple[list[list[Row]], list[Row]]:
    """Lines of the masthead's cells, the lines of a broken name together, and the rows below it.

    The top row is read first (organisation, symbol), then the near cell, then the far one.
    """
    edge = RIGHT_CELL * sheet.width
    end = across = before = 0
    gutter = ACROSS * sheet.width
    if _gutter(sheet.rows, sheet.width) is not None:
        return [], sheet.rows
    for place, row in enumerate(sheet.rows):
        if row.base > MASTHEAD * sheet.height:
            break
        last = row.parts[-1]
        sided = last.near > edge and last.far > 0.6 * sheet.width and any(map(str.isalnum, last.text))
        across += not sided and any(
            ink.near < 0.4 * sheet.width and ink.far > gutter and (ink.line.confidence or 1) > NOISE
            for ink in row.parts
        )
        if across > (before if end else 2):
            break  # a line across both cells ends the masthead; running text before any cell means there is none
        if sided or (place < end + 8 and end and _two_cells(row)):
            end, before = place + 1, across
            gutter = max(gutter, last.near) if last.near < FAR_CELL * sheet.width else gutter
    if not end:
        return [], sheet.rows
    top, near, far = list[Ink](), list[Ink](), list[Ink]()
    for place, row in enumerate(sheet.rows[:end]):
        for part, ink in enumerate(row.parts):
            if place == 0:
                top.append(ink)
            elif ink.near > edge or (part and _two_cells(row)):
                far.append(ink)
            else:
                near.append(ink)
    cells = ([[Row([ink])] for ink in top], _broken(near, gutter), [[Row([ink])] for ink in far])
    return [lines for cell in cells for lines in cell], sheet.rows[end:]


def _broken(inks: Sequence[Ink], gutter: float) -> list[list[Row]]:
    """Lines of a cell, those together that are one name: bold, close below each other, begun small or the last full."""
    found: list[list[Row]] = []
    for row in (Row([ink]) for ink in inks):
        last = found[-1][-1] if found else None
        if last is not None and last.bold and row.bold and abs(row.size - last.size) < 0.1:
            close = row.base - last.base < NAME_STEP * row.size
            runs_on = row.text[:1].islower() or full(last, row, gutter - row.size)
            if close and runs_on and abs(row.near - last.near) < 2:
                found[-1].append(row)
                continue
        found.append([row])
    return found


def _two_cells(row: Row) -> bool:
    """Whether a row is two cells side by side, wide apart."""
    return len(row.parts) == 2 and row.parts[1].near - row.parts[0].far > 2.5 * row.size and tabular(row)


def _bands(rows: list[Row], sheet: Sheet) -> list[list[Row]]:
    """Rows of a page set in two columns, column by column between full-width print; else the rows as they are."""
    gutter = _gutter(rows, sheet.width)
    if gutter is None:
        return [rows]
    bands: list[list[Row]] = []
    sides: tuple[list[Ink], list[Ink]] = ([], [])
    for row in rows:
        if any(ink.near < gutter - 2 and ink.far > gutter + 2 for ink in row.parts):
            _close(bands, sides)
            sides = ([], [])
            bands.append([row])
            continue
        for ink in row.parts:
            sides[ink.near >= gutter - 2].append(ink)
    _close(bands, sides)
    return bands


def _close(bands: list[list[Row]], sides: tuple[list[Ink], list[Ink]]) -> None:
    """Both columns of a band, one after the other."""
    bands.extend(rows_of(side) for side in sides if side)


def _gutter(rows: Sequence[Row], width: float) -> float | None:
    """Where the gutter of two columns of running text is; None for a page in one column."""
    inks = [ink for row in rows for ink in row.parts]
    if sum(len(row.parts) > 1 for row in rows) < COLUMN_LINES:
        return None
    middle = [ink for ink in inks if ink.near < 0.56 * width and ink.far > 0.44 * width]
    starts = sorted(ink.near for ink in inks if 0.44 * width < ink.near < 0.62 * width)
    if not starts:
        return None
    gutter = max(set(map(round, starts)), key=lambda edge: sum(abs(edge - start) < 2 for start in starts)) - 3.0
    crossing = sum(ink.near < gutter - 2 and ink.far > gutter + 2 for ink in middle)
    left = [ink for ink in inks if ink.far <= gutter]
    right = [ink for ink in inks if ink.near >= gutter - 2]
    if crossing > 0.25 * len(inks) or min(len(left), len(right)) < COLUMN_LINES:
        return None
    return gutter if _filled(left) and _filled(right) else None


def _filled(inks: Sequence[Ink]) -> bool:
    """Whether most lines of a column fill it: running text, not cells."""
    widest = max(ink.far - ink.near for ink in inks)
    return sum(ink.far - ink.near > 0.8 * widest for ink in inks) > 0.55 * len(inks)
