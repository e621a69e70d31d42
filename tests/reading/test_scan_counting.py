"""Numbers of recognised pages: what order or form proves is put right, the rest is left."""

from __future__ import annotations

import pytest

from verbale.model.reading import Box
from verbale.reading.scan.counting import counted
from verbale.reading.scan.lines import ScannedLine
from verbale.reading.scan.markers import bulleted
from verbale.reading.scan.regular import regular
from verbale.reading.scan.symbols import repaired


def line(text: str, left: float = 100, base: float = 100, size: float = 10) -> ScannedLine:
    """A line of type in which every sign is six points wide."""
    return ScannedLine(text, Box(left, base - size, left + 6 * len(text), base), 0.9, "ltr", size)


def read(*texts: str) -> list[str]:
    """Texts of lines at one edge after their numbers were looked at."""
    return [each.text for each in counted([[line(text, base=100 + 12 * at) for at, text in enumerate(texts)]])[0]]


@pytest.mark.parametrize(
    ("seen", "printed"),
    [("ЧАСТЬ УШ", "ЧАСТЬ VIII"), ("ЧАСТЬ Т", "ЧАСТЬ I"), ("PART Il", "PART II"), ("ЧАСТЬ ВТОРАЯ", "ЧАСТЬ ВТОРАЯ")],
)
def test_roman_numbers_of_divisions_by_their_strokes(seen: str, printed: str) -> None:
    assert read(seen) == [printed]


def test_a_bracket_before_a_chinese_figure() -> None:
    assert read("《三) 公海自由；", "《公约》的规定") == ["(三) 公海自由；", "《公约》的规定"]


def test_a_number_that_lost_its_first_figure_between_its_neighbours() -> None:
    texts = read("8. Eight", "9. Nine", "0. Ten", "1. Eleven", "12. Twelve")
    assert [text.split(".")[0] for text in texts] == ["8", "9", "10", "11", "12"]


def test_a_count_that_begins_anew_is_left() -> None:
    assert read("9. Nine", "10. Ten", "1. First", "2. Second")[2:] == ["1. First", "2. Second"]


def test_bullets_read_as_letters() -> None:
    lines = [
        line(f"e Point {at}", 100, 100 + 40 * at) if not at % 2 else line("goes on", 116, 100 + 40 * at)
        for at in range(7)
    ]
    assert [each.text[:2] for each in bulleted([lines])[0][:5:2]] == ["• ", "• ", "• "]
    assert bulleted([lines[:2]])[0][0].text == "e Point 0"


def test_a_typewriter_has_one_size() -> None:
    lines = [line("a line of typed words in lower case", base=100 + 12 * at) for at in range(14)]
    lines += [line("A LINE IN CAPITALS", base=300, size=13), line("a name seen small", base=330, size=8)]
    assert {each.size for each in regular([lines])[0]} == {10.0}


def test_signs_read_for_the_first_letter_of_a_symbol() -> None:
    assert repaired("$/23329")[0] == "S/23329"
    assert repaired("$ 12/3")[0] == "$ 12/3"
