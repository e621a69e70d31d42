"""Answers kept ready while the record stays as it is: the same question from a reader of the same class gets the same.

An answer is made from the record, the question and what is known at the start, nothing else; so it holds until the
record changes (or the day does: deadlines pass). Kept in memory, a process its own, the least recently asked go first.
"""

from __future__ import annotations

import datetime
from collections import OrderedDict
from collections.abc import Hashable
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from verbale.record.changes import Changes
from verbale.record.store import Record

MOST_BYTES = 64 * 1024 * 1024
"""What kept answers may take together."""

LARGEST = 2 * 1024 * 1024
"""Larger answers are asked too seldom to push hundreds of others out."""


class Asked(NamedTuple):
    """All that an answer may depend on: address, question, language and format, who asks, at which host."""

    path: str
    query: str
    language: str
    form: str
    classes: tuple[str, ...]
    base: str


class Kept:
    """The answers of one process; touched from its event loop only."""

    def __init__(self, record: Record) -> None:
        self._changes = Changes(record)
        self._stamp: Hashable = None
        self._answers: OrderedDict[Asked, Response] = OrderedDict()
        self._bytes = 0

    async def stamp(self) -> Hashable:
        """What the record and the day are now; a server is asked beside the loop, a file at once."""
        now = self._changes.stamp() if self._changes.local else await run_in_threadpool(self._changes.stamp)
        return (now, datetime.date.today())

    def find(self, asked: Asked, stamp: Hashable) -> Response | None:
        """The answer to a question, if it was made from the record as it is now; else all that are kept go."""
        if stamp != self._stamp:
            self._answers.clear()
            self._stamp, self._bytes = stamp, 0
        answer = self._answers.get(asked)
        if answer is not None:
            self._answers.move_to_end(asked)
        return answer

    def keep(self, asked: Asked, stamp: Hashable, answer: Response) -> None:
        """Keep an answer made from the record as it was at `stamp`; not one that is out of date already."""
        size = len(answer.body)
        if stamp != self._stamp or size > LARGEST or asked in self._answers:
            return
        self._answers[asked] = answer
        self._bytes += size
        while self._bytes > MOST_BYTES:
            self._bytes -= len(self._answers.popitem(last=False)[1].body)
