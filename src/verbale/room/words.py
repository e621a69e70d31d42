"""Texts of the interface, in the reader's language: `knowledge/interface/<language>.toml`, the same keys in each."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import msgspec

from verbale.grammar.dates import format as format_date
from verbale.tongues.files import TONGUES, read_knowledge


class Interface(msgspec.Struct, frozen=True, kw_only=True):
    """What the room says around documents, in one language."""

    language: str = ""
    name: str
    """The language's own name."""
    texts: dict[str, str]
    kinds: dict[str, str]
    relations: dict[str, str]
    differences: dict[str, str]
    facets: dict[str, str]
    counts: dict[str, str]
    inverse: dict[str, str]
    """What a relation is called from the side of the document it leads to."""
    changes: dict[str, str]
    reasons: dict[str, str]
    """Why a document is taken for the answer to a request."""
    parts: dict[str, str]
    entities: dict[str, str]
    """Sorts of entities, in the plural."""
    acts: dict[str, str]
    """What requests ask."""

    def date(self, iso: str | None) -> str:
        """A date as this language writes it; nothing for none."""
        if not iso:
            return ""
        try:
            return format_date(iso, self.language)
        except (ValueError, IndexError):
            return iso


@functools.cache
def interface(language: str) -> Interface:
    """Texts of a language of the interface."""
    return msgspec.structs.replace(read_knowledge(f"interface/{language}.toml", Interface), language=language)


@functools.cache
def language_names() -> dict[str, str]:
    """Own names of the interface's languages, by code."""
    return {code: interface(code).name for code in TONGUES}


def best_language(header: str, offered: Sequence[str] = TONGUES) -> str:
    """The language of `Accept-Language` that is offered, by weight; English where none is."""
    wanted = []
    for place, part in enumerate(header[:400].split(",")):
        name, _, weight = part.strip().partition(";q=")
        try:
            wanted.append((-float(weight or 1), place, name.partition("-")[0].strip().lower()))
        except ValueError:
            continue
    return next((code for weight, _, code in sorted(wanted) if weight < 0 and code in offered), "en")
