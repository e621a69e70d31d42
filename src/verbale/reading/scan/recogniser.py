"""The recogniser of text (Tesseract) as a program of its own: a picture in, words with box and confidence out.

Called with its hOCR output, which alone gives baselines and letter sizes. One thread a call, a time limit, nothing
written: the picture goes in through standard input, the answer comes out through standard output.
"""

from __future__ import annotations

import functools
import html
import os
import re
import shutil
import subprocess

import msgspec

from verbale.reading.budget import OCR_SECONDS_A_PAGE

PROGRAM = "tesseract"

_PAGE = re.compile(r"class='ocr_page'[^>]*bbox 0 0 (\d+) (\d+); ppageno (\d+)(?:; scan_res (\d+))?")
_LINE = re.compile(
    r"class='ocr_(?:line|textfloat|header|caption)'[^>]*title=\"bbox (\d+) (\d+) (\d+) (\d+)"
    r"(?:; baseline (-?[\d.]+) (-?[\d.]+))?(?:; x_size ([\d.]+))?"
)
_WORD = re.compile(r"class='ocrx_word'[^>]*bbox (\d+) (\d+) (\d+) (\d+); x_wconf (\d+)'[^>]*>(.*?)</span>", re.S)
_TAG = re.compile(r"<[^>]+>")
_SCRIPT = re.compile(r"Script: (\w+)")
_MARKS = str.maketrans("", "", "\u200e\u200f\u202a\u202b\u202c")


class Word(msgspec.Struct, frozen=True):
    """One word on a page: box in pixels, confidence 0 to 1."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


class PrintedLine(msgspec.Struct, frozen=True):
    """A line of words as the recogniser saw it: baseline at its left end, slope, size of letters in pixels."""

    words: tuple[Word, ...]
    baseline: float
    slope: float
    size: float


class PageOfWords(msgspec.Struct, frozen=True):
    """Lines of one page, and its size in pixels; `resolution` is what the picture says of itself, 0 unknown."""

    lines: tuple[PrintedLine, ...]
    width: int
    height: int
    resolution: int = 0

    @property
    def text(self) -> str:
        """All words with blanks and line feeds, to judge the language by."""
        return "\n".join(" ".join(word.text for word in line.words) for line in self.lines)


class RecogniserFault(Exception):  # noqa: N818  (the word says what happened)
    """The recogniser did not answer: `late` when its time was over, else the picture is broken."""

    def __init__(self, text: str, *, late: bool = False) -> None:
        super().__init__(text)
        self.late = late


@functools.cache
def languages() -> frozenset[str]:
    """Language packs installed, by the recogniser's names; empty when the program is missing."""
    if shutil.which(PROGRAM) is None:
        return frozenset()
    try:
        listed = subprocess.run([PROGRAM, "--list-langs"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(listed.stdout.decode("utf-8", "replace").split("\n")[1:]) - {""}


def recognise(
    picture: bytes, packs: tuple[str, ...], *, resolution: int = 0, seconds: float = 0, layout: int = 0
) -> list[PageOfWords]:
    """Words of a picture (PNM, PNG, JPEG, TIFF), a page each; a TIFF may hold several.

    `layout` is the recogniser's mode of segmentation (6: one block of lines); 0 leaves the choice to it.
    Raises `RecogniserFault` when the picture cannot be read or the time is over.
    """
    options = ["-l", "+".join(packs), *(["--dpi", str(resolution)] if resolution else [])]
    options += [*(["--psm", str(layout)] if layout else []), "hocr"]
    return _pages(_call(picture, options, seconds or OCR_SECONDS_A_PAGE))


def script_of(picture: bytes) -> str:
    """Name of the script a picture is written in ("Latin", "Cyrillic", "Arabic", "Han" …), "" when unknown."""
    if "osd" not in languages():
        return ""
    try:
        said = _call(picture, ["--psm", "0", "-l", "osd"], OCR_SECONDS_A_PAGE)
    except RecogniserFault:
        return ""
    found = _SCRIPT.search(said)
    return found[1] if found else ""


def _call(picture: bytes, options: list[str], seconds: float) -> str:
    """What the program answers to a picture."""
    try:
        done = subprocess.run(
            [PROGRAM, "stdin", "stdout", *options],
            input=picture,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as fault:
        raise RecogniserFault("the time for a page was over", late=True) from fault
    except OSError as fault:
        raise RecogniserFault(str(fault)) from fault
    if done.returncode:
        raise RecogniserFault(done.stderr.decode("utf-8", "replace").strip()[-200:])
    return done.stdout.decode("utf-8", "replace")


def _pages(answer: str) -> list[PageOfWords]:
    """Pages of an hOCR answer."""
    heads = list(_PAGE.finditer(answer))
    pages = []
    for place, head in enumerate(heads):
        end = heads[place + 1].start() if place + 1 < len(heads) else len(answer)
        pages.append(PageOfWords(_lines(answer[head.end() : end]), int(head[1]), int(head[2]), int(head[4] or 0)))
    return pages


def _lines(answer: str) -> tuple[PrintedLine, ...]:
    """Lines of one page of hOCR that hold words."""
    heads = list(_LINE.finditer(answer))
    lines = []
    for place, head in enumerate(heads):
        end = heads[place + 1].start() if place + 1 < len(heads) else len(answer)
        words = tuple(_words(answer[head.end() : end]))
        if words:
            bottom = int(head[4])
            size = float(head[7] or bottom - int(head[2]))
            lines.append(PrintedLine(words, bottom + float(head[6] or 0), float(head[5] or 0), size))
    return tuple(lines)


def _words(answer: str) -> list[Word]:
    """Words of a line of hOCR, blank ones left out."""
    words = []
    for found in _WORD.finditer(answer):
        text = html.unescape(_TAG.sub("", found[6])).translate(_MARKS).strip()
        if text:
            left, top, right, bottom = (float(found[edge]) for edge in range(1, 5))
            words.append(Word(text, left, top, right, bottom, int(found[5]) / 100))
    return words
