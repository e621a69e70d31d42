"""Circulation: the post book, and one message a delegation through SMTP.

Who gets a document is fixed in the transaction that circulates it, with the whole message. A post is marked `sending`
after the server took the addresses and before it gets the text: a worker that dies earlier leaves it `queued`, to be
sent again without harm; one that dies later leaves it `sending`, and nobody knows whether it arrived. Such a post is
never sent again by itself: a person asks the delegation and settles it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import smtplib
import time
from email.message import EmailMessage
from email.utils import formatdate
from typing import Any, NamedTuple

from sqlalchemy import Row, insert, select, update

from verbale.desk import schema
from verbale.desk.issue import issued
from verbale.desk.journal import append
from verbale.desk.office import Desk, Refused, now
from verbale.desk.states import item, step

TEMPORARY = range(400, 500)
"""Answers of a mail server after which the same message may be tried again."""

SECONDS_A_SERVER = 60


class Delegation(NamedTuple):
    """One addressee of a list; `channel` is mail, or how it is sent by hand (pouch, post)."""

    name: str
    address: str
    channel: str = "mail"


def delegations(page: str) -> list[Delegation]:
    """A list of delegations from CSV with the columns delegation, address and, where it differs from mail, channel."""
    found: dict[str, Delegation] = {}
    for line in csv.DictReader(io.StringIO(page)):
        name, address = (line.get("delegation") or "").strip(), (line.get("address") or "").strip()
        if not name or not address or set(address) & set("\r\n,"):
            raise Refused("Every line of the list needs one delegation and one address.")
        if name in found:
            raise Refused(f"{name} stands in the list twice: keep one line.")
        found[name] = Delegation(name, address, (line.get("channel") or "mail").strip())
    if not found:
        raise Refused("The list is empty: give it the columns delegation and address.")
    return list(found.values())


def circulate(desk: Desk, who: str, code: str, addressees: list[Delegation], sender: str) -> int:
    """Queue one post for each delegation that has none yet; returns how many are new. Nothing is sent here."""
    outputs = issued(desk, code)
    with desk.reading() as connection:
        row = item(connection, code)
        table = schema.posts
        known = set(connection.scalars(select(table.c.delegation).where(table.c.item == row.code)))
    wanted = [one for one in addressees if one.name not in known]
    letters = [(one, _letter(row, one, outputs, sender)) for one in wanted]
    kept = [(one, desk.keep(content)) for one, content in letters]
    with desk.writing(who) as work:
        new = []
        for one, digest in kept:
            key = _key(row.code, one.name)
            if work.connection.scalar(select(table.c.id).where(table.c.id == key)) is not None:
                continue  # another registrar queued it meanwhile
            values = {"item": row.code, "delegation": one.name, "address": one.address, "channel": one.channel}
            values |= {"message": digest, "state": "queued", "at": now()}
            work.connection.execute(insert(table).values(id=key, attempts=0, **values))
            append(work.connection, who, "queue", f"post:{key}", delegation=one.name, message=digest)
            new.append(one.name)
        step(work, "circulate", row.code, {"delegations": new})
    return len(new)


def _key(code: str, delegation: str) -> str:
    """The number of a post, the same whenever it is asked for."""
    return hashlib.sha256(f"{code}\0{delegation}".encode()).hexdigest()[:32]


def _letter(row: Row[Any], one: Delegation, outputs: list[tuple[str, str, bytes]], sender: str) -> bytes:
    """The message to one delegation with what was issued."""
    letter = EmailMessage()
    letter["From"], letter["To"] = sender, one.address
    letter["Subject"] = " ".join(f"{row.symbol} - {row.title or ''}".split())
    letter["Message-ID"] = f"<{_key(row.code, one.name)}@{sender.rpartition('@')[2]}>"
    letter["Date"] = formatdate()
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(f"{row.symbol}\n{row.title or ''}\n")
    for language, form, content in outputs:
        if form == "html":
            name = f"{row.symbol.replace('/', '-')}.{language}.html"
            letter.add_attachment(content, maintype="text", subtype="html", filename=name)
    return letter.as_bytes()


def posts(desk: Desk, code: str) -> list[Row[Any]]:
    """The post book of a communication: channel, time, delegation, digest, state."""
    table = schema.posts
    with desk.reading() as connection:
        where = table.c.item == item(connection, code).code
        return list(connection.execute(select(table).where(where).order_by(table.c.delegation)))


def _mark(desk: Desk, who: str, post: Row[Any], before: str, after: str, answer: str = "", tries: int = 0) -> bool:
    """Move a post from one state to another; False where it is no longer in the first. Each move is in the journal."""
    table = schema.posts
    with desk.writing(who) as work:
        if after == "sending" and item(work.connection, post.item).state not in ("circulated", "corrected"):
            return False
        change = {"state": after, "answer": answer or None, "at": now(), "attempts": table.c.attempts + tries}
        where = (table.c.id == post.id) & (table.c.state == before)
        if not work.connection.execute(update(table).where(where).values(**change)).rowcount:
            return False
        append(work.connection, who, "post", f"post:{post.id}", before=before, after=after, answer=answer)
    return True


def send(desk: Desk, who: str, code: str, server: tuple[str, int], *, rounds: int = 3, pause: float = 1.0) -> None:
    """Send what is queued, in rounds with growing pauses; what the server refuses for good becomes `failed`."""
    for number in range(rounds):
        waiting = [one for one in posts(desk, code) if one.state == "queued" and one.channel == "mail"]
        for post in waiting:
            if not desk.sources.whole(post.message):
                raise Refused(f"The message to {post.delegation} is not the one that was queued: nothing is sent.")
            _send_one(desk, who, post, server)
        if not any(one.state == "queued" and one.channel == "mail" for one in posts(desk, code)):
            return
        if number + 1 < rounds:
            time.sleep(pause * 2**number)


def _send_one(desk: Desk, who: str, post: Row[Any], server: tuple[str, int]) -> None:
    """One message in one session; the server's answer stands in the post book."""
    content = desk.sources.read(post.message)
    sending = False
    try:
        with smtplib.SMTP(*server, timeout=SECONDS_A_SERVER) as session:
            session.ehlo_or_helo_if_needed()
            for code, answer in (session.mail(_sender(content)), session.rcpt(post.address)):
                if code >= 300:
                    after = "queued" if code in TEMPORARY else "failed"
                    _mark(desk, who, post, "queued", after, f"{code} {answer.decode(errors='replace')}", 1)
                    return
            sending = _mark(desk, who, post, "queued", "sending", tries=1)
            if not sending:
                return  # another worker has it, or the document was withdrawn
            code, answer = session.data(content)
            after = "sent" if code < 300 else "queued" if code in TEMPORARY else "failed"
            _mark(desk, who, post, "sending", after, f"{code} {answer.decode(errors='replace')}")
    except (OSError, smtplib.SMTPException) as fault:
        if not sending:  # the text was not given: it may be tried again
            _mark(desk, who, post, "queued", "queued", str(fault), 1)


def _sender(content: bytes) -> str:
    """The envelope's sender, from the message's first line."""
    return content.split(b"\n", 1)[0].decode().removeprefix("From: ").strip()


def settle(desk: Desk, who: str, code: str, delegation: str, arrived: bool) -> None:
    """Say of a post that is in doubt, or that goes by hand, whether it arrived; what did not is queued again."""
    for post in posts(desk, code):
        if post.delegation == delegation and post.state in ("sending", "queued", "failed"):
            if not _mark(desk, who, post, post.state, "sent" if arrived else "queued", f"settled by {who}"):
                raise Refused(f"The post to {delegation} has just changed: look at it again.")
            return
    raise Refused(f"No post of {code} to {delegation} is open.")
