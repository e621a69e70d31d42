"""Read a source in a child process that may neither run on, nor swell, nor open a connection, nor write a file."""

from __future__ import annotations

import os
import pickle
import resource
import select
import signal
import sys
import time
from typing import NamedTuple

MEGABYTES = 3000
"""Address space of a child; the reader's own memory is far less, but libraries map much that they never touch."""


class Answer(NamedTuple):
    """What a reader answered: kind is `read`, `refused`, `crashed`, `late` or `died`."""

    kind: str
    code: str = ""
    text: str = ""
    findings: tuple[str, ...] = ()
    seconds: float = 0.0


def answer_to(content: bytes, name: str, seconds: float) -> Answer:
    """The answer to a source, within a time."""
    reader, writer = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _answer(content, name, writer, seconds)
    os.close(writer)
    received = b""
    while select.select([reader], [], [], max(0.0, started + seconds + 5 - time.monotonic()))[0]:
        part = os.read(reader, 1 << 16)
        if not part:
            break
        received += part
    else:
        os.kill(child, signal.SIGKILL)
    os.close(reader)
    status = os.waitpid(child, 0)[1]
    spent = time.monotonic() - started
    if received:
        return pickle.loads(received)._replace(seconds=spent)
    return Answer("late" if spent > seconds else "died", text=f"status {status}", seconds=spent)


def _answer(content: bytes, name: str, writer: int, seconds: float) -> None:
    """The child: read, write the answer, leave without tidying."""
    os.setsid()
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 5, int(seconds) + 5))
    sys.addaudithook(_forbid)
    try:
        from verbale.reading import Unreadable, open_source

        try:
            reading = open_source(content, name=name)
            told = Answer("read", text=reading.text[:20_000], findings=tuple(f.code for f in reading.findings))
        except Unreadable as refused:
            told = Answer("refused", refused.code, refused.text)
        except BaseException as fault:
            told = Answer("crashed", type(fault).__name__, str(fault)[:300])
        os.write(writer, pickle.dumps(told))
    finally:
        os._exit(0)


def _forbid(event: str, arguments: tuple[object, ...]) -> None:
    """Connections are an offence of the reader."""
    if event in ("socket.connect", "socket.getaddrinfo", "urllib.Request"):
        raise PermissionError(f"the reader asked for a connection: {arguments!r}")
