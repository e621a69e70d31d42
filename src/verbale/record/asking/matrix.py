"""Who stands where on what: a table of holders by issues, counted over a record; language versions count once.

    matrix(reader, Axes(rows="state", columns="topic"), "fr")

A cell counts paragraphs by class of attitude (approves, disapproves, asks …) and is told by the class that is counted
most among those that take a side; statements take none.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Select, func, select

from verbale.record import schema
from verbale.record.access import visible
from verbale.record.asking.lead import lead, narrowed
from verbale.record.asking.reader import Reader

ROLES = ("holder", "addressee", "about")
ROWS = ("state", "group", "org", "territory", "region")
COLUMNS = ("topic", "instrument", "org", "state", "event", "place", "territory", "group")
NEUTRAL = frozenset({"assertive", "procedural"})
"""Classes that take no side."""


class Axes(msgspec.Struct, frozen=True, kw_only=True):
    """What a table is of: kinds of its rows and columns, the part that those of the rows have, and filters."""

    rows: str = "state"
    columns: str = "topic"
    part: str = "holder"
    body: str = ""
    year: str = ""
    session: str = ""


class Cell(NamedTuple):
    """How often each class of attitude is shown, and the class that tells the cell."""

    total: int
    classes: dict[str, int]
    leading: str


class Matrix(NamedTuple):
    """Rows and columns by how often they occur, and cells by row and column; how many were left out."""

    rows: list[tuple[str, int]]
    columns: list[tuple[str, int]]
    cells: dict[tuple[str, str], Cell]
    left_out: tuple[int, int]


def matrix(reader: Reader, axes: Axes, language: str, *, most: tuple[int, int] = (40, 12)) -> Matrix:
    """The table, its commonest rows and columns first."""
    counted: dict[tuple[str, str], Counter[str]] = {}
    with reader.record.engine.connect() as connection:
        for row, column, force_class, count in connection.execute(visible(_query(axes, language), reader.classes)):
            counted.setdefault((row, column), Counter())[force_class] += count
    sums: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for pair, classes in counted.items():
        for side, name in zip(sums, pair, strict=True):
            side[name] += classes.total()
    rows, columns = (_first(side, count) for side, count in zip(sums, most, strict=True))
    shown = {name for name, _ in rows}, {name for name, _ in columns}
    cells = {pair: _cell(classes) for pair, classes in counted.items() if pair[0] in shown[0] and pair[1] in shown[1]}
    return Matrix(rows, columns, cells, (len(sums[0]) - len(rows), len(sums[1]) - len(columns)))


def _query(axes: Axes, language: str) -> Select[Any]:
    """Paragraphs by row, column and class."""
    held, blocks, table, works = schema.positions, schema.blocks, schema.expressions, schema.works
    first, second = schema.parties.alias(), schema.parties.alias()
    names = (first.c.target, second.c.target, held.c["class"])
    query: Select[Any] = select(*names, func.count(held.c.block.distinct())).select_from(first)
    query = query.join(second, second.c.position == first.c.position).join(held, held.c.id == first.c.position)
    query = query.join(blocks, held.c.block == blocks.c.id).join(table, blocks.c.expression == table.c.id)
    query = query.join(works, table.c.work == works.c.id).where(table.c.id.in_(lead(language)))
    query = query.where(*_below(first, axes.rows), first.c.role == axes.part, *_below(second, axes.columns))
    query = query.where(second.c.role.in_(("about", "topic")), first.c.target != second.c.target)
    query = narrowed(query, {name: getattr(axes, name) for name in ("body", "year", "session")})
    return query.group_by(*names)


def _below(table: Any, head: str) -> tuple[Any, Any]:
    """Targets that begin with a kind: a stretch of the index, `/` being followed by `0`."""
    return table.c.target > f"{head}/", table.c.target < f"{head}0"


def _first(counted: Counter[str], most: int) -> list[tuple[str, int]]:
    """The commonest names, by name where counts are equal."""
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:most]


def _cell(classes: Counter[str]) -> Cell:
    """A cell from its counts."""
    sided = {name: count for name, count in classes.items() if name not in NEUTRAL} or dict(classes)
    leading = min(sided, key=lambda name: (-sided[name], name))
    return Cell(classes.total(), dict(sorted(classes.items())), leading)
