"""The post book: who gets what, fixed with the whole message in the transaction that circulates it.

A post is marked `sending` after the mail server agreed to take the text and before it gets it: a worker that dies
earlier leaves it `queued`, to be sent again without harm; one that dies later leaves it `sending`, and nobody knows
whether it arrived. Such a post is never sent again by itself: a person asks the delegation and settles it.
"""

from __future__ import annotations

import csv
import datetime
import io
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from verbale.desk import schema
from verbale.desk.dispatch.letters import key
from verbale.desk.dispatch.lists import Delegation
from verbale.desk.journal import POST, append, entries
from verbale.desk.office import Desk, Refused, Work, now
from verbale.desk.roles import allow_view
from verbale.desk.states import item

SENDABLE = ("issued", "circulated", "corrected")
"""States in which a document may go out; a mail to its sender may always."""

BOOK = ("channel", "at", "delegation", "address", "kind", "state", "attempts", "message", "answer", "confirmed")


def queue(work: Work, row: Row[Any], one: Delegation, digest: str, kind: str, token: str | None = None) -> bool:
    """Write one post into the book; False where the delegation has one already."""
    table, number = schema.posts, key(row.code, one.name)
    if work.connection.scalar(select(table.c.id).where(table.c.id == number)) is not None:
        return False  # another registrar queued it meanwhile
    values = {"item": row.code, "delegation": one.name, "address": one.address, "channel": one.channel, "kind": kind}
    values |= {"message": digest, "state": "queued", "at": now(), "token": token}
    work.connection.execute(insert(table).values(id=number, attempts=0, **values))
    append(work.connection, work.who, "queue", f"{POST}{number}", delegation=one.name, message=digest)
    return True


def posts(desk: Desk, code: str | None = None) -> list[Row[Any]]:
    """The posts of a communication, or of all."""
    table = schema.posts
    query = select(table).order_by(table.c.item, table.c.delegation)
    with desk.reading() as connection:
        if code is not None:
            query = query.where(table.c.item == item(connection, code).code)
        return list(connection.execute(query))


def post_book(desk: Desk, code: str | None = None) -> str:
    """The post book as CSV: channel, date, addressee, state, digest of what was sent, and who last had it in hand."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(("item", *BOOK, "by"))
    with desk.reading() as connection:
        for post in posts(desk, code):
            by = [entry.who for entry in entries(connection, f"{POST}{post.id}")][-1:]
            cells = [str(cell if cell is not None else "") for cell in (getattr(post, name) for name in BOOK)]
            writer.writerow([post.item, *[f"'{cell}" if cell[:1] in tuple("=+-@\t") else cell for cell in cells], *by])
    return page.getvalue()


def may_go(connection: Connection, post: Row[Any]) -> bool:
    """Whether a post may leave now: its document stands, no embargo holds it back, its time has come."""
    row, time = item(connection, post.item), now()
    if (post.after or "") > time:
        return False
    return post.kind != "document" or (row.state in SENDABLE and (row.embargo or "") <= time)


def move(
    desk: Desk, who: str, post: Row[Any], before: str, after: str, answer: str = "", *, tries: int = 0, wait: float = 0
) -> bool:
    """Move a post from one state to another; False where it is no longer in the first, or may not leave.

    `wait`: seconds for which it is not tried again. Each move is in the journal.
    """
    table = schema.posts
    with desk.writing(who) as work:
        if after == "sending" and not may_go(work.connection, post):
            return False
        time = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=wait)
        change = {"state": after, "answer": answer[:500] or None, "at": now(), "attempts": table.c.attempts + tries}
        change["after"] = time.isoformat(timespec="seconds") if wait >= 1 else None
        where = (table.c.id == post.id) & (table.c.state == before)
        if not work.connection.execute(update(table).where(where).values(**change)).rowcount:
            return False
        append(work.connection, who, "post", f"{POST}{post.id}", before=before, after=after, answer=answer[:500])
    return True


def settle(desk: Desk, who: str, code: str, delegation: str, arrived: bool) -> None:
    """Say of a post that is in doubt, or that goes by hand, whether it arrived; what did not is queued again."""
    with desk.reading() as connection:
        allow_view(connection, who, "dispatch")
    for post in posts(desk, code):
        if post.delegation == delegation and post.state in ("sending", "queued", "failed"):
            if not move(desk, who, post, post.state, "sent" if arrived else "queued", f"settled by {who}"):
                raise Refused(f"The post to {delegation} has just changed: look at it again.")
            return
    raise Refused(f"No post of {code} to {delegation} is open.")


def post_of(desk: Desk, token: str) -> Row[Any] | None:
    """The post with the secret of a receipt's address, and the title of its document; None for any other address."""
    table, items = schema.posts, schema.items.c
    query = select(table, items.symbol, items.title).join(schema.items, items.code == table.c.item)
    with desk.reading() as connection:
        return connection.execute(query.where(table.c.token == token)).first()


def confirm(desk: Desk, token: str) -> None:
    """A delegation says that it has its post; once is enough, and an address that is none does nothing."""
    table, post = schema.posts, post_of(desk, token)
    if post is None or post.confirmed is not None:
        return
    with desk.writing(post.delegation) as work:
        where = (table.c.id == post.id) & table.c.confirmed.is_(None)
        if work.connection.execute(update(table).where(where).values(confirmed=now())).rowcount:
            append(work.connection, work.who, "confirm", f"{POST}{post.id}", delegation=post.delegation)
