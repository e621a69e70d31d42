"""What an index answers: hits, how many there are, counts to narrow them by."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

COUNTED = ("lang", "body", "kind", "year", "session", "state", "instrument", "topic", "attitude", "holder")
"""What hits are counted by, in the order of pages."""

MOST_COUNTED = 20
"""Values that are counted of each; the most frequent ones."""


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A paragraph found: its row in the record, work, language, address, score (higher is better)."""

    id: int
    key: str
    language: str
    address: str
    score: float


class Found(NamedTuple):
    """Hits of one page, how many paragraphs there are in all, counts by name of filter and value."""

    hits: list[Hit]
    total: int
    counts: dict[str, dict[str, int]]


class Wanted(NamedTuple):
    """What is wanted of an answer beside its question.

    `distributions`: classes the reader may see; nothing of another one is found or counted. `expressions`: numbers of
    the only expressions to look in; None for all.
    """

    limit: int = 20
    start: int = 0
    distributions: tuple[str, ...] = ("general",)
    counts: bool = True
    expressions: tuple[int, ...] | None = None
