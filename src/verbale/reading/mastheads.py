"""Lines that the layout shows to be a masthead: a table that stands before any running text is set for its columns."""

from __future__ import annotations

import msgspec

from verbale.model.reading import Line

ROWS = 8
COLUMNS = 6
"""Largest table that is taken for a masthead; one with more rows or columns holds data."""


def head_lines(lines: list[Line]) -> list[Line]:
    """The lines with region "masthead" on those of tables that open the document.

    A masthead is printed as a table in most Word files and web pages of the United Nations: symbol, organ, date.
    Where a header of the first page holds it, the first table of the text is left alone.
    """
    if any(line.region == "masthead" for line in lines):
        return lines
    head = set[int]()
    for line in lines:
        if line.region != "body":
            continue
        if line.cell is None:
            break
        head.add(line.cell.table)
    head = {table for table in head if _small(table, lines)}
    return [
        msgspec.structs.replace(line, region="masthead")
        if line.cell is not None and line.cell.table in head and line.region == "body"
        else line
        for line in lines
    ]


def _small(table: int, lines: list[Line]) -> bool:
    """Whether a table is no larger than a masthead."""
    cells = [line.cell for line in lines if line.cell is not None and line.cell.table == table]
    return max(cell.row for cell in cells) < ROWS and len({cell.column for cell in cells}) <= COLUMNS
