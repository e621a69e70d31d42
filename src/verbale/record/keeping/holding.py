"""Which kept files something still needs: the record's own files, and whatever else the same database names.

Other rooms keep files in the same place (the desk: communications as they came, what it issued, messages sent). The
record does not know their tables, so it looks through all of them: bytes named anywhere are not dropped.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, MetaData, String, Table, inspect, select

from verbale.record import schema
from verbale.record.sources import Sources


def held_elsewhere(connection: Connection, digest: str) -> bool:
    """Whether any table names a file: the record's manifestations, or a table that is not the record's."""
    files = schema.manifestations
    if connection.scalar(select(files.c.sha256).where(files.c.sha256 == digest)) is not None:
        return True
    for table in _foreign(connection):
        for column in table.columns:
            if isinstance(column.type, String):
                query = select(column).where(column.contains(digest, autoescape=True)).limit(1)
                if connection.execute(query).first() is not None:
                    return True
    return False


def _foreign(connection: Connection) -> Iterator[Table]:
    """Tables of the database that are not the record's."""
    known, found = set(schema.metadata.tables), MetaData()
    for name in inspect(connection).get_table_names():
        if name not in known:
            yield Table(name, found, autoload_with=connection, resolve_fks=False)


def loose(connection: Connection, sources: Sources) -> Iterator[str]:
    """Hashes of kept files that nothing names: what a writer that was killed left behind."""
    table = schema.manifestations
    held = set(connection.scalars(select(table.c.sha256)))
    for digest in sources.held():
        if digest not in held and not held_elsewhere(connection, digest):
            yield digest
