"""Text made plain for matching symbols, with the way back to the offsets of the original.

In: a text with no-break hyphens, direction marks, kashida, fullwidth letters, Cyrillic look-alikes. Out: the same text
with Western digits and Latin capitals; its length changes only where marks are dropped, and then a list leads back.
"""

from __future__ import annotations

import functools
import re

import msgspec

from verbale.tongues.files import read_knowledge

_DIRECTION = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200c\u200d\u00ad\ufeff"
_VANISHING = _DIRECTION + "\u0640" + "".join(map(chr, range(0x064B, 0x0653)))
_VANISHING_MARK = re.compile(f"[{_VANISHING}]+")


class Lookalikes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`lookalikes.toml`."""

    letters: dict[str, str]
    recognised: dict[str, str]


def lookalikes() -> dict[str, str]:
    """Latin letter by the Cyrillic one that looks like it."""
    known: Lookalikes = read_knowledge("symbols/lookalikes.toml", Lookalikes)
    return known.letters


def recognised() -> dict[str, str]:
    """Letter of a list marker by the letter that recognition of scans takes it for."""
    known: Lookalikes = read_knowledge("symbols/lookalikes.toml", Lookalikes)
    return known.recognised


_CAPITALS = "".join(letter for letter in lookalikes() if letter.isupper())
_CYRILLIC = re.compile(f"[{_CAPITALS}]")
_CYRILLIC_CAPITALS = str.maketrans({letter: lookalikes()[letter] for letter in _CAPITALS})
_SAME = str.maketrans(
    {ord(zero) + n: str(n) for zero in ("\u0660", "\u06f0") for n in range(10)}
    | {chr(0xFF01 + n): chr(0x21 + n) for n in range(94)}
    | dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63", "-")
    | dict.fromkeys("\u00a0\u202f\u2009\u2007\u3000\t\n\r", " ")
    | {"\u2215": "/", "\u2044": "/"}
)
_RARE = re.compile("[" + "".join(re.escape(chr(code)) for code in _SAME) + "]")
"""Signs that must be replaced; replacing is slow, looking is not."""
_BEFORE, _AFTER = r"(?<![\u0400-\u04ff])", r"(?![\u0400-\u04ff])"
_LOOKALIKE = re.compile(
    rf"{_BEFORE}[{_CAPITALS}]{{1,7}}(?=[/.(\-])|(?<=[/(\-])[{_CAPITALS}]{{1,7}}{_AFTER}"
    rf"|(?<=\d)[{_CAPITALS}]{_AFTER}|(?<=\d )[{_CAPITALS}]{_AFTER}"
    rf"|(?<=\d [A-Z{_CAPITALS}][ -][\u0438\u2013-])[ {_CAPITALS}]{{1,2}}{_AFTER}"
)


class PlainText(msgspec.Struct, frozen=True):
    """`text` to match in; `low` the same in small letters, alif in one form; `back` leads to the original offsets.

    `back` gives the original offset of each character of `text`, None where they are the same.
    """

    text: str
    low: str
    back: tuple[int, ...] | None = None

    def start(self, at: int) -> int:
        """Original offset of the character at `at`."""
        return self.back[at] if self.back is not None else at

    def end(self, at: int) -> int:
        """Original offset just after the character before `at`."""
        return self.back[at - 1] + 1 if self.back is not None and at > 0 else at


def lowered(text: str) -> str:
    """Small letters, one for one, so that offsets stay; the forms of alif that writers mix are one."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return low if low.isascii() else low.replace("أ", "ا").replace("إ", "ا").replace("آ", "ا")


_LONG = 10_000
"""Of texts that are longer, only the last ones are remembered: a few hundred of them would fill the memory."""


def plain_text(text: str) -> PlainText:
    """A text made plain: digits, spaces and hyphens of one kind, no direction marks, look-alike letters as Latin."""
    return _last(text) if len(text) < _LONG else _last_long(text)


def _plain(text: str) -> PlainText:
    """A text made plain."""
    if text.isascii():
        plain = text.translate(_SAME) if "\n" in text or "\t" in text else text
        return PlainText(plain, plain.lower())
    back: tuple[int, ...] | None = None
    if _VANISHING_MARK.search(text):
        text, back = _without_marks(text)
    plain = text.replace("\u00a0", " ").replace("\u2011", "-")
    for sign in set(_RARE.findall(plain)):
        plain = plain.replace(sign, _SAME[ord(sign)])
    if _CYRILLIC.search(plain) and ("/" in plain or "(" in plain):
        plain = _LOOKALIKE.sub(lambda m: m.group().translate(_CYRILLIC_CAPITALS), plain)
    return PlainText(plain, lowered(plain), back)


_last = functools.lru_cache(maxsize=256)(_plain)
_last_long = functools.lru_cache(maxsize=4)(_plain)


def _without_marks(text: str) -> tuple[str, tuple[int, ...]]:
    """A text without the marks that vanish, and the original offset of each character left."""
    offsets: list[int] = []
    at = 0
    for mark in _VANISHING_MARK.finditer(text):
        offsets.extend(range(at, mark.start()))
        at = mark.end()
    offsets.extend(range(at, len(text)))
    return _VANISHING_MARK.sub("", text), tuple(offsets)
