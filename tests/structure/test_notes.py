"""Notes: addresses by printed marks, each once; anchors move with the number that is cut off."""

from __future__ import annotations

from verbale.structure.body.blocks import blocks_of
from verbale.structure.body.notes import notes_of
from verbale.structure.body.part import Part
from verbale.structure.passage import NoteMark, Passage, Piece


def note(key: str, mark: str, text: str, at: int = 0) -> Passage:
    return Passage(text=text, pieces=(Piece(0, at, at + len(text)),), note=key, mark=mark)


def test_addresses_by_marks() -> None:
    made = notes_of(
        [note("k1", "1", "One."), note("k2", "*", "Star."), note("k3", "**", "Stars."), note("k4", "1", "Again.")]
    )
    assert [one.address for one in made.notes] == ["note-1", "note-a", "note-b", "note-1~2"]
    assert made.addresses == {"k1": "note-1", "k2": "note-a", "k3": "note-b", "k4": "note-1~2"}


def test_a_note_of_two_paragraphs_is_one_note() -> None:
    made = notes_of([note("k1", "1", "First half."), note("k1", "1", "Second half.", 40)])
    assert [(one.text, one.spans) for one in made.notes] == [("First half.\nSecond half.", ((0, 11), (40, 52)))]


def test_anchors_are_offsets_into_the_text_without_its_number() -> None:
    text = "12. Decides to meet in May;"
    passage = Passage(text=text, pieces=(Piece(0, 0, len(text)),), notes=(NoteMark(len(text), "k"), NoteMark(11, "k2")))
    made = blocks_of(Part(passages=(passage,)), {"k": "note-1", "k2": "note-2"})
    [block] = made.blocks
    assert [(one.at, one.address) for one in block.notes] == [(len("Decides to meet in May;"), "note-1"), (7, "note-2")]
    assert block.text[:7] == "Decides"
