"""Text layers that lie: characters of a PDF that are not what is printed.

A font whose letters all stand a fixed number of code points away (Russian, 470 too low) and a font that writes the
numbers of its glyphs instead of characters (29 below ASCII) are put right where the words prove it, without a picture.
What words do not prove (blanks lost, Chinese, Arabic) is left to `code`, which learns it from pictures, or to OCR.
`mended(reading)` does the first, `pages_that_lie(reading)` names the pages for the second. Both cost little where
nothing is wrong: one search for letters of scripts nobody writes in.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import msgspec

from verbale.model.finding import Finding
from verbale.model.reading import Reading, Run
from verbale.tongues.files import TONGUES
from verbale.tongues.findings import finding
from verbale.tongues.writing import Look, look_as, look_of, writing

STRANGE_SHARE = 0.2
"""Share of letters from scripts nobody writes documents in from which on a page lies."""

FEWEST = 20
"""Letters a page or font must have to be judged at all."""

COMMON_HAN = 0.15
"""Share of frequent characters under which Chinese is not Chinese; true pages have 0.4 and more."""

GLUED = 9
"""Letters a word has on average where words run into each other; the longest languages of the house have 7."""

PROOF = 8
"""Known words that must appear before letters are moved."""

GLYPHS = 29
"""Glyph number of a character in the usual order of TrueType fonts is its ASCII code less 29."""

_STRANGE = re.compile(
    "[\u0180-\u02ff\u0700-\u08ff\u0900-\u0dff\u0e00-\u0fff\u1000-\u10ff\u1200-\u1dff\u2c00-\u2dff\u2e80-\u2fdf"
    "\u3400-\u4dbf\ua000-\ua97f\ua980-\uabff\ue000-\uf8ff]"
)
_LETTER = re.compile(r"[^\W\d_]|[\ue000-\uf8ff]")
_HAN = re.compile("[\u4e00-\u9fff]")
_GLYPH = re.compile(r"[$%&'(*+,\-./0-9:;<=\x03]")
_ADJOINING = re.compile(r"[$%&'(*+<=][0-9$%&'(*+,/]|[0-9][$%&'(*+<=]")
_SYMBOL = re.compile(r"[A-Z.0-9]/(?:[A-Z.]+/?)?[0-9]{1,4}(?![A-Z0-9])")
"""A document symbol ("A/77/L.50") is all capitals, signs and figures too, and true."""
_SIGNS = re.compile("[$%&'*+<=]")

_SINGLE = re.compile("(?<=[A-ZÀ-Ü])[$%&*+4=¶](?=[A-ZÀ-Ü])|(?<![\\w=])[%*=](?=[A-Z]{2})")
_LETTER_RUNS = re.compile(r"[^\W\d_]+")
_BEYOND = 0x7F


def mended(reading: Reading) -> tuple[Reading, tuple[Finding, ...]]:
    """The reading with shifted letters put back, and what was done. Nothing moves: a letter takes a letter's place."""
    glyphs, blocks = _suspects(reading)
    if not glyphs and not blocks:
        return reading, ()
    letters = list(reading.text)
    findings = []
    proven = set()
    for font, runs in glyphs.items():
        if _proven("".join(_glyphs_as_text(reading.text[run.start : run.end]) + " " for run in runs)):
            proven.add(font)
            for run in runs:
                letters[run.start : run.end] = _glyphs_as_text(reading.text[run.start : run.end])
            findings.append(finding("V135", count=sum(run.end - run.start for run in runs), shift=GLYPHS))
    if proven:
        _mend_single(reading, proven, letters)
    for runs in blocks.values():
        whole = "".join(reading.text[run.start : run.end] + " " for run in runs)
        shift = 0 if _glued(whole) or not lies(whole) else _shift(whole)
        if shift:
            for run in runs:
                letters[run.start : run.end] = _shifted(reading.text[run.start : run.end], shift)
            findings.append(finding("V135", count=sum(run.end - run.start for run in runs), shift=shift))
    return (msgspec.structs.replace(reading, text="".join(letters)), tuple(findings)) if findings else (reading, ())


def _mend_single(reading: Reading, fonts: set[str], letters: list[str]) -> None:
    """In lines of a font proven to write numbers of glyphs: single ones among capitals that are true."""
    for line in reading.lines:
        if line.runs and all(run.font in fonts for run in line.runs):
            for found in _SINGLE.finditer("".join(letters[line.start : line.end])):
                letters[line.start + found.start()] = _glyphs_as_text(found[0])


def pages_that_lie(reading: Reading) -> list[int]:
    """Numbers of pages whose letters are not what is printed; they need OCR."""
    texts: dict[int, list[str]] = defaultdict(list)
    for line in reading.lines:
        texts[line.page].append(reading.text[line.start : line.end])
    return [page for page, lines in texts.items() if lies("\n".join(lines))]


def lies(text: str) -> bool:
    """Whether a page's text cannot be true: letters of scripts nobody writes in, or Chinese without its characters."""
    strange = len(_STRANGE.findall(text))
    if not strange and not _HAN.search(text):
        return False
    letters = len(_LETTER.findall(text))
    if letters < FEWEST:
        return False
    if strange > STRANGE_SHARE * letters:
        return True
    han = _HAN.findall(text)
    return len(han) > max(100, letters // 2) and look_as("".join(han), "zh").words < COMMON_HAN


def _suspects(reading: Reading) -> tuple[dict[str, list[Run]], dict[str, list[Run]]]:
    """Runs by font that look like numbers of glyphs, and runs by font that hold letters of strange scripts."""
    glyphs: dict[str, list[Run]] = defaultdict(list)
    blocks: dict[str, list[Run]] = defaultdict(list)
    strange = bool(_STRANGE.search(reading.text))
    odd = bool(_ADJOINING.search(reading.text))
    if not strange and not odd:
        return {}, {}
    for line in reading.lines:
        for run in line.runs:
            if run.font is None:
                continue
            if odd and _looks_like_glyphs(reading.text[run.start : run.end]):
                glyphs[run.font].append(run)
            elif strange and _STRANGE.search(reading.text, run.start, run.end):
                blocks[run.font].append(run)
    return glyphs, blocks


def _looks_like_glyphs(text: str) -> bool:
    """Whether a run is made of the figures and signs that capitals become when shifted; words tell if it is."""
    if _SYMBOL.search(text) and not _SIGNS.search(text):
        return False
    bare = text.replace(" ", "")
    return len(bare) > 4 and len(_GLYPH.findall(bare)) > 0.7 * len(bare) and len(_ADJOINING.findall(text)) > 1


def _glyphs_as_text(text: str) -> str:
    """Numbers of glyphs as the characters they stand for; a sign that cannot be one is a blank."""
    return "".join(
        letter if letter in " \n\t" else chr(ord(letter) + GLYPHS) if ord(letter) + GLYPHS < _BEYOND else _upper(letter)
        for letter in text
    )


def _upper(letter: str) -> str:
    """Glyph numbers beyond ASCII: the order of the Macintosh character set."""
    number = ord(letter) + (30 if ord(letter) < 172 else 31)
    return bytes([number]).decode("mac_roman") if number < 256 else " "


def _proven(text: str) -> bool:
    """Whether a text is language: several words of a language of the house, in its letters, not symbols by chance."""
    look: Look = look_of(text)
    words = _LETTER_RUNS.findall(text)
    known = set(writing(look.tongue).words) & {word.lower() for word in words}
    return look.words > 0.1 and look.letters > 0.9 and len(known) > 2 and len(text) > 60


def _shift(text: str) -> int:
    """By how much letters must be moved for words to appear; 0 when no shift makes a language."""
    counted = Counter(letter for letter in text if ord(letter) > _BEYOND and letter.isalpha())
    if sum(counted.values()) < FEWEST:
        return 0
    frequent = [letter for letter, _ in counted.most_common(3)]
    tried: set[int] = set()
    for tongue in TONGUES:
        said = writing(tongue)
        usual = [letter for letter, _ in Counter("".join(said.words)).most_common(8)] if said.letters else []
        for target in usual:
            for letter in frequent:
                shift = ord(target) - ord(letter)
                if shift and shift not in tried:
                    tried.add(shift)
                    look = look_as(_shifted(text[:2000], shift), tongue)
                    known = look.words * len(_LETTER_RUNS.findall(text[:2000]))
                    if look.words > 0.08 and look.letters > 0.9 and known >= PROOF:
                        return shift
    return 0


def _glued(text: str) -> bool:
    """Whether blanks (and figures with them) are lost between the words, so that putting letters back is not enough."""
    words = _LETTER_RUNS.findall(text)
    return sum(map(len, words)) > GLUED * len(words)


def _shifted(text: str, shift: int) -> str:
    """Letters beyond ASCII moved by a number of code points; everything else stays."""
    return "".join(
        chr(ord(letter) + shift) if ord(letter) > _BEYOND and letter.isalpha() and ord(letter) + shift > 0 else letter
        for letter in text
    )
