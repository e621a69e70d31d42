"""Words of the page around a document, in the reader's language."""

from __future__ import annotations

import msgspec

from verbale.tongues import TONGUES, read_knowledge


class PageWords(msgspec.Struct, frozen=True, kw_only=True):
    """`tongues/<language>/page.toml`."""

    skip: str
    contents: str
    notes: str
    names: str
    positions: str
    legend: str
    back: str
    paragraph_link: str
    note_link: str
    source: str
    candidates: str
    open: str
    since: str
    until: str
    types: dict[str, str]
    classes: dict[str, str]
    attitudes: dict[str, str]


def page_words(language: str | None) -> PageWords:
    """Words for a document's language; English for languages without a folder."""
    return read_knowledge(f"tongues/{language if language in TONGUES else 'en'}/page.toml", PageWords)
