"""Who may see what: distribution classes, decided here and nowhere else.

A class holds those before it: who may see restricted documents sees limited and general ones too. Every query of the
reading room goes through `visible`; the search index is asked for the same classes.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, bindparam

from verbale.record import schema
from verbale.record.keeping.rows import DISTRIBUTIONS


def classes_up_to(highest: str) -> tuple[str, ...]:
    """Classes that a reader of class `highest` may see. Raises `ValueError` for what is no class."""
    if highest not in DISTRIBUTIONS:
        raise ValueError(f"Give a distribution class ({', '.join(DISTRIBUTIONS)}), not {highest!r}.")
    return DISTRIBUTIONS[: DISTRIBUTIONS.index(highest) + 1]


def visible(query: Select[Any], classes: tuple[str, ...]) -> Select[Any]:
    """A query over `works`, narrowed to what a reader may see."""
    return query.where(schema.works.c.distribution.in_(classes))


def prepared(query: Select[Any]) -> Select[Any]:
    """The same for a query that is made once and asked often: the classes are given as `classes` when it is asked."""
    return query.where(schema.works.c.distribution.in_(bindparam("classes", expanding=True)))
