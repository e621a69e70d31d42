"""Markers recognised by themselves: taken where the second reading is a marker, left alone otherwise."""

from __future__ import annotations

import pytest

from verbale.model.reading import Box
from verbale.reading.scan import recogniser
from verbale.reading.scan.lines import ScannedLine
from verbale.reading.scan.markers import sequenced
from verbale.reading.scan.recogniser import PageOfWords, PrintedLine, Word
from verbale.reading.scan.signs import with_stop_behind
from verbale.reading.scan.starts import markers_again

WIDE, HIGH = 1000, 300


def picture(*dark: tuple[int, int, int, int]) -> bytes:
    """A white PGM with dark rectangles: left, top, right, bottom."""
    dots = bytearray(b"\xff" * (WIDE * HIGH))
    for left, top, right, bottom in dark:
        for row in range(top, bottom):
            dots[row * WIDE + left : row * WIDE + right] = b"\0" * (right - left)
    return b"P5 %d %d 255\n" % (WIDE, HIGH) + bytes(dots)


def read_again(
    monkeypatch: pytest.MonkeyPatch, dots: bytes, words: tuple[Word, ...], seen: str
) -> tuple[str, list[tuple[str, str]]]:
    """Text of a page of one line after its markers were looked at again, and the changes told."""
    second = PageOfWords((PrintedLine((Word(seen, 30, 30, 60, 60, 0.9),), 60, 0.0, 30.0),), 100, 100)
    monkeypatch.setattr(recogniser, "recognise", lambda *_, **__: [second])
    line = PrintedLine(words, 140, 0.0, 40.0)
    page, changes = markers_again(dots, PageOfWords((line,), WIDE, HIGH), "eng")
    return page.text, changes


TEXT = Word("阿尔巴尼亚", 300, 100, 500, 145, 0.9)


@pytest.mark.parametrize(("first", "seen", "text"), [("(@", "(c)", "(c) 阿尔巴尼亚"), ("(@", "oO", "(@ 阿尔巴尼亚")])
def test_doubtful_marker(monkeypatch: pytest.MonkeyPatch, first: str, seen: str, text: str) -> None:
    """A second reading that is no marker changes nothing."""
    words = (Word(first, 200, 100, 240, 145, 0.5), TEXT)
    assert read_again(monkeypatch, picture((200, 110, 240, 140)), words, seen)[0] == text


def test_overlooked_marker_is_found_by_its_ink(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ink before a line that belongs to no word is looked at; without ink nothing is asked."""
    assert read_again(monkeypatch, picture((200, 110, 240, 140)), (TEXT,), "(a)") == ("(a) 阿尔巴尼亚", [("", "(a)")])
    assert read_again(monkeypatch, picture(), (TEXT,), "(a)") == ("阿尔巴尼亚", [])


def test_sure_markers_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    words = (Word("(b)", 200, 100, 240, 145, 0.9), TEXT)
    assert read_again(monkeypatch, picture((200, 110, 240, 140)), words, "(h)")[1] == []


def arabic(text: str, down: float) -> ScannedLine:
    """A right-to-left line that begins at the right edge of a list."""
    return ScannedLine(text, Box(300, down, 426, down + 15), 0.8, "rtl", 15.0)


def test_arabic_marker_turned_round_is_known_by_its_row() -> None:
    rows = [arabic(")6 ألبانيا؛", 100), arabic("(ب) ملاوي؛", 130), arabic("(ج) تيمور؛", 160)]
    assert [line.text[:3] for line in sequenced([rows])[0]] == ["(أ)", "(ب)", "(ج)"]


def test_stop_before_a_symbol_on_an_arabic_page_ends_it() -> None:
    assert with_stop_behind(":A/HRC/58/G/7") == "A/HRC/58/G/7:"
    assert with_stop_behind("A/HRC/58/G/7.") == "A/HRC/58/G/7."
