"""What the record knows of an entity: where it is named, which positions it takes and receives, year by year."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from verbale.record import schema
from verbale.record.access import visible
from verbale.record.asking.lead import lead
from verbale.record.asking.reader import Reader

SHOWN = 600
"""Rows of positions or mentions that are read for one page."""

COMMON = 3000
"""Rows from which an entity is common."""

STRETCH, MOST_STRETCHES = 25, 40
"""Documents that are looked through at a time for a common entity, and how many times."""


class Named(NamedTuple):
    """A paragraph that names an entity."""

    key: str
    language: str
    address: str
    date: str | None
    title: str | None
    text: str


class Stance(NamedTuple):
    """A position with the entity's part in it, everybody else's part, and its evidence."""

    key: str
    language: str
    address: str
    date: str | None
    role: str
    attitude: str
    force_class: str
    negated: bool
    quote: str
    parties: dict[str, tuple[str, ...]]
    request: dict[str, Any] | None


def _placed(query: Select[Any]) -> Select[Any]:
    """A query that ends at blocks, led on to their works."""
    blocks, table, works = schema.blocks, schema.expressions, schema.works
    return query.join(table, blocks.c.expression == table.c.id).join(works, table.c.work == works.c.id)


def _common(reader: Reader, table: Any, ids: Sequence[str], roles: Sequence[str] = ()) -> bool:
    """Whether an entity is so common that a walk from the newest documents finds it sooner than its own index."""
    rows = select(table.c.target).where(table.c.target.in_(ids)).limit(COMMON)
    if roles:
        rows = rows.where(table.c.role.in_(roles))
    with reader.record.engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(rows.subquery())) == COMMON


def _newest(reader: Reader, query: Select[Any], limit: int) -> list[Any]:
    """Rows of a query over works, newest document first, read a stretch of documents at a time."""
    works = schema.works
    order = select(works.c.id).order_by(func.coalesce(works.c.date, "").desc(), works.c.key)
    found: list[Any] = []
    for start in range(0, MOST_STRETCHES * STRETCH, STRETCH):
        stretch = [row.id for row in reader.rows(order.offset(start), STRETCH)]
        if not stretch:
            break
        found += reader.rows(query.where(works.c.id.in_(stretch)), limit - len(found))
        if len(found) >= limit:
            break
    return found


def _apart(column: Any) -> Any:
    """A column that no index answers for, so that a common value is looked up row by row."""
    return column + ""


def named(reader: Reader, ids: Sequence[str], language: str, limit: int) -> list[Named]:
    """Paragraphs that name an entity, newest first, each once, in the reader's language where it is held."""
    names, blocks, table, works = schema.mentions, schema.blocks, schema.expressions, schema.works
    columns = (works.c.key, table.c.language, blocks.c.address, works.c.date, table.c.title, blocks.c.text)
    query = _placed(select(*columns).join_from(names, blocks, names.c.block == blocks.c.id))
    order = (works.c.date.desc().nulls_last(), works.c.key, blocks.c.place, blocks.c.id, names.c.start)
    query = query.order_by(*order)
    common, most = _common(reader, names, ids), max(SHOWN, limit * 12)
    query = query.where((_apart(names.c.target) if common else names.c.target).in_(ids))
    found: dict[tuple[str, str], Named] = {}
    for row in _newest(reader, query, most) if common else reader.rows(query, most):
        one = Named(*row)
        if (one.key, one.address) not in found or one.language == language:
            found[one.key, one.address] = one
    return list(found.values())[:limit]


def named_by_year(reader: Reader, ids: Sequence[str]) -> list[tuple[int, int, int]]:
    """Year, documents and paragraphs that name an entity; language versions count once."""
    names, blocks, works = schema.mentions, schema.blocks, schema.works
    inner = _placed(
        select(works.c.year, works.c.id.label("work"), blocks.c.address).join_from(
            names, blocks, names.c.block == blocks.c.id
        )
    ).where(names.c.target.in_(ids), works.c.year.is_not(None))
    places = _seen(reader, inner.distinct()).subquery()
    query = select(places.c.year, func.count(places.c.work.distinct()), func.count()).group_by(places.c.year)
    with reader.record.engine.connect() as connection:
        return [(int(year), works, count) for year, works, count in connection.execute(query.order_by(places.c.year))]


def _seen(reader: Reader, query: Select[Any]) -> Select[Any]:
    """A query over works, narrowed to what the reader may see."""
    return visible(query, reader.classes)


def stances(reader: Reader, ids: Sequence[str], language: str, roles: Sequence[str], limit: int) -> list[Stance]:
    """Positions in which an entity has one of the parts, newest first, each paragraph in one language."""
    held, parts, blocks = schema.positions, schema.parties, schema.blocks
    table, works = schema.expressions, schema.works
    columns: list[Any] = [works.c.key, table.c.language, blocks.c.address, works.c.date, parts.c.role, held.c.attitude]
    columns += [held.c["class"].label("force_class"), held.c.negated, held.c.quote, held.c.id, held.c.request]
    query: Any = select(*columns)
    query = _placed(
        query.join_from(parts, held, parts.c.position == held.c.id).join(blocks, held.c.block == blocks.c.id)
    )
    common, most = _common(reader, parts, ids, roles), max(SHOWN, limit * 8)
    query = query.where((_apart(parts.c.target) if common else parts.c.target).in_(ids), parts.c.role.in_(roles))
    order = (works.c.date.desc().nulls_last(), works.c.key, blocks.c.place, blocks.c.id, held.c.id, parts.c.role)
    query = query.order_by(*order)
    rows = _newest(reader, query, most) if common else reader.rows(query, most)
    shown: dict[str, str] = {}
    for row in rows:
        if row.key not in shown or row.language == language:
            shown[row.key] = row.language
    rows = [row for row in rows if shown[row.key] == row.language][:limit]
    parties = _parties(reader, [row.id for row in rows])
    return [
        Stance._make((*row[:9], parties.get(row.id, {}), json.loads(row.request) if row.request else None))
        for row in rows
    ]


def _parties(reader: Reader, positions: Sequence[int]) -> dict[int, dict[str, tuple[str, ...]]]:
    """Everybody's part in some positions."""
    table = schema.parties
    query = select(table.c.position, table.c.role, table.c.target).where(table.c.position.in_(positions))
    found: dict[int, dict[str, tuple[str, ...]]] = {}
    with reader.record.engine.connect() as connection:
        for number, role, target in connection.execute(query.order_by(table.c.position, table.c.role, table.c.target)):
            parts = found.setdefault(number, {})
            parts[role] = (*parts.get(role, ()), target)
    return found


def attitudes_by_year(reader: Reader, ids: Sequence[str], roles: Sequence[str]) -> dict[int, Counter[str]]:
    """Year → how many paragraphs show which class of attitude; language versions count once."""
    held, parts, blocks, works = schema.positions, schema.parties, schema.blocks, schema.works
    query: Any = select(works.c.year, works.c.id.label("work"), blocks.c.address, held.c["class"].label("force_class"))
    query = query.join_from(parts, held, parts.c.position == held.c.id).join(blocks, held.c.block == blocks.c.id)
    query = _placed(query).where(parts.c.role.in_(roles), works.c.year.is_not(None))
    if _common(reader, parts, ids, roles):
        query = query.where(_apart(parts.c.target).in_(ids), schema.expressions.c.id.in_(lead("")))
    else:
        query = query.where(parts.c.target.in_(ids))
    places = _seen(reader, query.distinct()).subquery()
    counted = select(places.c.year, places.c.force_class, func.count()).group_by(places.c.year, places.c.force_class)
    found: dict[int, Counter[str]] = {}
    with reader.record.engine.connect() as connection:
        for year, force_class, count in connection.execute(counted):
            found.setdefault(int(year), Counter())[force_class] = count
    return found
