"""Relations between documents, both ways, to the paragraph: what a document leads to, and what leads to it.

A relation names a symbol. Whether the record holds that document is asked when it is read, not when it is written: an
open reference closes by itself when its target arrives, and opens again when that is removed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Select, func, select

from verbale.record import schema
from verbale.record.keeping.rows import DISTRIBUTIONS
from verbale.record.store import Record


class Relation(NamedTuple):
    """From a paragraph of a document to another document, or to a paragraph of it.

    `target` is the key of the work where the record holds it, else the symbol as printed; then the pinpoint.
    """

    kind: str
    key: str
    language: str
    address: str
    target: str
    held: bool


LINKS, TABLE, WORKS, SYMBOLS = schema.relations, schema.expressions, schema.works, schema.symbols
TARGETS = schema.works.alias("targets")
VERSIONS = schema.expressions.alias("versions")


def _query() -> Select[tuple[object, ...]]:
    """Relations with the work they start from and, where it is held, the one they lead to."""
    columns = (LINKS.c.kind, WORKS.c.key, TABLE.c.language, LINKS.c.address, LINKS.c.symbol, LINKS.c.pinpoint)
    query = select(
        *columns, LINKS.c.language.label("version"), TARGETS.c.key.label("target"), VERSIONS.c.id.label("there")
    )
    query = query.join_from(LINKS, TABLE, LINKS.c.expression == TABLE.c.id).join(WORKS, TABLE.c.work == WORKS.c.id)
    query = query.join(SYMBOLS, SYMBOLS.c.symbol == LINKS.c.symbol, isouter=True)
    query = query.join(TARGETS, TARGETS.c.id == SYMBOLS.c.work, isouter=True)
    same = (VERSIONS.c.work == TARGETS.c.id) & (VERSIONS.c.language == LINKS.c.language)
    return query.join(VERSIONS, same, isouter=True)


def leading_from(record: Record, symbol: str, classes: tuple[str, ...] = DISTRIBUTIONS) -> list[Relation]:
    """What a document leads to, by kind, language and place; open where the record does not hold it."""
    query = _query().where(WORKS.c.key == record.key(symbol), WORKS.c.distribution.in_(classes))
    return _relations(record, query.order_by(LINKS.c.kind, TABLE.c.language, LINKS.c.id), classes)


def leading_to(record: Record, symbol: str, classes: tuple[str, ...] = DISTRIBUTIONS) -> list[Relation]:
    """What leads to a document by any of its symbols, by kind, document, language and place."""
    query = _query().where(TARGETS.c.key == record.key(symbol), WORKS.c.distribution.in_(classes))
    query = query.where(WORKS.c.id != TARGETS.c.id)
    return _relations(record, query.order_by(LINKS.c.kind, WORKS.c.key, TABLE.c.language, LINKS.c.id), classes)


def _relations(record: Record, query: Select[tuple[object, ...]], classes: tuple[str, ...]) -> list[Relation]:
    """Rows as relations; a target of a class the reader may not see is as if it were not there."""
    with record.engine.connect() as connection:
        seen = select(WORKS.c.key).where(WORKS.c.distribution.in_(classes))
        visible = None if set(classes) == set(DISTRIBUTIONS) else set(connection.scalars(seen))
        found = []
        for row in connection.execute(query):
            held = row.target is not None and (visible is None or row.target in visible)
            held = held and (row.version is None or row.there is not None)
            place = "/".join(filter(None, (row.version, row.target if held else row.symbol, row.pinpoint)))
            found.append(Relation(row.kind, row.key, row.language, row.address, place, held))
        return found


def open_references(record: Record, limit: int = 100) -> Iterator[tuple[str, int]]:
    """Symbols the record does not hold and how many places lead to them, the most wanted first."""
    query = select(LINKS.c.symbol, func.count().label("places"))
    query = query.join_from(LINKS, SYMBOLS, SYMBOLS.c.symbol == LINKS.c.symbol, isouter=True)
    query = query.where(SYMBOLS.c.symbol.is_(None)).group_by(LINKS.c.symbol)
    with record.engine.connect() as connection:
        rows = connection.execute(query.order_by(func.count().desc(), LINKS.c.symbol).limit(limit)).all()
    yield from ((row.symbol, row.places) for row in rows)
