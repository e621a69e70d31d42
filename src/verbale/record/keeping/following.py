"""Where the paragraphs of an earlier reading stand in a later one, so that old addresses lead on and judgements follow.

A paragraph is known by its words, then by its place in the source where both readings have the same text, then by how
it begins or ends (one that was cut or joined), and at last by what holds it: its list, its component, the document.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from verbale.model.dossier import Dossier, Span

ENDS = 48
"""Characters of a paragraph's beginning and end by which its other half is known."""


class Placed(NamedTuple):
    """A block or note of one reading: address, words, pieces of the source."""

    address: str
    text: str
    spans: tuple[Span, ...]


def placed(dossier: Dossier) -> list[Placed]:
    """Everything in a dossier that has an address, in its order."""
    blocks = [Placed(block.address, block.text, block.spans) for part in dossier.components for block in part.blocks]
    return blocks + [Placed(note.address, note.text, note.spans) for note in dossier.notes]


def followed(old: Dossier, new: Dossier) -> dict[str, str]:
    """Old address → new one, of every paragraph whose words stand elsewhere now or whose address is no more.

    An address that both readings have keeps its meaning where nothing better is known: it is what the print says.
    """
    before, after = placed(old), placed(new)
    held = {one.address: one.text for one in after}
    if all(held.get(one.address) == one.text for one in before):
        return {}
    stayed = {one.address for one in before if held.get(one.address) == one.text}
    finder = _Finder(after, stayed, same_text=old.source == new.source)
    moved: dict[str, str] = {}
    for one in before:
        if one.address in stayed:
            continue
        found = finder.by_words(one)
        if found is None and one.address not in held:
            found = finder.by_place(one) or finder.by_ends(one) or _holder(one.address, held)
        if found is not None and found != one.address:
            moved[one.address] = found
    return moved


class _Finder:
    """Ways to find a paragraph in a reading; each is one look into a table made once."""

    def __init__(self, after: list[Placed], stayed: set[str], *, same_text: bool) -> None:
        alike: dict[str, list[str]] = {}
        self._ends: dict[str, str] = {}
        for one in after:
            if one.address not in stayed:
                alike.setdefault(one.text, []).append(one.address)
            if len(one.text) >= ENDS:
                self._ends.setdefault(one.text[:ENDS], one.address)
                self._ends.setdefault(one.text[-ENDS:], one.address)
        self._words = {text: iter(addresses) for text, addresses in alike.items()}
        pieces = [(start, end, one.address) for one in after for start, end in one.spans] if same_text else []
        self._pieces = sorted(pieces)
        self._starts = [start for start, _, _ in self._pieces]

    def by_words(self, one: Placed) -> str | None:
        """The paragraph with the same words; the second of two alike leads to the second."""
        return next(self._words[one.text], None) if one.text in self._words else None

    def by_place(self, one: Placed) -> str | None:
        """The paragraph that holds the same stretch of the source."""
        if not one.spans or not self._pieces:
            return None
        start = one.spans[0][0]
        at = bisect_right(self._starts, start) - 1
        if at < 0 or self._pieces[at][1] <= start:
            return None
        return self._pieces[at][2]

    def by_ends(self, one: Placed) -> str | None:
        """The paragraph that begins or ends as this one does."""
        if len(one.text) < ENDS:
            return None
        return self._ends.get(one.text[:ENDS]) or self._ends.get(one.text[-ENDS:])


def _holder(address: str, held: dict[str, str]) -> str:
    """The nearest address above one that is gone; the document itself where there is none."""
    while address:
        address = address.rpartition("/")[0]
        if address in held:
            return address
    return ""
