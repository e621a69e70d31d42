"""Proceedings: how a text came to be adopted, as its metadata tell it. Nothing of this is printed in the document."""

from __future__ import annotations

import msgspec


class Voter(msgspec.Struct, frozen=True):
    """One who voted: the name as the record of the vote has it, and the identifier it leads to, if any."""

    name: str
    id: str | None = None


class Votes(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a recorded vote (`in-favour`, `against`, `abstaining`): how many, and who where the record says."""

    choice: str
    count: int | None = None
    voters: tuple[Voter, ...] = ()


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A step on the way: a `draft` with its sponsors, `sponsors` who joined, `recommended`, `adopted`, or another.

    `symbol` is the document of the step, `by` the words of the record, `sponsors` the identifiers they lead to.
    """

    step: str
    date: str | None = None
    symbol: str | None = None
    by: str = ""
    sponsors: tuple[str, ...] = ()


class Proceedings(msgspec.Struct, frozen=True, kw_only=True):
    """The steps in order and the vote; `outcome` is `recorded-vote`, `without-vote` or the words of the record.

    `language` is the one names are written in, whatever the document's own.
    """

    language: str
    outcome: str | None = None
    votes: tuple[Votes, ...] = ()
    steps: tuple[Step, ...] = ()
