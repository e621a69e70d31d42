"""The register and the series of symbols: numbers without gaps and without doubles.

A counter's row is raised in the transaction that writes what the number is for; a unique index stands behind it. A
database sequence would leave gaps when a transaction is rolled back; the highest number plus one would give doubles.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, insert, or_, select, update

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


def take_reissue(connection: Connection, parent: str, code: str) -> str:
    """The symbol of a document printed anew for technical reasons: its own with one more asterisk."""
    bare = parent.rstrip("*")
    number = following(connection, f"symbol:{bare}*")
    symbol = bare + "*" * number
    _write_symbol(connection, f"symbol:{bare}*", number, symbol, code)
    return symbol


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


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for in the register; empty fields do not narrow."""

    state: str | None = None
    year: int | None = None
    register: str | None = None
    body: str | None = None
    kind: str | None = None
    sender: str | None = None
    words: str = ""
    """Words that all stand in number, symbol, title, sender or addressee, in any case."""
    late: str | None = None
    """A day: only what should have gone on before it."""


SEARCHED = ("code", "symbol", "title", "sender", "addressee")


def listed(
    connection: Connection,
    state: str | None = None,
    year: int | None = None,
    wanted: Wanted | None = None,
    seen: ColumnElement[bool] | None = None,
) -> Iterator[Row[Any]]:
    """Communications in the order of the register, void and withdrawn ones too; `seen` narrows to a person's own."""
    wanted = wanted or Wanted(state=state, year=year)
    query = select(schema.items).order_by(schema.items.c.series, schema.items.c.number)
    yield from connection.execute(query.where(*_conditions(wanted), *([] if seen is None else [seen])))


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """What rows must fulfil."""
    table = schema.items.c
    for name in ("state", "body", "kind", "sender"):
        if value := getattr(wanted, name):
            yield table[name] == value
    if wanted.year is not None:
        yield table.series.endswith(f"/{wanted.year}", autoescape=True)
    if wanted.register:
        yield table.series.startswith(f"{wanted.register}/", autoescape=True)
    if wanted.late:
        yield table.due < wanted.late
    for word in wanted.words.split()[:20]:
        yield or_(*[table[name].icontains(word, autoescape=True) for name in SEARCHED])


def registers(connection: Connection) -> list[str]:
    """Every register and year that has a number: one a body and year."""
    return list(connection.scalars(select(schema.items.c.series).distinct().order_by(schema.items.c.series)))


def versions_of(connection: Connection, code: str) -> list[Row[Any]]:
    """The files of a communication, texts and annexes, in the order they came."""
    table = schema.versions
    return list(connection.execute(select(table).where(table.c.item == code).order_by(table.c.place)))


def text_digest(connection: Connection, code: str) -> str:
    """One digest of all files of a communication as they stand: what a check or an approval is bound to."""
    rows = versions_of(connection, code)
    return digest_of([[row.place, row.language, row.role, row.sha256] for row in rows])
