"""Every source read again with what the program knows now: addresses and judgements stay, what they lead to follows.

A file remembers which edition of the program read it, so a run that was stopped goes on where it was, and a second run
has nothing to do. A source that cannot be read any more keeps its earlier reading.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from verbale.batch import Job
from verbale.model.dossier import Dossier
from verbale.record.edition import edition
from verbale.record.filling.many import Filled, Reading, as_stored, read_here
from verbale.record.store import Record

ROUNDS = 8
"""Times the record is looked through for files not read yet: a text may fall back to another of its files."""


def reread(record: Record, *, everything: bool = False, reading: Reading | None = None) -> Iterator[Filled]:
    """Read again the files that another edition of the program read, or `everything`; outcomes as they are written."""
    refused: set[str] = set()
    for turn in range(ROUNDS):
        files = record.files(not_read_by=None if everything and turn == 0 else edition())
        waiting = [(digest, name) for digest, name in files if digest not in refused]
        if not waiting:
            return
        for filled in _round(record, waiting, reading or read_here(None)):
            if filled.kept is None:
                refused.add(Path(filled.job.path).name)
            yield filled


def _round(record: Record, waiting: list[tuple[str, str]], reading: Reading) -> Iterator[Filled]:
    """One look through the record."""
    with tempfile.TemporaryDirectory() as folder:
        lost: list[Filled] = []
        jobs = _jobs(record, waiting, Path(folder), lost)
        for outcome in reading(jobs, as_stored):
            yield from _drained(lost)
            if record.sources.folder is None:
                Path(outcome.job.path).unlink(missing_ok=True)
            if outcome.code is not None:
                yield Filled(outcome.job, refusal=outcome.text)
                continue
            dossier = msgspec.msgpack.decode(outcome.content, type=Dossier)
            kept = record.replace(Path(outcome.job.path).name, dossier)
            yield Filled(outcome.job, kept=kept, refusal=None if kept else f"{outcome.job.name} was removed meanwhile.")
        yield from _drained(lost)


def _drained(lost: list[Filled]) -> Iterator[Filled]:
    """What has gathered in a list, which is empty then."""
    while lost:
        yield lost.pop(0)


def _jobs(record: Record, waiting: list[tuple[str, str]], folder: Path, lost: list[Filled]) -> Iterator[Job]:
    """Kept files as jobs; from an object store they are fetched shortly before they are read."""
    for digest, name in waiting:
        if not record.sources.whole(digest):
            text = f"The source {digest} ({name}) is lost or changed: add the file again."
            lost.append(Filled(Job(digest, name), refusal=text))
        elif record.sources.folder is not None:
            yield Job(record.sources.path(digest), name)
        else:
            path = folder / digest
            path.write_bytes(record.sources.read(digest))
            yield Job(str(path), name)
