"""Text as the index knows it: the same words for a paragraph and for a question, in every language.

Folded, then stemmed where the tongue has stems; Arabic without its article and clitics; Chinese as single characters
and pairs, so that a word of one or two characters is found. The exact word stands beside its stem with a mark, so that
a quoted phrase can ask for it. A symbol is one word (`a/res/66/20`) beside its parts.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import Stemmer

from verbale.grammar.symbols import find_symbols
from verbale.tongues.fold import fold

STEMMERS = {"ar": "arabic", "en": "english", "es": "spanish", "fr": "french", "ru": "russian"}
HAN = re.compile("[\u3400-\u9fff]+")
WORD = re.compile(r"[^\W_]+")
SYMBOL_MARK = "_"
"""First sign of a word that is a whole symbol: no folded word holds it."""


@functools.cache
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    """The stemmer of a language, where it has one."""
    return Stemmer.Stemmer(STEMMERS[language]) if language in STEMMERS else None


def words_of(text: str, language: str | None) -> list[str]:
    """Words of a text in order, as they are indexed and asked for."""
    return [word for _, _, word in placed_words(text, language)]


def placed_words(text: str, language: str | None) -> Iterator[tuple[int, int, str]]:
    """Words with their offsets in the text, for highlights: start, end, word as indexed."""
    folded = fold(text)
    for found in WORD.finditer(folded.text):
        start, end = folded.origin(found.start()), folded.origin(found.end() - 1) + 1
        if HAN.match(found[0]):
            yield from _characters(found[0], start)
        else:
            yield start, end, _stem(text[start:end], found[0], language)


def _stem(printed: str, folded: str, language: str | None) -> str:
    """A word without what inflection adds; stemmers want accents, the index wants none."""
    stemmer = _stemmer(language or "")
    if stemmer is None or folded.isdigit():
        return folded
    return fold(stemmer.stemWord(printed.lower())).text.strip() or folded


def _characters(run: str, start: int) -> Iterator[tuple[int, int, str]]:
    """Chinese by characters; neighbours in a question are asked as a phrase, so pairs need no entries of their own."""
    for at, character in enumerate(run):
        yield start + at, start + at + 1, character


def symbols_of(text: str) -> list[str]:
    """Whole symbols in a text as words of the index."""
    return [symbol_word(symbol) for found in find_symbols(text) for symbol in found.symbols]


def symbol_word(symbol: str) -> str:
    """A symbol as one word of the index: lower case, signs kept by letters that no text holds in that place."""
    return SYMBOL_MARK + re.sub(r"[^0-9a-z*]+", "_", symbol.lower())
