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

_REACH = 220
"""How far behind an insertion its name may go on, in code points."""
_FRONT = 40
"""How far before an insertion its name may begin, in code points."""
_WORDS = 2
"""How many words of a name may stand before the insertion."""

_DIGIT = re.compile(r"\d")

RULE = "inserted"
"""Form of these hits: the insertion is a mention of its own."""


@functools.cache
def _inserts(language: str) -> re.Pattern[str] | None:
    """What may be set into a name, as one pattern between two blanks."""
    rules = name_rules(language).inserts
    return re.compile(rf"\s(?:{'|'.join(rules)})\s(?=[\w«])") if rules else None


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
    """The name that begins a word or two before an insertion and goes on behind it."""
    place = start
    for _ in range(_WORDS):
        place = max(text.rfind(" ", 0, place), text.rfind("\u00a0", 0, place)) if place > 0 else -1
        first = place + 1
        if start - first > _FRONT:
            return None
        for opening in (first, *(first + len(a) for a in _elided(text[first:start]))):
            joined = text[opening:start] + " " + text[end : end + _REACH]
            hit = next(iter(book.find(joined, language)), None)
            if hit is not None and hit.start == 0 and hit.end > start - opening + 1 and hit.form in ("full", "short"):
                return Hit(opening, end + hit.end - (start - opening) - 1, hit.ids, RULE)
        if place < 0:
            return None
    return None


def _elided(words: str) -> tuple[str, ...]:
    """An article or bracket written together with the first word."""
    opening = re.match(r"(?:\w['’]|[«“\"(])+", words)
    return (opening.group(),) if opening else ()
