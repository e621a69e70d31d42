"""Places of cells in the tables of a page; tables that only lay out the page are told from those that hold data."""

from __future__ import annotations

from verbale.model.reading import Cell
from verbale.reading.xml import Element

LAYOUT = ("table", "h1", "h2", "h3", "ol", "ul")
"""What a table of data does not hold: a table that does lays out the page."""
WIDEST = 100
"""Most columns or rows a cell may span."""


class _Open:
    """A table whose end has not come: its number, the place of each cell."""

    def __init__(self, number: int, places: dict[Element, tuple[int, int]]) -> None:
        self.number = number
        self.places = places


class Tables:
    """Numbers the tables of a page in their order and knows the place of each cell."""

    def __init__(self) -> None:
        self._count = 0
        self._open = list[_Open | None]()

    @property
    def within(self) -> bool:
        """Whether a table that holds data is open."""
        return any(self._open)

    def begin(self, table: Element) -> None:
        """A table begins."""
        rows = [row for row in table.iter("tr") if _table_of(row) is table]
        cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        lays_out = table.get("role") in ("presentation", "none") or any(
            other is not table for tag in LAYOUT for other in table.iter(tag)
        )
        if lays_out or sum(len(row) for row in cells) <= 1:
            self._open.append(None)
            return
        self._count += 1
        self._open.append(_Open(self._count, _places(cells)))

    def end(self) -> None:
        """A table ends."""
        if self._open:
            self._open.pop()

    def cell(self, element: Element) -> Cell | None:
        """The place of a cell, None in a table that lays out the page."""
        here = self._open[-1] if self._open else None
        if here is None or element not in here.places:
            return None
        row, column = here.places[element]
        return Cell(here.number, row, column)


def _table_of(row: Element) -> Element | None:
    """The table a row belongs to."""
    return next(row.iterancestors("table"), None)


def _places(rows: list[list[Element]]) -> dict[Element, tuple[int, int]]:
    """Row and column of each cell; cells that span rows push those below aside."""
    places, taken = dict[Element, tuple[int, int]](), dict[int, int]()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while taken.get(column, 0) > number:
                column += 1
            places[cell] = number, column
            wide, high = (_span(cell.get(name)) for name in ("colspan", "rowspan"))
            for spanned in range(column, column + wide):
                taken[spanned] = number + high
            column += wide
    return places


def _span(said: str | None) -> int:
    """How many columns or rows a cell covers."""
    return min(max(int(said), 1), WIDEST) if said and said.strip().isdecimal() else 1
