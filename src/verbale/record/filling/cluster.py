"""Reading on a Dask cluster given by its address: sources go out as bytes, dossiers come back, one process here writes.

    verbale record add archive --cluster tcp://scheduler:8786

Workers need nothing but the program itself, of the same edition: another one would fill a record with readings of two
kinds. A worker that is lost has its sources read again elsewhere; one that is lost over and over by the same source
costs that source only. Needs the extra `cluster`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any

from verbale.batch import SECONDS_A_SOURCE, Job, Outcome, Render, content_of
from verbale.journey import read
from verbale.reading import Unreadable
from verbale.record.edition import edition
from verbale.record.filling.many import Reading

UNDER_WAY = 8
"""Sources sent out at once for each thread of the cluster: enough to keep it busy, few enough to fit in memory."""

RETRIES = 2
"""Times a source is tried again after its worker was lost."""

CONNECTING_SECONDS = 20


def read_on(address: str) -> Reading:
    """Reading on the cluster at an address. Raises `ValueError` where there is none, or one of another edition."""
    try:
        import distributed
    except ImportError as missing:
        raise ValueError(f"Install verbale[cluster] to read on a cluster ({missing.name} is missing).") from missing
    try:
        connect: Any = distributed.Client
        client = connect(address, timeout=CONNECTING_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as fault:
        raise ValueError(f"No cluster answers at {address}: start its scheduler, or mend the address.") from fault
    try:
        editions = set(client.run(edition).values())
    except Exception as fault:  # whatever a worker says when it lacks the program
        client.close()
        raise ValueError(f"The workers at {address} lack Verbale ({fault}): install it there too.") from fault
    if not editions:
        client.close()
        raise ValueError(f"The cluster at {address} has no workers: start some.")
    if editions != {edition()}:
        client.close()
        raise ValueError(f"The workers at {address} run another edition of Verbale: install this one there.")
    return partial(_read_many, client)


def _read_many(client: Any, jobs: Iterable[Job], render: Render) -> Iterator[Outcome]:
    """Outcomes in the order of the jobs; few are under way at once."""
    waiting = iter(jobs)
    threads = sum(client.nthreads().values()) or 1
    under_way: deque[tuple[Job, Any]] = deque()

    def start(some: int) -> None:
        under_way.extend((job, _sent(client, job, render)) for job in islice(waiting, some))

    start(UNDER_WAY * threads)
    while under_way:
        job, future = under_way.popleft()
        yield future if isinstance(future, Outcome) else _answer(job, future)
        start(1)


def _sent(client: Any, job: Job, render: Render) -> Any:
    """A source on its way to a worker; the refusal where it cannot be opened here."""
    try:
        content = content_of(job)
    except Unreadable as refusal:
        return Outcome(job, code=refusal.code, text=refusal.text)
    return client.submit(read_sent, content, job.name, render, pure=False, retries=RETRIES)


def _answer(job: Job, future: Any) -> Outcome:
    """What became of a source that was sent out."""
    from distributed import CancelledError, KilledWorker, TimeoutError

    try:
        code, text, errors, content = future.result(timeout=SECONDS_A_SOURCE)
    except TimeoutError:
        future.cancel()
        return Outcome(job, code="too-slow", text=f"{job.name} took longer than {SECONDS_A_SOURCE} seconds: split it.")
    except KilledWorker:
        sentence = f"{job.name} ends the process that reads it: it is damaged; convert it first."
        return Outcome(job, code="crash", text=sentence)
    except (CancelledError, OSError) as fault:
        return Outcome(job, code="crash", text=f"The cluster lost {job.name} ({fault}): add it again.")
    return Outcome(job, content=content, code=code, text=text, errors=errors)


def read_sent(content: bytes, name: str, render: Render) -> tuple[str | None, str | None, int, bytes]:
    """Read bytes that were sent to this worker: code and sentence of a refusal, findings of level error, rendered."""
    try:
        dossier = read(content, name=name.rpartition("/")[2])
        return None, None, sum(one.level == "error" for one in dossier.findings), render(dossier)
    except Unreadable as refusal:
        return refusal.code, refusal.text, 0, b""
    except Exception as fault:  # a fault of ours must not stop thousands; it is reported, not hidden
        return "fault", f"{name} met a fault of the program: {type(fault).__name__}: {fault}.", 0, b""
