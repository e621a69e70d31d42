"""Mail with a real server library: 200 delegations, a server that refuses, delays and drops; bounces; receipts."""

from __future__ import annotations

import asyncio
import socket
import time
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("aiosmtpd")
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.desk.imap_server import MailboxServer
from verbale.desk import Desk, Refused, circulation, dispatch, open_desk, openness, outputs
from verbale.desk import issue as issuing
from verbale.desk.checks import check
from verbale.desk.dispatch import lists
from verbale.desk.dispatch.sending import Server
from verbale.desk.intake import incoming, receive, register
from verbale.desk.intake.mailroom import collect
from verbale.desk.register import listed
from verbale.desk.roles import set_up
from verbale.desk.verifying import faults

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "note-verbale.fr.md"
SILENT = 0.4
"""Seconds after which our client takes a server for silent; the server below sleeps longer."""


class Moody:
    """A mail server that behaves by the first part of the address, some moods only the first time."""

    def __init__(self) -> None:
        self.boxes: Counter[str] = Counter()
        self.tries: Counter[str] = Counter()
        self.letters: dict[str, bytes] = {}

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Refuse for good, refuse for the moment, delay, drop."""
        mood = address.partition(".")[0]
        self.tries[address] += 1
        first = self.tries[address] == 1
        if mood == "unknown":
            return "550 5.1.1 no such mailbox"
        if mood == "busy" and first:
            return "450 4.2.1 try again later"
        if mood == "slow" and first:
            await asyncio.sleep(SILENT * 2)
        if mood == "drops" and first:
            assert server.transport is not None
            server.transport.close()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take the text; some are refused at this point, some taken in silence, some lost with the line."""
        address = envelope.rcpt_tos[0]
        mood, first = address.partition(".")[0], self.tries[address] == 1
        if mood == "full" and first:
            return "452 4.3.1 no room"
        if mood == "refuses":
            return "554 5.6.0 not wanted"
        if mood == "loses" and first:
            assert server.transport is not None
            server.transport.close()
            return "250 OK"
        self.boxes[address] += 1
        assert isinstance(envelope.content, bytes)
        self.letters[address] = envelope.content
        if mood == "mute" and first:
            await asyncio.sleep(SILENT * 2)
        return "250 OK"


@pytest.fixture
def mails() -> Iterator[tuple[Moody, Server]]:
    handler = Moody()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, Server("127.0.0.1", port, SILENT)
    controller.stop()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(outputs, "FORMS", ("akn", "html"))
    return open_desk(tmp_path / "record")


def ready(desk: Desk, **mended: str) -> str:
    """A communication with its symbol."""
    code = receive(desk, "a", incoming([(SAMPLE.name, SAMPLE.read_bytes())]))
    register(desk, "a", code, mended)
    assert not check(desk, "a", code, {})
    issuing.approve(desk, "a", code)
    issuing.number(desk, "a", code)
    return code


MOODS = {"busy": 12, "slow": 2, "drops": 8, "full": 8, "unknown": 5, "refuses": 3, "loses": 2, "mute": 2}


def test_two_hundred_delegations(desk: Desk, mails: tuple[Moody, Server]) -> None:
    handler, server = mails
    moods = [mood for mood, count in MOODS.items() for _ in range(count)]
    moods += ["good"] * (200 - len(moods))
    page = "delegation,address,language\n" + "".join(
        f"d{n},{mood}.{n}@example.org,{('ar', 'en', 'es', 'fr', 'ru', 'zh')[n % 6]}\n" for n, mood in enumerate(moods)
    )
    code = ready(desk)
    issuing.issue(desk, "a", code)
    assert circulation.circulate(desk, "a", code, dispatch.delegations(page), "office@example.org") == 200
    dispatch.send(desk, "a", code, server, rounds=3, pause=0.05)
    posts = dispatch.posts(desk, code)
    failed = {one.address for one in posts if one.state == "failed"}
    doubtful = {one.address for one in posts if one.state == "sending"}
    assert failed == {one.address for one in posts if one.address.startswith(("unknown.", "refuses."))}
    assert doubtful == {one.address for one in posts if one.address.startswith(("loses.", "mute."))}
    assert not any(one.state == "queued" for one in posts)
    for one in posts:  # a person asks the delegations that are in doubt
        if one.state == "sending":
            dispatch.settle(desk, "a", code, one.delegation, handler.boxes[one.address] == 1)
    dispatch.send(desk, "a", code, server, pause=0.05)
    dispatch.send(desk, "a", code, server, pause=0.05)
    assert set(handler.boxes) == {one.address for one in posts} - failed
    assert set(handler.boxes.values()) == {1}
    assert "550 5.1.1 no such mailbox" in dispatch.post_book(desk, code)
    assert list(faults(desk)) == []


def test_a_letter_arrives_as_it_was_kept(desk: Desk, mails: tuple[Moody, Server]) -> None:
    handler, server = mails
    code = ready(desk)
    issuing.issue(desk, "a", code)
    page = "delegation,address,language\nstate/ru,good.ru@example.org,ru\n"
    circulation.circulate(desk, "a", code, dispatch.delegations(page), "office@example.org")
    dispatch.send(desk, "a", code, server)
    (post,) = dispatch.posts(desk, code)
    kept, came = (
        message_from_bytes(text, policy=default)
        for text in (desk.sources.read(post.message), *handler.letters.values())
    )
    assert isinstance(kept, EmailMessage) and isinstance(came, EmailMessage)
    assert came["Message-ID"] == kept["Message-ID"] and came["Auto-Submitted"] == "auto-generated"
    assert came["Content-Language"] == "ru"
    files = [[part.get_content() for part in one.iter_attachments()] for one in (kept, came)]
    assert files[0] == files[1] and len(files[0]) == 1


def report(post: Any, action: str = "failed") -> bytes:
    """A report of a mail server about a post."""
    return f"""From: MAILER-DAEMON@example.org\r
To: office@example.org\r
Subject: Undelivered\r
Message-ID: <{action}@example.org>\r
MIME-Version: 1.0\r
Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r
\r
--b\r
Content-Type: text/plain\r
\r
It did not arrive.\r
--b\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; example.org\r
\r
Final-Recipient: rfc822; {post.address}\r
Action: {action}\r
Status: 5.1.1\r
Diagnostic-Code: smtp; 550 gone away\r
\r
--b\r
Content-Type: text/rfc822-headers\r
\r
Message-ID: <{post.id}@example.org>\r
\r
--b--\r
""".encode()


def test_bounces_come_into_the_post_book(desk: Desk, mails: tuple[Moody, Server], tmp_path: Path) -> None:
    _, server = mails
    code = ready(desk)
    issuing.issue(desk, "a", code)
    page = "delegation,address\nstate/fr,good.1@example.org\nstate/kz,good.2@example.org\n"
    circulation.circulate(desk, "a", code, dispatch.delegations(page), "office@example.org")
    dispatch.send(desk, "a", code, server)
    first, other = dispatch.posts(desk, code)
    folder = tmp_path / "mails"
    folder.mkdir()
    (folder / "1.eml").write_bytes(report(first))
    (folder / "2.eml").write_bytes(report(other, "delayed"))
    assert [one.returned for one in collect(desk, "a", str(folder))] == [first.delegation, None]
    states = {one.delegation: (one.state, one.answer) for one in dispatch.posts(desk, code)}
    assert states[first.delegation][0] == "failed" and "550 gone away" in str(states[first.delegation][1])
    assert states[other.delegation][0] == "sent"
    with desk.reading() as connection:
        assert len(list(listed(connection))) == 1, "a report is no communication"


def test_embargo_holds_everything_back(desk: Desk, mails: tuple[Moody, Server]) -> None:
    handler, server = mails
    code = ready(desk)
    soon = time.time() + 2
    until = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(soon))
    openness.embargo(desk, "a", code, until, "press")
    issuing.issue(desk, "a", code)
    page = "delegation,address\nstate/fr,good.1@example.org\n"
    circulation.circulate(desk, "a", code, dispatch.delegations(page), "office@example.org")
    dispatch.send(desk, "a", code, server, rounds=1)
    assert not handler.boxes and not list(desk.record.listed()) and openness.release(desk) == []
    time.sleep(max(0.0, soon - time.time()) + 1)
    assert openness.release(desk) == ["CD/1"]
    dispatch.send(desk, "a", code, server, rounds=1)
    assert sum(handler.boxes.values()) == 1
    with pytest.raises(Refused, match="public already"):
        openness.embargo(desk, "a", code, "2099-01-01", "press")


def test_restricted_goes_to_named_addressees_only(desk: Desk) -> None:
    code = ready(desk, distribution="restricted")
    issuing.issue(desk, "a", code)
    page = dispatch.delegations("delegation,address\nstate/fr,fr@example.org\n")
    with pytest.raises(Refused, match="one by one"):
        circulation.circulate(desk, "a", code, page, "office@example.org")
    assert circulation.circulate(desk, "a", code, page, "office@example.org", named=True) == 1
    assert [one.distribution for one in desk.record.listed()] == ["restricted"]
    openness.derestrict(desk, "a", code, "thirty years")
    assert [one.distribution for one in desk.record.listed()] == ["general"]
    assert list(faults(desk)) == []


def test_members_of_a_body_as_a_list(desk: Desk) -> None:
    page = lists.proposal("org/un/cd", "2026-01-01")
    lines = page.splitlines()
    assert len(lines) == 66 and lines[0].startswith("delegation,name,language,address")
    filled = "\n".join(
        [lines[0], *(line.replace(",,mail", f",m{n}@example.org,mail") for n, line in enumerate(lines[1:]))]
    )
    lists.write(desk, "a", "cd", lists.delegations(filled))
    held = {one.name: one for one in lists.held(desk, "cd")}
    assert held["state/dz"].language == "ar" and held["state/cn"].language == "zh" and held["state/se"].language == "en"
    with pytest.raises(Refused, match="address"):
        lists.delegations(page)


def letter(number: int, **headers: str) -> bytes:
    """A mail of a mission with the sample attached."""
    message = EmailMessage()
    said = {"From": "Mission <mission@example.org>", "To": "office@example.org", "Subject": "Note", **headers}
    said.setdefault("Message-ID", f"<{number}@mission.example>")
    for name, value in said.items():
        message[name] = value
    message.set_content("Please find attached.")
    message.add_attachment(SAMPLE.read_bytes(), maintype="text", subtype="markdown", filename=f"note-{number}.md")
    return message.as_bytes()


def test_mailbox_and_folder(desk: Desk, tmp_path: Path, mails: tuple[Moody, Server]) -> None:
    """Mails are taken in once, whichever way they come; the original is kept; a receipt goes back once."""
    handler, server = mails
    set_up(desk, "a", "address", "office@example.org")
    box = MailboxServer([letter(1), letter(2, **{"Auto-Submitted": "auto-replied"})], "secret")
    place = f"imap://office@127.0.0.1:{box.port}/INBOX"
    with pytest.raises(Refused, match="cannot be read"):
        list(collect(desk, "a", place, "wrong"))
    assert [one.code is not None for one in collect(desk, "a", place, "secret")] == [True, True]
    assert list(collect(desk, "a", place, "secret")) == [], "what was read is marked as read"
    folder = tmp_path / "mails"
    folder.mkdir()
    (folder / "1.eml").write_bytes(letter(1))
    (folder / "2.eml").write_bytes(b"\x00\xff no mail at all")
    (folder / "3.eml").write_bytes(letter(3))
    assert [one.code is not None for one in collect(desk, "a", str(folder))] == [False, True, True]
    dispatch.send(desk, "a", None, server)
    assert handler.boxes == {"mission@example.org": 2}
    with desk.reading() as connection:
        rows = list(listed(connection))
    assert [row.channel for row in rows] == ["mail"] * 4
    assert {row.sender for row in rows} == {"state/uy", None}
    assert list(faults(desk)) == []
