"""Scans: words become lines as printed, symbols are proven, a picture is read from end to end where the program is."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest

from verbale.model.reading import Source
from verbale.reading import Unreadable, open_source
from verbale.reading.scan import pages as scan
from verbale.reading.scan import recogniser
from verbale.reading.scan.lines import scanned_lines
from verbale.reading.scan.picture import size
from verbale.reading.scan.recogniser import PageOfWords, PrintedLine, Word
from verbale.reading.scan.regular import regular
from verbale.reading.scan.signs import put_right
from verbale.reading.scan.symbols import repaired

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
needs_program = pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs tesseract-ocr")


def printed(*words: tuple[str, float], top: float = 100, confidence: float = 0.95, height: float = 40) -> PrintedLine:
    made = tuple(Word(text, left, top, left + 20 * len(text), top + height, confidence) for text, left in words)
    return PrintedLine(made, top + height, 0.0, height)


def page(*lines: PrintedLine) -> PageOfWords:
    return PageOfWords(lines, 2550, 3300, 300)


def test_a_broad_gap_parts_two_columns() -> None:
    lines = scanned_lines(page(printed(("United", 200), ("Nations", 340), ("A/79/803", 1800))), None, 0.24)
    assert [line.text for line in lines] == ["United Nations", "A/79/803"]
    assert lines[0].box.left == 48.0


def test_words_of_right_to_left_lines_are_read_from_the_right() -> None:
    lines = scanned_lines(
        page(printed(("الأعمال", 200), ("جدول", 360), ("من", 460), ("75", 520), ("البند", 580))), None, 0.24
    )
    assert (lines[0].text, lines[0].direction) == ("البند 75 من جدول الأعمال", "rtl")


def test_each_word_comes_from_the_surer_reading() -> None:
    arabic = page(printed(("لهصزع", 200), confidence=0.2), printed(("العامة", 1800), confidence=0.93))
    english = page(printed(("General", 200), ("dad!", 1800), confidence=0.9))
    assert [line.text for line in scanned_lines(arabic, english, 0.24)] == ["General", "العامة"]


def test_chinese_characters_stand_without_blanks() -> None:
    assert (
        scanned_lines(page(printed(("2025", 200), ("年", 285), ("2", 310), ("月", 335))), None, 0.24)[0].text
        == "2025年2月"
    )


def test_a_page_askew_is_turned_upright() -> None:
    words = [Word("word", left, 500 + left * 0.01, left + 100, 540 + left * 0.01, 0.9) for left in (200, 1000, 1800)]
    askew = PrintedLine(tuple(words), 542, 0.01, 40)
    made = scanned_lines(page(askew, askew, askew), None, 0.24)
    assert {line.box.bottom for line in made} == {made[0].box.bottom}


def test_sizes_and_steps_become_those_of_print() -> None:
    lines = [
        printed((f"line{number}" * 4, 200), top=100 + 50 * number + number % 3, height=38 + number % 4)
        for number in range(8)
    ]
    made = regular([scanned_lines(page(*lines), None, 0.24)])[0]
    assert len({line.size for line in made}) == 1
    steps = {round(below.box.bottom - above.box.bottom, 1) for above, below in itertools.pairwise(made)}
    assert max(steps) - min(steps) < 0.25


@pytest.mark.parametrize(
    ("seen", "proven"),
    [
        ("Av79/803", "A/79/803"),
        ("А/79/8О3", "A/79/803"),
        ("À /79/803", "A/79/803"),
        ("see A/79/803.", "see A/79/803."),
        ("and/or 24/7", "and/or 24/7"),
        ("на 50/50", "на 50/50"),
    ],
)
def test_symbols_are_put_right_only_when_proven(seen: str, proven: str) -> None:
    assert repaired(seen)[0] == proven


def test_markers_and_commas_of_arabic_are_put_right_by_their_place() -> None:
    lines, changed = put_right(["-3 نرحب بالنتائج» ونؤكدها", "7- ونعلم «أنها» كذلك"])
    assert lines == ["3 - نرحب بالنتائج، ونؤكدها", "7 - ونعلم «أنها» كذلك"]
    assert changed == 2


def test_the_size_of_a_picture_is_known_before_it_is_unpacked() -> None:
    tiff = (
        b"II*\0\x08\0\0\0\x02\0"
        + b"\x00\x01\x03\0\x01\0\0\0\x20\x03\0\0"
        + b"\x01\x01\x04\0\x01\0\0\0\x58\x02\0\0"
        + bytes(4)
    )
    assert size(tiff) == (800, 600)
    assert size(b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08\x02\x58\x03\x20" + bytes(9)) == (800, 600)
    assert size(b"\x89PNG") == (0, 0)


def test_without_the_program_the_refusal_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recogniser, "languages", frozenset)
    with pytest.raises(Unreadable) as refused:
        scan.read(b"\x89PNG", Source(name="a.png", sha256="", media_type="image/png"))
    assert refused.value.code == "no-recogniser"
    assert "tesseract-ocr" in refused.value.text


@needs_program
def test_a_picture_is_read_whole() -> None:
    reading = open_source(SAMPLES / "note-verbale.en.png")
    assert "compliments" in reading.text
    assert all(line.box is not None and line.confidence is not None for line in reading.lines)
    assert "V130" in {finding.code for finding in reading.findings}
