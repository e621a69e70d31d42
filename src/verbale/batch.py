"""Many sources read in parallel processes, in input order; one bad file never stops the rest.

A worker reads one source and renders it; only the rendered bytes travel back. A worker that crashes or is killed takes
down the pool: the sources then under way are read again one at a time, so that only the guilty one is lost.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import stat
import sys
import threading
import zipfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path
from types import FrameType

import msgspec

from verbale.journey import read
from verbale.model.dossier import Dossier
from verbale.reading import Unreadable, sayable

SECONDS_A_SOURCE = 300
"""Budget of wall time for one source; an OCR of sixty pages fits, a hang does not."""

ARCHIVE_MEMBER_BYTES = 200_000_000
"""Largest unpacked size of one archive member that is read."""

ARCHIVE_MEMBERS = 100_000
"""Most members of one archive that are read."""


class Job(msgspec.Struct, frozen=True):
    """One source to read: a file, or a member of a ZIP archive. `name` is how people know it."""

    path: str
    name: str
    member: str | None = None
    piped: bytes | None = None
    """What came through a pipe and has no path."""


class Outcome(msgspec.Struct, frozen=True):
    """What became of a job: rendered bytes, or an error; `errors` counts findings of that level."""

    job: Job
    content: bytes = b""
    code: str | None = None
    text: str | None = None
    errors: int = 0


Render = Callable[[Dossier], bytes]


def jobs_of(paths: Iterable[str]) -> Iterator[Job]:
    """Files, the files of folders (sorted) and the members of ZIP archives, each under a name of its own.

    Hidden files are left out, and so are links inside a folder: they may lead out of it. `-` is what is piped in.
    """
    seen: set[str] = set()
    for given in paths:
        if given == "-":
            yield Job(given, "standard input", piped=sys.stdin.buffer.read())
            continue
        path = Path(given)
        inside = sorted(p for p in path.rglob("*") if _readable(p, path)) if path.is_dir() else [path]
        for inner in inside:
            short = str(inner.relative_to(path)) if path.is_dir() else path.name
            name = str(inner) if short in seen else short
            seen.add(short)
            yield from _file_jobs(inner, name)


def _readable(path: Path, folder: Path) -> bool:
    """Whether something found in a folder is a plain file of that folder, not hidden and no link out of it."""
    inside = path.relative_to(folder)
    links = any((folder / part).is_symlink() for part in (inside, *inside.parents))
    return path.is_file() and not links and not _hidden(inside)


def _hidden(path: Path) -> bool:
    """Whether any part of a path starts with a dot."""
    return any(part.startswith(".") for part in path.parts)


def _file_jobs(path: Path, name: str) -> Iterator[Job]:
    """One job a file; a plain ZIP archive gives one a member."""
    members = _archive_members(path)
    if not members:
        yield Job(str(path), sayable(name))
        return
    for member in islice(members, ARCHIVE_MEMBERS):
        yield Job(str(path), sayable(f"{name}/{member}"), member)


def _archive_members(path: Path) -> list[str] | None:
    """Names of the readable members of a ZIP archive; None when the file is none (a Word file is a document)."""
    if not path.is_file():
        return None
    try:
        with path.open("rb") as handle:
            if handle.read(4) != b"PK\x03\x04":
                return None
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return None
    if "[Content_Types].xml" in names or "mimetype" in names:
        return None
    return sorted(name for name in names if not name.endswith("/") and not name.rpartition("/")[2].startswith("."))


def content_of(job: Job) -> bytes:
    """The bytes of a source. Raises `Unreadable` where they cannot be had."""
    content = _content(job)
    if isinstance(content, bytes):
        return content
    try:
        return Path(content).read_bytes()
    except OSError as fault:
        raise Unreadable("not-opened", f"{content} cannot be opened: {fault.strerror or fault}.") from fault


def _content(job: Job) -> bytes | str:
    """Path of a file, or bytes: what was piped in, an archive member within its budget."""
    if job.member is None:
        return job.path if job.piped is None else job.piped
    with zipfile.ZipFile(job.path) as archive:
        member = archive.getinfo(job.member)
        if member.flag_bits & 1:
            raise Unreadable("encrypted", f"{job.name} is encrypted: unpack it with its password first.")
        if member.file_size > ARCHIVE_MEMBER_BYTES or stat.S_ISLNK(member.external_attr >> 16):
            raise Unreadable("too-large", f"{job.name} is too large or a link: unpack the archive by hand.")
        return archive.read(member)


def run(job: Job, render: Render) -> Outcome:
    """Read and render one source in this process."""
    try:
        dossier = read(_content(job), name=job.name.rpartition("/")[2])
        errors = sum(finding.level == "error" for finding in dossier.findings)
        return Outcome(job, content=render(dossier), errors=errors)
    except Unreadable as refusal:
        return Outcome(job, code=refusal.code, text=refusal.text)
    except (MemoryError, RecursionError):
        return Outcome(job, code="too-large", text=f"{job.name} needs more memory than its budget: split it.")
    except Exception as fault:  # a fault of ours must not stop a batch of thousands; it is reported, not hidden
        return Outcome(
            job, code="fault", text=f"{job.name} met a fault of the program: {type(fault).__name__}: {fault}."
        )


def _end_with_parent() -> None:
    """End this worker when the process that started it is killed: it would wait for work for ever."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _run_bounded(job: Job, render: Render) -> Outcome:
    """The same in a worker, stopped when the budget of time is spent."""

    def spent(number: int, frame: FrameType | None) -> None:
        raise Unreadable("too-slow", f"{job.name} took longer than {SECONDS_A_SOURCE} seconds: split it.")

    signal.signal(signal.SIGALRM, spent)
    signal.alarm(SECONDS_A_SOURCE)
    try:
        return run(job, render)
    finally:
        signal.alarm(0)


def read_many(jobs: Iterable[Job], render: Render, *, workers: int | None = None) -> Iterator[Outcome]:
    """Outcomes in the order of the jobs; few are under way at once, so any number of jobs fits in memory."""
    waiting = iter(jobs)
    workers = workers or os.cpu_count() or 1
    if workers == 1:
        yield from (run(job, render) for job in waiting)
        return
    while batch := list(islice(waiting, 1)):
        yield from _pooled(batch[0], waiting, render, workers)


def _pooled(first: Job, waiting: Iterator[Job], render: Render, workers: int) -> Iterator[Outcome]:
    """Outcomes of one pool, until the jobs are done or the pool breaks."""
    with ProcessPoolExecutor(workers, initializer=_end_with_parent) as pool:
        under_way: list[tuple[Job, Future[Outcome]]] = []

        def start(job: Job) -> None:
            under_way.append((job, pool.submit(_run_bounded, job, render)))

        start(first)
        for job in islice(waiting, 4 * workers - 1):
            start(job)
        while under_way:
            job, future = under_way.pop(0)
            try:
                yield future.result()
            except BrokenProcessPool:
                yield from (_alone(lost, render) for lost in [job, *(later for later, _ in under_way)])
                return
            following = next(waiting, None)
            if following is not None:
                try:
                    start(following)
                except BrokenProcessPool:
                    yield from (_alone(lost, render) for lost in [*(later for later, _ in under_way), following])
                    return


def _alone(job: Job, render: Render) -> Outcome:
    """One job in a process of its own, after a pool broke."""
    try:
        with ProcessPoolExecutor(1, initializer=_end_with_parent) as pool:
            return pool.submit(_run_bounded, job, render).result()
    except BrokenProcessPool:
        return Outcome(
            job, code="crash", text=f"{job.name} ends the process that reads it: it is damaged; convert it first."
        )
