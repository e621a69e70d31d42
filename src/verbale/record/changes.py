"""Whether a record has changed: a stamp that differs after every change, cheap enough to be asked for each answer."""

from __future__ import annotations

import os
import sqlite3
from typing import Any

from sqlalchemy import text

from verbale.record.store import Record

LOG_PLACE = """SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
 ELSE pg_current_wal_insert_lsn() END"""
"""Where PostgreSQL's log stands: no change is seen before its log is written; other changes move it too."""


class Changes:
    """The stamp of one record, asked from one thread."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._file = record.engine.url.database if record.engine.dialect.name == "sqlite" else None
        self._database: sqlite3.Connection | None = None

    @property
    def local(self) -> bool:
        """Whether asking touches files of this machine only."""
        return self._file is not None

    def stamp(self) -> tuple[Any, ...]:
        """What is the same only while neither the record nor its search index has changed."""
        return (self._of_record(), self._of_index())

    def _of_record(self) -> Any:
        """SQLite tells a connection whether another one wrote (`PRAGMA data_version`); PostgreSQL its log's end."""
        if self._file is None:
            with self._record.engine.connect() as connection:
                return connection.scalar(text(LOG_PLACE))
        if self._database is None:
            self._database = sqlite3.connect(self._file, timeout=60, check_same_thread=False, isolation_level=None)
        return self._database.execute("PRAGMA data_version").fetchone()[0]

    def _of_index(self) -> tuple[tuple[str, int, int], ...]:
        """Names, times and sizes of the index's files."""
        try:
            entries = list(os.scandir(self._record.index_folder))
            return tuple(sorted((one.name, one.stat().st_mtime_ns, one.stat().st_size) for one in entries))
        except FileNotFoundError:
            return ()
