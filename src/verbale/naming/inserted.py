"""Names with something set into them: "Конвенция 1980 года о …", "la Convention de 1980 sur …", "цель 11 в области …".

In: a passage and the book of names. Out: hits over the whole stretch, the inserted words with it. What may be set in is
a table of the language (`inserts` in `names.toml`); a name is looked for with the insertion left out, so that an
authority file needs one form only. Why: official languages differ in where they put the year of an instrument.
"""

from __future__ import annotations

import functools
import re

from verbale.authority import AuthorityBook, Hit
from verbale.authority.compile import Inner
from verbale.authority.forms import name_rules

_REACH = 420
"""How far behind an insertion its name may go on, in code points."""
_REACH_SIGNS = 60
"""Both where a sign is a whole word: no name is longer."""
_FRONT = 80
"""How far before an insertion its name may begin, in code points."""

_DIGIT = re.compile(r"\d")

RULE = "inserted"
"""Form of these hits: the insertion is a mention of its own."""


@functools.cache
def _inserts(language: str) -> re.Pattern[str] | None:
    """What may be set into a name and the blank behind it, as one pattern; the blank in front is looked at last."""
    rules = name_rules(language).inserts
    if not rules:
        return None
    each = "|".join(rules)
    return re.compile(rf"(?:{each})\s(?=[\w«])" if name_rules(language).bounded else rf"(?:{each})(?=\w)")


def inserted_hits(text: str, language: str, book: AuthorityBook) -> list[Hit]:
    """Names of a text that hold an insertion, in order."""
    pattern = _inserts(language)
    if pattern is None or _DIGIT.search(text) is None:
        return []
    bounded = name_rules(language).bounded
    places = [
        (inserted.start() - bounded, inserted.end())
        for inserted in pattern.finditer(text)
        if (before := text[inserted.start() - 1 : inserted.start()])
        and (before.isspace() if bounded else before.isalnum())
    ]
    if not places:
        return []
    openings = [_opening(text, start, bounded=bounded) for start, _ in places]
    gap = " " if bounded else ""
    reach = _REACH if bounded else _REACH_SIGNS
    joined = [text[at:start] + gap + text[end : end + reach] for at, (start, end) in zip(openings, places, strict=True)]
    found: list[Hit] = []
    for at, (start, end), hits in zip(openings, places, book.scan_all(joined, language), strict=True):
        hit = _around(hits, start - at, len(gap))
        if hit is not None and (not found or at + hit.start >= found[-1].end):
            longer = end - start - len(gap)
            inner = tuple(_moved(each, start - at - hit.start, longer) for each in hit.inner)
            found.append(Hit(at + hit.start, at + hit.end + longer, hit.ids, RULE, inner))
    return found


def _moved(inner: Inner, joint: int, longer: int) -> Inner:
    """A name inside a name: its places behind the insertion are moved by its length."""
    start, end, ids, form = inner
    return start + longer * (start >= joint), end + longer * (end > joint), ids, form


def _opening(text: str, start: int, *, bounded: bool) -> int:
    """Where a name that holds an insertion may begin at the earliest."""
    opening = max(0, start - (_FRONT if bounded else _REACH_SIGNS))
    return text.find(" ", opening, start) + 1 or start if opening and bounded else opening


def _around(hits: list[Hit], joint: int, gap: int) -> Hit | None:
    """The name that begins before the place of an insertion and goes on behind it, the insertion left out."""
    return next(
        (hit for hit in hits if hit.start < joint and hit.end > joint + gap and hit.form in ("full", "short")), None
    )
