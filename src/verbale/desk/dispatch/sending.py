"""Sending: what is queued goes out through SMTP, one message and one session a delegation.

SMTP gives at least once; the post book makes it at most once without a person's word (`posts`). Temporary refusals are
tried again with growing pauses for two days, final ones are a task for the registry.
"""

from __future__ import annotations

import datetime
import smtplib
import time
from contextlib import closing
from email import message_from_bytes
from email.utils import parseaddr
from typing import Any, NamedTuple

from sqlalchemy import Row

from verbale.desk.dispatch.posts import may_go, move, posts
from verbale.desk.journal import POST, entries
from verbale.desk.office import Desk, Refused
from verbale.desk.roles import allow_view

TEMPORARY = range(400, 500)
"""Answers of a mail server after which the same message may be tried again."""

SECONDS_A_SERVER = 60.0
LONGEST_PAUSE = 4 * 3600.0
HOURS = 48
"""How long a message is tried."""


class Server(NamedTuple):
    """A mail server, and the seconds after which it counts as silent."""

    host: str
    port: int
    seconds: float = SECONDS_A_SERVER


def send(
    desk: Desk,
    who: str,
    code: str | None,
    server: tuple[str, int] | Server,
    *,
    rounds: int = 3,
    pause: float = 1.0,
) -> None:
    """Send what is queued, of one communication or of all, in rounds with growing pauses."""
    with desk.reading() as connection:
        allow_view(connection, who, "dispatch")
    through = Server(*server)
    for number in range(rounds):
        for post in _waiting(desk, code):
            if not desk.sources.whole(post.message):
                raise Refused(f"The message to {post.delegation} is not the one that was queued: nothing is sent.")
            _send_one(desk, who, post, through, pause * 2**number)
        if number + 1 < rounds and _waiting(desk, code):
            time.sleep(pause * 2**number)


def _waiting(desk: Desk, code: str | None) -> list[Row[Any]]:
    """Posts that go by mail and may leave now."""
    open_posts = [one for one in posts(desk, code) if one.state == "queued" and one.channel == "mail"]
    with desk.reading() as connection:
        return [one for one in open_posts if may_go(connection, one)]


def _send_one(desk: Desk, who: str, post: Row[Any], server: Server, pause: float) -> None:
    """One message in one session; the server's answer stands in the post book.

    The line is cut at the end, without a farewell: to a server that waits for a text, a farewell would be the text.
    """
    content = desk.sources.read(post.message)
    given = False
    try:
        with closing(smtplib.SMTP(server.host, server.port, timeout=server.seconds)) as session:
            refusal = _addressed(session, content, post.address)
            if refusal is not None:
                _refused(desk, who, post, "queued", refusal, pause)
                return
            given = move(desk, who, post, "queued", "sending", tries=1)
            if not given:
                return  # another worker has it, or the document was withdrawn: no text follows
            answer = _text(session, content)
            if answer[0] < 300:
                move(desk, who, post, "sending", "sent", _said(answer))
            else:
                _refused(desk, who, post, "sending", answer, pause)
    except (OSError, smtplib.SMTPException) as fault:
        if not given:  # the text was not given: it may be tried again
            _again(desk, who, post, "queued", str(fault), pause, tries=1)


def _addressed(session: smtplib.SMTP, content: bytes, address: str) -> tuple[int, bytes] | None:
    """Everything up to the point where the server waits for the text; its refusal, if it refuses."""
    session.ehlo_or_helo_if_needed()
    sender = parseaddr(str(message_from_bytes(content)["From"]))[1]
    options = ["NOTIFY=FAILURE,DELAY"] if session.has_extn("dsn") else []
    for answer in (session.mail(sender), session.rcpt(address, options)):
        if answer[0] >= 300:
            return answer
    answer = session.docmd("DATA")
    return None if answer[0] == 354 else answer


def _text(session: smtplib.SMTP, content: bytes) -> tuple[int, bytes]:
    """Give the text, every line that begins with a point doubled; the server's answer."""
    lines = content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    body = lines.replace(b"\r\n.", b"\r\n..")
    session.send((b"." if body.startswith(b".") else b"") + body.removesuffix(b"\r\n") + b"\r\n.\r\n")
    return session.getreply()


def _refused(desk: Desk, who: str, post: Row[Any], before: str, answer: tuple[int, bytes], pause: float) -> None:
    """A refusal: temporary ones are tried again, final ones are a task for the registry."""
    tries = int(before == "queued")
    if answer[0] in TEMPORARY:
        _again(desk, who, post, before, _said(answer), pause, tries=tries)
    else:
        move(desk, who, post, before, "failed", _said(answer), tries=tries)


def _again(desk: Desk, who: str, post: Row[Any], before: str, why: str, pause: float, *, tries: int) -> None:
    """To be tried again later, each time after a longer pause; after two days it has failed."""
    with desk.reading() as connection:
        first = next(entries(connection, f"{POST}{post.id}")).at
    age = datetime.datetime.now(datetime.UTC) - datetime.datetime.fromisoformat(first)
    old = age > datetime.timedelta(hours=HOURS)
    wait = min(LONGEST_PAUSE, pause * 2 ** min(post.attempts, 20))
    move(desk, who, post, before, "failed" if old else "queued", why, tries=tries, wait=wait if wait >= 60 else 0)


def _said(answer: tuple[int, bytes]) -> str:
    """A server's answer as the post book keeps it."""
    return f"{answer[0]} {answer[1].decode(errors='replace')}"
