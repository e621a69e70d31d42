"""Registering and editing: a person confirms what the reader understood, and puts edited texts in their place."""

from __future__ import annotations

import datetime

from sqlalchemy import insert

from verbale.desk import schema
from verbale.desk.intake.receiving import Incoming
from verbale.desk.office import Desk, Refused
from verbale.desk.register import versions_of
from verbale.desk.states import item, step
from verbale.desk.styles import styles
from verbale.journey import read
from verbale.model.dossier import Dossier
from verbale.record.keeping.rows import DISTRIBUTIONS

FIELDS = ("sender", "addressee", "body", "kind", "date", "title", "distribution", "due", "style")
"""What the register holds of a communication and a person may mend."""


def register(desk: Desk, who: str, code: str, mended: dict[str, str]) -> None:
    """Confirm what the reader understood, with what a person mends."""
    unknown = sorted(set(mended) - set(FIELDS))
    if unknown:
        raise Refused(f"The register has no field {', '.join(unknown)}; it has {', '.join(FIELDS)}.")
    _tested(mended)
    with desk.writing(who) as work:
        row = item(work.connection, code)
        values: dict[str, object] = {name: value or None for name, value in mended.items()}
        step(work, "register", row.code, {"mended": mended}, **values)


def _tested(mended: dict[str, str]) -> None:
    """Refuse values that a field cannot have."""
    for name in ("date", "due"):
        if mended.get(name):
            try:
                datetime.date.fromisoformat(mended[name])
            except ValueError as fault:
                raise Refused(f"{mended[name]} is no day: write YYYY-MM-DD.") from fault
    if mended.get("distribution", DISTRIBUTIONS[0]) not in DISTRIBUTIONS:
        raise Refused(f"There is no class {mended['distribution']}; choose from {', '.join(DISTRIBUTIONS)}.")
    if "style" in mended and mended["style"] not in styles():
        raise Refused(f"There is no style {mended['style']}: choose from {', '.join(styles())}.")


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
