"""One writer at a time, on both databases: the transaction in which anything of a record is written.

SQLite is asked for its write lock at once: a transaction that reads first and writes later would be refused where
another process wrote in between. On PostgreSQL writers wait for the row that names the schema. Readers never wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, select

from verbale.record import schema


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection inside the one writing transaction; all of it is kept, or none where it ends in a fault."""
    with engine.connect() as connection:
        sqlite = engine.dialect.name == "sqlite"
        if sqlite:
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(select(schema.state.c.value).where(schema.state.c.name == "schema").with_for_update())
        try:
            yield connection
        except BaseException:
            _end(connection, sqlite=sqlite, kept=False)
            raise
        _end(connection, sqlite=sqlite, kept=True)


def _end(connection: Connection, *, sqlite: bool, kept: bool) -> None:
    """End the transaction. SQLite has ended it by itself after some faults, a full disk among them."""
    if not sqlite:
        connection.commit() if kept else connection.rollback()
    elif kept:
        connection.exec_driver_sql("COMMIT")
    elif connection.connection.dbapi_connection.in_transaction:  # type: ignore[union-attr]
        connection.exec_driver_sql("ROLLBACK")
