"""Verification: whether journal, register and files are as the desk left them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, select

from verbale.desk import schema
from verbale.desk.journal import OFFICE, START, digest_of, entries, rows_of, sealed
from verbale.desk.office import LOCK, Desk


def faults(desk: Desk) -> Iterator[str]:
    """What is wrong, one sentence each; nothing when all is whole."""
    with desk.reading() as connection:
        yield from _chain(connection)
        yield from _rows(connection)
        yield from _numbers(connection)
        yield from _files(connection, desk)


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
    held = {f"post:{one}" for one in connection.scalars(select(schema.posts.c.id))}
    held |= set(connection.scalars(select(schema.items.c.code)))
    for table in (schema.versions, schema.numbers, schema.outputs):
        held |= set(connection.scalars(select(table.c.item)))
    settings = {tuple(row) for row in connection.execute(select(schema.settings))}
    if OFFICE in last or settings - {(LOCK, "")} or connection.scalar(select(schema.persons.c.person)):
        held.add(OFFICE)
    for subject in sorted(held | set(last)):
        if last.get(subject) != digest_of(rows_of(connection, subject)):
            yield f"The rows of {subject} are not as the journal left them."


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
