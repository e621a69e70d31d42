"""Intake: files come in, the reader fills in what it understands, a person confirms it.

Files that differ in language are versions of one text; a further file in a language that is already there is an annex
of its own. The files are kept as they came; nothing of them is public before the document is issued.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

import msgspec
from sqlalchemy import insert

from verbale.desk import schema
from verbale.desk.dispatch.receipts import queue_receipt
from verbale.desk.journal import append
from verbale.desk.moves import due_day, move_for
from verbale.desk.office import Desk, Refused, Work, now
from verbale.desk.register import enter
from verbale.desk.roles import allow
from verbale.desk.styles import style_for, styles
from verbale.journey import read
from verbale.model.dossier import Dossier
from verbale.record.keeping.rows import date_of
from verbale.structure.phrases import phrases


class Incoming(NamedTuple):
    """A file as it came, and what was read of it."""

    name: str
    content: bytes
    dossier: Dossier


class Particulars(msgspec.Struct, frozen=True, kw_only=True):
    """What the reader understood beside the fields of the register."""

    languages: tuple[str, ...] = ()
    originals: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    request: str | None = None
    """Address of the paragraph that asks for circulation."""


def incoming(files: list[tuple[str, bytes]]) -> list[Incoming]:
    """Read every file. Raises `Unreadable` with the sentence of the reader."""
    return [Incoming(name, content, read(content, name=name)) for name, content in files]


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """How a communication came: channel, address the receipt goes to, Message-ID and bytes of the mail."""

    channel: str = "file"
    reply: str | None = None
    reference: str | None = None
    mail: bytes | None = None
    sender: str | None = None
    """Whose mission handed it in, where that is known better than from the text."""


def receive(
    desk: Desk,
    who: str,
    files: list[Incoming],
    *,
    channel: str = "file",
    style: str | None = None,
    sent: Sent | None = None,
) -> str:
    """Take a communication in: files kept, number given, journal told, receipt queued, in one act; gives its number."""
    if not files:
        raise Refused("Give at least one file.")
    sent = sent or Sent(channel=channel)
    first = files[0].dossier
    if style is not None and style not in styles():
        raise Refused(f"There is no style {style}: choose from {', '.join(styles())}.")
    chosen = styles()[style] if style else style_for(first)
    digests = [desk.keep(one.content) for one in files]
    mail = None if sent.mail is None else desk.keep(sent.mail)
    with desk.writing(who) as work:
        allow(work.connection, who, move_for("receive", "", "A new communication"), "")
        at = now()
        values = prefilled(first) | _circumstances(sent, at) | {"distribution": chosen.distribution}
        values["body"] = first.document.body or chosen.body
        values["sender"] = values["sender"] or sent.sender
        said = particulars([one.dossier for one in files])
        year = datetime.date.fromisoformat(at[:10]).year
        kept = {"decisions": "{}", "submitter": who, "particulars": msgspec.json.encode(said).decode()}
        code = enter(work.connection, chosen, year, **kept, **values)
        _write_versions(work, code, files, digests, mail)
        append(work.connection, who, "receive", code, files=digests, channel=sent.channel)
        if sent.reply:
            queue_receipt(desk, work, code, said.languages[0])
    return code


def _circumstances(sent: Sent, at: str) -> dict[str, str | None]:
    """How and when it came, as the register writes it."""
    came = {"channel": sent.channel, "reply": sent.reply, "reference": sent.reference}
    return {"received": at, "due": due_day("received"), **came}


def _write_versions(work: Work, code: str, files: list[Incoming], digests: list[str], mail: str | None) -> None:
    """One row a file: the first in a language is its text, a further one an annex; the mail it all came in last."""
    seen: set[str] = set()
    rows = []
    for one, digest in zip(files, digests, strict=True):
        language = one.dossier.document.language or "und"
        role = "annex" if language in seen else "text"
        rows.append({"language": language, "role": role, "name": one.name, "received": digest, "sha256": digest})
        seen.add(language)
    if mail is not None and mail not in digests:
        rows.append({"language": "und", "role": "mail", "name": "mail.eml", "received": mail, "sha256": mail})
    for place, row in enumerate(rows, start=1):
        work.connection.execute(insert(schema.versions).values(item=code, place=place, **row))


def prefilled(dossier: Dossier) -> dict[str, str | None]:
    """The fields of the register as the reader fills them; the date is the communication's own."""
    document = dossier.document
    signed = next((date.date[:10] for date in document.dates if date.role == "signed" and date.date), None)
    return {
        "sender": document.sender,
        "addressee": document.addressee,
        "body": document.body,
        "kind": document.kind,
        "date": signed or date_of(dossier),
        "title": document.title,
    }


def particulars(dossiers: list[Dossier]) -> Particulars:
    """Languages, originals, annexes found, earlier issues, request for circulation."""
    first = dossiers[0]
    return Particulars(
        languages=tuple(dict.fromkeys(one.document.language or "und" for one in dossiers)),
        originals=first.document.originals,
        annexes=tuple(part.address for part in first.components if part.address),
        earlier=first.document.earlier,
        request=request_of(first),
    )


def request_of(dossier: Dossier) -> str | None:
    """Address of the paragraph of the main text that asks for circulation, by the set phrases of its language."""
    language = dossier.document.language
    if language is None:
        return None
    wanted = [phrase.casefold() for phrase in phrases(language).history.circulate]
    for part in dossier.components[:1]:
        for block in part.blocks:
            if any(phrase in block.text.casefold() for phrase in wanted):
                return block.address
    return None
