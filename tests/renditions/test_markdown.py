"""Markdown: what is written reads back."""

from __future__ import annotations

import verbale
from verbale.renditions.markdown import render


def test_notes_read_back() -> None:
    source = "# Report\n\n1. Welcomes the report;[^1]\n\n2. Decides to meet.\n\n[^1]: A/HRC/97/41.\n"
    once = verbale.read(source.encode(), name="a.md")
    assert [(note.mark, note.text) for note in once.notes] == [("1", "A/HRC/97/41.")]
    again = verbale.read(render(once).encode(), name="a.md")
    assert [note.text for note in again.notes] == ["A/HRC/97/41."]
    assert [block.address for block in again.components[0].blocks if block.notes] == ["1"]
