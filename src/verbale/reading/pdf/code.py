"""The code of fonts whose text layer lies, learnt from pictures of a few pages.

A font without a table of its characters is read by the numbers of its glyphs: the same number for the same letter on
every page. So a few pages are recognised, their lines laid beside the lines of the layer, and each number takes the
letter it stands beside most often. Glyphs stand in a font in the order of Unicode, block by block, which settles rare
ones: between two neighbours moved by the same distance a number is moved by it too. A code is believed only when it
says again what recognition saw; then all pages are read from the layer, which never mistakes a letter.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from difflib import SequenceMatcher

import msgspec
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from verbale.reading.bidi import RIGHT_TO_LEFT
from verbale.reading.budget import workers
from verbale.reading.pdf.print import Codes, PagePrint, Placing
from verbale.reading.scan import recogniser
from verbale.reading.scan.pages import Picture, planned
from verbale.reading.scan.picture import drawn
from verbale.reading.scan.recogniser import PrintedLine
from verbale.tongues.writing import spaced, writing

Sign = tuple[str, str]
"""A font by its name in the file, and a character that the layer gives for a glyph of it."""

SAMPLED = 8
"""Pages recognised at most to learn a code."""

ENOUGH = 3
"""Times a sign is met on the pages chosen, after which more of it teaches nothing."""

STRANGE = 0.1
"""Share of characters that nobody prints from which on a font lies."""

TRUTHFUL = 0.8
"""Share of its other characters that are what is printed, from which on a font lies by its strange ones only."""

SURE = 0.7
"""Share of the votes that settles a sign."""

AGREED = 0.85
"""Share of the recognised letters that a learnt code must say again to be believed."""

NEIGHBOURS = 5
"""Settled signs on each side that are asked by how much they are moved."""

MOST = 8
"""So many of them overrule what was recognised for a sign itself."""

NEAR = 64
"""Glyphs by which they may stand apart where they are on one side only."""

LEVEL = 0.4
"""Sizes by which the baseline of a glyph may miss that of its line."""

WIDER = 0xFEE0
"""From a sign of ASCII to the wide one of East Asian print."""

ASCII = frozenset(map(chr, range(3, 98)))
"""Numbers of the glyphs of ASCII in the usual order of TrueType fonts."""

ASCII_MOVED = 29
"""By how much they are moved."""

_FILLER = "\u0640"
_PRINTED = re.compile(
    "[ -~\u00a0-\u017f\u0400-\u045f\u060c\u061b\u061f\u0621-\u0652\u0660-\u066d\u0670-\u06d3\u2010-\u2044"
    "\u2116\u2190-\u21ff\u25a0-\u25ff\u3000-\u30ff\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\ufb50-\ufefc\t\r\n]"
)
"""Characters that documents are printed in."""

_NARROW = frozenset("!(),.:;?[]")
_FIGURES = re.compile(r"\d+")


class _Glyph(msgspec.Struct, frozen=True):
    """A glyph of the layer: its middle and its baseline in points, and what the layer says it is."""

    centre: float
    baseline: float
    sign: Sign


class _Pair(msgspec.Struct, frozen=True):
    """Letters recognised, from the left and without blanks, and the glyphs that stand there; of a line, its words."""

    letters: str
    signs: tuple[Sign, ...]
    words: tuple[_Pair, ...] = ()


def learnt(document: pdfium.PdfDocument, pages: list[int], hint: str | None = None) -> Codes:
    """The code of every lying font on the pages (numbers from 1); empty where none is proved or nothing recognises."""
    if not recogniser.languages():
        return {}
    met = {page: Counter(glyph.sign for glyph in _glyphs(document, page)) for page in pages}
    total = sum(met.values(), Counter[Sign]())
    fonts = _lying(total)
    chosen = _chosen(met, fonts)
    if not chosen:
        return {}
    pictures = [_picture(document, page) for page in chosen]
    plan = planned(pictures[0], hint)
    if plan is None:
        return {}
    pairs: list[_Pair] = []
    blanks: Counter[Sign] = Counter()
    for picture, lines in zip(pictures, _recognised(pictures, plan.main), strict=True):
        glyphs = [glyph for glyph in _glyphs(document, picture.number) if glyph.sign[1] != _FILLER]
        for line in lines:
            pairs += _beside(line, glyphs, 72 / picture.resolution, blanks)
    if not spaced(plan.tongue):
        blanks.clear()
    codes: Codes = {}
    for _ in range(2):
        codes = _settled(_votes(pairs, codes), blanks, total, fonts, plan.tongue)
    return codes if _agreement(pairs, codes) >= AGREED else {}


def _glyphs(document: pdfium.PdfDocument, number: int) -> Iterator[_Glyph]:
    """Glyphs of a page that have a width."""
    page = document[number - 1]
    text_page = page.get_textpage()
    try:
        place = Placing(page.get_bbox(), raw.FPDFPage_GetRotation(page.raw))
        for stretch in PagePrint().stretches(text_page.raw, place):
            for sign, left, right in zip(stretch.text, stretch.lefts, stretch.rights, strict=True):
                if right > left:
                    yield _Glyph((left + right) / 2, stretch.baseline, (stretch.style.resource, sign))
    finally:
        text_page.close()
        page.close()


def _lying(total: Counter[Sign]) -> frozenset[str]:
    """Fonts that write more than a few characters nobody prints."""
    every: Counter[str] = Counter()
    strange: Counter[str] = Counter()
    for (font, sign), count in total.items():
        every[font] += count
        strange[font] += 0 if _PRINTED.match(sign) else count
    lying = {_family(font) for font, count in every.items() if strange[font] > STRANGE * count}
    return frozenset(font for font in every if strange[font] and _family(font) in lying)


def _family(font: str) -> str:
    """Name of a font without the tag of its excerpt; excerpts of one font number their glyphs alike."""
    return font.rpartition("+")[2]


def _chosen(met: dict[int, Counter[Sign]], fonts: frozenset[str]) -> list[int]:
    """The pages that together show the most signs of lying fonts, each often enough."""
    lacking = {sign: ENOUGH for counted in met.values() for sign in counted if sign[0] in fonts}
    left, chosen = dict(met), list[int]()
    while left and len(chosen) < SAMPLED:
        page = max(left, key=lambda page: sum(min(count, lacking.get(sign, 0)) for sign, count in left[page].items()))
        counted = left.pop(page)
        if not any(lacking.get(sign) for sign in counted):
            break
        chosen.append(page)
        for sign, count in counted.items():
            if sign in lacking:
                lacking[sign] = max(0, lacking[sign] - count)
    return sorted(chosen)


def _picture(document: pdfium.PdfDocument, number: int) -> Picture:
    """A page drawn for the recogniser."""
    page = document[number - 1]
    try:
        return Picture(number, *drawn(page))
    finally:
        page.close()


def _recognised(pictures: list[Picture], pack: str) -> Iterator[tuple[PrintedLine, ...]]:
    """Lines of each picture, recognised in parallel; none of a page that was given up."""

    def lines(picture: Picture) -> tuple[PrintedLine, ...]:
        """Lines of one picture."""
        try:
            pages = recogniser.recognise(picture.content, (pack,), resolution=round(picture.resolution))
        except recogniser.RecogniserFault:
            return ()
        return pages[0].lines if pages else ()

    with ThreadPoolExecutor(max_workers=workers()) as pool:
        yield from pool.map(lines, pictures)


def _beside(line: PrintedLine, glyphs: list[_Glyph], scale: float, blanks: Counter[Sign]) -> Iterator[_Pair]:
    """A line with its glyphs; `blanks` counts signs that stand between words, less those that stand in them."""
    words = sorted(line.words, key=lambda word: word.left)
    left, right = words[0].left * scale - 1, max(word.right for word in words) * scale + 1
    base, reach = line.baseline * scale, LEVEL * line.size * scale
    row = sorted(
        (glyph for glyph in glyphs if left < glyph.centre < right and abs(glyph.baseline - base) < reach),
        key=lambda glyph: glyph.centre,
    )
    within: list[_Pair] = []
    inside: set[_Glyph] = set()
    for word in words:
        there = [glyph for glyph in row if word.left * scale < glyph.centre < word.right * scale]
        inside.update(there)
        within.append(_Pair(_from_left(word.text), tuple(glyph.sign for glyph in there)))
    for glyph in row:
        blanks[glyph.sign] += -1 if glyph in inside else 1
    if row:
        yield _Pair("".join(word.letters for word in within), tuple(glyph.sign for glyph in row), tuple(within))


def _from_left(word: str) -> str:
    """A word as its letters stand from the left; figures always do."""
    if not RIGHT_TO_LEFT.search(word):
        return word
    return _FIGURES.sub(lambda figures: figures[0][::-1], word[::-1])


def _votes(pairs: list[_Pair], codes: Codes) -> dict[Sign, Counter[str]]:
    """What was recognised where each sign stands: first where the counts agree, then by what is known already."""
    votes: dict[Sign, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        if codes:
            for sign, letters in _aligned(pair, codes):
                votes[sign][letters] += 1
            continue
        for part in (pair,) if len(pair.letters) == len(pair.signs) else pair.words:
            if len(part.letters) == len(part.signs):
                for sign, letter in zip(part.signs, part.letters, strict=True):
                    votes[sign][letter] += 1
    return votes


def _aligned(pair: _Pair, codes: Codes) -> Iterator[tuple[Sign, str]]:
    """Signs of a line with the letters beside them; a ligature stands beside two."""
    signs = [sign for sign in pair.signs if _said(sign, codes) != " "]
    row = [_said(sign, codes) for sign in signs]
    for what, start, end, first, last in SequenceMatcher(None, row, list(pair.letters), autojunk=False).get_opcodes():
        if what in ("equal", "replace") and end - start == last - first:
            yield from zip(signs[start:end], pair.letters[first:last], strict=True)
        elif what == "replace" and end - start == 1 and last - first == 2 and pair.letters[first:last].isalpha():
            yield signs[start], _from_left(pair.letters[first:last])


def _said(sign: Sign, codes: Codes) -> str:
    """What a sign stands for, as far as is known."""
    font, letter = sign
    return codes[font].get(letter, letter) if font in codes else letter


def _settled(
    votes: dict[Sign, Counter[str]], blanks: Counter[Sign], total: Counter[Sign], fonts: frozenset[str], tongue: str
) -> Codes:
    """The code of each font by the votes, with what its neighbours say of signs that have few."""
    native = writing(tongue).letters
    codes: dict[str, dict[str, str]] = {}
    for font in fonts:
        met = sorted(sign for name, sign in total if name == font)
        cast = {sign: votes[font, sign] for sign in met if (font, sign) in votes}
        if _truthful(cast):
            met = [sign for sign in met if not _PRINTED.match(sign) or (sign.isalpha() and sign not in native)]
        code = {sign: " " for sign in met if blanks[font, sign] > ENOUGH}
        sure = {sign: letters for sign in met if sign not in code and (letters := _sure(cast.get(sign)))}
        sure |= _wide(sure)
        moves = sorted((sign, ord(letters) - ord(sign)) for sign, letters in sure.items() if len(letters) == 1)
        twice = {letters for letters, count in Counter(sure.values()).items() if count > 1}
        for sign in met:
            if sign in code:
                continue
            own = sure.get(sign)
            move = _move(sign, moves, own if own not in twice else None)
            moved = "" if move is None else chr(ord(sign) + move)
            letters = moved if _PRINTED.match(moved) else own or _first(cast.get(sign))
            if letters:
                code[sign] = letters
        codes[font] = code
    return {
        font: {
            sign: letters
            for other in (*codes, font)
            if _family(other) == _family(font)
            for sign, letters in codes[other].items()
        }
        for font in codes
    }


def _truthful(cast: Mapping[str, Counter[str]]) -> bool:
    """Whether a font says what is printed wherever it says something that can be."""
    printed = {sign: counted for sign, counted in cast.items() if _PRINTED.match(sign)}
    right = sum(counted[sign] for sign, counted in printed.items())
    return right > max(ENOUGH, TRUTHFUL * sum(counted.total() for counted in printed.values()))


def _sure(cast: Counter[str] | None) -> str | None:
    """The letters most votes agree on; None where they do not, or are too few."""
    if not cast or cast.total() < 2:
        return None
    letters, count = cast.most_common(1)[0]
    return letters if count >= SURE * cast.total() else None


def _wide(sure: Mapping[str, str]) -> dict[str, str]:
    """Signs of ASCII that are wide ones of East Asian print, which recognition makes narrow: moved as others are."""
    moves = {ord(letters) - ord(sign) for sign, letters in sure.items() if len(letters) == 1 and letters not in _NARROW}
    wide = {sign: chr(ord(letters) + WIDER) for sign, letters in sure.items() if letters in _NARROW}
    return {sign: letter for sign, letter in wide.items() if ord(letter) - ord(sign) in moves}


def _move(sign: str, moves: list[tuple[str, int]], own: str | None) -> int | None:
    """By how much a sign is moved, where the settled ones around it are moved alike; they overrule few votes only."""
    if sign in ASCII and sum(move == ASCII_MOVED for _, move in moves) >= ENOUGH:
        return ASCII_MOVED
    at = bisect_left(moves, (sign,))
    below, above = moves[max(0, at - NEIGHBOURS) : at], moves[at : at + NEIGHBOURS]
    if above and above[0][0] == sign:
        above = moves[at + 1 : at + 1 + NEIGHBOURS]
    around = Counter(move for _, move in (*below, *above))
    if not around:
        return None
    move, count = around.most_common(1)[0]
    sides = [sum(other == move for _, other in side) for side in (below, above)]
    if min(sides) >= ENOUGH and count >= (MOST if own else ENOUGH):
        return move
    if own is not None:
        return None
    if below and above and below[-1][1] == above[0][1]:
        return below[-1][1]
    near = [other for each, other in (*below, *above) if abs(ord(each) - ord(sign)) < NEAR]
    if len(near) >= ENOUGH and len(set(near)) == 1:
        return near[0]
    usual = sum(other == move for _, other in moves) >= SURE * len(moves)
    return move if usual and not (below and above) else None


def _first(cast: Counter[str] | None) -> str | None:
    """What most votes are for."""
    return cast.most_common(1)[0][0] if cast else None


def _agreement(pairs: list[_Pair], codes: Codes) -> float:
    """Share of the recognised letters that the layer says too, once it is read by its code."""
    same = every = 0
    for pair in pairs:
        row = "".join(_from_left(_said(sign, codes)) for sign in pair.signs).replace(" ", "")
        matching = SequenceMatcher(None, row, pair.letters, autojunk=False).get_matching_blocks()
        same += sum(block.size for block in matching)
        every += max(len(row), len(pair.letters))
    return same / every if every else 0.0
