"""Cues: which of the grammars have anything to look for in a text.

Most paragraphs speak of no session, no part of a document, no resolution. One automaton looks for the beginnings of all
words that these grammars start from, in many texts at once, so that a grammar is asked only where one of its words
stands. In: texts of one language. Out: for each text the kinds of words it may hold; none is missed, some hold none.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Literal, get_args

import daachorse

from verbale.grammar import dates, pinpoint_parts, sessions, symbol_words
from verbale.grammar.symbol_text import plain_text
from verbale.tongues.writing import spaced, writing

Cue = Literal["month", "session", "part", "adopted"]
EVERY: frozenset[Cue] = frozenset(get_args(Cue))
"""What a text may hold of which nothing is known."""


@functools.cache
def _automaton(language: str) -> tuple[daachorse.CharwiseDoubleArrayAhoCorasick, list[Cue]]:
    """The beginnings of all words of a language, and what each is a cue for."""
    stems: dict[Cue, tuple[str, ...]] = {
        "month": dates.month_stems(language),
        "session": sessions.nouns(language).stems,
        "part": pinpoint_parts.patterns(language).anchors.stems,
        "adopted": symbol_words.nouns(language).stems,
    }
    rows = [(stem, cue) for cue, every in stems.items() for stem in every]
    return daachorse.CharwiseDoubleArrayAhoCorasick([stem for stem, _ in rows]), [cue for _, cue in rows]


def cues_of(texts: Sequence[str], language: str) -> list[frozenset[Cue]]:
    """For each text what it may hold."""
    automaton, cues = _automaton(language)
    low = [plain_text(text).low for text in texts]
    starts = list(accumulate((len(text) + 1 for text in low), initial=1))
    found: list[set[Cue]] = [set() for _ in texts]
    edged = spaced(language) and not writing(language).glued
    whole = "\n" + "\n".join(low)
    for start, _, number in automaton.find_overlapping(whole):
        if not (edged and whole[start - 1].isalpha()):
            found[bisect_right(starts, start) - 1].add(cues[number])
    return [frozenset(each) for each in found]
