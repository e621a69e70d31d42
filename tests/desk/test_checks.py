"""Planted faults are found and clean communications pass: `benchmarks/quality/checks.py`, as promised."""

from __future__ import annotations

import runpy
from pathlib import Path


def test_planted_faults() -> None:
    module = runpy.run_path(str(Path(__file__).resolve().parents[2] / "benchmarks" / "quality" / "checks.py"))
    planted, hit, cleans, false = module["measure"]()
    assert (planted, cleans) == (120, 60)
    assert hit / planted >= 0.97 and false <= 2
