"""What the words around a form make of it: denied, conditional, stronger, said out of courtesy, or only quoted.

Lists stand in `knowledge/tongues/<language>/constructions.toml`, what they weigh in `knowledge/positions.toml`. Every
look goes back or forward a bounded stretch, so that a long text costs no more a form than a short one.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from verbale.positions.lexicon import Constructions, constructions
from verbale.tongues.fold import fold

REACH = 48
"""Folded code points in front of a form in which its adverbs, auxiliaries and words of denial stand."""

PAIRS = {"“": "”", "«": "»", "„": "“", "《": "》", "「": "」", "『": "』"}
MARKS = re.compile('[“”«»„《》「」『』"]')


class Before(NamedTuple):
    """Words that stand right in front of a form: where they begin, and what they do to it."""

    start: int
    denied: bool
    conditional: bool
    wished: bool
    honoured: bool


class Surroundings:
    """The lists of one tongue compiled."""

    def __init__(self, tongue: str) -> None:
        rules = constructions(tongue)
        self.bounded = rules.bounded
        groups = (rules.negation, rules.conditional, rules.wishes, rules.honours)
        self._effects = [_anywhere(one, rules) for one in groups]
        strength = (*rules.again, *rules.stronger, *rules.strongest)
        words = (*strength, *rules.negation, *rules.conditional, *rules.wishes, *rules.honours, *rules.auxiliaries)
        self._front = _tail(words, rules)
        self._raised = [_anywhere(one, rules) for one in (rules.again, rules.stronger, rules.strongest)]
        self._after = _head(strength, rules)
        self._courtesy = _anywhere(rules.courtesy, rules)
        self._ours = _anywhere(rules.ours, rules)
        self._selves = _anywhere((*rules.pronouns, *rules.selves), rules)
        self._self_in_front = _tail(rules.selves, rules, once=True)
        self._determiner = _tail(rules.determiners, rules, once=True)
        self._relative = _tail(rules.relatives, rules, once=True)

    def before(self, text: str, start: int) -> Before:
        """The adverbs, auxiliaries and words of denial in front of a form."""
        window = text[max(0, start - REACH) : start]
        found = self._front.search(window)
        if found is None:
            return Before(start, denied=False, conditional=False, wished=False, honoured=False)
        words = f"{found[0]} "
        denied, conditional, wished, honoured = (one.search(words) is not None for one in self._effects)
        return Before(start - len(window) + found.start() + int(self.bounded), denied, conditional, wished, honoured)

    def strength(self, text: str, start: int, end: int) -> tuple[int, int, int]:
        """How often the attitude is repeated, made stronger, made strongest in a stretch: 0 or 1 each."""
        following = self._after.match(text, end)
        stretch = text[start : following.end() if following else end] + (" " if self.bounded else "")
        again, stronger, strongest = (int(one.search(stretch) is not None) for one in self._raised)
        return again, stronger, strongest

    def raised_inside(self, text: str, start: int, end: int) -> bool:
        """Whether a form already holds a word of strength."""
        stretch = f" {text[start:end]} "
        return any(one.search(stretch) is not None for one in self._raised)

    def courteous(self, folded: str) -> bool:
        """Whether a stretch of folded text holds words of courtesy."""
        return self._courtesy.search(folded) is not None

    def ours(self, text: str, start: int, end: int) -> bool:
        """Whether a stretch says "our"."""
        return self._ours.search(f"{text[start:end]} ") is not None

    def spoken_of(self, text: str, start: int, reach: int) -> bool:
        """Whether "we", or a word for those who speak, stands a little earlier."""
        return self._selves.search(text[max(0, start - reach - 1) : start]) is not None

    def self_in_front(self, text: str, start: int) -> bool:
        """Whether a word for those who speak stands right in front."""
        return self._self_in_front.search(text[max(0, start - REACH) : start]) is not None

    def noun_like(self, text: str, start: int) -> bool:
        """Whether an article or the like stands right in front, so that the form is a noun."""
        return self._determiner.search(text[max(0, start - REACH) : start]) is not None

    def denied_inside(self, text: str, start: int, end: int) -> bool:
        """Whether a form holds a word of denial itself."""
        return self._effects[0].search(f" {text[start:end]} ") is not None

    def relative_in_front(self, text: str, start: int) -> bool:
        """Whether "who" or "which" stands right in front, so that the verb is another's."""
        return self._relative.search(text[max(0, start - REACH) : start]) is not None


@functools.cache
def surroundings(tongue: str) -> Surroundings:
    """The surroundings of a tongue, compiled once a process."""
    return Surroundings(tongue)


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Stretches in quotation marks, with the quotations inside them; a mark that is never closed quotes nothing."""
    stretches: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for mark in MARKS.finditer(text):
        letter, at = mark[0], mark.start()
        depth = next((n for n in range(len(opened) - 1, max(-1, len(opened) - 9), -1) if opened[n][0] == letter), None)
        if depth is not None:
            stretches.append((opened[depth][1], mark.end()))
            del opened[depth:]
        elif letter in PAIRS or letter == '"':
            opened.append((PAIRS.get(letter, letter), at))
    return tuple(stretches)


def _pattern(words: tuple[str, ...]) -> str:
    """An alternative of words, folded, longest first."""
    folded = {fold(one).text.strip() for one in words}
    return "|".join(re.escape(word) for word in sorted(folded, key=len, reverse=True))


def _anywhere(words: tuple[str, ...], rules: Constructions) -> re.Pattern[str]:
    """Any of the words as whole words, the blank in front with them."""
    if not words:
        return re.compile(r"(?!)")
    return re.compile(rf" (?:{_pattern(words)})(?= )" if rules.bounded else rf"(?:{_pattern(words)})")


def _tail(words: tuple[str, ...], rules: Constructions, *, once: bool = False) -> re.Pattern[str]:
    """Words at the end of a stretch, one after another."""
    if not words:
        return re.compile(r"(?!)")
    times = "" if once else "+"
    return re.compile(rf"(?: (?:{_pattern(words)})){times} ?$" if rules.bounded else rf"(?:{_pattern(words)}){times}$")


def _head(words: tuple[str, ...], rules: Constructions) -> re.Pattern[str]:
    """Words at the beginning of a stretch, one after another."""
    if not words:
        return re.compile(r"(?!)")
    return re.compile(rf"(?: (?:{_pattern(words)})(?= ))+" if rules.bounded else rf"(?:{_pattern(words)})+")
