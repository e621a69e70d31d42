"""A batch on two cores against one: wall time of the same files, one after the other, the median of the rounds.

    python benchmarks/speed/batch.py .corpus/measure-dev [--files 60] [--rounds 3]

The machine must be idle: the figure is one of wall time.
"""

from __future__ import annotations

import argparse
import statistics
import time
from functools import partial
from pathlib import Path

from verbale.batch import jobs_of, read_many
from verbale.cli.rendering import render


def seconds(files: list[str], workers: int) -> float:
    """Wall time of one batch; one worker is a pool of one, so that both pay for a process."""
    start = time.perf_counter()
    refused = [
        outcome.text for outcome in read_many(jobs_of(files), partial(render, "json"), workers=workers) if outcome.code
    ]
    assert not refused, refused
    return time.perf_counter() - start


def main() -> None:
    """Print both times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--files", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    files = [str(path) for path in sorted(given.corpus.rglob("doc.a.pdf"))[: given.files]]
    pairs = [(seconds(files, 1), seconds(files, 2)) for _ in range(given.rounds)]
    for one, two in pairs:
        print(f"one {one:.2f} s, two {two:.2f} s, {one / two:.2f} ×")
    print(f"median {statistics.median(one / two for one, two in pairs):.2f} × on {len(files)} files")


if __name__ == "__main__":
    main()
