"""Footnotes, endnotes and the notes of a masthead set in frames."""

from __future__ import annotations

from tests.reading.word_files import paragraph, printed, read_word, run

RAISED = '<w:vertAlign w:val="superscript"/>'


def note(key: int, inside: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{key}"><w:p>{inside}</w:p></w:{kind}>'


OWN = "<w:r><w:footnoteRef/></w:r><w:r><w:tab/></w:r>"


def refer(key: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{key}"/></w:r>'


def test_notes_are_tied_and_numbered_by_the_order_of_reference() -> None:
    reading = read_word(
        paragraph(inside=run("First,") + refer(5) + run(" second") + refer(3) + run(".")),
        footnotes='<w:footnote w:id="0" w:type="separator"/>' + note(3, OWN + run("B.")) + note(5, OWN + run("A.")),
    )
    anchors = reading.lines[0].anchors
    assert [(anchor.at, anchor.key) for anchor in anchors] == [(6, "footnote-5"), (13, "footnote-3")]
    notes = [line for line in reading.lines if line.note]
    assert [(line.note, line.mark) for line in notes] == [("footnote-5", "1"), ("footnote-3", "2")]
    assert [text.strip() for text in printed(reading, "note")] == ["A.", "B."]


def test_endnotes_count_in_small_roman_figures() -> None:
    reading = read_word(paragraph(inside=run("x") + refer(1, "endnote")), endnotes=note(1, run("End."), "endnote"))
    assert [line.mark for line in reading.lines if line.note] == ["i"]


def test_a_custom_mark_is_the_mark_and_does_not_count() -> None:
    custom = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>**</w:t></w:r>'
    reading = read_word(
        paragraph(inside=run("Title") + custom + run(" on") + refer(2)),
        footnotes=note(1, run("**", RAISED) + "<w:r><w:tab/></w:r>" + run("Reissued.")) + note(2, OWN + run("See.")),
    )
    first, second = reading.lines[0].anchors
    assert (first.at, first.length) == (5, 2)
    assert second.length == 0
    notes = [line for line in reading.lines if line.note]
    assert [line.mark for line in notes] == ["**", "1"]
    assert notes[0].label == 2


def test_a_mark_old_formats_write_twice_is_one_mark() -> None:
    custom = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    reading = read_word(
        paragraph(inside=run("Title") + custom + run("*", RAISED) + run(" on")), footnotes=note(1, run("* Reissued."))
    )
    anchor = reading.lines[0].anchors[0]
    assert (anchor.at, anchor.length) == (5, 2)
    assert [line.mark for line in reading.lines if line.note] == ["*"]


def test_brackets_around_a_mark_are_part_of_it() -> None:
    bracketed = run("(", RAISED) + refer(1) + run(")", RAISED)
    reading = read_word(
        paragraph(inside=run("نص") + bracketed + run("،")),
        footnotes=note(1, run("(", RAISED) + "<w:r><w:footnoteRef/></w:r>" + run(")", RAISED) + run("\tA/99/1.")),
    )
    anchor = reading.lines[0].anchors[0]
    assert reading.text[anchor.at : anchor.at + anchor.length] == "()"
    line = reading.lines[-1]
    assert reading.text[line.start + line.label : line.end].strip() == "A/99/1."


def test_a_frame_that_opens_with_asterisks_is_a_note_tied_to_the_asterisks_typed_above() -> None:
    framed = paragraph("*  A/99/50.", "<w:framePr/>")
    reading = read_word(paragraph("Items of the list*") + framed + paragraph("Text"))
    assert [(anchor.at, anchor.length) for anchor in reading.lines[0].anchors] == [(17, 1)]
    assert (reading.lines[1].region, reading.lines[1].mark) == ("note", "*")
    assert reading.lines[0].anchors[0].key == reading.lines[1].note


def test_a_frame_of_other_words_stays_in_the_text() -> None:
    reading = read_word(paragraph("Text") + paragraph("Note: abbreviations.", "<w:framePr/>"))
    assert printed(reading) == ["Text", "Note: abbreviations."]


def test_notes_stand_on_the_page_of_their_mark() -> None:
    reading = read_word(
        paragraph(inside=run("x") + refer(1)) + paragraph("next page", "<w:pageBreakBefore/>"),
        footnotes=note(1, OWN + run("A.")),
    )
    assert [line.page for line in reading.lines] == [1, 2, 1]
