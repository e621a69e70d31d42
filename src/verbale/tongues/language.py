"""Which language a text is in: by its script, and between languages of one script by words of grammar.

`identify("Nous appuyons les efforts")` is `"fr"`; a bare symbol, a number or a line of figures has no language: None.
The words are in `knowledge/tongues/*/words.toml`. Looking at some sixty words decides a paragraph as well as all of it,
so that the time does not grow with its length.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

import msgspec

from verbale.tongues.files import TONGUES, read_knowledge

_SAMPLE = 480
"""Characters looked at: some eighty words, enough for certainty and short enough for every paragraph."""

_LATIN = re.compile(r"[^\W\d_]+")
_SCRIPTS = {
    "han": re.compile("[\u3400-\u9fff]+"),
    "arabic": re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+"),
    "cyrillic": re.compile("[\u0400-\u04ff]+"),
}
_HAN_WEIGHT = 3
"""An ideograph says as much as some three letters; without it a name in Latin letters outweighs its sentence."""

_RUNNING = 12
"""From this many words on, a text without a fair share of words of grammar is in none of our languages."""

_SHARE = 0.08
"""That share: running text of our languages has 0.3 to 0.5, titles 0.15, other languages of the script under 0.05."""


_LETTER = 0.4
"""What one letter says, as a word or as a letter its neighbours do not write, against 1 for a longer word."""


class Words(msgspec.Struct, frozen=True):
    """What `words.toml` says of a language: its script, words of grammar, words of short lines, letters of its own."""

    script: str
    words: tuple[str, ...]
    hints: tuple[str, ...] = ()
    letters: str = ""
    articles: tuple[str, ...] = ()
    """Those of `words` that may stand before the noun a title begins with."""
    clitics: tuple[str, ...] = ()
    """Particles written together with the word after them."""


def identify(text: str) -> str | None:
    """Language of a text, two letters, or None where it has none (symbols, figures) or none of the six."""
    sample = text[:_SAMPLE] if len(text) > _SAMPLE else text
    if sample.isascii():
        return _latin(sample)
    script, letters = _script(sample)
    if script == "latin":
        return _latin(sample)
    return _by_script().get(script) if letters >= 2 else None


def identify_all(texts: Iterable[str]) -> str | None:
    """Language most of the texts are in, each weighed by its length; None where none of them has one."""
    weights: Counter[str] = Counter()
    for text in texts:
        found = identify(text)
        if found:
            weights[found] += len(text) * (_HAN_WEIGHT if found == "zh" else 1)
    return weights.most_common(1)[0][0] if weights else None


def _script(sample: str) -> tuple[str, int]:
    """The script most letters of a sample are in, and how many they are."""
    counts = {name: sum(map(len, pattern.findall(sample))) for name, pattern in _SCRIPTS.items()}
    counts["latin"] = sum(map(len, _LATIN.findall(sample))) - sum(counts.values())
    counts["han"] *= _HAN_WEIGHT
    script = max(counts, key=lambda name: counts[name])
    return script, counts[script]


@functools.cache
def _by_script() -> dict[str, str]:
    """Script → the one of our languages written in it; Latin has three and is not among them."""
    found = {tongue: read_knowledge(f"tongues/{tongue}/words.toml", Words).script for tongue in TONGUES}
    return {script: tongue for tongue, script in found.items() if script != "latin"}


@functools.cache
def _votes() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], frozenset[str]]:
    """Word → languages it speaks for, letter → languages it speaks for, and the words of grammar alone."""
    words, letters, grammar = dict[str, tuple[str, ...]](), dict[str, tuple[str, ...]](), set[str]()
    for tongue in TONGUES:
        known = read_knowledge(f"tongues/{tongue}/words.toml", Words)
        if known.script != "latin":
            continue
        grammar.update(known.words)
        for word in known.words + known.hints:
            words[word] = (*words.get(word, ()), tongue)
        for letter in known.letters:
            letters[letter] = (*letters.get(letter, ()), tongue)
    return words, letters, frozenset(grammar)


def _latin(sample: str) -> str | None:
    """English, French or Spanish, by the words that speak for one of them; None on a tie or with no such word."""
    words, letters, grammar = _votes()
    printed = _LATIN.findall(sample.lower().replace("’", "'"))
    scores, known = defaultdict[str, float](float), 0
    for word in printed:
        votes = words.get(word)
        if votes:
            known += word in grammar
            for tongue in votes:
                scores[tongue] += (1 if len(word) > 1 else _LETTER) / len(votes)
    if len(printed) >= _RUNNING and known < _SHARE * len(printed):
        return None
    if not sample.isascii():
        for letter, tongues in letters.items():
            if letter in sample:
                for tongue in tongues:
                    scores[tongue] += _LETTER
    if not scores or max(scores.values()) <= _LETTER:
        return None
    ranked = sorted(scores.items(), key=lambda score: -score[1])
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] > ranked[1][1] else None
