"""The work list: what waits for whom, late ones first, by state; search and filters."""

from __future__ import annotations

import datetime
from collections import Counter as Count
from typing import Any

from sqlalchemy import Row, select
from starlette.responses import Response

from verbale.desk import schema
from verbale.desk.moves import rules, waits_for
from verbale.desk.register import Wanted, listed, registers
from verbale.desk.roles import seen_by
from verbale.room.desk.counter import DeskVisit, page

FILTERS = ("state", "register", "kind", "sender")
A_PAGE = 100
DOUBTFUL = ("sending", "failed")
"""States of posts in which a person has something to do."""


def show(visit: DeskVisit) -> Response:
    """The first page of the desk."""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    given = {name: visit.query(name) for name in FILTERS}
    year = visit.query("year")
    late = visit.query("late") == "1"
    wanted = Wanted(
        words=visit.query("q"),
        year=int(year) if year.isdecimal() and len(year) == 4 else None,
        late=today if late else None,
        **{name: value or None for name, value in given.items()},
    )
    with visit.desk.reading() as connection:
        seen = seen_by(connection, visit.who)
        rows = list(listed(connection, wanted=wanted, seen=seen))
        every = Count(row.state for row in listed(connection, seen=seen))
        series = registers(connection) if visit.may("register") else []
        table = schema.posts.c
        open_posts = select(table.state).where(table.state.in_(DOUBTFUL))
        doubtful = Count(connection.scalars(open_posts)) if visit.may("dispatch") else Count()
    rows.sort(key=lambda row: (not mine(row, visit.roles), not (row.due and row.due < today), row.due or "9999"))
    start = visit.number("from", 0, 0, 10**6)
    return page(
        visit,
        "work.html",
        rows=rows[start : start + A_PAGE],
        following=start + A_PAGE if len(rows) > start + A_PAGE else None,
        total=len(rows),
        every=[(state, every[state]) for state in order() if every[state]],
        registers=sorted({one.rpartition("/")[0] for one in series}),
        years=sorted({one.rpartition("/")[2] for one in series}, reverse=True),
        today=today,
        doubtful=sorted(doubtful.items()),
        given=given | {"q": wanted.words, "year": year, "late": late},
        mine={row.code for row in rows if mine(row, visit.roles)},
    )


def order() -> list[str]:
    """States in the order of a communication's life."""
    return list(dict.fromkeys(move.target for move in rules().moves if move.target))


def mine(row: Row[Any], roles: set[str]) -> bool:
    """Whether the next step of a communication is for someone with these roles."""
    return row.due is not None and bool(waits_for(row.state) & roles)
