"""PDF: lines with boxes, styles and raised marks; what cannot be opened is refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.pdf_files import Rule, Text, lines, pdf
from verbale.model.reading import Reading
from verbale.reading import Unreadable, open_source

SAMPLES = Path(__file__).parents[2] / "samples"


def printed(reading: Reading) -> list[str]:
    """The lines of a reading."""
    return [reading.text[line.start : line.end] for line in reading.lines]


def test_lines_have_boxes_from_the_upper_left_corner() -> None:
    reading = open_source(pdf([[Text(72, 100, "The Conference,"), Text(72, 120, "meets", 12, "bold")]]), name="a.pdf")
    first, second = reading.lines
    assert printed(reading) == ["The Conference,", "meets"]
    assert first.box is not None and second.box is not None
    assert first.box.left == pytest.approx(72, abs=1)
    assert first.box.top < 100 < first.box.bottom
    assert second.runs[0].bold and second.runs[0].size == 12 and not first.runs[0].bold
    assert (reading.pages[0].width, reading.pages[0].height) == (612, 792)


def test_a_wide_gap_parts_two_segments_of_a_row() -> None:
    reading = open_source(
        pdf([[Text(72, 100, "United Nations"), Text(420, 100, "A/1/2"), Text(72, 114, "1."), Text(90, 114, "First")]]),
        name="a.pdf",
    )
    assert printed(reading) == ["United Nations", "A/1/2", "1.", "First"]


def test_small_print_above_the_baseline_is_raised_and_joins_its_line() -> None:
    reading = open_source(
        pdf([[Text(72, 100, "the report"), Text(113, 96.5, "3", 6), Text(118, 100, "of the year")]]), name="a.pdf"
    )
    (line,) = reading.lines
    assert [reading.text[run.start : run.end].strip() for run in line.runs if run.raised] == ["3"]
    assert reading.text[line.start : line.end].replace(" ", "") == "thereport3oftheyear"


def test_a_turned_page_is_read_upright() -> None:
    reading = open_source(pdf([[Text(72, 100, "sideways")]], turned=90), name="a.pdf")
    assert (reading.pages[0].width, reading.pages[0].height) == (792, 612)


def test_pages_are_counted_and_lines_know_theirs() -> None:
    reading = open_source(pdf([lines(72, 100, ["one page of this"]), lines(72, 100, ["another page"])]), name="a.pdf")
    assert [line.page for line in reading.lines] == [1, 2] and reading.source.pages == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.4\nnothing that follows makes sense", "damaged"),
        (pdf([lines(72, 100, ["cut"])])[:200], "damaged"),
        (pdf([]), "no-pages"),
        (
            pdf(
                [lines(72, 100, ["secret"])],
                encrypt=f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>",
            ),
            "locked",
        ),
    ],
    ids=["nonsense", "truncated", "no pages", "password"],
)
def test_what_cannot_be_opened_is_refused_in_one_sentence(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        open_source(content, name="a.pdf")
    assert refused.value.code in (code, "damaged") and refused.value.text.count(". ") == 0


def test_arabic_is_read_in_the_order_of_speech() -> None:
    text = open_source(SAMPLES / "resolution.ar.pdf").text
    assert "الجمعية العامة" in text or "الأمم المتحدة" in text
    assert "\ufeff" not in text and not any("\ufe70" <= letter <= "\ufefc" for letter in text)


def test_lines_do_not_overlap_and_hold_every_letter() -> None:
    for sample in sorted(SAMPLES.glob("*.pdf")):
        reading = open_source(sample)
        covered = "".join(reading.text[line.start : line.end] for line in reading.lines)
        assert covered.replace(" ", "") == "".join(reading.text.split()).replace(" ", ""), sample.name
        assert all(above.end <= below.start for above, below in zip(reading.lines, reading.lines[1:], strict=False))


def test_libreoffice_draws_a_hyphen_apart_where_no_line_breaks() -> None:
    page = [Text(72, 100, "Secretary"), Text(110.4, 100, "-"), Text(113.8, 100, "General, vice-president")]
    for producer, text in (("LibreOffice 7.4", "Secretary\u2011General"), ("Other", "Secretary-General")):
        assert open_source(pdf([page], producer=producer), name="made.pdf").text.startswith(text)


def test_cells_between_rules_are_apart_however_near() -> None:
    rules = [Rule(left, down, 96) for down in (90, 110) for left in (72, 168)]
    words = [Text(74, 103, "a cell which ends at it"), Text(169, 103, "the next")]
    page = [*words, *rules]
    assert open_source(pdf([page]), name="made.pdf").text.splitlines() == ["a cell which ends at it", "the next"]


def test_a_line_stretched_by_justification_is_one_segment() -> None:
    """Even gaps, and the edges of the text around it; words that stand evenly on a page of nothing else are cells."""
    words = [Text(72, 100, "Keeping"), Text(122, 100, "Keeping"), Text(172, 100, "Keeping"), Text(222, 100, "Keeping")]
    end = open_source(pdf([words]), name="made.pdf").lines[-1].box
    assert end is not None
    text = "of records in the house and elsewhere, and nothing more"
    wide = open_source(pdf([[Text(0, 100, text)]]), name="made.pdf").lines[0].box
    assert wide is not None
    around = [Text(end.right - wide.right, 112 + 12 * place, text) for place in range(3)]
    assert len(open_source(pdf([words]), name="made.pdf").lines) == 4
    stretched = open_source(pdf([[*words, *around]]), name="made.pdf")
    assert stretched.text.split("\n")[0] == "Keeping Keeping Keeping Keeping"


@pytest.mark.parametrize(("face", "bold"), [("Invented-Regular", False), ("Invented", True), ("Invented-Bold", True)])
def test_a_face_named_regular_is_not_bold_whatever_its_stems(face: str, bold: bool) -> None:
    described = (
        f"/BaseFont /{face} /FontDescriptor << /Type /FontDescriptor /FontName /{face} /Flags 32 /StemV 190 "
        "/FontBBox [0 0 900 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 >>"
    )
    made = pdf([[Text(72, 90, "Keeping of records")]]).replace(b"/BaseFont /Times-Roman", described.encode())
    assert open_source(made, name="made.pdf").lines[0].runs[0].bold is bold


def test_a_producer_in_broken_signs_does_not_matter() -> None:
    content = pdf([[Text(72, 72, "A page.")]], producer="\u00fe\u00ff\u00d8\u0001\u00d8\u0001")
    assert open_source(content, name="a.pdf").text.strip() == "A page."
