"""A short run of the mutation fuzzer: the long one is `benchmarks/fuzz/mutate.py`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks" / "fuzz"))

import mutate


def test_mutated_inputs_neither_crash_nor_hang_nor_write() -> None:
    answers = list(mutate.run(seed=20120907, first=0, last=400, seconds=20.0))
    assert [number for number, _, _ in answers] == list(range(400))
    failures = {(what, where): number for number, what, where in answers if what not in ("read", "refused")}
    assert not failures
    assert {what for _, what, _ in answers} == {"read", "refused"}


def test_an_input_can_be_made_again() -> None:
    pool = mutate.samples()
    assert mutate.mutated(pool, 3, 17) == mutate.mutated(pool, 3, 17)
    assert mutate.mutated(pool, 3, 17) != mutate.mutated(pool, 3, 18)
