"""One version of each document: what lists and counts read, so that six language versions count once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, case, func, select

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
