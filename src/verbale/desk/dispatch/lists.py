"""Lists of delegations: who belongs to a body by the authority files, where they are written to, in which language.

    page = proposal("org/un/cd")          # CSV with every member, addresses to be filled in by the office
    write(desk, "b.registrar", "cd", delegations(page_filled_in))
    held(desk, "cd")

Addresses are the office's own knowledge; no authority file holds any.
"""

from __future__ import annotations

import csv
import datetime
import functools
import io
from typing import NamedTuple

import msgspec
from sqlalchemy import delete, insert, select

from verbale.authority import open_authority
from verbale.desk import schema
from verbale.desk.journal import OFFICE, append
from verbale.desk.office import Desk, Refused
from verbale.desk.roles import allow_view
from verbale.tongues.files import TONGUES, read_knowledge

COLUMNS = ("delegation", "name", "language", "address", "channel", "since", "until")
CHANNELS = ("mail", "post", "pouch", "hand")


class Delegation(NamedTuple):
    """One addressee of a list; `channel` is mail, or how it is sent by hand (pouch, post)."""

    name: str
    """Identifier of the State or organisation, or what the office calls it."""
    address: str
    channel: str = "mail"
    language: str = "en"
    title: str = ""
    """Name as letters print it."""
    since: str = ""
    until: str = ""


class Correspondence(msgspec.Struct, frozen=True):
    """Language in which delegations are written to: those of `languages`, the others in `other`."""

    other: str
    languages: dict[str, tuple[str, ...]]


@functools.cache
def language_of(delegation: str) -> str:
    """The language a delegation is written to in, unless its list says otherwise."""
    table = read_knowledge("desk/correspondence.toml", Correspondence)
    return next((language for language, states in table.languages.items() if delegation in states), table.other)


def proposal(body: str, day: str | None = None) -> str:
    """A list of a body's members on a day (today), as CSV to be filled in. Refuses a body without known members."""
    book, on = open_authority(), day or datetime.datetime.now(datetime.UTC).date().isoformat()
    entry = book.entry(body)
    if entry is None or not entry.members:
        raise Refused(f"No members of {body} are known: write the list, with the columns {', '.join(COLUMNS)}.")
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(COLUMNS)
    for member in entry.members:
        if (member.since or "") <= on and (member.until or "9999") >= on:
            language = language_of(member.id)
            writer.writerow([member.id, _name(member.id, language), language, "", "mail", member.since, member.until])
    return page.getvalue()


def _name(identifier: str, language: str) -> str:
    """An entity's official name in a language."""
    entry = open_authority().entry(identifier)
    names = entry.names.get(language) if entry else None
    return next(iter((*names.full, *names.short)), identifier) if names else identifier


def delegations(page: str) -> list[Delegation]:
    """A list from CSV: delegation and address on each line; name, language, channel and period where they are known."""
    found: dict[str, Delegation] = {}
    for line in csv.DictReader(io.StringIO(page)):
        cells = {name: (line.get(name) or "").strip() for name in COLUMNS}
        name, channel = cells["delegation"], cells["channel"] or "mail"
        if not name or not cells["address"] or set(cells["address"]) & set("\r\n,"):
            raise Refused(f"Every line of the list needs one delegation and one address: see {name or 'its lines'}.")
        if channel == "mail" and "@" not in cells["address"]:
            raise Refused(f"{cells['address']} is no address of mail: mend the line of {name}.")
        if name in found:
            raise Refused(f"{name} stands in the list twice: keep one line.")
        language = cells["language"] or language_of(name)
        if language not in TONGUES:
            raise Refused(f"{name} is to be written to in {language!r}: choose from {', '.join(TONGUES)}.")
        title = cells["name"] or _name(name, language)
        found[name] = Delegation(name, cells["address"], channel, language, title, cells["since"], cells["until"])
    if not found:
        raise Refused("The list is empty: give it the columns delegation and address.")
    return list(found.values())


def write(desk: Desk, who: str, name: str, addressees: list[Delegation]) -> None:
    """Keep a list under a name, in place of the one that had it."""
    if not name.strip():
        raise Refused("Give the list a name.")
    with desk.writing(who) as work:
        allow_view(work.connection, who, "lists")
        work.connection.execute(delete(schema.lists).where(schema.lists.c.list == name))
        for one in addressees:
            row = {"delegation": one.name, "name": one.title or one.name, "language": one.language}
            row |= {"address": one.address, "channel": one.channel}
            period = {"since": one.since or None, "until": one.until or None}
            work.connection.execute(insert(schema.lists).values(list=name, **row, **period))
        append(work.connection, who, "list", OFFICE, list=name, delegations=[one.name for one in addressees])


def held(desk: Desk, name: str, day: str | None = None) -> list[Delegation]:
    """The delegations of a list on a day (today). Refuses a list that is not there or empty on that day."""
    on, table = day or datetime.datetime.now(datetime.UTC).date().isoformat(), schema.lists
    with desk.reading() as connection:
        rows = list(connection.execute(select(table).where(table.c.list == name).order_by(table.c.delegation)))
    found = [
        Delegation(row.delegation, row.address, row.channel, row.language, row.name, row.since or "", row.until or "")
        for row in rows
        if (row.since or "") <= on and (row.until or "9999") >= on
    ]
    if not found:
        raise Refused(f"There is no list {name} that holds today: see `verbale desk lists`.")
    return found


def names(desk: Desk) -> dict[str, int]:
    """Every list with the number of its lines."""
    with desk.reading() as connection:
        rows = list(connection.scalars(select(schema.lists.c.list).order_by(schema.lists.c.list)))
    return {name: rows.count(name) for name in dict.fromkeys(rows)}
