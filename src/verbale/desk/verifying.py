"""Verification: whether journal, register and files are as the desk left them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import DatabaseError

from verbale.desk import schema
from verbale.desk.journal import OFFICE, POST, START, as_written, digest_of, entries, sealed, tables_of
from verbale.desk.office import LOCK, Desk


def faults(desk: Desk) -> Iterator[str]:
    """What is wrong, one sentence each; nothing when all is whole."""
    try:
        with desk.reading() as connection:
            yield from _database(connection)
            yield from _chain(connection)
            yield from _rows(connection)
            yield from _numbers(connection)
            yield from _files(connection, desk)
    except (DatabaseError, msgspec.MsgspecError, UnicodeDecodeError) as damage:
        yield f"The database cannot be read to its end ({str(damage).splitlines()[0]}): restore it from a copy."


def _database(connection: Connection) -> Iterator[str]:
    """What SQLite itself finds wrong with its file, indexes too; a server looks after its own."""
    if connection.engine.dialect.name == "sqlite":
        for (said,) in connection.exec_driver_sql("PRAGMA integrity_check(5)"):
            if said != "ok":
                yield f"The database file is damaged ({said}): restore it from a copy."


def _chain(connection: Connection) -> Iterator[str]:
    """The first entry whose digest or predecessor is not right; what follows a broken link proves nothing."""
    previous, expected = START, 1
    for entry in entries(connection):
        values = dict(entry._mapping)
        if values["id"] != expected or values["previous"] != previous or sealed(values) != values["digest"]:
            yield f"Journal entry {expected} was changed, removed or put in."
            return
        previous, expected = values["digest"], expected + 1


def _rows(connection: Connection) -> Iterator[str]:
    """Rows that are not as the last entry about their subject left them."""
    last = {entry.subject: entry.rows for entry in entries(connection)}
    held = _held(connection)
    if OFFICE not in last and held[OFFICE] == [as_written(schema.settings, _lock_row(connection))]:
        del held[OFFICE]  # a desk that nobody has set up yet
    for subject in sorted(held.keys() | last.keys()):
        if last.get(subject) != digest_of(held[subject]):
            yield f"The rows of {subject} are not as the journal left them."


def _held(connection: Connection) -> defaultdict[str, list[list[Any]]]:
    """Every row by the subject it belongs to, in the order in which the journal digests them."""
    held: defaultdict[str, list[list[Any]]] = defaultdict(list)
    for kind in ("", POST, OFFICE):
        for table, column, _ in tables_of(kind):
            for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
                subject = OFFICE if column is None else f"{kind}{row._mapping[column.name]}"
                held[subject].append(as_written(table, row))
    return held


def _lock_row(connection: Connection) -> Row[Any]:
    """The one setting that every desk has."""
    return connection.execute(select(schema.settings).where(schema.settings.c.name == LOCK)).one()


def _numbers(connection: Connection) -> Iterator[str]:
    """Series with a gap or with a counter that stands elsewhere."""
    given: dict[str, list[int]] = defaultdict(list)
    for table in (schema.items, schema.numbers):
        for series, number in connection.execute(select(table.c.series, table.c.number)):
            given[series].append(number)
    counters = {one.series: range(one.first, one.last + 1) for one in connection.execute(select(schema.counters))}
    for series in sorted(given.keys() | counters.keys()):
        if sorted(given[series]) != list(counters.get(series, ())):
            yield f"The series {series} has a gap, or its counter was changed."


def _files(connection: Connection, desk: Desk) -> Iterator[str]:
    """Files that are lost or changed."""
    versions, outputs, posts = schema.versions.c, schema.outputs.c, schema.posts.c
    digests: set[str] = set()
    for column in (versions.received, versions.sha256, outputs.sha256, posts.message):
        digests |= set(connection.scalars(select(column)))
    for digest in sorted(digests):
        if not desk.sources.whole(digest):
            yield f"The file {digest} is lost or changed."
