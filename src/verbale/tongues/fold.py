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

VANISHING = "\u0300-\u036f\u061c\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Signs that are cut out, as the inside of a regular expression's brackets."""
_VANISHING = re.compile(f"[{VANISHING}]")

PARTING = "\x1e"
"""The one sign that is neither letter nor figure and stays: it parts texts that are folded together."""


class Folded(NamedTuple):
    """Folded text; `starts[i]` is the original offset of folded code point i, None where offsets are equal."""

    text: str
    starts: tuple[int, ...] | None

    def origin(self, at: int) -> int:
        """Offset into the original of an offset into the folded text."""
        return at if self.starts is None else self.starts[at]


def _folded_letter(letter: str) -> str:
    """One code point in its folded form, which is one code point too."""
    if letter == PARTING:
        return letter
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


class Page(NamedTuple):
    """A code page: texts that fit in are folded as bytes, many times faster.

    `folded` is the folded byte of every byte, 0 for those that vanish; `cases` has `a` for every small letter and `A`
    for every capital; `outside` finds signs that are not in the page.
    """

    name: str
    folded: bytes
    cases: bytes
    outside: re.Pattern[str]

    def encoded(self, text: str) -> bytes:
        """A text as bytes of the page; a sign that is not in it stands as what it folds to, or as a mark."""
        text = text.replace("\u2011", "-")
        try:
            return text.encode(self.name)
        except UnicodeEncodeError:
            return self.outside.sub(lambda sign: sign[0].translate(table()), text).encode(self.name, "replace")


@functools.cache
def _page(name: str) -> Page:
    """The tables of a code page."""
    signs = [bytes((code,)).decode(name, "ignore") or " " for code in range(256)]
    return Page(
        name,
        bytes(0 if _VANISHING.match(sign) else table()[ord(sign)].encode(name)[0] for sign in signs),
        bytes(b"aA "[0 if sign.islower() else 1 if sign.isupper() else 2] for sign in signs),
        re.compile(f"[^{re.escape(''.join(signs))}]"),
    )


_PAGES = {"latin": "cp1252", "cyrillic": "cp1251", "arabic": "cp1256"}


def page_of(script: str) -> Page | None:
    """The code page of a script; None for one that has more letters than bytes."""
    return _page(_PAGES[script]) if script in _PAGES else None


def _page_for(letter: str) -> Page | None:
    """The code page a text with this letter may fit in."""
    if letter < "\u0250":
        return page_of("latin")
    if "\u0400" <= letter < "\u0500":
        return page_of("cyrillic")
    return page_of("arabic") if "\u0600" <= letter < "\u0700" else None


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
            raw = text.replace("\u2011", "-").encode(page.name).translate(page.folded)
        except UnicodeEncodeError:
            page = None
    if page is not None:
        if b"\0" not in raw:
            return Folded(raw.decode(page.name), None)
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
