"""The books: register, journal, post book."""

from __future__ import annotations

from starlette.responses import Response

from verbale.desk.book import book
from verbale.desk.dispatch import post_book, posts
from verbale.desk.journal import entries, head
from verbale.desk.register import Wanted, listed, registers
from verbale.desk.verifying import faults
from verbale.room.desk.counter import DeskVisit, page

CSV = "text/csv; charset=utf-8"
A_PAGE = 200


def register(visit: DeskVisit) -> Response:
    """Every number of a register and year, void and withdrawn ones too."""
    with visit.desk.reading() as connection:
        series = registers(connection)
        chosen = visit.query("series") if visit.query("series") in series else (series[-1] if series else "")
        name, _, year = chosen.rpartition("/")
        rows = list(listed(connection, wanted=Wanted(register=name, year=int(year)))) if chosen else []
    return page(visit, "register.html", series=series, chosen=chosen, rows=rows)


def register_page(visit: DeskVisit) -> Response:
    """The register as a table for other programs."""
    year = visit.query("year")
    return _csv(book(visit.desk, int(year) if year.isdecimal() and len(year) == 4 else None), "register")


def journal(visit: DeskVisit) -> Response:
    """The last entries; with `verify` what is wrong with journal, register and files."""
    found = list(faults(visit.desk)) if visit.query("verify") == "1" else None
    with visit.desk.reading() as connection:
        rows = list(entries(connection))
        newest = head(connection)
    start = visit.number("from", 0, 0, 10**9)
    shown = rows[::-1][start : start + A_PAGE]
    following = start + A_PAGE if len(rows) > start + A_PAGE else None
    return page(visit, "journal.html", rows=shown, head=newest, faults=found, following=following)


def post(visit: DeskVisit) -> Response:
    """The post book: what is open first."""
    rows = sorted(posts(visit.desk), key=lambda one: (one.state == "sent", one.item, one.delegation))
    waiting = [one for one in rows if one.state != "sent"]
    return page(visit, "post.html", posts=rows[:1000], waiting=len(waiting), total=len(rows))


def post_page(visit: DeskVisit) -> Response:
    """The post book as a table."""
    return _csv(post_book(visit.desk), "post")


def _csv(text: str, name: str) -> Response:
    """A table to be kept."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"', "Cache-Control": "no-store"}
    return Response(text, headers=headers, media_type=CSV)
