"""Markdown signs become styles, headings and rows; the signs themselves leave the text."""

from __future__ import annotations

import pytest

from verbale.model.reading import Line, Reading
from verbale.reading import open_source
from verbale.reading.markdown import unmark


def read(text: str, name: str = "a.md") -> Reading:
    return open_source(text.encode(), name=name)


def styled(reading: Reading, line: Line, style: str) -> list[str]:
    return [reading.text[run.start : run.end] for run in line.runs if getattr(run, style)]


@pytest.mark.parametrize(
    ("written", "text", "style", "words"),
    [
        ("a **bold** word", "a bold word", "bold", ["bold"]),
        ("*(Signed)* A. Name", "(Signed) A. Name", "italic", ["(Signed)"]),
        ("**title\\***", "title*", "bold", ["title*"]),
        ("***both*** here", "both here", "italic", ["both"]),
        ("decision<sup>1</sup> on", "decision1 on", "raised", ["1"]),
        ("2 * 3 * 4", "2 * 3 * 4", "bold", []),
        ("* * *", "* * *", "italic", []),
        ("left ** alone", "left ** alone", "bold", []),
        ("snake_case_name", "snake_case_name", "italic", []),
        ("R&amp;D \\[only\\]", "R&D [only]", "bold", []),
        ("**议程\\*** 项目", "议程* 项目", "bold", ["议程*"]),
    ],
)
def test_signs(written: str, text: str, style: str, words: list[str]) -> None:
    reading = read(written)
    assert reading.text == text
    assert styled(reading, reading.lines[0], style) == words


def test_headings_and_rules() -> None:
    reading = read("## **Annex**\n\n---\n\n###No blank\n")
    assert [(line.style, line.level) for line in reading.lines] == [("h2", 1), ("rule", None), ("h3", 2)]
    assert reading.text[reading.lines[0].start : reading.lines[0].end] == "Annex"


def test_bold_runs_over_hard_line_ends() -> None:
    reading = read("**One line  \nand the next**  \nplain\n")
    assert [line.style for line in reading.lines] == [None, "continued", None]
    assert styled(reading, reading.lines[1], "bold") == ["and the next"]


def test_rows_of_a_pipe_table_are_cells() -> None:
    reading = read("| State | Share |\n| --- | ---: |\n| **Kenya** | 2 |\n")
    cells = [
        (line.cell.row, line.cell.column, reading.text[line.start : line.end]) for line in reading.lines if line.cell
    ]
    assert cells == [(0, 0, "State"), (0, 1, "Share"), (1, 0, "Kenya"), (1, 1, "2")]


def test_plain_text_keeps_its_stars_and_counts_pages() -> None:
    reading = read("a **b** c\n\fsecond page\n", "a.txt")
    assert reading.text.startswith("a **b** c")
    assert [line.page for line in reading.lines] == [1, 2]


def test_direction_is_that_of_the_first_strong_letter() -> None:
    reading = read("1 - نشير إلى القرار A/RES/1\n\nA/RES/1 وما يليه\n", "a.txt")
    assert [line.direction for line in reading.lines] == ["rtl", "ltr"]


def test_a_bullet_before_a_printed_number_is_a_sign() -> None:
    assert unmark("- (a) first\n\n  - 2\\. second\n\n- third").text == "(a) first\n\n  2. second\n\n- third"
