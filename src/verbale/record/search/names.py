"""Names in a question → what they name, through the authority files of all languages at once.

Whoever asks for a State, body, treaty or topic in one language finds the paragraphs that name it in the other five.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from verbale.authority import open_authority
from verbale.record.search.words import HAN, placed_words
from verbale.tongues.files import TONGUES

LONGEST_NAME = 400
"""Code points of a text in which names are looked for: longer ones are pasted paragraphs, not names."""

FEWEST_WORDS = 2
"""Words a name must have to be looked for as words too: shorter ones are found as names, or mean something else."""

FEWEST_CHARACTERS = 5
"""The same for Chinese, whose words are characters."""

MOST_ROWS = 24
"""Names of one entity that are looked for as words."""

Found = tuple[int, int, tuple[str, ...], tuple[tuple[str, ...], ...]]


@functools.lru_cache(maxsize=4096)
def names_in(text: str) -> tuple[Found, ...]:
    """Names in a text, of whatever language, the longest where they overlap.

    Of each: start, end, identifiers of what it names, and the stems of that one's long names in every language, for
    paragraphs that print a name in a form nobody recognised as one.
    """
    if len(text) > LONGEST_NAME:
        return ()
    ids: dict[tuple[int, int], dict[str, None]] = {}
    for start, end, found in _hits(text):
        ids.setdefault((start, end), {}).update(dict.fromkeys(found))
    kept: list[Found] = []
    for start, end in sorted(ids, key=lambda span: (span[0] - span[1], span)):
        if all(end <= first or last <= start for first, last, _, _ in kept):
            named = tuple(ids[start, end])
            kept.append((start, end, named, tuple(dict.fromkeys(row for one in named for row in _rows(one)))))
    return tuple(sorted(kept))


@functools.lru_cache(maxsize=4096)
def _rows(identifier: str) -> tuple[tuple[str, ...], ...]:
    """The stems of an entity's long names, a row a name."""
    entry = open_authority().entry(identifier)
    found: dict[tuple[str, ...], None] = {}
    for language in TONGUES if entry is not None else ():
        names = entry.names.get(language) if entry is not None else None
        for name in (*names.full, *names.short) if names is not None else ():
            row = tuple(word.stems[0] for word in placed_words(name, language))
            if len(row) >= (FEWEST_CHARACTERS if HAN.search(name) else FEWEST_WORDS):
                found[row] = None
    return tuple(found)[:MOST_ROWS]


def _hits(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Names and topics as each language knows them."""
    book = open_authority()
    for language in TONGUES:
        for hit in (*book.find(text, language), *book.topics(text, language)):
            yield hit.start, hit.end, hit.ids


def whole_name(text: str) -> tuple[str, ...]:
    """What a text names as a whole; empty where it names nothing, or more than one thing."""
    plain = text.strip()
    return next((ids for start, end, ids, _ in names_in(plain) if start == 0 and end >= len(plain)), ())
