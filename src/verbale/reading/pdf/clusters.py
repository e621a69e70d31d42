"""Letters with vowel marks that a PDF prints as two glyphs and names twice: each glyph stands for the whole cluster.

Producers that shape with HarfBuzz (WeasyPrint, Typst, LibreOffice) draw the mark as a text object of its own, and both
objects say "letter and mark"; PDFium returns the characters of the two in turns. The object whose characters lie beside
each other is the letter; the other, all in one place, is only the mark.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

VOWEL = re.compile("[\u064b-\u0652\u0670]")

LARGEST = 4
"""Characters of a cluster at most: a letter and its marks."""

BESIDE = 1.5
"""Points that may lie between a letter and its mark."""

ABOVE = 9.0
"""Points a mark may be drawn above its letter or below it."""


class _Cluster(NamedTuple):
    """One object with the characters of a cluster: their places, what they are, the edges and the baseline."""

    places: list[int]
    signs: list[str]
    left: float
    right: float
    down: float


def told_once(
    text: str,
    items: Sequence[int | None],
    lefts: array[float],
    rights: array[float],
    down: Callable[[int], float],
) -> list[int] | None:
    """Places of a page's characters in order, doubles left out, clusters together; None where there is no double.

    `items` names the text object of each character, `lefts` and `rights` are its edges, `down` tells its baseline.
    """
    if not VOWEL.search(text):
        return None
    seen: list[_Cluster] = []
    dropped: set[int] = set()
    moved: dict[int, list[int]] = {}
    for places in _clusters(text, items):
        left, right = min(lefts[at] for at in places), max(rights[at] for at in places)
        cluster = _Cluster(places, sorted(text[at] for at in places), left, right, down(places[0]))
        double = next((other for other in seen if _same(cluster, other)), None)
        if double is None:
            seen.append(cluster)
            continue
        seen.remove(double)
        is_mark = len({lefts[at] for at in places}) == 1
        letter = double.places if is_mark else places
        dropped.update(places, double.places)
        moved[letter[0]] = sorted(letter, key=lambda at: bool(VOWEL.match(text[at])))
    if not moved:
        return None
    return [place for at in range(len(text)) for place in moved.get(at, () if at in dropped else (at,))]


def _same(one: _Cluster, other: _Cluster) -> bool:
    """Whether two objects say the same in the same place."""
    beside = one.left < other.right + BESIDE and other.left < one.right + BESIDE
    return beside and abs(one.down - other.down) < ABOVE and one.signs == other.signs


def _clusters(text: str, items: Sequence[int | None]) -> Iterator[list[int]]:
    """Places of the characters of each text object that holds one letter and its marks, in order."""
    marked = {items[found.start()] for found in VOWEL.finditer(text)} - {None}
    objects: dict[int | None, list[int]] = {}
    for at, item in enumerate(items):
        if item in marked:
            objects.setdefault(item, []).append(at)
    for places in objects.values():
        marks = sum(1 for at in places if VOWEL.match(text[at]))
        if 0 < marks == len(places) - 1 < LARGEST:
            yield places
