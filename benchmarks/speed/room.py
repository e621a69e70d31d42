"""Load on the reading room from a second process: document pages a second, times, sizes.

    verbale record add .corpus/ga-akn4un --record out/ga
    python benchmarks/speed/room.py out/ga [--page /fr/CD/1944] [--connections 8]

Each page is asked once first (nothing is kept ready for it), then again and again. The client runs on the
same cores as the two processes that answer. On a machine that others use too, the processor time of both sides tells
more than the clock: two idle cores give `2 / (time of the room + time of the client)` pages a second.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PAGES_OF_A_VISIT = 10


class Load:
    """So many connections at a time, each asking for a few pages one after the other, as visits do.

    Connections that are opened all at once and stay open would mostly fall to the one process that wakes first.
    """

    def __init__(self, port: int, connections: int) -> None:
        self.port = port
        self.connections = connections
        self.times: list[float] = []
        self.bytes: list[int] = []

    async def run(self, paths: Sequence[str]) -> float:
        """Ask for every path once; returns pages a second."""
        waiting = list(reversed(paths))
        self.times, self.bytes = [], []
        start = time.perf_counter()
        await asyncio.gather(*(self._ask(waiting) for _ in range(self.connections)))
        return len(self.times) / (time.perf_counter() - start)

    async def _ask(self, waiting: list[str]) -> None:
        """Visits one after the other, while pages are left."""
        while waiting:
            await self._visit([waiting.pop() for _ in range(min(PAGES_OF_A_VISIT, len(waiting)))])

    async def _visit(self, paths: list[str]) -> None:
        """The pages of one connection."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        for path in paths:
            start = time.perf_counter()
            writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            if not head.startswith(b"http/1.1 200"):
                raise SystemExit(f"{path}: {head.splitlines()[0].decode()}")
            size = int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])
            await reader.readexactly(size)
            self.times.append(time.perf_counter() - start)
            self.bytes.append(size)
        writer.close()


def processor(group: int) -> float:
    """Seconds of processor time that a process and those it started have taken."""
    ticks = 0
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            if entry.name.isdecimal() and int(fields[2]) == group:
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def measured(name: str, load: Load, paths: Sequence[str], room: subprocess.Popen[bytes]) -> None:
    """Ask for pages, and tell one line of figures."""
    before, mine = processor(room.pid), time.process_time()
    rate = asyncio.run(load.run(paths))
    served, asked = processor(room.pid) - before, time.process_time() - mine
    told(name, rate, load)
    each = 1000 * served / len(paths)
    print(f"  processor time: {each:.1f} ms a page; two idle cores: {2 * len(paths) / (served + asked):.0f} a second")


def told(name: str, rate: float, load: Load) -> None:
    """One line of figures."""
    times = sorted(1000 * one for one in load.times)
    print(
        f"{name}: {len(times)} pages, {rate:.0f} a second; {statistics.median(times):.1f} ms median, "
        f"{times[int(len(times) * 0.95)]:.1f} p95, {times[-1]:.0f} worst; {sum(load.bytes) / len(times) / 1000:.0f} kB"
    )


def pages(port: int, most: int) -> list[str]:
    """Addresses of versions, drawn by lot, with the language in front."""
    found: list[str] = []
    after: str | None = ""
    while after is not None and len(found) < most * 4:
        address = f"http://127.0.0.1:{port}/documents.json?limit=500" + (f"&after={after}" if after else "")
        with urllib.request.urlopen(address.replace(" ", "%20")) as answer:
            value: dict[str, Any] = json.load(answer)
        found += [f"/{code}/{one['key']}" for one in value["documents"] for code in one["languages"]]
        after = value["after"]
    random.Random(4).shuffle(found)
    return found[:most]


def started(record: str, workers: int) -> tuple[subprocess.Popen[bytes], int]:
    """The room in processes of its own, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "verbale", "serve", "--record", record, "--port", str(port)]
    room = subprocess.Popen([*command, "--workers", str(workers)], start_new_session=True)
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/robots.txt").close()
            return room, port
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The room did not open.")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("record")
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--page", action="append", default=[], help="A page to time alone.")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--connections", type=int, default=8)
    given = parser.parse_args()
    room, port = started(given.record, given.workers)
    try:
        load, paths = Load(port, given.connections), pages(port, given.pages)
        asyncio.run(load.run(paths[:40]))
        measured("first time", load, paths[40:], room)
        few = paths[: len(paths) // 4]
        asyncio.run(load.run([*few, *few, *few]))
        measured("again", load, [*few, *few, *few, *few, *few, *few], room)
        for page in given.page:
            measured(page, Load(port, 1), [f"{page}?x={number}" for number in range(20)], room)
    finally:
        room.terminate()
        room.wait()


if __name__ == "__main__":
    main()
