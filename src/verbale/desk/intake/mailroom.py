"""The mailroom: mails from a folder of EML files or from a mailbox (IMAP) become communications.

A mail that was taken in before is known by its number or its bytes and left alone, so that a folder can be looked
through again, and a crash between taking a mail in and marking it read does no harm. Reports of mail servers go into
the post book. A mail that cannot be read is registered all the same, with the reason: nothing that came is lost.
"""

from __future__ import annotations

import hashlib
import imaplib
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from sqlalchemy import or_, select

from verbale.desk import schema
from verbale.desk.dispatch.bounces import is_report, take_report
from verbale.desk.intake.receiving import Incoming, Sent, receive
from verbale.desk.office import Desk, Refused
from verbale.desk.roles import allow_view
from verbale.journey import read
from verbale.model.dossier import Document, Dossier
from verbale.model.reading import Source
from verbale.reading.refusal import Unreadable
from verbale.tongues.findings import finding

LARGEST_MAIL = 60_000_000
SECONDS = 60
MAIL = "mail"


class Taken(NamedTuple):
    """What became of one mail: number in the register, delegation whose message came back, or neither (known)."""

    name: str
    code: str | None = None
    returned: str | None = None


def collect(desk: Desk, who: str, place: str, password: str = "") -> Iterator[Taken]:
    """Take in every mail of a folder of EML files, or the unread ones of `imaps://user@host/mailbox`."""
    with desk.reading() as connection:
        allow_view(connection, who, "collect")
    yield from _mailbox(desk, who, place, password) if "://" in place else _folder(desk, who, Path(place))


def _folder(desk: Desk, who: str, folder: Path) -> Iterator[Taken]:
    """Mails of a folder, in the order of their names; they stay where they are."""
    if not folder.is_dir():
        raise Refused(f"There is no folder {folder}: give a folder of EML files, or imaps://user@host/mailbox.")
    for path in sorted(folder.glob("*.eml")):
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= LARGEST_MAIL:
            yield take(desk, who, path.name, path.read_bytes())


def _mailbox(desk: Desk, who: str, place: str, password: str) -> Iterator[Taken]:
    """Unread mails of a mailbox; each is marked as read once it is safe in the register."""
    parts = urlsplit(place)
    secure = parts.scheme == "imaps"
    if parts.scheme not in ("imap", "imaps") or not parts.hostname or not parts.username:
        raise Refused("Write the mailbox as imaps://user@host/mailbox; the password comes from VERBALE_MAIL_PASSWORD.")
    kind = imaplib.IMAP4_SSL if secure else imaplib.IMAP4
    try:
        with kind(parts.hostname, parts.port or (993 if secure else 143), timeout=SECONDS) as box:
            box.login(unquote(parts.username), password)
            box.select(parts.path.strip("/") or "INBOX")
            for number in box.search(None, "UNSEEN")[1][0].split():
                fetched = box.fetch(number, "(BODY.PEEK[])")[1][0]
                content = fetched[1] if isinstance(fetched, tuple) else b""
                yield take(desk, who, f"{number.decode()}.eml", content)
                box.store(number, "+FLAGS", "(\\Seen)")
    except (imaplib.IMAP4.error, OSError) as fault:
        raise Refused(f"The mailbox at {parts.hostname} cannot be read: {fault}") from fault


def take(desk: Desk, who: str, name: str, content: bytes) -> Taken:
    """One mail: a report, one that is known, or a communication."""
    message = message_from_bytes(content, policy=default)
    if is_report(message):
        return Taken(name, returned=take_report(desk, who, content))
    reference = str(message.get("Message-ID", "")).strip()[:250] or None
    if _known(desk, reference, hashlib.sha256(content).hexdigest()):
        return Taken(name)
    reply = parseaddr(str(message.get("Reply-To") or message.get("From") or ""))[1]
    answerable = "@" in reply and str(message.get("Auto-Submitted", "no")).lower() == "no"
    sent = Sent(channel=MAIL, reply=reply if answerable else None, reference=reference, mail=content)
    return Taken(name, code=receive(desk, who, _files(name, content, message), sent=sent))


def _known(desk: Desk, reference: str | None, digest: str) -> bool:
    """Whether this mail was taken in before."""
    items, versions = schema.items.c, schema.versions.c
    with desk.reading() as connection:
        query = select(versions.item).where(versions.received == digest)
        if connection.scalar(query.limit(1)) is not None:
            return True
        return (
            reference is not None
            and connection.scalar(select(items.code).where(or_(items.reference == reference)).limit(1)) is not None
        )


def _files(name: str, content: bytes, message: EmailMessage | object) -> list[Incoming]:
    """Language versions attached one by one; else the mail with all it brings as one text.

    A mail with something that cannot be read stays whole, so that the finding about it is made.
    """
    versions = list(_attached(message)) if isinstance(message, EmailMessage) else []
    languages = [one.dossier.document.language for one in versions]
    distinct = None not in languages and len(set(languages)) == len(versions)
    if versions and distinct and len(versions) == len(list(_named(message))):
        return versions
    try:
        return [Incoming(name, content, read(content, name=name))]
    except Unreadable as refusal:
        source = Source(name=name, sha256=hashlib.sha256(content).hexdigest(), media_type="message/rfc822")
        unread = Dossier(source=source, document=Document(), findings=(finding("V620", said=refusal.text),))
        return [Incoming(name, content, unread)]


def _attached(message: EmailMessage) -> Iterator[Incoming]:
    """Attachments that can be read, each by itself."""
    for name, payload in _named(message):
        try:
            yield Incoming(name, payload, read(payload, name=name))
        except Unreadable:
            continue


def _named(message: EmailMessage | object) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every attachment that is a file."""
    for part in message.iter_attachments() if isinstance(message, EmailMessage) else ():
        name, payload = part.get_filename(), part.get_payload(decode=True)
        if name and isinstance(payload, bytes):
            yield name, payload
