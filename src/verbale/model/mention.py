"""Mention: a name, symbol or date in a block, and what it leads to."""

from __future__ import annotations

import msgspec


class Candidate(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One thing a mention may mean, with a score from 0 to 1 and the reason in words."""

    target: str
    score: float
    reason: str


class Mention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A stretch of a block's text that names something.

    `type` is one of the types of the contract; `target` is an identifier (`state/kz`, `symbol/A/RES/66/20`,
    `date/2012-05-15`) or None where the reference stays open; `pinpoint` is an address inside the target.
    """

    id: str
    at: str
    start: int
    end: int
    text: str
    type: str
    target: str | None
    score: float = 1.0
    candidates: tuple[Candidate, ...] = ()
    rule: str
    pinpoint: str | None = None
