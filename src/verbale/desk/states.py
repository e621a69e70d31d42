"""A communication taken from one state to the next: role and state tested, the row changed, the journal told."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select, update

from verbale.desk import schema
from verbale.desk.journal import append
from verbale.desk.moves import due_day, move_for
from verbale.desk.office import Refused, Work
from verbale.desk.roles import allow


def item(connection: Connection, code: str) -> Row[Any]:
    """An item by its number in the register. Refuses a number that was never given."""
    found = connection.execute(select(schema.items).where(schema.items.c.code == code.upper())).first()
    if found is None:
        raise Refused(f"The register holds no {code}: see `verbale desk list`.")
    return found


def step(work: Work, act: str, code: str, detail: dict[str, object] | None = None, **values: object) -> None:
    """Do an act on an item: role and state are tested, the row changed, the journal told, in one transaction."""
    connection, who = work
    row = item(connection, code)
    move = move_for(act, row.state, row.code)
    allow(connection, who, move, row.code)
    state = move.target or row.state
    change = {"state": state, "due": due_day(state), **values}
    connection.execute(update(schema.items).where(schema.items.c.code == row.code).values(**change))
    append(connection, who, act, row.code, **{"from": row.state, "to": change["state"], **(detail or {})})
