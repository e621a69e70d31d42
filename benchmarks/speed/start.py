"""Start and size: seconds of `verbale --help`, megabytes of an installation in an environment of its own.

    python benchmarks/speed/start.py [--rounds 9] [--install]

`--install` makes an environment in a temporary folder, installs the project without extras and adds up what stands in
its packages before and after.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def help_seconds(rounds: int) -> float:
    """Median wall time of `verbale --help`."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "verbale", "--help"], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def installed() -> tuple[float, float]:
    """Megabytes of what the project brings with it, and of its own package in that."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        venv.create(place, with_pip=True)
        before = size(place)
        subprocess.run([place / "bin" / "pip", "install", "--quiet", str(ROOT)], check=True)
        own = next(place.glob("lib/python*/site-packages/verbale"))
        return (size(place) - before) / 1e6, size(own) / 1e6


def main() -> None:
    """Print both figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--install", action="store_true")
    given = parser.parse_args()
    print(f"verbale --help: {help_seconds(given.rounds):.2f} s")
    if given.install:
        whole, own = installed()
        print(f"installation: {whole:.0f} MB, of which verbale {own:.0f} MB")


if __name__ == "__main__":
    main()
