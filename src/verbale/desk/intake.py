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
from verbale.desk.journal import append
from verbale.desk.office import Desk, Refused, now
from verbale.desk.register import enter, versions_of
from verbale.desk.roles import allow
from verbale.desk.states import item, move_for, step
from verbale.desk.styles import style_of, styles
from verbale.journey import read
from verbale.model.dossier import Dossier
from verbale.record.keeping import date_of
from verbale.structure.phrases import phrases

FIELDS = ("sender", "addressee", "body", "kind", "date", "title")
"""What the register holds of a communication and a person may mend."""


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


def receive(desk: Desk, who: str, files: list[Incoming], *, channel: str = "file", style: str | None = None) -> str:
    """Take a communication in: files kept, number given, journal told, in one act. Returns its number."""
    if not files:
        raise Refused("Give at least one file.")
    first = files[0].dossier
    if style is not None and style not in styles():
        raise Refused(f"There is no style {style}: choose from {', '.join(styles())}.")
    chosen = styles()[style] if style else style_of(first.document.body)
    digests = [desk.keep(one.content) for one in files]
    with desk.writing(who) as (connection, _):
        allow(connection, who, move_for("receive", "", "A new communication"), "")
        at = now()
        fields = prefilled(first) | {"body": first.document.body or chosen.body}
        said = particulars([one.dossier for one in files])
        values = {"received": at, "channel": channel, "particulars": msgspec.json.encode(said).decode()}
        year = datetime.date.fromisoformat(at[:10]).year
        code = enter(connection, chosen, year, decisions="{}", **values, **fields)
        seen: set[str] = set()
        for place, (one, digest) in enumerate(zip(files, digests, strict=True), start=1):
            language = one.dossier.document.language or "und"
            row = {"language": language, "role": "annex" if language in seen else "text", "name": one.name}
            connection.execute(
                insert(schema.versions).values(item=code, place=place, received=digest, sha256=digest, **row)
            )
            seen.add(language)
        append(connection, who, "receive", code, files=digests, channel=channel)
    return code


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


def register(desk: Desk, who: str, code: str, mended: dict[str, str]) -> None:
    """Confirm what the reader understood, with what a person mends."""
    unknown = sorted(set(mended) - set(FIELDS))
    if unknown:
        raise Refused(f"The register has no field {', '.join(unknown)}; it has {', '.join(FIELDS)}.")
    with desk.writing(who) as work:
        row = item(work.connection, code)
        values: dict[str, object] = {**mended}
        step(work, "register", row.code, {"mended": mended}, **values)


def edit(desk: Desk, who: str, code: str, one: Incoming) -> None:
    """Put an edited file in place of the text in its language; the file as it came stays with the sources."""
    language = one.dossier.document.language or "und"
    digest = desk.keep(one.content)
    with desk.writing(who) as work:
        row = item(work.connection, code)
        rows = versions_of(work.connection, row.code)
        held = next((each for each in rows if each.language == language and each.role == "text"), None)
        table = schema.versions
        if held is None:
            place = len(rows) + 1
            new = {"item": row.code, "place": place, "language": language, "role": "text", "name": one.name}
            work.connection.execute(insert(table).values(received=digest, sha256=digest, **new))
        else:
            where = (table.c.item == row.code) & (table.c.place == held.place)
            work.connection.execute(table.update().where(where).values(sha256=digest, name=one.name))
        before = held.sha256 if held else None
        step(work, "edit", row.code, {"language": language, "before": before, "after": digest}, checked=None)


def dossiers_of(desk: Desk, code: str) -> list[Dossier]:
    """The texts of a communication read from the bytes kept, one a language. Refuses bytes that were changed."""
    with desk.reading() as connection:
        rows = versions_of(connection, item(connection, code).code)
    found = []
    for row in rows:
        if row.role == "text":
            if not desk.sources.whole(row.sha256):
                raise Refused(f"The file {row.name} of {code} is lost or changed: run `verbale desk journal --verify`.")
            found.append(read(desk.sources.read(row.sha256), name=row.name))
    return found
