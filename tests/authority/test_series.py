"""Every organisation and body that another knowledge file names has an authority file, under its own identifier."""

from __future__ import annotations

import re
from pathlib import Path

import verbale
from verbale.authority import open_authority

KNOWLEDGE = Path(verbale.__file__).parent / "knowledge"


def _named(pattern: str) -> set[str]:
    """Identifiers of organisations and bodies in knowledge files outside the authority folder."""
    return {
        identifier
        for path in KNOWLEDGE.rglob(pattern)
        if "authority" not in path.parts
        for identifier in re.findall(r'"(org/[a-z0-9/-]+)"', path.read_text(encoding="utf-8"))
    }


def test_bodies_of_series_are_known() -> None:
    book = open_authority()
    named = _named("*.toml")
    assert len(named) > 60
    assert sorted(each for each in named if book.entry(each) is None) == []


def test_bodies_of_series_stand_under_their_present_identifier() -> None:
    book = open_authority()
    outdated = {each: entry.id for each in _named("*.toml") if (entry := book.entry(each)) and entry.id != each}
    assert outdated == {}


def test_entries_of_series_have_names_in_six_languages() -> None:
    book = open_authority()
    bare = [
        each
        for each in sorted(_named("series.toml"))
        if (entry := book.entry(each)) is not None and len(entry.names) < 6
    ]
    assert bare == []
