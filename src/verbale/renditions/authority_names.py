"""Identifiers in words: how a reader's language calls what a name leads to, from the authority files."""

from __future__ import annotations

import functools

import msgspec

from verbale.authority.book import open_authority

FALLBACK = ("en", "fr", "es", "ru", "zh", "ar")
"""Languages asked one after another when the reader's own has no name."""


class Known(msgspec.Struct, frozen=True):
    """What a card says of an entity: its name, period, where the facts come from."""

    name: str
    since: str | None = None
    until: str | None = None
    source: str | None = None


@functools.lru_cache(maxsize=4096)
def known(identifier: str, language: str | None) -> Known | None:
    """An entity as the authority files have it; None for what they do not hold (symbols, dates, unknown ids)."""
    entry = open_authority().entry(identifier)
    if entry is None:
        return None
    for code in (language, *FALLBACK):
        names = entry.names.get(code or "")
        found = (names.full or names.short or names.acronym) if names else ()
        if found:
            return Known(found[0], entry.since, entry.until, entry.sources[0] if entry.sources else None)
    return None


def words_for(identifier: str, language: str | None) -> str:
    """A name for an identifier, or its last part: a symbol is its own name."""
    entity = known(identifier, language)
    head, _, rest = identifier.partition("/")
    return entity.name if entity else rest if head in {"symbol", "date"} and rest else identifier
