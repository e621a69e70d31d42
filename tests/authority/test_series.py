"""Every organisation and body named by the symbol series has an authority file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import verbale
from verbale.authority import open_authority

SYMBOLS = Path(verbale.__file__).parent / "knowledge" / "symbols"


@pytest.mark.xfail(strict=True, reason="36 bodies of the series have another identifier or no authority file yet")
def test_bodies_of_series_are_known() -> None:
    book = open_authority()
    named = {
        identifier
        for path in SYMBOLS.glob("*.toml")
        for identifier in re.findall(r'"(org/[a-z0-9/-]+)"', path.read_text(encoding="utf-8"))
    }
    assert len(named) > 20
    assert sorted(each for each in named if book.entry(each) is None) == []
