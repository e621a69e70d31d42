"""Many sources into a record: read in parallel processes, written by one, resumable after a kill.

A source whose bytes the record holds is not read again, so starting over goes on where it stopped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from verbale.batch import Job, content_of, read_many
from verbale.model.dossier import Dossier
from verbale.reading import Unreadable
from verbale.record.store import Kept, Record


class Filled(NamedTuple):
    """What became of a source: kept (or known before), or refused with a sentence."""

    job: Job
    kept: Kept | None = None
    refusal: str | None = None


def as_stored(dossier: Dossier) -> bytes:
    """A dossier as it travels from a reading process to the writing one."""
    return msgspec.msgpack.encode(dossier)


def fill(record: Record, jobs: Iterable[Job], *, workers: int | None = None) -> Iterator[Filled]:
    """Keep every source; outcomes in the order of the jobs, known ones first said as they come up."""
    waiting: list[Job] = []
    for job in jobs:
        try:
            content = content_of(job)
        except Unreadable as refusal:
            yield Filled(job, refusal=refusal.text)
            continue
        known = record.known(hashlib.sha256(content).hexdigest())
        if known is not None:
            yield Filled(job, kept=known)
        else:
            waiting.append(job)
    for outcome in read_many(waiting, as_stored, workers=workers):
        if outcome.code is not None:
            yield Filled(outcome.job, refusal=outcome.text)
            continue
        dossier = msgspec.msgpack.decode(outcome.content, type=Dossier)
        yield Filled(outcome.job, kept=record.keep(content_of(outcome.job), dossier))
