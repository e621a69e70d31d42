"""The journal: every step in order, each entry bound to the one before it by its digest.

An entry also holds a digest of the rows its act left behind, so that a row changed past the desk is found. The chain
shows that something was changed; whoever owns the database could still write all of it anew, therefore keep the head
(`verbale desk journal --head`) somewhere else.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Row, Table, insert, select

from verbale.desk import schema

START = "0" * 64
"""What stands for the digest of an entry before the first."""

OFFICE = "office"
"""Subject of entries about persons, accounts, lists and settings."""

POST = "post:"
"""How subjects of posts begin."""


def digest_of(value: object) -> str:
    """SHA-256 of a value in one canonical form: JSON with sorted keys."""
    return hashlib.sha256(msgspec.json.encode(value, order="sorted")).hexdigest()


def tables_of(subject: str) -> list[tuple[Table, Column[Any] | None, str]]:
    """Tables a subject has rows in, with the column and the value that pick them: an item, a post, the office."""
    if subject == OFFICE:
        return [(table, None, "") for table in (schema.persons, schema.accounts, schema.lists, schema.settings)]
    if subject.startswith(POST):
        return [(schema.posts, schema.posts.c.id, subject.removeprefix(POST))]
    own = [(table, table.c.item, subject) for table in (schema.versions, schema.numbers, schema.outputs)]
    return [(schema.items, schema.items.c.code, subject), *own]


def rows_of(connection: Connection, subject: str) -> list[list[Any]]:
    """The rows a subject stands for, each with its table; empty cells are left out, so that columns may be added."""
    rows: list[list[Any]] = []
    for table, column, value in tables_of(subject):
        query = select(table).order_by(*table.primary_key.columns)
        found = connection.execute(query if column is None else query.where(column == value))
        rows += [as_written(table, row) for row in found]
    return rows


def as_written(table: Table, row: Row[Any]) -> list[Any]:
    """A row as the journal digests it: the table's name and the cells that hold something."""
    return [str(table.name), {name: cell for name, cell in row._mapping.items() if cell is not None}]


def sealed(entry: dict[str, Any]) -> str:
    """The digest of an entry over all its columns but the digest itself."""
    return digest_of({name: value for name, value in entry.items() if name != "digest"})


def append(connection: Connection, who: str, act: str, subject: str, **detail: object) -> str:
    """Add an entry about what has just been written for a subject, in the same transaction; returns its digest.

    The caller holds the desk's write lock, else the chain could fork. A clock that was set back does not set the
    journal back: the entry then repeats the last time.
    """
    table = schema.journal
    last = connection.execute(
        select(table.c.id, table.c.at, table.c.digest).order_by(table.c.id.desc()).limit(1)
    ).first()
    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
    entry: dict[str, Any] = {
        "id": last.id + 1 if last else 1,
        "at": max(at, last.at) if last else at,
        "who": who,
        "act": act,
        "subject": subject,
        "detail": msgspec.json.encode(detail, order="sorted").decode(),
        "rows": digest_of(rows_of(connection, subject)),
        "previous": last.digest if last else START,
    }
    connection.execute(insert(table).values(**entry, digest=sealed(entry)))
    return sealed(entry)


def entries(connection: Connection, subject: str | None = None) -> Iterator[Row[Any]]:
    """Entries in order; only those of one subject where it is given."""
    query = select(schema.journal).order_by(schema.journal.c.id)
    yield from connection.execute(query if subject is None else query.where(schema.journal.c.subject == subject))


def head(connection: Connection) -> str:
    """The digest of the last entry, to be kept elsewhere."""
    query = select(schema.journal.c.digest).order_by(schema.journal.c.id.desc()).limit(1)
    return connection.scalar(query) or START


def doers(connection: Connection, subject: str, acts: tuple[str, ...]) -> set[str]:
    """Who did any of these acts on a subject."""
    table = schema.journal
    query = select(table.c.who).where(table.c.subject == subject, table.c.act.in_(acts))
    return set(connection.scalars(query))
