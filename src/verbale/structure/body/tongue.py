"""The language of each block, where it has one."""

from __future__ import annotations

import re

from verbale.tongues.language import identify

_LETTER = re.compile(r"[^\W\d_]")

SENTENCE = 40
"""Characters from which on a block's own words outweigh the language of the component it stands in."""


def language_of(text: str, language: str | None) -> str | None:
    """Language of a block's text in a component of a language.

    A short line keeps its component's language; figures and symbols have none.
    """
    if len(text) >= SENTENCE and (found := identify(text)) is not None:
        return found
    return language if _LETTER.search(text) else None
