"""One version of each document, so that six language versions count once; documents of a body, year or session."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, case, false, func, select

from verbale.record import schema
from verbale.tongues.files import TONGUES


def lead(language: str) -> Select[Any]:
    """Numbers of one expression a work: in the reader's language where it is held, else by the house's order."""
    table = schema.expressions
    codes = dict.fromkeys((language, "en", *TONGUES))
    order = case(*((table.c.language == code, place) for place, code in enumerate(codes)), else_=len(codes))
    rank = func.row_number().over(partition_by=table.c.work, order_by=(order, table.c.language))
    ranked = select(table.c.id, rank.label("rank")).subquery()
    return select(ranked.c.id).where(ranked.c.rank == 1)


def narrowed(query: Select[Any], wanted: dict[str, str]) -> Select[Any]:
    """A query over works, narrowed to values of their columns; empty ones narrow nothing, a year is four figures."""
    for name, value in wanted.items():
        if value and name == "year":
            known = value.isascii() and value.isdecimal() and len(value) == 4
            query = query.where(schema.works.c.year == int(value) if known else false())
        elif value:
            query = query.where(schema.works.c[name] == value)
    return query
