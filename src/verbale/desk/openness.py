"""Openness: from when, and for whom, a document that was issued can be seen. Embargo, release, derestriction.

Under an embargo a document is issued and numbered, but nothing of it is in the record, so that no page, feed, search or
answer can show it; `release` puts it there once its time has come. The class decides in the record who may see it.
"""

from __future__ import annotations

import datetime

from sqlalchemy import or_, select

from verbale.desk import schema
from verbale.desk.office import Desk, Refused, now
from verbale.desk.publishing import publish, shown_as
from verbale.desk.states import item, step
from verbale.record.keeping.rows import DISTRIBUTIONS

REISSUE = "reissue"
"""A correction that keeps the symbol of its parent, and so is its parent in the record."""

OUT = ("issued", "circulated", "corrected")


def embargo(desk: Desk, who: str, code: str, until: str, reason: str) -> str:
    """Set, move or lift (an empty `until`) an embargo; returns it as UTC. A time needs its zone, else it is UTC."""
    moment = _moment(until) if until else None
    with desk.reading() as connection:
        row = item(connection, code)
    if row.symbol and desk.record.dossier(row.symbol) is not None:
        raise Refused(f"{row.symbol} is public already: an embargo comes too late.")
    with desk.writing(who) as work:
        step(work, "embargo", row.code, {"until": moment, "reason": reason}, embargo=moment, due=row.due)
    return moment or ""


def _moment(text: str) -> str:
    """A time as the desk writes it. Refuses what is no time or past."""
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError as fault:
        raise Refused(f"{text} is no time: write 2026-03-12T15:00+01:00.") from fault
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    if zoned <= datetime.datetime.now(datetime.UTC):
        raise Refused(f"{text} is past: an embargo ends in the future.")
    return zoned.astimezone(datetime.UTC).isoformat(timespec="seconds")


def release(desk: Desk) -> list[str]:
    """Put into the record what was issued and is not there yet, embargoes past; returns the symbols.

    It may be done at any time and by anybody: it shows nothing that is not due.
    """
    table = schema.items.c
    own = or_(table.correction.is_(None), table.correction != REISSUE)
    query = select(schema.items).where(table.state.in_(OUT), table.symbol.is_not(None), own)
    with desk.reading() as connection:
        rows = [row for row in connection.execute(query) if (row.embargo or "") <= now()]
    late = [row for row in rows if desk.record.dossier(row.symbol) is None]
    for row in late:
        publish(desk, row.code)
    return [row.symbol for row in late]


def derestrict(desk: Desk, who: str, code: str, reason: str) -> None:
    """Open a limited or restricted document to everybody. The symbol and what is printed stay as they were."""
    with desk.reading() as connection:
        row = item(connection, code)
    if row.distribution == DISTRIBUTIONS[0]:
        raise Refused(f"{row.code} is open already.")
    with desk.writing(who) as work:
        detail: dict[str, object] = {"class": row.distribution, "reason": reason}
        step(work, "derestrict", row.code, detail, distribution=DISTRIBUTIONS[0], due=row.due)
    shown_as(desk, row.symbol, DISTRIBUTIONS[0])
