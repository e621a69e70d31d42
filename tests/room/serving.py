"""The room on a port of this machine, for programs that speak through a socket."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from verbale.record.store import Record
from verbale.room.app import make_app
from verbale.room.visit import Door


@contextlib.contextmanager
def served(record: Record, door: Door, counter: Any = None) -> Iterator[str]:
    """Its address, while it is open; with the pages of the desk where its counter is given."""
    uvicorn = pytest.importorskip("uvicorn")
    with contextlib.closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(make_app(record, door, counter), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)
