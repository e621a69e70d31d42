"""Segments of print → lines in reading order: characters, style of each stretch, direction."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from typing import NamedTuple

from verbale.reading import bidi
from verbale.reading.pdf.print import Stretch, Style

BLANK = 0.13
"""A gap of so many sizes between two stretches is a blank."""

RAISED_BLANK = 0.22
"""Before raised print it takes a wider one, in sizes of the print before: ordinals are set a little apart."""

FILLER = 0.22
"""Inside a stretch of a right-to-left line a filler (kashida) leaves gaps up to this, in sizes, that are no blanks."""

STACKED = 0.5
"""Share of the narrower of two letters that lies below the other in a ligature."""

SPACED_FILLER = 0.33
"""The same behind a letter that joins the next, in a stretch that prints its blanks."""

IDEOGRAPH_BLANK = 0.6
"""Between ideographs, which are set without blanks, it takes more."""

IDEOGRAPH = re.compile("[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6]")
_BESIDE_IDEOGRAPH = re.compile(f"(?<={IDEOGRAPH.pattern}) (?=.)|(?<=.) (?={IDEOGRAPH.pattern})")
UNPRINTED = dict.fromkeys([*range(9), *range(14, 32), 0x200B, 0xFEFF, 0x2060])
SYMBOL_FONT_SIGNS = {0xF0B7: "•", 0xF02D: "–", 0xF0A7: "▪", 0xF0D8: "➢", 0xF020: " "}
"""Signs of symbol fonts that Word leaves in the private use area."""

_BLANK_SIGNS = frozenset(" \t\r\n\u3000\u2002\u2003\u2009\u202f")

CLEAN = UNPRINTED | SYMBOL_FONT_SIGNS
_STOPS = frozenset(".,;:")
"""What a line of another script ends with, on its right, when it is set from the left on a page read from the right."""

_JOINING = re.compile(
    "[\u0628\u062a\u062b\u062c\u062d\u062e\u0633\u0634\u0635\u0636\u0637\u0638\u0639\u063a\u0641\u0642\u0643\u0644\u0645\u0646\u0647\u064a\u0626\u0640]$"
)
"""Letters that join the one after them, so that a filler may stand between."""

_BLANKS = re.compile("[ \t\r\n\u3000]+")
_ATOM = re.compile("[\u0590-\u065f\u066e-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+|.", re.DOTALL)
_TURNED_LIGATURE = re.compile(f"[{''.join(bidi.ALEFS)}](?={bidi.LAM})|[\u064b-\u0652](?=[\u0621-\u064a])")
"""Alef before lam, or a vowel mark before a letter: drawn in one place, the two have been turned round."""


class Chunk(NamedTuple):
    """A stretch of a line in one style; `raised` is print above the baseline."""

    text: str
    style: Style
    raised: bool


class Printed(NamedTuple):
    """A line of a page: its chunks in reading order, edges and baseline in points, and its direction."""

    chunks: list[Chunk]
    left: float
    right: float
    baseline: float
    size: float
    rtl: bool


def printed_line(segment: list[Stretch], *, rtl_page: bool, mixed: bool = False) -> Printed | None:
    """One segment as a line; None for blanks alone. `mixed`: the page has letters of both directions."""
    main = max(
        segment, key=lambda stretch: (stretch.style.size > 0) * (stretch.right - stretch.left) * stretch.style.size
    )
    text = " ".join(_in_order(stretch, check=mixed) for stretch in segment)
    rtl = _is_right_to_left(text, rtl_page=rtl_page, mixed=mixed)
    chunks = _merged(_from_right(segment, main) if rtl else _from_left(segment, main, check=mixed))
    if not rtl and (rtl_page or (mixed and any(_turned_mark(chunk) for chunk in chunks))):
        chunks = _turned_brackets(chunks)
    if not chunks:
        return None
    left, right = min(stretch.left for stretch in segment), max(stretch.right for stretch in segment)
    return Printed(chunks, left, right, main.baseline, main.style.size, rtl)


def _is_right_to_left(text: str, *, rtl_page: bool, mixed: bool) -> bool:
    """Base direction of a line: by its letters, in doubt by its page, or by a stop that stands at its left."""
    share = bidi.right_to_left_share(text)
    if share:
        return rtl_page or share > 0.4
    turned = text.lstrip()[:1] in _STOPS and text.rstrip()[-1:] not in _STOPS
    return (rtl_page and text.rstrip()[-1:] not in _STOPS) or (mixed and turned)


def _raised(stretch: Stretch, main: Stretch) -> bool:
    """Whether a stretch is raised against the main print of its line."""
    if stretch.style.size > 0.95 * main.style.size and bidi.RIGHT_TO_LEFT.search(stretch.text):
        return False  # letters of a ligature are drawn above one another
    lift = main.baseline - stretch.baseline
    return stretch.raised or (lift > 0.12 * main.style.size and stretch.style.size <= 1.02 * main.style.size)


def _in_order(stretch: Stretch, *, check: bool) -> str:
    """Text of a left-to-right stretch; on pages of two directions PDFium may return its words from the right."""
    lefts = stretch.lefts
    if lefts[0] <= lefts[-1] and not check:
        return stretch.text
    order = sorted(range(len(lefts)), key=lefts.__getitem__)
    return "".join(stretch.text[place] for place in order)


def _from_left(segment: list[Stretch], main: Stretch, *, check: bool) -> list[Chunk]:
    """Chunks of a left-to-right line, with the blanks that its gaps stand for."""
    chunks: list[Chunk] = []
    last: Stretch | None = None
    for stretch in segment:
        text = _in_order(stretch, check=check)
        if " " in text and IDEOGRAPH.search(text):
            text = _without_guesses(text, stretch)
        text = _BLANKS.sub(" ", text.translate(CLEAN))
        if last is not None and _blank_between(last, stretch):
            text = " " + text
        chunks.append(Chunk(text, stretch.style, _raised(stretch, main)))
        last = stretch
    return chunks


def _without_guesses(text: str, stretch: Stretch) -> str:
    """Text without the blanks of no width that PDFium guesses between ideographs and figures set a little apart."""
    if text != stretch.text:
        return text
    kept = list(text)
    for found in _BESIDE_IDEOGRAPH.finditer(text):
        at = found.start()
        gap = stretch.lefts[at + 1] - stretch.rights[at - 1]
        if stretch.rights[at] <= stretch.lefts[at] and gap < IDEOGRAPH_BLANK * stretch.style.size:
            kept[at] = ""
    return "".join(kept)


def _blank_between(last: Stretch, stretch: Stretch) -> bool:
    """Whether the gap between two neighbours stands for a blank that neither of them holds."""
    if last.text[-1:].isspace() or stretch.text[:1].isspace():
        return False
    if stretch.raised:
        return stretch.left - last.right > RAISED_BLANK * last.style.size
    size = min(last.style.size, stretch.style.size) or 10.0
    gap = (stretch.left - last.right) / size
    if IDEOGRAPH.match(last.text[-1:]) or IDEOGRAPH.match(stretch.text[:1]):
        return gap > IDEOGRAPH_BLANK
    if stretch.blank_before and stretch.order == last.order + len(last.text) + 1:
        return gap > 0.05
    return gap > BLANK


def _turned_mark(chunk: Chunk) -> bool:
    """Whether raised print begins with a bracket that closes: a note's mark that PDFium turned with its page."""
    return chunk.raised and chunk.text[:1] in bidi.CLOSING


def _turned_brackets(chunks: list[Chunk]) -> list[Chunk]:
    """Brackets of a left-to-right line on a right-to-left page, which PDFium may have turned with the page."""
    text = bidi.set_brackets("".join(chunk.text for chunk in chunks))
    turned, at = [], 0
    for chunk in chunks:
        turned.append(chunk._replace(text=text[at : at + len(chunk.text)]))
        at += len(chunk.text)
    return turned


class _Atom(NamedTuple):
    """What keeps its inner order in a right-to-left line: a word of letters, or one other character.

    Atoms sort by their middle: letters of a ligature and tails of letters reach over the edges of their neighbours.
    """

    centre: float
    left: float
    right: float
    text: str
    chunk: int


def _from_right(segment: list[Stretch], main: Stretch) -> list[Chunk]:
    """Chunks of a right-to-left line: atoms sorted by place, then brought into the order of reading."""
    atoms = sorted(atom for place, stretch in enumerate(segment) for atom in _atoms(stretch, place))
    _stacked(atoms, segment)
    seen = _with_blanks(atoms, segment)
    kinds = "".join(bidi.kind(atom.text[0]) for atom in seen)
    runs = {place for start, end in bidi.visual_runs(kinds) for place in range(start, end)}
    raised = [_raised(stretch, main) for stretch in segment]
    mark = _leading_mark(kinds, [raised[atom.chunk] for atom in seen])
    order = [*range(len(seen) - mark, len(seen)), *bidi.logical_order(kinds[: len(seen) - mark])]
    letters = [
        bidi.forms_to_letters(seen[place].text if place in runs else seen[place].text.translate(bidi.QUOTES))
        for place in order
    ]
    letters = _bracketed(letters, [raised[seen[place].chunk] for place in order])
    return [
        Chunk(text, segment[seen[place].chunk].style, raised[seen[place].chunk])
        for text, place in zip(letters, order, strict=True)
    ]


def _leading_mark(kinds: str, raised: list[bool]) -> int:
    """How many raised figures at the right of a line without a right-to-left letter are the mark of a note it is."""
    length = next((place for place, lifted in enumerate(reversed(raised)) if not lifted), 0)
    return length if "R" not in kinds and set(kinds[len(kinds) - length :]) <= {"E"} else 0


def _stacked(atoms: list[_Atom], segment: list[Stretch]) -> None:
    """Letters of a ligature drawn one above the other, each an object of its own, in the order PDFium read them in."""
    for place in range(len(atoms) - 1):
        left, right = atoms[place], atoms[place + 1]
        if left.chunk == right.chunk or right.left > left.right:
            continue
        narrow = min(left.right - left.left, right.right - right.left)
        if min(left.right, right.right) - max(left.left, right.left) < STACKED * narrow:
            continue
        if segment[left.chunk].order < segment[right.chunk].order and _are_letters(left.text, right.text):
            atoms[place], atoms[place + 1] = right, left


def _are_letters(*texts: str) -> bool:
    """Whether each is a single right-to-left letter or ends a word of them."""
    return all(bidi.RIGHT_TO_LEFT.match(text) and text.isalpha() for text in texts)


def _bracketed(letters: list[str], raised: list[bool]) -> list[str]:
    """The atoms with brackets turned the right way; raised print is judged by itself."""
    if not any(text in bidi.BRACKETS for text in letters):
        return letters
    for level in (False, True):
        signs = "".join(
            text[0] if lifted is level else ("x" if not level else " ")
            for text, lifted in zip(letters, raised, strict=True)
        )
        turned = bidi.set_brackets(signs)
        letters = [
            sign if text in bidi.BRACKETS and lifted is level else text
            for text, sign, lifted in zip(letters, turned, raised, strict=True)
        ]
    return letters


def _atoms(stretch: Stretch, place: int) -> list[_Atom]:
    """Words and single characters of a stretch with their edges.

    A blank without width is PDFium's guess at a gap, often wrong where letters are drawn apart by a filler (kashida);
    `_with_blanks` measures the gap instead.
    """
    text = stretch.text.translate(SYMBOL_FONT_SIGNS)
    lefts, rights = stretch.lefts, stretch.rights
    atoms: list[_Atom] = []
    for start, end in _spans(text, lefts, rights):
        left, right = min(lefts[start:end]), max(rights[start:end])
        if right <= left and text[start:end] == " ":
            continue
        word = (
            _word(text[start:end], lefts[start:end].tolist(), rights[start:end].tolist())
            if end - start > 1
            else text[start]
        )
        word = word.translate(UNPRINTED)
        if word:
            atoms.append(_Atom((left + right) / 2, left, right, " " if word in _BLANK_SIGNS else word, place))
    return atoms


def _spans(text: str, lefts: array[float], rights: array[float]) -> Iterator[tuple[int, int]]:
    """Start and end of each atom; a run of letters that jumps back to the right is two words, the left one first."""
    for found in _ATOM.finditer(text):
        start, end = found.span()
        for place in range(start + 2, end):
            if lefts[start] > lefts[place - 1] and lefts[place] > max(rights[start:place]):
                yield start, place
                start = place
        yield start, end


def _word(text: str, lefts: list[float], rights: list[float]) -> str:
    """A word in the order of reading, ligatures of lam and alef put right.

    Both letters of the ligature have the same box, or the alef stands at the left end of the lam's, and PDFium returns
    them in the order of the line it turned round.
    """
    if lefts[0] < lefts[-1] and rights[0] < rights[-1]:
        text, lefts, rights = text[::-1], lefts[::-1], rights[::-1]
    for found in _TURNED_LIGATURE.finditer(text):
        at = found.start()
        within = text[at + 1] == bidi.LAM and rights[at] < rights[at + 1]
        if lefts[at] == lefts[at + 1] and (within or rights[at] == rights[at + 1]):
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text


def _with_blanks(atoms: list[_Atom], segment: list[Stretch]) -> list[_Atom]:
    """Atoms from the left with blanks where gaps between stretches stand for them, no two blanks together."""
    seen: list[_Atom] = []
    spaced = {atom.chunk for atom in atoms if atom.text == " " and atom.right > atom.left}
    for atom in atoms:
        if seen:
            last = seen[-1]
            if atom.text == " " and last.text in " \u00a0":
                continue
            size = min(segment[atom.chunk].style.size, segment[last.chunk].style.size) or 10.0
            gap = atom.left - last.right
            if (
                gap > size * _least_blank(atom, last, spaced)
                and not (atom.text + last.text).isspace()
                and " " not in (atom.text, last.text)
                and "\u00a0" not in (atom.text, last.text)
            ):
                seen.append(_Atom(last.right, last.right, atom.left, " ", last.chunk))
        seen.append(atom)
    return seen


def _least_blank(atom: _Atom, last: _Atom, spaced: set[int]) -> float:
    """Sizes from which on a gap between two neighbours is a blank: more where print has blanks of its own."""
    if atom.chunk != last.chunk:
        return 1.2 * BLANK
    return SPACED_FILLER if atom.chunk in spaced and _JOINING.search(atom.text) else FILLER


def _merged(chunks: list[Chunk]) -> list[Chunk]:
    """Neighbours of one style as one chunk, single blanks, none at the ends."""
    merged: list[Chunk] = []
    blank = True
    for text, style, raised in chunks:
        if blank and text[:1] == " ":
            text = text.lstrip(" ")
        if not text:
            continue
        blank = text[-1] == " "
        if merged and merged[-1].style is style and merged[-1].raised == raised:
            merged[-1] = Chunk(merged[-1].text + text, style, raised)
        else:
            merged.append(Chunk(text, style, raised))
    while merged and not (stripped := merged[-1].text.rstrip()):
        merged.pop()
    if merged:
        merged[-1] = merged[-1]._replace(text=stripped)
    return merged
