"""Right-to-left print → logical order: the rules of the Unicode bidirectional algorithm applied backwards.

In goes a line as it is seen, from left to right; out comes the order in which it is read and spoken. A line of ink
does not say what its author typed, but the rules leave little choice: letters of left-to-right scripts keep their
order together with the figures and the signs between them ("A/RES/76/239"), figures keep theirs, everything else is
read from the right. Brackets are drawn mirrored, and PDF producers disagree whether the code behind the drawing is
mirrored too; so opening and closing are told by what stands beside them, not by the code.

Learned from PDFs of LibreOffice, WeasyPrint, Typst and Distiller: "/76/239RES/A" for "A/RES/76/239", "-1" for "1-",
")د2-(" for "(د-2)".
"""

from __future__ import annotations

import re
import unicodedata

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Characters of right-to-left scripts, Arabic-Indic figures included."""

ARABIC_FIGURES = frozenset("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬")
FORMS = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc]+")
OPENING, CLOSING = "([{«‹", ")]}»›"
BRACKETS = {**dict(zip(OPENING, zip(OPENING, CLOSING, strict=True), strict=True))}
BRACKETS |= dict(zip(CLOSING, BRACKETS.values(), strict=True))
QUOTES = str.maketrans("“”‘’", "”“’‘")
"""Quotation marks are not mirrored in right-to-left text, but PDFium mirrors them; this takes it back."""

STOPS = frozenset(".,;:!?،؛؟…")
ALEFS, LAM = ("\u0627", "\u0622", "\u0623", "\u0625", "\u0671"), "\u0644"

_NEUTRAL_EDGE = re.compile("^N+|N+$")
_FIGURES = re.compile("[EA]+(?:[CK][EA]+)*")
_FIGURES_ALONE = re.compile("E+(?:[CKH]E+)*|A+(?:[CK]A+)*")
"""A hyphen joins figures only where no Arabic letter came before, and never Arabic ones: the rules W2 and W4."""

_BEFORE_LATIN = re.compile("(?:[EA]+(?:[CKH][EA]+)*[CKHN]?)$")
_AFTER_LATIN = re.compile("[CKH]?N?[EA]+(?:[CKHN]N?[EA]+)*")
_TURNED_COMMA = re.compile("NK(?=[LEA])")
"""A blank, a comma, then a letter: the comma is read before the blank, so the line goes on to the left there."""

_ISLAND = re.compile("[^R]+")


def kind(character: str) -> str:
    """Part of a sign: R and L letters by direction, E and A (Arabic) figure, C and K (comma) join figures, H hyphen,
    B bracket, N anything else."""
    if "0" <= character <= "9":
        return "E"
    if character in ARABIC_FIGURES:
        return "A"
    if character.isalpha() or character == "_":
        return "R" if RIGHT_TO_LEFT.match(character) else "L"
    if character in "/.:\u00a0":
        return "C"
    if character == ",":
        return "K"
    if character == "-":
        return "H"
    if unicodedata.combining(character):
        return "R" if RIGHT_TO_LEFT.match(character) else "L"
    return "B" if character in BRACKETS else "N"


def visual_runs(kinds: str) -> list[tuple[int, int]]:
    """Stretches that keep their order from left to right, as offsets into a line seen from left to right."""
    runs: list[tuple[int, int]] = []
    for island in _ISLAND.finditer(kinds):
        start = island.start()
        for comma in _TURNED_COMMA.finditer(kinds, start, island.end()):
            runs.extend(_runs_of_island(kinds, start, comma.start()))
            start = comma.end()
        runs.extend(_runs_of_island(kinds, start, island.end()))
    return runs


def _runs_of_island(kinds: str, start: int, end: int) -> list[tuple[int, int]]:
    """Runs of one stretch without right-to-left letters."""
    part = kinds[start:end]
    figures = _FIGURES if "R" in kinds else _FIGURES_ALONE
    first, last = part.find("L"), part.rfind("L") + 1
    if first < 0:
        return [(start + found.start(), start + found.end()) for found in figures.finditer(part)]
    before = _BEFORE_LATIN.search(part[:first])
    after = _AFTER_LATIN.match(part[last:])
    left = before.start() if before else first
    right = last + (after.end() if after else 0)
    if part.count("B", left, right) % 2:  # the other bracket of a pair that began in the run
        if part[right : right + 1] == "B":
            right += 1
        elif left and part[left - 1] == "B":
            left -= 1
    if start + left == 0 and part[right : right + 1] in ("C", "H") and part[right + 1 : right + 2] in ("N", ""):
        right += 1  # a run that goes on in the next line keeps the sign it is broken at
    runs = [(start + found.start(), start + found.end()) for found in figures.finditer(part[:left])]
    runs.append((start + left, start + right))
    runs.extend(
        (start + right + found.start(), start + right + found.end()) for found in figures.finditer(part[right:])
    )
    return runs


def logical_order(kinds: str) -> list[int]:
    """Order of reading of a line with a right-to-left base: for each place read, its place as seen from the left."""
    order: list[int] = []
    at = len(kinds)
    for start, end in reversed(visual_runs(kinds)):
        order.extend(range(at - 1, end - 1, -1))
        order.extend(range(start, end))
        at = start
    order.extend(range(at - 1, -1, -1))
    return order


def forms_to_letters(text: str) -> str:
    """Presentation forms as letters; everything else stays as it is (NFKC of a whole text would change it)."""
    return FORMS.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)


def set_brackets(text: str) -> str:
    """A line in logical order with its brackets opening and closing rightly."""
    found = [place for place, sign in enumerate(text) if sign in BRACKETS]
    if not found:
        return text
    letters, depth = list(text), 0
    for place in found:
        pair = BRACKETS[text[place]]
        opens = _opens(letters, place, depth)
        letters[place] = pair[0] if opens else pair[1]
        depth = depth + 1 if opens else max(0, depth - 1)
    return "".join(letters)


def _opens(letters: list[str], place: int, depth: int) -> bool:
    """Whether a bracket opens, by its neighbours (those before it are right already); in doubt by what is open."""
    before = letters[place - 1] if place else " "
    after = letters[place + 1] if place + 1 < len(letters) else " "
    free_before = before.isspace() or before in OPENING or ord(before) in QUOTES
    free_after = after.isspace() or after in STOPS or ord(after) in QUOTES or (after in BRACKETS and not free_before)
    if free_before != free_after:
        return free_before
    return depth == 0


def right_to_left_share(text: str) -> float:
    """Share of right-to-left letters among the letters of a text; 0.0 where there are none."""
    right = len(RIGHT_TO_LEFT.findall(text))
    if not right:
        return 0.0
    return right / max(1, sum(map(str.isalpha, text)))
