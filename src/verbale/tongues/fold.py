"""Folding: text made equal for matching, with the way back to the offsets of the original.

Case, accents, vowel marks, tatweel, kinds of hyphen, quotation mark and blank make no difference between two
spellings of a name, so texts and names are folded the same way before they are compared. Almost every fold is one
code point for one code point, so that offsets stay; what must vanish (vowel marks, soft hyphens, direction marks) is
cut out first, and only then is a list of offsets needed. `fold("L’Égypte").text` is `"l egypte"`.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

_ARABIC = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه"}
"""Letters that writers of Arabic leave without hamza or dots at will."""

_KEPT = frozenset(("й", "Й"))
"""Letters of their own, whatever Unicode takes them apart into."""

_VANISHING = re.compile("[\u0300-\u036f\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Folded(NamedTuple):
    """Folded text; `starts[i]` is the original offset of folded code point i, None where offsets are equal."""

    text: str
    starts: tuple[int, ...] | None

    def origin(self, at: int) -> int:
        """Offset into the original of an offset into the folded text."""
        return at if self.starts is None else self.starts[at]


def _folded_letter(letter: str) -> str:
    """One code point in its folded form, which is one code point too."""
    if letter in _ARABIC:
        return _ARABIC[letter]
    category = unicodedata.category(letter)
    if category == "Nd":
        return str(unicodedata.digit(letter))
    if category[0] not in "LN":
        return letter if category == "Cs" else " "
    base = unicodedata.normalize("NFD", letter)[0] if letter not in _KEPT else letter
    lower = (base if unicodedata.category(base)[0] == "L" else letter).lower()
    return lower if len(lower) == 1 else letter


@functools.cache
def table() -> list[str]:
    """Folded form of every code point of the basic plane, by number. Built from Unicode once a process."""
    return [_folded_letter(chr(point)) for point in range(0x3400)] + [
        " " if 0xFE30 <= point < 0xFE70 or 0xFF00 < point < 0xFF10 or point in _WIDE_MARKS else chr(point)
        for point in range(0x3400, 0x10000)
    ]


_WIDE_MARKS = frozenset(map(ord, "：；＜＝＞？＠［＼］＾＿｀｛｜｝～｟｠｡｢｣､･"))


def fold(text: str) -> Folded:
    """Text folded for matching, every mark of punctuation a blank."""
    if _VANISHING.search(text) is None:
        return Folded(text.translate(table()), None)
    starts = [at for at, letter in enumerate(text) if not _VANISHING.match(letter)]
    kept = "".join([text[at] for at in starts])
    return Folded(kept.translate(table()), (*starts, len(text)))
