"""Look-alike letters in recognised symbols put right, only where the grammar of symbols proves it.

`А/79/8О3` in Cyrillic letters, `A/79/8O3` with a letter for a nought and `Av79/803` with a letter for a stroke are the
symbol A/79/803: no other reading of the same shapes is a symbol. What was seen is kept in a finding.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from verbale.grammar.symbol_text import lookalikes
from verbale.grammar.symbols import parse

_TOKEN = re.compile(r"[^\s(),;\u060c]*\d[^\s(),;\u060c]*")
_STROKE = re.compile(r"^(\w{1,3})[vVIl|!\\](?=\d)")
_PARTED = re.compile(r"^(\w{1,4})\s(?=/\s?\d)")
_FIGURES = dict(zip("OoQDlI|!SZ$§", "000011115255", strict=True))
"""Letters read where a figure stands, and signs read where a letter stands."""

_SIGNS = str.maketrans("$§", "SS")
"""Signs read for the first letter of a symbol."""

_TWICE = re.compile(r"^(\w)\s(?=\1/\w)")
"""A large first letter that was seen alone and again with the rest."""
_ALIKE = str.maketrans(lookalikes() | _FIGURES)
_ALIKE_AGAIN = str.maketrans(_FIGURES)


def repaired(text: str) -> tuple[str, list[tuple[str, str]]]:
    """A line with its symbols put right, and each pair of what was seen and what is proven."""
    changes: list[tuple[str, str]] = []

    if len(text) < 40:
        text = _TWICE.sub("", _PARTED.sub(r"\1", text))

    def mend(found: re.Match[str]) -> str:
        token = found[0].strip(".:*\"'")
        better = _proven(token)
        if better is None or better == token:
            return found[0]
        changes.append((token, better))
        return found[0].replace(token, better)

    return _TOKEN.sub(mend, text), changes


def symbols_in(texts: Iterable[str]) -> frozenset[str]:
    """Symbols that stand alone on a line or at its edge, as running heads print them."""
    words = (word for text in texts if "/" in text for word in (text.split()[0], text.split()[-1]))
    return frozenset(word for word in words if word.isascii() and is_symbol(word) and _proven(word) == word)


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The one symbol known from the running heads that a short line of the masthead differs from in a sign or two."""
    if not 5 < len(text) < 40 or not any(letter.isdigit() for letter in text):
        return None
    near = [symbol for symbol in known if text != symbol and _alike(text, symbol)]
    return near[0] if len(near) == 1 else None


def _alike(text: str, symbol: str) -> bool:
    """Whether letters and figures agree but for a sign or two, and the figures at the end fully."""
    tail = symbol.rpartition("/")[2]
    return text.endswith(tail) and SequenceMatcher(None, _shape(text), _shape(symbol)).ratio() > 0.85


def is_symbol(token: str) -> bool:
    """Whether a word is a symbol, or must be one."""
    token = token.strip(".:*\"'")
    return len(token) > 4 and any(letter.isdigit() for letter in token) and _proven(token) is not None


def _proven(token: str) -> str | None:
    """The symbol a token must be, None when it is one already or none at all."""
    if len(token) < 4 or not ("/" in token or _STROKE.match(token)):
        return None
    plain = unicodedata.normalize("NFD", token)[:1].translate(_SIGNS) + token[1:]
    for candidate in (plain, _STROKE.sub(r"\1/", plain)):
        symbol = parse(candidate)
        if symbol is not None and _shape(symbol.normal) == _shape(candidate):
            return symbol.display if symbol.display.isascii() else None
    return None


def _shape(text: str) -> str:
    """A token with letters that look alike made equal, blanks left out."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return bare.replace(" ", "").translate(_ALIKE).translate(_ALIKE_AGAIN)
