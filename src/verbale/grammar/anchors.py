"""Anchors: places in a text where one of many words may begin, found at the speed of the regular expression engine.

An alternation behind a word boundary is tried at every letter. The beginnings of all words, as plain letters in small
case with nothing before them, compile to a set of first letters instead; the full pattern is then tried at these few
places alone. In: patterns of words. Out: full matches in order, none overlapping the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.grammar.symbol_text import PlainText, lowered

_META = frozenset("\\.[](){}*+?|^$/")
_LEADING = re.compile(r"\A(?:\(\?:[^()]*\)\??)+")
_LENGTH = 4
"""Letters of a word that are enough to look for with a regular expression; more alternatives make it slower."""
_DOT = "\x00"
"""Stands for an escaped full stop while a pattern is read."""
_BACK = 6
"""Longest run of clitics before a word, in code points."""


def stems(patterns: list[str]) -> tuple[str, ...]:
    """Plain beginnings of patterns in small letters; groups in front are clitics and skipped."""
    found = set()
    for pattern in patterns:
        bare = _LEADING.sub("", pattern).replace(r"\.", _DOT)
        letters = ""
        for at, sign in enumerate(bare):
            if sign in _META:
                letters = letters[:-1] if sign in "?*" and at else letters
                break
            letters += sign
        if not letters.strip():
            raise ValueError(f"Begin the pattern {pattern!r} with a letter that is always there.")
        found.add(lowered(letters).replace(_DOT, "."))
    return _shortest(found)


def _shortest(beginnings: set[str]) -> tuple[str, ...]:
    """Beginnings that begin with no other one."""
    return tuple(sorted(s for s in beginnings if not any(s != o and s.startswith(o) for o in beginnings)))


class Anchors:
    """Finds the matches of `full` by the beginnings of its words."""

    def __init__(self, full: re.Pattern[str], words: list[str], *, clitics: bool = False) -> None:
        self.full = full
        self.stems = stems(words)
        self.finder = re.compile("|".join(map(re.escape, _shortest({stem[:_LENGTH] for stem in self.stems}))))
        self.clitics = clitics

    def found(self, plain: PlainText) -> Iterator[re.Match[str]]:
        """Matches of the full pattern in a plain text."""
        text, low = plain.text, plain.low
        done = 0
        at = 0
        search = self.finder.search
        match = self.full.match
        while (anchor := search(low, at)) is not None:
            start = anchor.start()
            at = start + 1
            if start < done:
                at = done
                continue
            hit = match(text, start)
            if hit is None and self.clitics:
                hit = self._with_clitics(text, start, done)
            if hit is not None and hit.end() > start:
                yield hit
                done = at = hit.end()

    def any(self, plain: PlainText) -> bool:
        """Whether there is a match at all."""
        return next(self.found(plain), None) is not None

    def _with_clitics(self, text: str, start: int, floor: int) -> re.Match[str] | None:
        """A match that begins a few letters before the word's own beginning."""
        first = start
        while first > floor and start - first < _BACK and text[first - 1].isalpha():
            first -= 1
        return self.full.match(text, first) if first < start else None
