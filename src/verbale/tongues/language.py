"""Which language a text is in: by its script, and between languages of one script by words of grammar.

`identify("Nous appuyons les efforts")` is `"fr"`; a bare symbol, a number or a line of figures has no language: None.
The words are in `knowledge/tongues/*/words.toml`. Looking at some sixty words decides a paragraph as well as all of it,
so that the time does not grow with its length.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable

import msgspec

from verbale.tongues.files import TONGUES, read_knowledge

_SAMPLE = 300
"""Characters looked at: some fifty words, enough for certainty and short enough for every paragraph."""

_LATIN = re.compile(r"[^\W\d_]+")
_SCRIPTS = {
    "han": re.compile("[\u3400-\u9fff]+"),
    "arabic": re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+"),
    "cyrillic": re.compile("[\u0400-\u04ff]+"),
}
_ASCII = re.compile("[A-Za-z]+")
_NOT_LATIN = re.compile("[\u0400-\u1fff\u2e80-\uffef]")
_HAN_WEIGHT = 3
"""An ideograph says as much as some three letters; without it a name in Latin letters outweighs its sentence."""

_RUNNING = 9
"""From this many different words on, a text without a fair share of words of grammar is in none of our languages."""

_SHARE = 0.12
"""That share: running text of our languages has 0.25 to 0.5, titles 0.15, other languages of the script under 0.1."""


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
    return _identified(text[:_SAMPLE])


@functools.lru_cache(maxsize=256)
def _identified(sample: str) -> str | None:
    """Language of a sample, remembered: the first paragraphs tell the document's language and then their own."""
    if _NOT_LATIN.search(sample) is None:
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
            weights[found] += len(text) * (_HAN_WEIGHT if found == _by_script()["han"] else 1)
    return weights.most_common(1)[0][0] if weights else None


def _script(sample: str) -> tuple[str, int]:
    """The script a sample is in, and how many of its letters are.

    Texts mix Latin with one other script (a citation, a symbol in a Russian text); two others do not meet.
    """
    latin = sum(map(len, _ASCII.findall(sample)))
    for name, pattern in _SCRIPTS.items():
        count = sum(map(len, pattern.findall(sample))) * (_HAN_WEIGHT if name == "han" else 1)
        if count:
            return (name, count) if count >= latin else ("latin", latin)
    return "latin", latin


@functools.cache
def _by_script() -> dict[str, str]:
    """Script → the one of our languages written in it; Latin has three and is not among them."""
    found = {tongue: read_knowledge(f"tongues/{tongue}/words.toml", Words).script for tongue in TONGUES}
    return {script: tongue for tongue, script in found.items() if script != "latin"}


class _Votes(msgspec.Struct, frozen=True):
    """What speaks for one language of the Latin script and for no other: words, letters as words, letters in words."""

    tongue: str
    words: frozenset[str]
    short: frozenset[str]
    letters: frozenset[str]


@functools.cache
def _votes() -> tuple[tuple[_Votes, ...], frozenset[str]]:
    """The votes of every language of the Latin script, and the words of grammar of all of them."""
    known = {tongue: read_knowledge(f"tongues/{tongue}/words.toml", Words) for tongue in TONGUES}
    known = {tongue: words for tongue, words in known.items() if words.script == "latin"}
    counted = Counter(word for words in known.values() for word in set(words.words + words.hints))
    votes = []
    for tongue, words in known.items():
        own = frozenset(word for word in words.words + words.hints if counted[word] == 1)
        short = frozenset(word for word in own if len(word) == 1)
        votes.append(_Votes(tongue, own - short, short, frozenset(words.letters)))
    return tuple(votes), frozenset(word for words in known.values() for word in words.words)


def _latin(sample: str) -> str | None:
    """English, French or Spanish, by the words that speak for one of them; None on a tie or with no such word."""
    votes, grammar = _votes()
    plain = sample.isascii()
    words = set((_ASCII if plain else _LATIN).findall(sample.lower()))
    if len(words) >= _RUNNING and len(words & grammar) < _SHARE * len(words):
        return None
    letters = set() if plain else set(sample)
    first = second = 0.0
    found = None
    for vote in votes:
        score = len(words & vote.words) + _LETTER * (len(words & vote.short) + len(letters & vote.letters))
        if score > first:
            first, second, found = score, first, vote.tongue
        elif score > second:
            second = score
    return found if first > second and first > _LETTER else None
