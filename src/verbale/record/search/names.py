"""Names in a question → what they name, through the authority files of all languages at once.

Whoever asks for a State, body, treaty or topic in one language finds the paragraphs that name it in the other five.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from verbale.authority import open_authority
from verbale.tongues.files import TONGUES

LONGEST_NAME = 400
"""Code points of a text in which names are looked for: longer ones are pasted paragraphs, not names."""

Found = tuple[int, int, tuple[str, ...]]


@functools.lru_cache(maxsize=4096)
def names_in(text: str) -> tuple[Found, ...]:
    """Names in a text, of whatever language, the longest where they overlap: start, end, identifiers."""
    if len(text) > LONGEST_NAME:
        return ()
    ids: dict[tuple[int, int], dict[str, None]] = {}
    for start, end, found in _hits(text):
        ids.setdefault((start, end), {}).update(dict.fromkeys(found))
    kept: list[Found] = []
    for start, end in sorted(ids, key=lambda span: (span[0] - span[1], span)):
        if all(end <= first or last <= start for first, last, _ in kept):
            kept.append((start, end, tuple(ids[start, end])))
    return tuple(sorted(kept))


def _hits(text: str) -> Iterator[Found]:
    """Names and topics as each language knows them."""
    book = open_authority()
    for language in TONGUES:
        for hit in (*book.find(text, language), *book.topics(text, language)):
            yield hit.start, hit.end, hit.ids


def whole_name(text: str) -> tuple[str, ...]:
    """What a text names as a whole; empty where it names nothing, or more than one thing."""
    plain = text.strip()
    return next((ids for start, end, ids in names_in(plain) if start == 0 and end >= len(plain)), ())
