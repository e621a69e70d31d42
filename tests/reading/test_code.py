"""The code of a lying font is learnt from a recognised page where the two agree, and refused where they do not."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from verbale.reading.pdf import code
from verbale.reading.pdf.code import _Glyph, learnt
from verbale.reading.pdf.print import _meant
from verbale.reading.scan import recogniser
from verbale.reading.scan.pages import Picture, Plan
from verbale.reading.scan.recogniser import PageOfWords, PrintedLine, Word

LINES = (
    "Комитет принимает к сведению доклад, 12 мая",
    "и постановляет продолжить рассмотрение этого",
    "вопроса на сессии, 34 и 56 - 78; проект доклада",
)
FONT = "ABCDEF+Serif"
WIDE = 10.0


def lying(letter: str) -> str:
    """What a layer of glyph numbers says for a letter."""
    return chr(ord(letter) - (29 if letter.isascii() else 470))


def glyphs(*_: object) -> Iterator[_Glyph]:
    """All lines as the layer gives them, ten points a letter."""
    for down, line in enumerate(LINES):
        for place, letter in enumerate(line):
            yield _Glyph(WIDE * place + WIDE / 2, 100.0 + 20 * down, (FONT, lying(letter)))


def recognised(lines: tuple[str, ...]) -> list[PageOfWords]:
    """The same lines as recognised at 72 dots an inch."""
    printed = []
    for down, line in enumerate(lines):
        words, at, base = [], 0, 100.0 + 20 * down
        for word in line.split(" "):
            words.append(Word(word, WIDE * at, base - 8, WIDE * (at + len(word)), base + 2, 0.9))
            at += len(word) + 1
        printed.append(PrintedLine(tuple(words), base, 0.0, 10.0))
    return [PageOfWords(tuple(printed), 500, 500)]


def learnt_from(monkeypatch: pytest.MonkeyPatch, lines: tuple[str, ...]) -> Any:
    """The codes learnt when recognition sees these lines."""
    monkeypatch.setattr(code, "_glyphs", glyphs)
    monkeypatch.setattr(code, "_picture", lambda _, number: Picture(number, b"", 72))
    monkeypatch.setattr(code, "planned", lambda *_: Plan("ru", "rus"))
    monkeypatch.setattr(recogniser, "languages", lambda: frozenset({"rus"}))
    monkeypatch.setattr(recogniser, "recognise", lambda *_, **__: recognised(lines))
    return learnt(None, [1])


def test_a_code_is_learnt_with_its_blanks_and_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    found = learnt_from(monkeypatch, LINES)[FONT]
    assert "".join(found.get(lying(letter), "?") for letter in LINES[0]) == LINES[0]


def test_letters_read_amiss_are_outvoted(monkeypatch: pytest.MonkeyPatch) -> None:
    amiss = tuple(line.replace("мая", "мзя") for line in LINES)
    found = learnt_from(monkeypatch, amiss)[FONT]
    assert found[lying("а")] == "а"


def test_a_code_that_does_not_say_what_was_seen_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert learnt_from(monkeypatch, tuple(line[::-1] for line in LINES)) == {}


def test_nothing_is_learnt_of_fonts_that_do_not_lie() -> None:
    assert code._lying(Counter({(FONT, "a"): 50, (FONT, "б"): 50})) == frozenset()


def test_the_letters_of_a_ligature_share_its_edges() -> None:
    text, lefts, rights = _meant("XY", array("f", [10, 0]), array("f", [20, 10]), {"X": "لا", "Y": "م"})
    assert text == "ما" + "ل"
    assert list(lefts) == [0, 10, 10]
    assert list(rights) == [10, 20, 20]
