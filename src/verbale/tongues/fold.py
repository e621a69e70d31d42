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


class _Page(NamedTuple):
    """A code page: name, the folded byte of every byte, and the bytes that vanish."""

    name: str
    folded: bytes
    vanishing: bytes


@functools.cache
def _page(name: str) -> _Page:
    """The folding table of a code page."""
    folded = bytearray(range(256))
    vanishing = bytearray()
    for code in range(256):
        letter = bytes((code,)).decode(name, "ignore")
        if letter and _VANISHING.match(letter):
            vanishing.append(code)
        elif letter:
            folded[code] = table()[ord(letter)].encode(name)[0]
    return _Page(name, bytes(folded), bytes(vanishing))


def _page_for(letter: str) -> _Page | None:
    """The code page a text with this letter may fit in: such a text is folded as bytes, many times faster."""
    if letter < "\u0250":
        return _page("cp1252")
    if "\u0400" <= letter < "\u0500":
        return _page("cp1251")
    return _page("cp1256") if "\u0600" <= letter < "\u0700" else None


def fold(text: str) -> Folded:
    """Text folded for matching, every mark of punctuation a blank."""
    return _remembered(text) if len(text) < _LONG else _folded(text)


_LONG = 10_000
"""Longer texts are not remembered: a few hundred of them would fill the memory."""


def _folded(text: str) -> Folded:
    """A text folded, and where offsets shift, the way back."""
    if text.isascii():
        return Folded(text.encode().translate(_page("cp1252").folded).decode(), None)
    middle = len(text) // 2
    page = _page_for(text[middle : middle + 1])
    if page is not None:
        try:
            raw = text.encode(page.name)
        except UnicodeEncodeError:
            page = None
    if page is not None:
        if len(raw.translate(None, page.vanishing)) == len(raw):
            return Folded(raw.translate(page.folded).decode(page.name), None)
    elif _VANISHING.search(text) is None:
        return Folded(text.translate(table()), None)
    return _shortened(text)


def _shortened(text: str) -> Folded:
    """A text folded with what must vanish cut out."""
    starts: list[int] = []
    pieces: list[str] = []
    done = 0
    for gone in _VANISHING.finditer(text):
        pieces.append(text[done : gone.start()])
        starts.extend(range(done, gone.start()))
        done = gone.end()
    pieces.append(text[done:])
    starts.extend(range(done, len(text) + 1))
    return Folded("".join(pieces).translate(table()), tuple(starts))


_remembered = functools.lru_cache(maxsize=256)(_folded)
"""The last texts folded: names, topics and positions ask for the same paragraph one after the other."""
