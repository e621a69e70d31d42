"""Right-to-left print put in the order of reading: seen from the left, read from the right."""

from __future__ import annotations

from array import array

import pytest

from verbale.reading import bidi
from verbale.reading.pdf.lines import _spans, _word, printed_line
from verbale.reading.pdf.print import Stretch, Style


def read_from_right(seen: str) -> str:
    """A line as seen from the left (letters one by one) in the order of reading."""
    order = bidi.logical_order("".join(map(bidi.kind, seen)))
    return bidi.set_brackets("".join(seen[place] for place in order))


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("A/RES/76/239 رارقلا", "القرار A/RES/76/239"),
        ("ةيناثلا - 1", "1 - الثانية"),
        ("(15-د) 1514 رارقلا", "القرار 1514 (د-15)"),
        ("2020-2011 ةرتفلا", "الفترة 2011-2020"),
        ("٧٦/٢٣٩ رارقلا", "القرار ٧٦/٢٣٩"),
        ("(Part I) A/76/281 ةقيثولا", "الوثيقة (Part I) A/76/281"),
        (".(A/75/606 ةقيثولا رظنا)", "(انظر الوثيقة A/75/606)."),
        ("21-18703", "21-18703"),
        ("١-٣", "٣-١"),
    ],
)
def test_runs_of_latin_letters_and_figures_stay_whole(seen: str, read: str) -> None:
    assert read_from_right(seen) == read


def test_brackets_open_and_close_by_their_neighbours_not_by_their_code() -> None:
    assert bidi.set_brackets(")أ(") == "(أ)"
    assert bidi.set_brackets("19(“ و 74") == "19)“ و 74"
    assert bidi.set_brackets("اللجنة )الرابعة( ])37([") == "اللجنة (الرابعة) [(37)]"


def test_presentation_forms_become_letters_and_other_signs_stay() -> None:
    assert bidi.forms_to_letters("ﻻ ﺍ ½ ㈠") == "لا ا ½ ㈠"


def test_share_counts_letters_only() -> None:
    assert bidi.right_to_left_share("12/3") == 0.0
    assert bidi.right_to_left_share("ab اب") == 0.5


def test_the_left_of_two_words_in_one_text_object_may_come_first() -> None:
    lefts, rights = array("f", [20, 10, 0, 50, 40, 30]), array("f", [30, 20, 10, 60, 50, 40])
    assert list(_spans("ثانملح", lefts, rights)) == [(0, 3), (3, 6)]
    assert list(_spans("ثانملح", lefts[::-1], rights[::-1])) == [(0, 6)]


def test_an_alef_drawn_at_the_left_end_of_its_lam_is_read_after_it() -> None:
    """The ligature may be a wide lam with a narrow alef in it; before a lam, an alef stands to its right."""
    assert _word("طالع", [30, 20, 20, 10], [38, 24, 28, 18]) == "طلاع"
    assert _word("طالع", [30, 26, 20, 10], [38, 29, 25, 18]) == "طالع"


def test_the_mark_of_a_note_comes_before_the_symbol_that_is_its_text() -> None:
    note, small = Style("Serif", 9.0, bold=False, italic=False), Style("Serif", 5.6, bold=False, italic=False)
    pieces = [(".", 473.0, note), ("A/75/606", 475.0, note), ("1", 515.2, small)]
    segment = []
    for order, (text, left, style) in enumerate(pieces):
        lefts = array("f", [left + 5.0 * place for place in range(len(text))])
        rights = array("f", [edge + 5.0 for edge in lefts])
        segment.append(Stretch(text, lefts, rights, 768.0, style, order))
    segment[-1].raised = True
    line = printed_line(segment, rtl_page=True)
    assert line is not None and "".join(chunk.text for chunk in line.chunks) == "1A/75/606."
    assert line.chunks[0].raised
