"""Persons: titles in front of (or, in Chinese, behind) a name belong to the mention; a bare surname needs one.

"Président Nazarbaïev" is one mention of the person. A surname without title is a person only where the document has
named that person before.
"""

from __future__ import annotations

from verbale.authority import Hit
from verbale.authority.forms import name_rules

_CLOSE = frozenset(("", " ", "\u00a0", ". ", ".\u00a0"))


def with_title(text: str, hits: list[Hit], at: int, language: str) -> tuple[int, int, bool]:
    """Start and end of a person's mention with its title, and whether there is a title."""
    hit = hits[at]
    before = hits[at - 1] if at else None
    if (
        before is not None
        and before.form == "title"
        and text[before.end : hit.start] in _CLOSE
        and before.end <= hit.start
    ):
        return before.start, hit.end, True
    after = hits[at + 1] if at + 1 < len(hits) else None
    if not name_rules(language).bounded and after is not None and after.form == "title" and after.start == hit.end:
        return hit.start, after.end, True
    return hit.start, hit.end, False
