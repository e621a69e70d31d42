"""Registers under fire: processes that register at once and are killed at random; are there gaps or doubles?

    python benchmarks/speed/register.py                          # 8 processes, 500 registrations each, SQLite
    python benchmarks/speed/register.py --postgres               # the same on a PostgreSQL server started for it
    python benchmarks/speed/register.py --processes 3 --each 40  # a short run

Each process must bring its 500 to the register; whenever it is killed, it starts again with what is left. A number a
process has told is safe: it must be there in the end. A number that was given just before a kill may be untold.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
from tests.desk.test_postgres import server  # noqa: E402

from verbale.desk import open_desk  # noqa: E402
from verbale.desk.register import listed  # noqa: E402
from verbale.desk.verifying import faults  # noqa: E402

SCRIPT = str(ROOT / "tests" / "desk" / "registering.py")


class Result(NamedTuple):
    """What a run showed."""

    rows: int
    told: int
    kills: int
    gaps: int
    doubles: int
    lost: int
    faults: int
    seconds: float


class Worker:
    """A process that registers, started again until it has told as many numbers as it should."""

    def __init__(self, place: str, name: str, each: int) -> None:
        self.place, self.name, self.each = place, name, each
        self.told: list[str] = []
        self.starts = 0
        self.start()

    def start(self) -> None:
        """A new process for what is left; its numbers go to a file, which a kill leaves whole."""
        self.page = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed by collect
        self.starts += 1
        left = str(self.each - len(self.told))
        command = [sys.executable, SCRIPT, self.place, f"{self.name}.{self.starts}", left]
        self.process = subprocess.Popen(command, stdout=self.page)

    def collect(self) -> None:
        """Take over what the process told before it ended; a line cut short was never told."""
        self.page.seek(0)
        said = self.page.read()
        self.told += said[: said.rfind("\n") + 1].split()
        self.page.close()

    def kill(self) -> bool:
        """Kill the process at whatever it is doing, and start another; False where it had ended."""
        if self.process.poll() is not None:
            return False
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.collect()
        if len(self.told) < self.each:
            self.start()
        return True


def run(place: str, processes: int, each: int, kills: int, seed: int = 11) -> Result:
    """Register, kill, look."""
    desk, chance, began, done = open_desk(place), random.Random(seed), time.monotonic(), 0
    workers = [Worker(place, f"p{number}", each) for number in range(processes)]
    while any(worker.process.poll() is None for worker in workers):
        time.sleep(chance.uniform(0.2, 1.2))
        if done < kills:
            done += chance.choice(workers).kill()
    for worker in workers:
        if not worker.page.closed:
            worker.collect()
        assert worker.process.returncode in (0, -signal.SIGKILL), worker.process.returncode
    with desk.reading() as connection:
        rows = list(listed(connection))
    told = [code for worker in workers for code in worker.told]
    numbers = [row.number for row in rows]
    codes = {row.code for row in rows}
    return Result(
        len(rows),
        len(told),
        done,
        len(set(range(1, max(numbers) + 1)) - set(numbers)),
        len(numbers) - len(set(numbers)) + len(told) - len(set(told)),
        len(set(told) - codes),
        len(list(faults(desk))),
        time.monotonic() - began,
    )


@contextmanager
def folder() -> Iterator[str]:
    """A desk on SQLite."""
    with tempfile.TemporaryDirectory(prefix="register-") as place:
        yield f"{place}/record"


def main() -> None:
    """Run once and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--each", type=int, default=500)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--postgres", action="store_true")
    asked = parser.parse_args()
    with server() if asked.postgres else folder() as place:
        result = run(place, asked.processes, asked.each, asked.kills)
    for name, value in result._asdict().items():
        print(f"{name}\t{value:.1f}" if isinstance(value, float) else f"{name}\t{value}")
    bad = result.gaps or result.doubles or result.lost or result.faults
    raise SystemExit(1 if bad or result.told < asked.processes * asked.each else 0)


if __name__ == "__main__":
    main()
