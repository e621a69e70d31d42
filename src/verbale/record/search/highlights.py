"""Where a paragraph holds what a question asks for."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from verbale.record.search.question import All, Cited, Either, Named, Near, Phrase, Question, Start, Term, Word
from verbale.record.search.words import Placed, placed_words
from verbale.tongues.fold import fold


class Sought(msgspec.Struct, frozen=True):
    """What of a question can stand in a text; what must not be there is nothing to show."""

    stems: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    ids: tuple[str, ...] = ()
    """Entities and topics: where they are named is in the record, not in the words."""


def sought(question: Question) -> Sought:
    """What to show of a question."""
    terms = list(_terms(question.term))
    stems = {stem for term in terms if isinstance(term, Word) for stem in term.stems}
    stems |= {stem for term in terms if isinstance(term, Near) for row in term.rows for stem in row}
    phrases = [term.words for term in terms if isinstance(term, Phrase)]
    phrases += [tuple(fold(term.symbol).text.split()) for term in terms if isinstance(term, Cited)]
    return Sought(
        frozenset(stems),
        tuple(term.letters for term in terms if isinstance(term, Start)),
        tuple(dict.fromkeys(phrase for phrase in phrases if phrase)),
        tuple(dict.fromkeys(one for term in terms if isinstance(term, Named) for one in term.ids)),
    )


def _terms(term: Term | None) -> Iterator[Term]:
    """Terms that are asked for, whatever stands around them."""
    if isinstance(term, All | Either):
        for part in term.parts:
            yield from _terms(part)
    elif term is not None:
        yield term


def marks(wanted: Sought, text: str, language: str | None) -> list[tuple[int, int]]:
    """Where words that are asked for stand in a text: start and end, in order."""
    if not (wanted.stems or wanted.starts or wanted.phrases):
        return []
    words = list(placed_words(text, language))
    found = {(word.start, word.end) for word in words if not wanted.stems.isdisjoint(word.stems)}
    found |= {(word.start, word.end) for word in words if wanted.starts and word.form.startswith(wanted.starts)}
    for phrase in wanted.phrases:
        found |= set(_phrase(words, phrase))
    return sorted(found)


def _phrase(words: list[Placed], phrase: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where the words of a phrase stand one after the other."""
    for at in range(len(words) - len(phrase) + 1):
        if words[at].form == phrase[0] and all(words[at + n].form == one for n, one in enumerate(phrase)):
            yield words[at].start, words[at + len(phrase) - 1].end
