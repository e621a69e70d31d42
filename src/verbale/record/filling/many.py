"""Many sources into a record: read in parallel processes, written by one, resumable after a kill.

A source whose bytes the record holds is not read again, so starting over goes on where it stopped.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

import msgspec
from sqlalchemy.exc import DataError, IntegrityError

from verbale.batch import Job, Outcome, Render, content_of, read_many
from verbale.model.dossier import Dossier
from verbale.reading import Unreadable
from verbale.record.store import Kept, Record

Reading = Callable[[Iterable[Job], Render], Iterator[Outcome]]
"""A way to read many sources: in processes here, or on a cluster; outcomes in the order of the jobs."""

SETTLED_AT_ONCE = 256
"""Source files that wait to be settled on the disk together; a power cut may cost so many, and `verify` names them."""


class Filled(NamedTuple):
    """What became of a source: kept (or known before), or refused with a sentence."""

    job: Job
    kept: Kept | None = None
    refusal: str | None = None


def read_here(workers: int | None) -> Reading:
    """Reading in processes of this machine, by default one a core."""
    return partial(read_many, workers=workers)


def as_stored(dossier: Dossier) -> bytes:
    """A dossier as it travels from a reading process to the writing one."""
    return msgspec.msgpack.encode(dossier)


class _Waiting:
    """Sources that the record does not hold yet, looked at as they are asked for; what needs no reading beside."""

    def __init__(self, record: Record, jobs: Iterable[Job]) -> None:
        self.settled: deque[Filled] = deque()
        self.digests: dict[Job, str] = {}
        self._record = record
        self._jobs = jobs

    def __iter__(self) -> Iterator[Job]:
        for job in self._jobs:
            try:
                content = content_of(job)
            except Unreadable as refusal:
                self.settled.append(Filled(job, refusal=refusal.text))
                continue
            digest = hashlib.sha256(content).hexdigest()
            known = self._record.known(digest)
            if known is not None:
                self._record.sources.mend(content)
                self.settled.append(Filled(job, kept=known))
            else:
                self.digests[job] = digest
                yield job

    def drained(self) -> Iterator[Filled]:
        """What needed no reading, so far."""
        while self.settled:
            yield self.settled.popleft()


def fill(
    record: Record, jobs: Iterable[Job], *, workers: int | None = None, reading: Reading | None = None
) -> Iterator[Filled]:
    """Keep every source; outcomes in the order of the jobs, known ones as they come up."""
    waiting = _Waiting(record, jobs)
    try:
        for number, outcome in enumerate((reading or read_here(workers))(waiting, as_stored), start=1):
            yield from waiting.drained()
            yield _kept(record, outcome, waiting.digests.pop(outcome.job))
            if number % SETTLED_AT_ONCE == 0:
                record.sources.settle()
        yield from waiting.drained()
    finally:
        record.sources.settle()


def _kept(record: Record, outcome: Outcome, digest: str) -> Filled:
    """Keep what was read of a source, unless the source has changed since."""
    job = outcome.job
    if outcome.code is not None:
        return Filled(job, refusal=outcome.text)
    try:
        content = content_of(job)
    except Unreadable as refusal:
        return Filled(job, refusal=refusal.text)
    if hashlib.sha256(content).hexdigest() != digest:
        return Filled(job, refusal=f"{job.name} changed while it was read: add it again.")
    dossier = msgspec.msgpack.decode(outcome.content, type=Dossier)
    try:
        return Filled(job, kept=record.keep(content, dossier, settled=False))
    except (DataError, IntegrityError) as fault:  # one hostile document must not stop thousands
        reason = str(fault.orig).strip().splitlines()[0]
        return Filled(job, refusal=f"{job.name} does not fit into the record ({reason}): report it with the file.")
