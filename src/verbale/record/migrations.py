"""Schemas that were, and what leads from each to the next: a record made by an older program opens as it is.

A step is a few statements of SQL in the transaction that opens the record, so a kill leaves the older schema whole.
New tables and indexes need no step: they are made where they are missing.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Text, insert, inspect, select, update

from verbale.record import schema


def _to_version_2(connection: Connection) -> None:
    """Editions, revisions, machine readings beside judged ones, the words judged; text ordered alike everywhere."""
    _add(connection, "manifestations", "reader TEXT NOT NULL DEFAULT ''")
    binary = "BYTEA" if connection.dialect.name == "postgresql" else "BLOB"
    _add(connection, "expressions", f"machine {binary}")
    _add(connection, "expressions", "distribution TEXT")
    _add(connection, "expressions", "revision INTEGER NOT NULL DEFAULT 1")
    _add(connection, "relations", "language TEXT")
    _add(connection, "judgements", "quote TEXT")
    if connection.dialect.name == "postgresql":
        _order_by_code_points(connection)


def _to_version_3(_: Connection) -> None:
    """Saved searches and watched holders: a new table."""


STEPS: dict[int, Callable[[Connection], None]] = {1: _to_version_2, 2: _to_version_3}
"""Version → the step to the next one."""


def _add(connection: Connection, table: str, column: str) -> None:
    """Add a column."""
    connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {column}")


def _order_by_code_points(connection: Connection) -> None:
    """Give every text of the record the order of its code points."""
    held = inspect(connection)
    for table in schema.metadata.sorted_tables:
        if held.has_table(table.name):
            for column in table.columns:
                if isinstance(column.type, Text):
                    line = f'ALTER TABLE {table.name} ALTER COLUMN "{column.name}" TYPE TEXT COLLATE "C"'
                    connection.exec_driver_sql(line)


def bring_up(connection: Connection) -> None:
    """Make the tables of a new record, or lead an older one to the present schema.

    Raises `ValueError` for a record that a newer program wrote, and for a database that is none of ours.
    """
    held = inspect(connection)
    if not held.has_table("state"):
        if held.has_table("works") or held.has_table("symbols"):
            raise ValueError("This database has tables of another program: give the record a database of its own.")
        schema.metadata.create_all(connection)
        connection.execute(insert(schema.state).values(name="schema", value=str(schema.VERSION)))
        return
    known = connection.scalar(select(schema.state.c.value).where(schema.state.c.name == "schema"))
    if known is None or not known.isdigit():
        raise ValueError("This database has tables of another program: give the record a database of its own.")
    if int(known) > schema.VERSION:
        raise ValueError(f"This record has schema {known}: install the version of Verbale that wrote it.")
    if int(known) == schema.VERSION:
        return
    for version in range(int(known), schema.VERSION):
        STEPS[version](connection)
    schema.metadata.create_all(connection)
    connection.execute(update(schema.state).where(schema.state.c.name == "schema").values(value=str(schema.VERSION)))
