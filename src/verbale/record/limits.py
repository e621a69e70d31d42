"""How long one question to the database may take; `OverTimeError` where it would take longer.

A reading room on a record asks what strangers want to know. The search index has a clock of its own; everything else
that is asked goes through the record's engine, which gets one here.
"""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import Engine, event

STEPS = 20_000
"""Steps of SQLite's machine between two looks at the clock: some milliseconds."""

CANCELLED = "57014"
"""What PostgreSQL calls a statement that ran out of time (its manual, appendix A: query_canceled)."""


class OverTimeError(Exception):
    """A question was given up because it took longer than questions may."""


def limit_time(engine: Engine, seconds: float) -> None:
    """Let no statement of an engine take longer than some seconds from now on."""
    engine.dispose()
    if engine.dialect.name == "sqlite":
        _limit_sqlite(engine, seconds)
    else:
        _limit_server(engine, seconds)
    event.listen(engine, "handle_error", _told, retval=True)


def _limit_sqlite(engine: Engine, seconds: float) -> None:
    """SQLite looks at a clock while it works; each statement starts it anew."""

    def connected(connection: Any, record: Any) -> None:
        record.info["until"] = until = [float("inf")]
        connection.set_progress_handler(lambda: time.monotonic() > until[0], STEPS)

    def started(connection: Any, *_: Any) -> None:
        connection.info["until"][0] = time.monotonic() + seconds

    event.listen(engine, "connect", connected)
    event.listen(engine, "before_cursor_execute", started)


def _limit_server(engine: Engine, seconds: float) -> None:
    """A server keeps the clock itself."""

    def connected(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SET statement_timeout = {int(seconds * 1000)}")
        cursor.close()
        connection.commit()

    event.listen(engine, "connect", connected)


def _told(context: Any) -> Exception | None:
    """The database's own words for a lack of time, in ours; any other fault stays what it is."""
    fault = context.original_exception
    over = getattr(fault, "sqlstate", None) == CANCELLED or getattr(fault, "sqlite_errorname", "") == "SQLITE_INTERRUPT"
    return OverTimeError() if over else None
