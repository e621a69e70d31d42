"""Web pages: what prints, with its numbers and notes, and nothing of the site around it."""

from __future__ import annotations

import time

import pytest

from verbale.model.reading import Reading
from verbale.reading import Unreadable, open_source


def page(body: str, attributes: str = "") -> Reading:
    return open_source(f"<!DOCTYPE html><html {attributes}><body>{body}</body></html>".encode(), name="page.html")


def texts(reading: Reading, region: str = "body") -> list[str]:
    return [reading.text[line.start : line.end].strip() for line in reading.lines if line.region == region]


def test_paragraphs_headings_and_blanks() -> None:
    reading = page("<h1>Title\n of it</h1><p>One <em>two</em>\n  three.</p>loose<div>div</div>", 'lang="fr-CH"')
    assert texts(reading) == ["Title of it", "One two three.", "loose", "div"]
    assert reading.language == "fr"
    heading, first = reading.lines[:2]
    assert (heading.style, heading.level, heading.runs[0].bold) == ("h1", 0, True)
    assert [reading.text[run.start : run.end] for run in first.runs if run.italic] == ["two"]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("<ol>", ["1.", "2."]),
        ('<ol type="a" start="3">', ["c.", "d."]),
        ('<ol type="I">', ["I.", "II."]),
        ("<ol reversed>", ["2.", "1."]),
        ('<ol style="list-style-type: lower-roman">', ["i.", "ii."]),
        ('<ol style="list-style: none">', ["", ""]),
        ("<ul>", ["•", "•"]),
    ],
)
def test_numbers_a_browser_generates(opening: str, expected: list[str]) -> None:
    reading = page(f"{opening}<li>First<li><p>Second</p><p>more</p></{opening[1:3]}>")
    found = [reading.text[line.start : line.start + line.label].strip() for line in reading.lines]
    assert found == [*expected, ""]


def test_a_value_sets_the_number_and_inner_lists_count_for_themselves() -> None:
    reading = page('<ol><li value="7">seven<ol type="a"><li>a<li>b</ol><li>eight</ol>')
    labels = [reading.text[line.start : line.start + line.label].strip() for line in reading.lines]
    assert labels == ["7.", "a.", "b.", "8."]
    assert [line.level for line in reading.lines] == [0, 1, 1, 0]


NOTES = {
    "by-paragraph": '<p>Text<sup><a href="#f1" id="r1">1</a></sup> on.</p><p id="f1"><a href="#r1">1</a> Note.</p>',
    "word": '<p>Text<a href="#_ftn1" name="_ftnref1">[1]</a> on.</p>'
    '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Note.</p></div>',
    "pandoc": '<p>Text<a href="#fn1" id="fnref1"><sup>1</sup></a> on.</p>'
    '<section><ol><li id="fn1"><p>Note.<a href="#fnref1">↩︎</a></p></li></ol></section>',
    "no-way-back": '<p>Text<sup><a href="#n1">1</a></sup> on.</p><p id="n1">Note.</p>',
}


@pytest.mark.parametrize("producer", NOTES)
def test_notes_are_tied_by_their_links(producer: str) -> None:
    reading = page(NOTES[producer])
    line, note = reading.lines
    anchor = line.anchors[0]
    assert reading.text[line.start : anchor.at] == "Text"
    assert reading.text[anchor.at + anchor.length : line.end].strip() == "on."
    assert (anchor.key, "1") == (note.note, note.mark)
    assert reading.text[note.start + note.label : note.end].strip() == "Note."


def test_a_link_down_the_page_is_no_note() -> None:
    reading = page('<p>See <a href="#annex">Annex</a> I.</p><div id="annex"><p>Annex I</p></div>')
    assert not any(line.note for line in reading.lines)


def test_the_site_around_the_document_is_set_apart() -> None:
    reading = page('<nav><a href="/">Home</a></nav><p>Text</p><footer>Contact</footer>')
    assert texts(reading) == ["Text"]
    assert texts(reading, "header") == ["Home"]
    assert texts(reading, "footer") == ["Contact"]


def test_what_does_not_print_is_left_out() -> None:
    reading = page('<script>x()</script><style>p{}</style><p hidden>no</p><p style="display:none">no</p><p>Yes</p>')
    assert texts(reading) == ["Yes"]
    assert [finding.name for finding in reading.findings] == ["hidden-text"]


def test_cells_spans_and_tables_that_only_lay_out() -> None:
    data = "<table><tr><th rowspan=2>a<th>b<tr><td>c</table>"
    reading = page(f"<p>x</p>{data}<table><tr><td><h2>Part</h2></td><td><p>Text</p></td></tr></table>")
    places = [(line.cell.row, line.cell.column) if line.cell else None for line in reading.lines]
    assert places == [None, (0, 0), (0, 1), (1, 1), None, None]


def test_the_table_that_opens_a_page_is_the_masthead() -> None:
    reading = page("<table><tr><td>Organ</td><td>X/99/1<div>3 May 2024</div></td></tr></table><p>Text</p>")
    assert texts(reading, "masthead") == ["Organ", "X/99/1", "3 May 2024"]


def test_right_to_left() -> None:
    reading = page('<p>نص</p><p dir="ltr">Distr.: General</p>', 'dir="rtl" lang="ar"')
    assert [line.direction for line in reading.lines] == ["rtl", "ltr"]


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-8", "utf-16"])
def test_encodings(encoding: str) -> None:
    text = f'<html><head><meta charset="{encoding}"></head><body><p>Вербальная нота</p></body></html>'
    assert texts(open_source(text.encode(encoding), name="page.html")) == ["Вербальная нота"]


def test_preformatted_text_keeps_its_paragraphs() -> None:
    assert texts(page("<pre>One\ntwo\n\nThree</pre>")) == ["One\ntwo", "Three"]


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        page("<script>render()</script>")
    assert refused.value.code == "nothing-read"


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "ol><li", "b", "sup"])
def test_nesting_without_end(tag: str) -> None:
    started = time.monotonic()
    try:
        page(f"<p>Text</p>{f'<{tag}>' * 20_000}deep")
    except Unreadable as refused:
        assert refused.code == "nothing-read"
    assert time.monotonic() - started < 5


def test_many_marks_to_one_place_cost_little() -> None:
    links = "".join(f'<p>x<sup><a href="#n{n}" id="r{n}">{n}</a></sup></p>' for n in range(3000))
    notes = "".join(f'<a name="n{n}" href="#r{n}">{n}</a> note ' for n in range(3000))
    started = time.monotonic()
    page(f"{links}<div>{notes}</div>")
    assert time.monotonic() - started < 5


def test_a_style_sheet_says_how_a_class_prints() -> None:
    sheet = """<!-- @import url(a.css); p.Centred { text-align: center; font-weight: bold } /* a { display: none */
        .gone { display: none } @media screen { p { display: none } } -->"""
    page = f"<html><style>{sheet}</style><p class='Centred wide'>Annex</p><p class=gone>secret</p><p>Text.</p></html>"
    reading = open_source(page.encode(), name="a.html")
    assert [reading.text[line.start : line.end] for line in reading.lines] == ["Annex", "Text."]
    assert reading.lines[0].align == "center"
    assert reading.lines[0].runs[0].bold
    assert [finding.code for finding in reading.findings] == ["V115"]


@pytest.mark.parametrize("sheet", ["{" * 200_000, "}" * 200_000, "/*" * 200_000, "p" * 400_000, "@media{" * 50_000])
def test_a_broken_style_sheet_takes_no_longer_than_its_length(sheet: str) -> None:
    begun = time.process_time()
    open_source(f"<html><style>{sheet}</style><p>Text.</p></html>".encode(), name="a.html")
    assert time.process_time() - begun < 2


def test_a_blank_line_made_of_two_breaks_parts_paragraphs() -> None:
    reading = open_source(b"<p>One<br>goes on<br> <br>Two<br /><br /><br />Three</p>", name="a.html")
    assert [reading.text[line.start : line.end].split() for line in reading.lines] == [
        ["One", "goes", "on"],
        ["Two"],
        ["Three"],
    ]
