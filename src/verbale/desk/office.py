"""The office: one desk over one record, and the one way in which anything of it is written.

    desk = open_desk("archive")
    with desk.writing("a.registrar") as work:
        ...                                # rows and journal entries, all of them or none

Writers wait for each other (a write lock on SQLite, a locked row on PostgreSQL), so numbers have no gaps and the
journal does not fork; a kill at any moment leaves the desk as it was before the act.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine, inspect, select
from sqlalchemy.dialects import postgresql, sqlite

from verbale.desk import schema
from verbale.record import Record, open_record
from verbale.record.sources import Sources

LOCK = "lock"
"""Name of the setting whose row writers lock on PostgreSQL."""


class Refused(ValueError):  # noqa: N818
    """An act that the desk does not do; the text says why and what to do instead."""


class Work(NamedTuple):
    """One act under way: the connection inside its transaction, and who acts."""

    connection: Connection
    who: str


class Desk:
    """Communications, register, journal and post book of one record."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.engine: Engine = record.engine
        self.sources: Sources = record.sources

    @contextmanager
    def writing(self, who: str) -> Iterator[Work]:
        """One act as one transaction under the write lock."""
        if not who.strip():
            raise Refused("Say who acts: --as PERSON.")
        with self.engine.connect() as connection:
            if self.engine.dialect.name == "sqlite":
                connection = connection.execution_options(isolation_level="AUTOCOMMIT")
                connection.exec_driver_sql("PRAGMA synchronous=FULL")
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                table = schema.settings
                connection.execute(select(table.c.value).where(table.c.name == LOCK).with_for_update())
            try:
                yield Work(connection, who)
            except BaseException:
                _end(connection, "ROLLBACK")
                raise
            _end(connection, "COMMIT")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to look things up."""
        with self.engine.connect() as connection:
            yield connection

    def keep(self, content: bytes) -> str:
        """Keep a file under its digest; two writers of the same bytes do not disturb each other."""
        try:
            return self.sources.keep(content)
        except FileNotFoundError:  # another process has just moved the same bytes into place
            return self.sources.keep(content)


def _end(connection: Connection, how: str) -> None:
    """End the transaction: COMMIT or ROLLBACK."""
    if connection.engine.dialect.name == "sqlite":
        connection.exec_driver_sql(how)
    elif how == "COMMIT":
        connection.commit()
    else:
        connection.rollback()


def now() -> str:
    """The time as the desk writes it: UTC, ISO 8601, seconds."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def open_desk(place: str | Path) -> Desk:
    """The desk of a record, its tables made where they are not there yet. Raises `ValueError` as `open_record` does."""
    record = open_record(place)
    dialect = postgresql if record.engine.dialect.name == "postgresql" else sqlite
    with record.engine.begin() as connection:
        schema.metadata.create_all(connection)
        _complete(connection)
        row = dialect.insert(schema.settings).values(name=LOCK, value="")
        connection.execute(row.on_conflict_do_nothing())
    return Desk(record)


def _complete(connection: Connection) -> None:
    """Add the columns that an older desk lacks; they are all allowed to be empty."""
    known = inspect(connection)
    for table in schema.metadata.sorted_tables:
        held = {column["name"] for column in known.get_columns(str(table.name))}
        for column in table.columns:
            if column.name not in held:
                kind = column.type.compile(connection.engine.dialect)
                connection.exec_driver_sql(f'ALTER TABLE {table.name} ADD COLUMN "{column.name}" {kind}')
