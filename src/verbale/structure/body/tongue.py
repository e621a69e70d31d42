"""The language of each block, where it has one."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from verbale.model.dossier import Block
from verbale.tongues.language import identify

SENTENCE = 40
"""Characters from which on a block's own words outweigh the language of the component it stands in."""


def with_languages(blocks: Sequence[Block], language: str | None) -> tuple[Block, ...]:
    """Blocks with their languages. A short line keeps its component's language; figures and symbols have none."""
    return tuple(msgspec.structs.replace(block, language=language_of(block.text, language)) for block in blocks)


def language_of(text: str, language: str | None) -> str | None:
    """Language of a block's text in a component of a language."""
    found = identify(text)
    if found == language or (found is not None and len(text) >= SENTENCE):
        return found
    if found is None and not any(character.isalpha() for character in text):
        return None
    return language if found is None or len(text) < SENTENCE else found
