"""The whole record in order of keys, a page at a time: for harvesters and maps.

Pages go on after a key, never after a row's number: numbers would tell how many documents there are that a reader may
not see.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from verbale.record import schema
from verbale.record.access import visible
from verbale.record.asking.reader import WORK, Reader, Work


class Added(NamedTuple):
    """A document and when its newest file was added (UTC, ISO 8601)."""

    work: Work
    at: str


def _dated() -> Select[Any]:
    """Works with the time of their newest file."""
    works, table, files = schema.works, schema.expressions, schema.manifestations
    query = select(*WORK, func.max(files.c.added).label("added")).join_from(works, table, table.c.work == works.c.id)
    return query.join(files, files.c.expression == table.c.id).group_by(*WORK)


def added(reader: Reader, *, since: str = "", until: str = "~", after: str = "", limit: int = 100) -> list[Added]:
    """Documents with keys above `after`, changed within a time, in order of keys."""
    newest = func.max(schema.manifestations.c.added)
    query = _dated().where(schema.works.c.key > after).having(newest >= since, newest <= until)
    return [Added(Work(*row[:-1]), row[-1]) for row in reader.rows(query.order_by(schema.works.c.key), limit)]


def one(reader: Reader, work: Work) -> Added | None:
    """One document with its time."""
    found = reader.rows(_dated().where(schema.works.c.id == work.id), 1)
    return Added(work, found[0][-1]) if found else None


def earliest(reader: Reader) -> str | None:
    """When the first file was added of what the reader may see."""
    works, table, files = schema.works, schema.expressions, schema.manifestations
    query = select(func.min(files.c.added)).join_from(files, table, files.c.expression == table.c.id)
    found = reader.rows(query.join(works, works.c.id == table.c.work), 1)
    return str(found[0][0]) if found and found[0][0] else None


def pages(reader: Reader, size: int) -> list[str]:
    """Keys after which pages of `size` documents begin; the first is empty."""
    works = schema.works
    numbered = visible(
        select(works.c.key, func.row_number().over(order_by=works.c.key).label("number")), reader.classes
    ).subquery()
    query = select(numbered.c.key).where(numbered.c.number % size == 0).order_by(numbered.c.key)
    with reader.record.engine.connect() as connection:
        return ["", *connection.scalars(query)]


def versions(reader: Reader, after: str, limit: int) -> list[tuple[str, str]]:
    """Key and language of every version of the next documents."""
    works, table = schema.works, schema.expressions
    keys = visible(select(works.c.id).where(works.c.key > after), reader.classes).order_by(works.c.key).limit(limit)
    query = select(works.c.key, table.c.language).join_from(table, works, table.c.work == works.c.id)
    query = visible(query.where(works.c.id.in_(keys.subquery().select())), reader.classes)
    with reader.record.engine.connect() as connection:
        found = connection.execute(query.order_by(works.c.key, table.c.language))
        return [(row.key, row.language) for row in found]
