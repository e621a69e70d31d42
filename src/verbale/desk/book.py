"""The register as a book: every number given, void and withdrawn ones too, as CSV."""

from __future__ import annotations

import csv
import io

from verbale.desk.office import Desk
from verbale.desk.register import listed

COLUMNS = ("code", "received", "state", "sender", "addressee", "kind", "date", "symbol", "issued", "title", "reason")


def book(desk: Desk, year: int | None = None) -> str:
    """One line a number, in their order. Cells that a spreadsheet would take for a formula begin with an apostrophe."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(COLUMNS)
    with desk.reading() as connection:
        for row in listed(connection, year=year):
            writer.writerow([_cell(getattr(row, name)) for name in COLUMNS])
    return page.getvalue()


def _cell(value: str | None) -> str:
    """A cell that is text and nothing else."""
    text = value or ""
    return f"'{text}" if text[:1] in tuple("=+-@\t") else text
