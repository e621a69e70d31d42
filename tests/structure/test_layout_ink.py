"""Pages of ink laid out: furniture apart, notes tied, halves healed, tables and columns kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.pdf_files import Rule, Text, lines, pdf
from verbale.reading import open_source
from verbale.structure.layout.laying import Layout, lay_out

SAMPLES = Path(__file__).parents[2] / "samples"
FULL = "words that fill the line from one edge of the frame to the other edge of it, without"
"""A line as wide as the frame."""


def page(number: int, body: list[Text | Rule]) -> list[Text | Rule]:
    """A page with a running head and a foot."""
    head = [Text(72, 40, "TEST/2026/7", 9, "bold"), Text(430, 40, "Keeping of records", 9)] if number > 1 else []
    return [*head, *body, Text(72, 740, f"{number}/2", 9), Text(480, 740, "26-01234", 9)]


def laid(*pages: list[Text | Rule]) -> Layout:
    """The layout of a made document."""
    return lay_out(open_source(pdf(pages), name="made.pdf"))


def texts(layout: Layout) -> list[str]:
    """Texts of the passages."""
    return [passage.text for passage in layout.passages]


def test_running_heads_numbers_and_job_numbers_are_furniture() -> None:
    layout = laid(
        page(
            1,
            [
                Text(72, 60, "TEST/2026/7", 14),
                Text(72, 90, "Keeping of records", 14, "bold"),
                *lines(72, 120, [FULL] * 3),
            ],
        ),
        page(2, lines(72, 90, [FULL] * 3)),
    )
    kinds = {(each.kind, each.text) for each in layout.furniture}
    assert {("page-number", "1/2"), ("page-number", "2/2"), ("job-number", "26-01234")} <= kinds
    assert ("running-header", "TEST/2026/7") in kinds and ("running-header", "Keeping of records") in kinds
    assert texts(layout)[:2] == ["TEST/2026/7", "Keeping of records"]


def test_page_numbers_that_run_ahead_of_the_file_are_furniture() -> None:
    """An excerpt counts on from where it was cut out; figures that keep no step with the pages are text."""
    pages = [[*lines(72, 90, [FULL] * 6), Text(290, 720, f"- {number} -")] for number in (7, 8, 9)]
    assert {each.text for each in laid(*pages).furniture if each.kind == "page-number"} == {"- 7 -", "- 8 -", "- 9 -"}
    astray = [[*lines(72, 90, [FULL] * 6), Text(290, 720, f"- {number} -")] for number in (7, 20, 31)]
    assert "page-number" not in {each.kind for each in laid(*astray).furniture}


def test_a_heading_at_the_top_of_a_page_does_not_continue_a_finished_paragraph() -> None:
    opening = Text(96, 120, "The first line is set in, and it goes on with words that come up to the far edge, so")
    ending = [*lines(72, 132, [FULL] * 8), Text(72, 228, FULL + ".")]
    first = page(1, [opening, *ending])
    second = page(2, [Text(72, 90, "Section 17"), Text(96, 120, "It begins."), *lines(72, 132, [FULL] * 3)])
    assert "Section 17" in texts(laid(first, second))


def test_a_paragraph_cut_by_the_page_is_healed() -> None:
    opening = Text(96, 120, "The first line is set in, and it goes on with words that come up to the far edge, so")
    layout = laid(page(1, [opening, *lines(72, 132, [FULL] * 8)]), page(2, lines(72, 90, [FULL, "and ends here."])))
    (passage,) = layout.passages
    assert passage.pages == (1, 2) and passage.text.endswith("without and ends here.")


def test_space_and_short_lines_part_paragraphs() -> None:
    body = [*lines(72, 100, [FULL, FULL, "ends early."]), *lines(72, 146, ["1. " + FULL, "ends too."])]
    assert [text[-11:] for text in texts(laid(page(1, body)))] == ["ends early.", " ends too."[-11:]] or len(
        texts(laid(page(1, body)))
    ) == 2


def test_notes_are_tied_to_their_marks_and_leave_the_text() -> None:
    body = [
        *lines(72, 100, [FULL] * 3),
        Text(72, 136, "as the report says"),
        Text(150.5, 132.5, "1", 6),
        Text(154, 136, " in full."),
    ]
    foot = [Text(72, 696, "1", 6), Text(84, 700, "See TEST/2025/3.", 8)]
    layout = laid(page(1, body + foot))
    (note,) = layout.notes
    assert (note.mark, note.text) == ("1", "See TEST/2025/3.")
    (passage,) = layout.passages
    assert passage.text.endswith("as the report says in full.")
    (mark,) = passage.notes
    assert mark.key == note.note and passage.text[: mark.at].endswith("says")


def test_the_same_mark_on_two_pages_makes_two_keys() -> None:
    def noted(number: int) -> list[Text]:
        body = [*lines(72, 100, [FULL] * 3), Text(72, 136, "as said"), Text(103, 132.5, "*", 7)]
        return page(number, [*body, Text(72, 700, f"* Note of page {number}.", 8)])

    layout = laid(noted(1), noted(2))
    assert [note.text for note in layout.notes] == ["Note of page 1.", "Note of page 2."]
    assert len({note.note for note in layout.notes}) == 2
    assert [mark.key for passage in layout.passages for mark in passage.notes] == [note.note for note in layout.notes]


def test_a_raised_figure_without_a_note_stays_in_the_text() -> None:
    layout = laid(
        page(
            1,
            [
                *lines(72, 100, [FULL] * 3),
                Text(72, 136, "ten m"),
                Text(94.5, 132.5, "2", 6),
                Text(98, 136, " of ground."),
            ],
        )
    )
    (passage,) = layout.passages
    assert "m2 of ground." in passage.text.replace("m 2", "m2") and not passage.notes
    assert [mark.kind for mark in passage.marks] == ["superscript"]


@pytest.mark.parametrize(
    ("first", "second", "read"),
    [
        ("a long cooper-", "ation of States; cooperation lasts", "cooperation of States"),
        ("a long self-", "determination; the right to self-determination", "self-determination; the"),
        ("the years 2011-", "2020 were long", "2011-2020 were"),
    ],
)
def test_hyphens_at_line_ends_are_judged_by_the_document(first: str, second: str, read: str) -> None:
    wide = FULL[: -len(first)]
    layout = laid(page(1, lines(72, 100, [FULL, FULL, wide + first, second, FULL])))
    assert read in " ".join(texts(layout))


def test_cells_of_a_table_are_kept_in_rows() -> None:
    rows = [("State", "2022", "Centre"), ("Country one", "3", "Place one"), ("Country two", "40", "Place two")]
    cells = [
        Text(left, 200 + 14 * place, cell, 8)
        for place, row in enumerate(rows)
        for left, cell in zip((72, 250, 400), row, strict=True)
    ]
    layout = laid(page(1, [*lines(72, 100, [FULL] * 5), *cells, *lines(72, 260, [FULL] * 3)]))
    (table,) = [passage for passage in layout.passages if passage.rows]
    assert table.rows == tuple(rows)
    assert table.text.splitlines()[1] == "Country one\t3\tPlace one"


def test_a_name_broken_over_lines_of_the_masthead_is_one_passage() -> None:
    head = [
        Text(450, 60, "TEST/CONF.2026/7"),
        Text(123, 83, "Conference of the Parties to the Treaty", 12, "bold"),
        Text(397, 89, "Distr.: General"),
        Text(123, 97, "on the Keeping of Records in the Northern", 12, "bold"),
        Text(397, 101, "12 March 2026"),
        Text(123, 111, "Archives", 12, "bold"),
        Text(397, 113, "Original: English"),
    ]
    layout = laid([*head, *lines(123, 300, [FULL] * 6)])
    assert texts(layout)[:5] == [
        "TEST/CONF.2026/7",
        "Conference of the Parties to the Treaty on the Keeping of Records in the Northern Archives",
        "Distr.: General",
        "12 March 2026",
        "Original: English",
    ]


def ruled(down: float, rows: list[list[str]]) -> list[Text | Rule]:
    """A table whose rows are parted by rules, cells of several lines with a line feed between."""
    drawn: list[Text | Rule] = [Rule(72, down, 460)]
    for row in rows:
        deep = max(cell.count("\n") + 1 for cell in row)
        for left, cell in zip((75, 230, 290), row, strict=True):
            drawn += [
                Text(left, down + 11 * (place + 1), line, 9) for place, line in enumerate(cell.split("\n")) if line
            ]
        down += 11 * deep + 4
        drawn.append(Rule(72, down, 460))
    return drawn


HEAD = ["Office", "Posts", "Remarks"]


def test_rules_part_the_rows_of_a_table() -> None:
    rows = [HEAD, ["Office of Records\nand of Archives", "12", "new, in the\nnorthern wing"], ["Subtotal", "12", ""]]
    layout = laid(page(1, [*lines(72, 100, [FULL] * 3), *ruled(150, [*rows, ["Library", "7", "as before"]])]))
    (table,) = [passage for passage in layout.passages if passage.rows]
    assert table.rows == (
        ("Office", "Posts", "Remarks"),
        ("Office of Records and of Archives", "12", "new, in the northern wing"),
        ("Subtotal", "12", ""),
        ("Library", "7", "as before"),
    )


def test_text_below_a_table_stays_text() -> None:
    rows = [HEAD, ["Office of Records", "12", "new"], ["Library", "7", "as before"], ["Garden", "1", "closed"]]
    below = [Text(92, 250, "7.", 9), Text(116, 250, "A paragraph follows the table.", 9), *lines(72, 262, [FULL] * 4)]
    layout = laid(page(1, [*lines(72, 100, [FULL] * 3), *ruled(150, rows), *below]))
    assert [len(passage.rows) for passage in layout.passages if passage.rows] == [4]
    assert texts(layout)[-2] == "7. A paragraph follows the table."


def test_a_table_goes_on_over_the_page_its_head_printed_once() -> None:
    above = [
        HEAD,
        ["Office of Records", "12", "new"],
        ["Library", "7", "as before"],
        ["Office of Supply and of its buildings", "3", "moved"],
    ]
    below = [HEAD, ["stores", "", ""], ["Garden", "1", "closed"]]
    layout = laid(page(1, [*lines(72, 100, [FULL] * 3), *ruled(640, above)]), page(2, ruled(60, below)))
    (table,) = [passage for passage in layout.passages if passage.rows]
    assert table.rows is not None and table.rows[3:] == (
        ("Office of Supply and of its buildings stores", "3", "moved"),
        ("Garden", "1", "closed"),
    )
    assert [each.text for each in layout.furniture if each.kind == "running-header"][-3:] == HEAD


def test_cells_of_the_masthead_are_passages_of_their_own() -> None:
    head = [Text(72, 60, "Organization", 14), Text(470, 60, "TEST/2026/7", 14), Text(72, 90, "Council", 18, "bold")]
    cell = lines(400, 84, ["Distr.: General", "1 May 2026"])
    layout = laid(page(1, [*head, *cell, *lines(72, 200, [FULL] * 3)]))
    assert [passage.text for passage in layout.passages if passage.region == "masthead"] == [
        "Organization",
        "TEST/2026/7",
        "Council",
        "Distr.: General",
        "1 May 2026",
    ]


def test_columns_are_read_one_after_the_other() -> None:
    left = lines(60, 100, [f"left column line number {place} of the page, full" for place in range(12)])
    right = lines(320, 100, [f"right column line number {place} of the page, full" for place in range(12)])
    text = " ".join(texts(laid([*left, *right])))
    assert text.index("left column line number 11") < text.index("right column line number 0")


def test_every_letter_lands_in_one_place() -> None:
    for sample in sorted(SAMPLES.glob("*.pdf")):
        reading = open_source(sample)
        layout = lay_out(reading)
        held = [(piece.start, piece.end) for passage in (*layout.passages, *layout.notes) for piece in passage.pieces]
        held += [span for each in layout.furniture for span in each.spans]
        places: list[int] = sorted(
            place for start, end in held for place in range(start, end) if not reading.text[place].isspace()
        )
        assert places == [place for place, letter in enumerate(reading.text) if not letter.isspace()], sample.name


def width(text: str) -> float:
    """Width of a text as it is printed here."""
    box = open_source(pdf([[Text(72, 90, text)]]), name="made.pdf").lines[0].box
    return box.right - box.left if box else 0.0


def test_a_word_at_the_top_of_one_page_is_no_running_head() -> None:
    """It also stands within a sentence of the first page; a whole line of that page would be quoted."""
    layout = laid(
        [*lines(72, 60, ["Keeping of records", FULL, f"{FULL} the enclosure, {FULL[:20]}", FULL], step=14)],
        [Text(280, 90, "Enclosure"), *lines(72, 120, [FULL] * 6)],
        [Text(280, 90, "Keeping of records"), *lines(72, 120, [FULL] * 6)],
    )
    assert [each.text for each in layout.furniture] == ["Keeping of records"]
    assert "Enclosure" in texts(layout)


def test_a_centred_line_belongs_to_the_full_heading_line_above_it() -> None:
    second = "and the rest of the heading"
    left = 72 + (width(FULL) - width(second)) / 2
    layout = laid([Text(72, 90, FULL), Text(left, 102, second), *lines(72, 120, [f"{FULL}.", FULL])])
    assert texts(layout)[0] == f"{FULL} {second}"
    ended = laid([Text(72, 90, f"{FULL}."), Text(left, 102, second), *lines(72, 120, [f"{FULL}.", FULL])])
    assert second in texts(ended)


def test_a_line_hung_under_its_number_runs_on_whatever_it_begins_with() -> None:
    body = [Text(72, 90, f"1. {FULL}"), Text(86, 102, "10 March to the end."), Text(72, 120, f"2. {FULL}")]
    layout = laid([*body, Text(86, 132, "Library;"), Text(72, 150, "3. Short"), Text(86, 162, "Apart.")])
    assert texts(layout) == [f"1. {FULL} 10 March to the end.", f"2. {FULL} Library;", "3. Short", "Apart."]


def test_the_usual_step_is_that_inside_sentences() -> None:
    """Most steps of a text of short paragraphs are those between them."""
    short = [Text(72, 90 + 18 * place, f"{FULL}, the end.") for place in range(6)]
    layout = laid([*short, Text(72, 198, f"{FULL} which"), Text(72, 210, "runs on.")])
    assert len(texts(layout)) == 7
