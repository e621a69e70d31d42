"""Lines of formats that know paragraphs become passages, and every character keeps its one place."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.model.reading import Anchor, Cell, Line, Reading, Run, Source
from verbale.reading.galley import Galley, Look
from verbale.structure.layout.paragraphs import knows_paragraphs, paragraph_passages

SOURCE = Source(name="a.docx", sha256="", media_type="x")


def reading(text: str, *lines: Line) -> Reading:
    return Reading(source=SOURCE, text=text, lines=lines)


def test_blanks_become_single_and_pieces_lead_back() -> None:
    text = "\t1.\t\u2003The  State\u00a0party\n agrees  "
    passage = paragraph_passages(reading(text, Line(start=0, end=len(text), paragraph=0)))[0][0]
    assert passage.text == "1. The State\u00a0party agrees"
    for index, piece in enumerate(passage.pieces):
        until = passage.pieces[index + 1].at if index + 1 < len(passage.pieces) else len(passage.text)
        assert passage.text[piece.at : until].split() == text[piece.start : piece.end].split()


def test_a_generated_number_is_the_label() -> None:
    passage = paragraph_passages(reading("(a)\tText", Line(start=0, end=8, paragraph=0, label=4)))[0][0]
    assert (passage.label, passage.text) == ("(a)", "Text")
    assert passage.pieces[0].start == 0


def test_note_marks_leave_the_text_and_marks_follow() -> None:
    text = "One* two"
    line = Line(start=0, end=8, paragraph=0, anchors=(Anchor(3, "n", 1),), runs=(Run(start=5, end=8, italic=True),))
    passage = paragraph_passages(reading(text, line))[0][0]
    assert passage.text == "One two"
    assert [(mark.at, mark.key) for mark in passage.notes] == [(3, "n")]
    assert [(mark.start, mark.end, mark.kind) for mark in passage.marks] == [(4, 7, "italic")]


def test_touching_runs_of_one_style_are_one_mark_and_all_bold_is_bold() -> None:
    line = Line(
        start=0, end=11, paragraph=0, runs=(Run(start=0, end=4, bold=True), Run(start=5, end=11, bold=True, size=14.0))
    )
    passage = paragraph_passages(reading("Note verbal", line))[0][0]
    assert [(mark.start, mark.end) for mark in passage.marks] == [(0, 11)]
    assert (passage.bold, passage.italic, passage.size) == (True, False, 14.0)


def test_cells_of_a_table_are_one_passage_without_blank_columns() -> None:
    places = ((0, 0), (0, 4), (1, 0), (1, 4))
    lines = [Line(start=n * 2, end=n * 2 + 1, paragraph=n, cell=Cell(1, *place)) for n, place in enumerate(places)]
    body, _, _ = paragraph_passages(reading("a b c d ", *lines))
    assert [passage.rows for passage in body] == [(("a", "b"), ("c", "d"))]
    assert body[0].text == "a\tb\nc\td"


def test_two_tables_that_follow_each_other_stay_two() -> None:
    lines = [Line(start=n * 2, end=n * 2 + 1, paragraph=n, cell=Cell(n, 0, 0)) for n in (0, 1)]
    assert len(paragraph_passages(reading("a b ", *lines))[0]) == 2


def test_margins_are_furniture_and_a_masthead_is_read_line_by_line() -> None:
    text = "X/99/1\n3 May\nText\n*2400001*\n2/7\nFoot"
    lines = (
        Line(start=0, end=12, paragraph=0, region="masthead"),
        Line(start=13, end=17, paragraph=1),
        Line(start=18, end=27, paragraph=2, region="footer"),
        Line(start=28, end=31, paragraph=3, region="footer", page=2),
        Line(start=32, end=36, paragraph=4, region="footer", page=2),
    )
    body, notes, furniture = paragraph_passages(reading(text, *lines))
    assert [(passage.region, passage.text) for passage in body] == [
        ("masthead", "X/99/1"),
        ("masthead", "3 May"),
        ("body", "Text"),
    ]
    assert not notes
    assert [piece.kind for piece in furniture] == ["barcode", "page-number", "footer"]


def test_a_paragraph_of_a_note_mark_alone_is_kept() -> None:
    galley = Galley()
    galley.anchor("n")
    galley.close()
    body, _, _ = paragraph_passages(reading(galley.text, *galley.lines))
    assert [(passage.text, passage.notes[0].key) for passage in body] == [("", "n")]


def test_lines_of_ink_are_for_another() -> None:
    assert not knows_paragraphs(reading("a", Line(start=0, end=1)))


WORDS = st.text(st.sampled_from("ab *.\t\n\u00a0\u2003(1)ع中\u00ad"), max_size=12)
PIECES = st.lists(st.tuples(WORDS, st.booleans(), st.integers(0, 3)), max_size=6)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(PIECES, st.sampled_from(["body", "masthead", "footer", "note"])), min_size=1, max_size=5))
def test_every_character_has_exactly_one_place(paragraphs: list[tuple[list[tuple[str, bool, int]], str]]) -> None:
    galley = Galley()
    for number, (pieces, region) in enumerate(paragraphs):
        for words, italic, mark in pieces:
            if mark == 1:
                galley.anchor(f"n{number}", len(words.translate({0xAD: None})))
            galley.write(words, Look(italic=italic))
        note = f"n{number}" if region == "note" else None
        galley.close(region=region, note=note)  # type: ignore[arg-type]
    text = galley.text
    body, notes, furniture = paragraph_passages(reading(text, *galley.lines))
    held = [0] * len(text)
    spans = [(piece.start, piece.end) for passage in body + notes for piece in passage.pieces]
    spans += [span for piece in furniture for span in piece.spans]
    for start, end in spans:
        for at in range(start, end):
            held[at] += 1
    assert all(count == 1 for letter, count in zip(text, held, strict=True) if not letter.isspace())
    for passage in body + notes:
        assert passage.text == passage.text.strip(" \t\n")
        assert all(0 <= mark.start < mark.end <= len(passage.text) for mark in passage.marks)
        assert all(0 <= mark.at <= len(passage.text) for mark in passage.notes)
