"""Where the masthead of a Word file stands: in the first page's header, or in a table that opens the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.word_files import paragraph, printed, read_word
from verbale.reading import open_source

REPORTS = Path(__file__).resolve().parents[2] / ".corpus" / "docx-reports"


def table(*cells: str) -> str:
    inside = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells)
    return f"<w:tbl><w:tr>{inside}</w:tr></w:tbl>"


def test_the_first_header_is_the_masthead_and_the_others_are_furniture() -> None:
    reading = read_word(
        paragraph("Text"),
        header=table("Organ", "X/99/1"),
        footer=paragraph("25-00001 (E)"),
        default_header=paragraph("X/99/1"),
    )
    assert printed(reading, "masthead") == ["Organ", "X/99/1"]
    assert [(line.region, line.page) for line in reading.lines if line.region in ("header", "footer")] == [
        ("footer", 1),
        ("header", 2),
    ]


def test_a_default_header_of_several_lines_is_a_letterhead() -> None:
    reading = read_word(paragraph("Text"), default_header=paragraph("Mission") + paragraph("Street 1"))
    assert printed(reading, "masthead") == ["Mission", "Street 1"]


def test_a_table_that_opens_the_text_is_the_masthead() -> None:
    reading = read_word(table("Organ", "X/99/1") + paragraph("Text") + table("1", "2"))
    assert printed(reading, "masthead") == ["Organ", "X/99/1"]
    assert printed(reading) == ["Text", "1", "2"]


def test_a_table_after_the_text_began_is_data() -> None:
    assert printed(read_word(paragraph("Text") + table("1", "2")), "masthead") == []


def test_a_large_table_is_data_even_at_the_start() -> None:
    rows = "".join(f"<w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr>" for _ in range(20))
    assert printed(read_word(f"<w:tbl>{rows}</w:tbl>" + paragraph("Text")), "masthead") == []


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the reports of docx-reports are not unpacked in .corpus")
def test_the_secretariat_templates_show_symbol_distribution_date_and_original() -> None:
    for path in sorted(REPORTS.glob("*.docx")):
        head = " | ".join(printed(open_source(path), "masthead"))
        assert all(word in head for word in ("A/80/6", "Distr.: General", "2025", "Original: English")), path.name
