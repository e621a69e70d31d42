"""The right column of a masthead recognised alone: where it is, and what becomes of the page."""

from __future__ import annotations

import pytest

from verbale.reading.scan import columns
from verbale.reading.scan.columns import right_column, with_column
from verbale.reading.scan.recogniser import PageOfWords, PrintedLine, Word
from verbale.reading.scan.symbols import repaired

WHITE = b"P5 1000 1400 255\n" + b"\xff" * (1000 * 1400)


def printed(text: str, left: float, top: float, confidence: float = 0.9) -> PrintedLine:
    """One word as a line of its own."""
    return PrintedLine((Word(text, left, top, left + 150, top + 20, confidence),), top + 20, 0.0, 20.0)


MANGLED = PageOfWords(
    (
        printed("A/79/803", 840, 40),
        printed("Assembly", 100, 90),
        printed("nto", 602, 80, 0.4),
        printed("English", 600, 120),
        printed("Original", 601, 150),
    ),
    1000,
    1400,
)


def test_column_takes_the_place_of_what_was_mangled(monkeypatch: pytest.MonkeyPatch) -> None:
    """More is read in the column alone: it stands on the page, the symbol and the left column stay."""
    alone = PageOfWords(
        (printed("General", 38, 48), printed("English", 38, 88), printed("Original", 38, 118)), 460, 180
    )
    monkeypatch.setattr(columns.recogniser, "recognise", lambda *_, **__: [alone])
    page = with_column(MANGLED, right_column(WHITE, MANGLED, ("eng",)))
    words = [word.text for line in page.lines for word in line.words]
    assert sorted(words) == ["A/79/803", "Assembly", "English", "General", "Original"]


def test_column_that_says_less_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look that sees less changes nothing."""
    monkeypatch.setattr(
        columns.recogniser, "recognise", lambda *_, **__: [PageOfWords((printed("o", 38, 38),), 460, 180)]
    )
    assert right_column(WHITE, MANGLED, ("eng",)) == ()


def test_page_without_column_is_not_looked_at() -> None:
    """No lines share an edge in the right half."""
    assert right_column(WHITE, PageOfWords((printed("Letter", 100, 90),), 1000, 1400), ("eng",)) == ()


def test_large_letter_seen_twice_is_printed_once() -> None:
    """The first letter of a symbol, set large, may be seen alone and with the rest."""
    assert repaired("A A/79/803")[0] == "A/79/803"
