"""List markers of recognised lines put right by their sequence.

Recognition makes `(@` of `(c)`, a Cyrillic letter of a Latin one, `Ь}` of `b)`. Such lines stand in a row, and at least
one of them says which letter has which place: `(a]`, `(b)`, `(oO` can only be a, b, c. A row that contradicts itself,
or that no sure marker proves, is left alone.
"""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from verbale.grammar.counting import counting
from verbale.grammar.symbol_text import lookalikes, recognised
from verbale.reading.scan.lines import ScannedLine

ASIDE = 5.0
"""Points by which the start of a marker's line may differ from that of the others."""

HUNG = 30.0
"""Points by which the text behind a bullet begins farther in at most."""

BULLETS = 3
"""Bullets at one edge of a page, at least, to be known for what they are."""

_DOT = re.compile(r"[e°¢«*·o©®¤](?:\s+)(?=[^\W\d_a-z])")
_TOKEN = re.compile(
    r"([(\[{]?)([^\s()\[\]{}]{0,3}?)([)\]}]{1,2}|(?<=[(\[{]..)[jJ|]?|)[\"\u201d\u201c]?(?=\s|$)\s*[\"\u201d\u201c]?"
)
_TURNED = re.compile(r"(?=\S*[()])[()\d\u0621-\u064a]{2,4}\s+(?=[\u0621-\u064a])")
"""The same before Arabic words, whose brackets and figures the recogniser turns round."""

_BRACKET = re.compile(r"[()\[\]{}]")
_WORD = re.compile(r"[^\W\d_]{3}")
_SURE = re.compile(r"[(]?([^\W\d_])[)]$")
_ALPHABETS = tuple("".join(counting().orders[name]) for name in ("latin", "cyrillic", "abjad"))
_ALIKE = str.maketrans(lookalikes() | recognised())


def bulleted(pages: list[list[ScannedLine]]) -> list[list[ScannedLine]]:
    """Lines of all pages with the bullets that were read as a letter or another sign.

    A bullet stands hung out at one edge, many times over, before a capital, and the next line begins farther in.
    """
    places = [
        (page, place)
        for page, lines in enumerate(pages)
        for place, line in enumerate(lines)
        if _DOT.match(line.text) and _hung(lines, place)
    ]
    made = [list(lines) for lines in pages]
    for page, place in places:
        line = pages[page][place]
        alike = sum(other[0] == page and abs(_edge(pages[page][other[1]]) - _edge(line)) < ASIDE for other in places)
        if alike >= BULLETS or (alike and len(places) >= 2 * BULLETS):
            made[page][place] = msgspec.structs.replace(line, text=_DOT.sub("\u2022 ", line.text))
    return made


def _hung(lines: list[ScannedLine], place: int) -> bool:
    """Whether the line below begins farther in than this one, as the text behind a hung bullet does."""
    if place + 1 == len(lines):
        return False
    return ASIDE < _edge(lines[place + 1]) - _edge(lines[place]) < HUNG


def sequenced(pages: list[list[ScannedLine]]) -> list[list[ScannedLine]]:
    """Lines of all pages with the markers of their lists in sequence."""
    places = [
        (page, place, token)
        for page, lines in enumerate(pages)
        for place, line in enumerate(lines)
        if (token := _token(line.text)) is not None
    ]
    made = [list(lines) for lines in pages]
    edges = Counter(round(_edge(pages[page][place])) for page, place, token in places if _letter(token))
    if not edges:
        return made
    usual = max(edges, key=lambda edge: sum(edges[edge + by] for by in (-1, 0, 1)))
    for run in _runs([entry for entry in places if abs(_edge(pages[entry[0]][entry[1]]) - usual) < ASIDE]):
        for alphabet in _ALPHABETS:
            markers = _proven([token for _, _, token in run], alphabet)
            if markers:
                for (page, place, token), marker in zip(run, markers, strict=True):
                    line = made[page][place]
                    made[page][place] = msgspec.structs.replace(
                        line, text=f"{marker} {line.text[len(token) :].lstrip()}".rstrip()
                    )
                break
    return made


def _edge(line: ScannedLine) -> float:
    """Where a line begins, from the side it is read from."""
    return line.box.left if line.direction == "ltr" else -line.box.right


def _token(text: str) -> str | None:
    """What stands for a marker at the start of a line: a few characters with a bracket among them."""
    if (turned := _TURNED.match(text)) is not None:
        return turned[0]
    found = _TOKEN.match(text)
    if found is None or not _BRACKET.search(found[0]) or len(found[0].strip()) > 6 or _WORD.match(found[2]):
        return None
    return found[0]


def _runs(places: list[tuple[int, int, str]]) -> list[list[tuple[int, int, str]]]:
    """Marker-like starts in rows; a sure first letter begins a new row."""
    runs: list[list[tuple[int, int, str]]] = []
    for entry in places:
        letter = _letter(entry[2])
        if not runs or letter in ("a", "\u0430", "\u0623"):
            runs.append([])
        runs[-1].append(entry)
    return runs


def _is_figure(token: str) -> bool:
    """Whether a token may be the number of a list of numbers; only one alone can be a letter read amiss."""
    return token.strip("()[]{} ").isdigit()


def _letter(token: str) -> str | None:
    """The letter of a marker that is sure, in the alphabet of most lists."""
    found = _SURE.match(token.strip(' "\u201d\u201c'))
    return found[1] if found else None


def _proven(tokens: list[str], alphabet: str) -> list[str] | None:
    """The markers a row must have in an alphabet; None when nothing proves it or something speaks against it."""
    if not 2 <= len(tokens) <= len(alphabet) or sum(map(_is_figure, tokens)) > 1:
        return None
    letters = [_letter(token) for token in tokens]
    if alphabet is not _ALPHABETS[1]:
        letters = [letter.translate(_ALIKE) if letter else None for letter in letters]
    sure = [place for place, letter in enumerate(letters) if letter is not None and letter in alphabet]
    fitting = [place for place in sure if alphabet[place] == letters[place]]
    if not fitting or len(fitting) < 0.6 * len(sure) or (len(fitting) == 1 and len(tokens) > 6):
        return None
    opened = any(tokens[place].lstrip().startswith("(") for place in fitting)
    return [f"({letter})" if opened else f"{letter})" for letter in alphabet[: len(tokens)]]
