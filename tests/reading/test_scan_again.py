"""Doubtful lines of a masthead recognised one by one: taken where no less sure, left alone otherwise."""

from __future__ import annotations

import pytest

from verbale.reading.scan import again
from verbale.reading.scan.again import doubtful_again
from verbale.reading.scan.recogniser import PageOfWords, PrintedLine, Word

WHITE = b"P5 1000 1400 255\n" + b"\xff" * (1000 * 1400)


def printed(texts: tuple[str, str], confidence: float, gap: float = 10) -> PrintedLine:
    """A line of two words."""
    first = Word(texts[0], 100, 100, 200, 120, confidence)
    second = Word(texts[1], 200 + gap, 100, 300 + gap, 120, confidence)
    return PrintedLine((first, second), 120, 0.0, 20.0)


def read_again(
    monkeypatch: pytest.MonkeyPatch, before: PrintedLine, after: PrintedLine
) -> tuple[str, list[tuple[str, str]]]:
    """Text of a page of one line after a second look that sees `after`, and the changes told."""
    monkeypatch.setattr(again.recogniser, "recognise", lambda *_, **__: [PageOfWords((after,), 300, 80)])
    page, changes = doubtful_again(WHITE, PageOfWords((before,), 1000, 1400), "eng")
    return page.text, changes


def test_surer_reading_is_taken_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line keeps its place; what was read first is kept for the finding."""
    text, changes = read_again(monkeypatch, printed(("Distr.", "Gepherai"), 0.5), printed(("Distr.", "General"), 0.9))
    assert text == "Distr. General"
    assert changes == [("Distr. Gepherai", "Distr. General")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (printed(("Distr.", "General"), 0.8), printed(("Distr.", "Genenal"), 0.4)),
        (printed(("Distr.", "General"), 0.95), printed(("Distr.", "Special"), 0.99)),
        (printed(("Distr.", "General"), 0.5), printed(("D", "G"), 0.99)),
        (printed(("Assembly", "General"), 0.5, gap=200), printed(("Assembly", "Special"), 0.9)),
    ],
    ids=["less sure", "sure before", "shorter", "two columns"],
)
def test_line_is_left_alone(monkeypatch: pytest.MonkeyPatch, before: PrintedLine, after: PrintedLine) -> None:
    """Nothing is taken that is not plainly better."""
    text, changes = read_again(monkeypatch, before, after)
    assert text == " ".join(word.text for word in before.words)
    assert changes == []
