"""The register and the series of symbols: numbers without gaps and without doubles.

A counter's row is raised in the transaction that writes what the number is for; a unique index stands behind it. A
database sequence would leave gaps when a transaction is rolled back; the highest number plus one would give doubles.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from verbale.desk import schema
from verbale.desk.journal import digest_of
from verbale.desk.office import Refused
from verbale.desk.styles import Style


def following(connection: Connection, series: str, first: int = 1) -> int:
    """Take the next number of a series; `first` is where a new series begins. The caller holds the write lock."""
    table = schema.counters
    last = connection.scalar(select(table.c.last).where(table.c.series == series))
    if last is None:
        connection.execute(insert(table).values(series=series, first=first, last=first))
        return first
    connection.execute(update(table).where(table.c.series == series).values(last=last + 1))
    return int(last) + 1


def enter(connection: Connection, style: Style, year: int, **values: Any) -> str:
    """Write a communication into its body's register of a year, in the state `received`; returns its number there."""
    series = f"{style.register}/{year}"
    number = following(connection, series)
    code = f"{series}/{number:05}"
    row = {"code": code, "series": series, "number": number, "style": style.name, "state": "received", **values}
    connection.execute(insert(schema.items).values(**row))
    return code


def take_symbol(connection: Connection, style: Style, code: str, year: int, first: int | None) -> str:
    """Take the next symbol of the style's series for a communication."""
    series = style.series.replace("{year}", str(year))
    number = following(connection, f"symbol:{series}", first or 1)
    _write_symbol(connection, f"symbol:{series}", number, f"{series}{number}", code)
    return f"{series}{number}"


def take_modified(connection: Connection, parent: str, modifier: str, code: str) -> str:
    """Take the next corrigendum, addendum or revision (`modifier`) of a parent's symbol."""
    series = f"{parent}/{modifier}."
    number = following(connection, f"symbol:{series}")
    _write_symbol(connection, f"symbol:{series}", number, f"{series}{number}", code)
    return f"{series}{number}"


def _write_symbol(connection: Connection, series: str, number: int, symbol: str, code: str) -> None:
    """The row of a symbol that is taken; a symbol that stands there already is refused in words."""
    table = schema.numbers
    if connection.scalar(select(table.c.item).where(table.c.symbol == symbol)):
        raise Refused(f"{symbol} is taken already: the series overlaps another.")
    connection.execute(insert(table).values(series=series, number=number, symbol=symbol, state="taken", item=code))


def mark_symbol(connection: Connection, code: str, state: str, reason: str | None = None) -> None:
    """Say that the symbol of a communication is issued or void."""
    table = schema.numbers
    connection.execute(update(table).where(table.c.item == code).values(state=state, reason=reason))


def listed(connection: Connection, state: str | None = None, year: int | None = None) -> Iterator[Row[Any]]:
    """Communications in the order of the register, void and withdrawn ones too."""
    table = schema.items
    query = select(table).order_by(table.c.series, table.c.number)
    if state is not None:
        query = query.where(table.c.state == state)
    if year is not None:
        query = query.where(table.c.series.endswith(f"/{year}"))
    yield from connection.execute(query)


def versions_of(connection: Connection, code: str) -> list[Row[Any]]:
    """The files of a communication, texts and annexes, in the order they came."""
    table = schema.versions
    return list(connection.execute(select(table).where(table.c.item == code).order_by(table.c.place)))


def text_digest(connection: Connection, code: str) -> str:
    """One digest of all files of a communication as they stand: what a check or an approval is bound to."""
    rows = versions_of(connection, code)
    return digest_of([[row.place, row.language, row.role, row.sha256] for row in rows])
