"""Text as the index knows it: the same words for a paragraph and for a question, in every language.

Each paragraph is indexed twice. As *stems*: folded, without what inflection adds, Arabic without its article and
clitics, Chinese one character a word. As *forms*: folded words as they stand, Chinese in pairs of characters that
overlap. Words of a question are looked up among the stems; quoted phrases and starts of words among the forms; a run
of Chinese among the pairs, so that a word of two characters, which is most Chinese words, is one word of the index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from verbale.record.search.stems import stems
from verbale.tongues.fold import fold

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
WORD = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+|[^\\W_\u3400-\u4dbf\u4e00-\u9fff]+")
"""Runs of Chinese, and runs of letters and figures of other scripts; the two are never one word."""

LONGEST_WORD = 200
"""Letters of one word that are indexed: the engine refuses terms of 64 KB, and no word is so long."""


class Placed(NamedTuple):
    """A word where it stands: offsets into the text, its stems (the first is asked for), its form."""

    start: int
    end: int
    stems: tuple[str, ...]
    form: str


def placed_words(text: str, language: str | None) -> Iterator[Placed]:
    """Words of a text in order with their offsets; Chinese by characters."""
    folded = fold(text)
    for found in WORD.finditer(folded.text):
        start, end = folded.origin(found.start()), folded.origin(found.end() - 1) + 1
        form = found[0][:LONGEST_WORD]
        if HAN.match(form):
            for at, character in enumerate(form):
                yield Placed(start + at, start + at + 1, (character,), character)
        else:
            yield Placed(start, end, stems(text[start:end][:LONGEST_WORD], language), form)


def indexed(text: str, language: str | None) -> tuple[str, str]:
    """Stems and forms of a text in order, each as words with blanks between them."""
    folded = fold(text)
    same = folded.starts is None
    found_stems: list[str] = []
    forms: list[str] = []
    for found in WORD.finditer(folded.text):
        form = found[0]
        if "\u3400" <= form[0] <= "\u9fff":
            found_stems += form
            forms += pairs_of(form)
        else:
            start, end = found.span()
            if not same:
                start, end = folded.origin(start), folded.origin(end - 1) + 1
            found_stems += stems(text[start:end][:LONGEST_WORD], language)
            forms.append(form[:LONGEST_WORD])
    return " ".join(found_stems), " ".join(forms)


def pairs_of(run: str) -> list[str]:
    """A run of Chinese in overlapping pairs; a single character stands alone."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def symbol_word(symbol: str) -> str:
    """A symbol as one word of the index: without blanks, lower case."""
    return re.sub(r"\s+", "", symbol).lower()


def engine_words(words: tuple[str, ...]) -> tuple[str, list[str]]:
    """A phrase as an index looks for it: `forms` or `stems`, and the words there.

    Forms hold Chinese in overlapping pairs; all of them are asked, since some alone would also match across a comma.
    What mixes Chinese with other words, or is a single character, is looked for among the stems, where each character
    is a word.
    """
    if not any(HAN.match(word) for word in words):
        return "forms", list(words)
    run = "".join(words)
    return ("forms", pairs_of(run)) if len(run) > 1 and HAN.fullmatch(run) else ("stems", list(words))
