"""Names in foreign letters: titles that a text in another script quotes in Latin letters.

A Russian note prints "See United Nations Educational, Scientific and Cultural Organization, Final Report …" as it is.
In: a text and its language. Out: hits of the language the names rules give for such stretches (`foreign`).
"""

from __future__ import annotations

import re

from verbale.authority import AuthorityBook, Hit
from verbale.authority.forms import name_rules

_STRETCH = re.compile(r"[A-Z][A-Za-z][A-Za-z ,.'’()&/–\u2011-]{8,}")
_KEPT = frozenset(("full", "short", "acronym", "demonym"))


def foreign_language(text: str, language: str) -> str | None:
    """The language of the stretches in foreign letters, None where the text has none."""
    foreign = name_rules(language).foreign
    return foreign if foreign and _STRETCH.search(text) else None


def foreign_hits(text: str, language: str, book: AuthorityBook) -> list[Hit]:
    """Names in the stretches of a text that are written in foreign letters."""
    foreign = name_rules(language).foreign
    if not foreign:
        return []
    found: list[Hit] = []
    for stretch in _STRETCH.finditer(text):
        at = stretch.start()
        hits = book.find(stretch.group(), foreign)
        found.extend(hit._replace(start=hit.start + at, end=hit.end + at) for hit in hits if hit.form in _KEPT)
    return found
