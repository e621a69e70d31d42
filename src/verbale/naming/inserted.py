"""Names with something set into them: "Конвенция 1980 года о …", "la Convention de 1980 sur …", "цель 11 в области …".

In: a passage and the book of names. Out: hits over the whole stretch, the inserted words with it. What may be set in is
a table of the language (`inserts` in `names.toml`); a name is looked for with the insertion left out, so that an
authority file needs one form only. Why: official languages differ in where they put the year of an instrument.
"""

from __future__ import annotations

import functools
import re

from verbale.authority import AuthorityBook, Hit
from verbale.authority.forms import name_rules

_REACH = 420
"""How far behind an insertion its name may go on, in code points."""
_FRONT = 80
"""How far before an insertion its name may begin, in code points."""

_DIGIT = re.compile(r"\d")

RULE = "inserted"
"""Form of these hits: the insertion is a mention of its own."""


@functools.cache
def _inserts(language: str) -> re.Pattern[str] | None:
    """What may be set into a name, as one pattern between two blanks."""
    rules = name_rules(language).inserts
    if not rules:
        return None
    each = "|".join(rules)
    return re.compile(rf"\s(?:{each})\s(?=[\w«])" if name_rules(language).bounded else rf"(?<=\w)(?:{each})(?=\w)")


def inserted_hits(text: str, language: str, book: AuthorityBook) -> list[Hit]:
    """Names of a text that hold an insertion, in order."""
    pattern = _inserts(language)
    if pattern is None or _DIGIT.search(text) is None:
        return []
    found: list[Hit] = []
    for inserted in pattern.finditer(text):
        hit = _around(text, inserted.start(), inserted.end(), language, book)
        if hit is not None and (not found or hit.start >= found[-1].end):
            found.append(hit)
    return found


def _around(text: str, start: int, end: int, language: str, book: AuthorityBook) -> Hit | None:
    """The name that begins before an insertion and goes on behind it, found with the insertion left out."""
    opening = max(0, start - _FRONT)
    if opening and name_rules(language).bounded:
        opening = text.find(" ", opening, start) + 1 or start
    gap = " " if name_rules(language).bounded else ""
    joint = start - opening
    joined = text[opening:start] + gap + text[end : end + _REACH]
    for hit in book.find(joined, language):
        if hit.start >= joint:
            break
        if hit.end > joint + len(gap) and hit.form in ("full", "short"):
            return Hit(opening + hit.start, end + hit.end - joint - len(gap), hit.ids, RULE)
    return None
