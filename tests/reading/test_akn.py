"""Akoma Ntoso in the dialect the United Nations publishes, and its known faults."""

from __future__ import annotations

import pytest

from verbale.model.reading import Reading
from verbale.reading import Unreadable
from verbale.reading.akn import Source, read

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def statement(inside: str, meta: str = "") -> str:
    return (
        f'<akomaNtoso xmlns="{NAMESPACE}"><statement name="resolution"><meta>{meta}</meta>{inside}</statement>'
        "</akomaNtoso>"
    )


def opened(inside: str, meta: str = "") -> Reading:
    return read(statement(inside, meta).encode(), Source(name="a.xml", sha256="", media_type="application/akn+xml"))


def texts(reading: Reading) -> list[str]:
    return [" ".join(reading.text[line.start : line.end].split()) for line in reading.lines]


PARAGRAPH = '<paragraph class="SingleTxt"><num>{}</num><content><p xml:space="preserve">\t{}</p></content></paragraph>'


def test_what_the_elements_state_is_kept() -> None:
    reading = opened(
        "<coverPage><p>\n <docStatus>Distr.: General</docStatus></p></coverPage>"
        "<preface><p><docNumber>99/1.</docNumber>\n<docTitle>\tExercise</docTitle></p></preface>"
        '<preamble><formula name="enactingFormula"><p>The Body,</p></formula>'
        '<container name="Recalling"><p>\t<span class="italic">Recalling</span> its text,</p></container></preamble>'
        f"<mainBody>{PARAGRAPH.format('1.', 'Decides;')}</mainBody>"
        '<conclusions><p>1st meeting<eol/><docDate date="2024-01-01">1 January 2024</docDate></p></conclusions>'
    )
    assert [(line.region, line.role) for line in reading.lines] == [
        ("masthead", None),
        ("body", "title"),
        ("body", "formula"),
        ("body", "preambular"),
        ("body", None),
        ("body", "place-date"),
    ]
    assert texts(reading)[1] == "99/1. Exercise"
    assert reading.lines[0].style == "docStatus"
    assert reading.text[reading.lines[4].start :][: reading.lines[4].label] == "1.\t"
    assert [reading.text[run.start : run.end] for run in reading.lines[3].runs if run.italic] == ["Recalling"]


def test_items_have_levels_and_a_list_keeps_the_number_of_its_paragraph() -> None:
    point = "<point><num>{}</num>{}</point>"
    inner = f"<list>{point.format('(i)', '<content><p>deep</p></content>')}</list>"
    reading = opened(
        "<mainBody><paragraph><num>1.</num><list><intro><p>Decides:</p></intro>"
        f"{point.format('(a)', '<content><p>first</p></content>')}{point.format('(b)', inner)}"
        "</list></paragraph></mainBody>"
    )
    assert texts(reading) == ["1. Decides:", "(a) first", "(b)", "(i) deep"]
    assert [line.level for line in reading.lines] == [None, 1, 1, 2]


def test_notes_are_tied_and_their_own_marks_set_apart() -> None:
    note = '<authorialNote marker="1" placement="bottom"><p>\t()\tA/99/1.</p></authorialNote>'
    reading = opened(f"<mainBody>{PARAGRAPH.format('1 -', f'Text<sup>(</sup>{note}<sup>)</sup>;')}</mainBody>")
    line, last = reading.lines
    anchor = line.anchors[0]
    assert reading.text[anchor.at : anchor.at + anchor.length] == "()"
    assert (last.note, last.mark) == (anchor.key, "1")
    assert reading.text[last.start + last.label : last.end].strip() == "A/99/1."


def test_annexes_are_components_and_headings_are_headings() -> None:
    heading = '<paragraph class="H1"><content><p>Title</p></content></paragraph>'
    annex = f'<attachment><doc name="annex"><meta/><mainBody>{heading}</mainBody></doc></attachment>'
    reading = opened(f"<mainBody>{heading}</mainBody><attachments>{annex}{annex}</attachments>")
    assert [line.component for line in reading.lines] == [None, "annex-1", "annex-2"]
    assert {line.role for line in reading.lines} == {"heading"}


def test_tables_know_their_cells() -> None:
    rows = "<tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p>c</p></td></tr>"
    reading = opened(f'<mainBody><container name="table"><table>{rows}</table></container></mainBody>')
    assert [(line.cell.row, line.cell.column) for line in reading.lines if line.cell] == [(0, 0), (0, 1), (1, 0)]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (PARAGRAPH.format("A.", "A. Pension fund"), ["A. Pension fund"]),
        ('<section><num>I</num><subheading>Conditions</subheading></section>', ["I", "Conditions"]),
        ("<paragraph><num>1.</num><content><p/></content></paragraph><paragraph><content><p>Next</p></content></paragraph>",
         ["1. Next"]),
        ("<paragraph><num>I</num><content><p/></content></paragraph><paragraph><content><p>Next</p></content></paragraph>",
         ["I", "Next"]),
    ],
)  # fmt: skip
def test_numbers_the_dialect_parts_from_their_text(inside: str, expected: list[str]) -> None:
    assert texts(opened(f"<mainBody>{inside}</mainBody>")) == expected


def test_the_job_number_and_the_language_come_from_the_metadata() -> None:
    reading = opened(
        "<mainBody><paragraph><content><p>نص</p></content></paragraph></mainBody>",
        '<identification><FRBRExpression><FRBRlanguage language="ara"/></FRBRExpression></identification>'
        "<presentation><f xmlns='urn:x'><docketNumber xmlns='"
        + NAMESPACE
        + "'>24-00001 (A)</docketNumber></f></presentation>",
    )
    assert reading.language == "ar"
    assert [(line.region, line.direction) for line in reading.lines] == [("body", "rtl"), ("footer", "rtl")]


def test_a_file_that_is_not_well_formed_is_recovered_with_a_finding() -> None:
    broken = statement(f"<mainBody>{PARAGRAPH.format('1.', 'One')}</inline>{PARAGRAPH.format('2.', 'Two')}</mainBody>")
    reading = read(broken.encode(), Source(name="a.xml", sha256="", media_type="application/akn+xml"))
    assert texts(reading) == ["1. One", "2. Two"]
    assert [finding.name for finding in reading.findings] == ["not-well-formed"]


def test_text_out_of_place_is_not_lost() -> None:
    assert texts(opened("<mainBody>loose <b>words</b><paragraph>bare</paragraph>tail</mainBody>")) == [
        "loose words",
        "bare",
        "tail",
    ]


def test_no_text_is_refused() -> None:
    with pytest.raises(Unreadable):
        opened("<mainBody/>")


def test_an_entity_is_not_resolved() -> None:
    content = '<!DOCTYPE a [<!ENTITY spy SYSTEM "file:///etc/passwd">]>' + statement(
        "<mainBody><paragraph><content><p>Text &spy; on</p></content></paragraph></mainBody>"
    )
    reading = read(content.encode(), Source(name="a.xml", sha256="", media_type="application/akn+xml"))
    assert texts(reading) == ["Text on"]
    assert [finding.name for finding in reading.findings] == ["entities-left-out"]
