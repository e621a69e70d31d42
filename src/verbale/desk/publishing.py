"""What was issued: its bytes as they were kept, put into the record with the class the register has."""

from __future__ import annotations

import hashlib

from sqlalchemy import select, update

from verbale.desk import schema
from verbale.desk.office import Desk, Refused, now
from verbale.desk.states import item
from verbale.journey import read
from verbale.record import schema as record_schema
from verbale.record.search import open_index


def publish(desk: Desk, code: str) -> None:
    """Put what was issued into the record; it can be done again without harm, after a crash too."""
    with desk.reading() as connection:
        row = item(connection, code)
    if row.embargo and row.embargo > now():
        return  # `verbale.desk.openness.release` comes back to it
    for content in (content for _, form, content in issued(desk, code) if form == "akn"):
        desk.record.keep(content, read(content, name=f"{hashlib.sha256(content).hexdigest()[:12]}.akn"))
    shown_as(desk, row.symbol, row.distribution)


def issued(desk: Desk, code: str) -> list[tuple[str, str, bytes]]:
    """Language, form and bytes of every output, as they were issued. Refuses bytes that are others."""
    with desk.reading() as connection:
        row = item(connection, code)
        table = schema.outputs
        query = select(table).where(table.c.item == row.code).order_by(table.c.language, table.c.form)
        outputs = list(connection.execute(query))
    for one in outputs:
        if not desk.sources.whole(one.sha256):
            raise Refused(f"{row.code} in {one.language} ({one.form}) is not what was issued: nothing is sent.")
    return [(one.language, one.form, desk.sources.read(one.sha256)) for one in outputs]


def shown_as(desk: Desk, symbol: str | None, distribution: str | None) -> None:
    """Give a document of the record its class, as the register has it, and bring the search up to date."""
    works, symbols = record_schema.works, record_schema.symbols
    if symbol and distribution:
        key = symbol.replace(" ", "")
        inside = select(symbols.c.work).where(symbols.c.symbol == key).scalar_subquery()
        with desk.engine.begin() as connection:
            connection.execute(update(works).where(works.c.id == inside).values(distribution=distribution))
    open_index(desk.record).update()
