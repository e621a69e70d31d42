"""Introductions: short forms a text gives to a name it has just written out.

"… (hereinafter referred to as « the Organization »)", "… (TNP)", "… (the Convention)", "…（下称“《公约》”）": what
stands in brackets right after a full name means that name to the end of the component. The phrases are in each
tongue's `names.toml`.
"""

from __future__ import annotations

import functools
import re

from verbale.authority.forms import name_rules
from verbale.naming.resolution import folded_heads

_LONGEST = 80
"""A bracket longer than this explains something; it introduces nothing."""

_BRACKET = re.compile(rf"\s?[(（]([^()（）]{{1,{_LONGEST}}})[)）]")
_QUOTES = " \t\u00a0\"'“”„«»‘’《》,:：-–—"


@functools.cache
def _phrases(language: str) -> re.Pattern[str] | None:
    """The introducing phrases of a language as one expression, longest first."""
    phrases = sorted(name_rules(language).introductions, key=len, reverse=True)
    if not phrases:
        return None
    return re.compile(r"\s*(?:" + "|".join(map(re.escape, phrases)) + r")\s*", re.IGNORECASE)


@functools.cache
def _articles(language: str) -> re.Pattern[str]:
    """Articles in front of a short form."""
    words = sorted(name_rules(language).articles, key=len, reverse=True) or ["\0"]
    return re.compile(
        r"(?:" + "|".join(map(re.escape, words)) + r")(?<=['’])|(?:" + "|".join(words) + r")\s+", re.IGNORECASE
    )


def introduced(text: str, end: int, language: str) -> tuple[str, int] | None:
    """The short form a bracket at `end` introduces, and its offset in the text; None where there is none."""
    bracket = _BRACKET.match(text, end)
    if bracket is None:
        return None
    inside, start = bracket[1], bracket.start(1)
    pattern = _phrases(language)
    phrase = pattern.match(inside) if pattern else None
    if phrase is not None:
        inside, start = inside[phrase.end() :], start + phrase.end()
    inside, start = _unquoted(inside, start)
    article = _articles(language).match(inside)
    if article is not None:
        inside, start = _unquoted(inside[article.end() :], start + article.end())
    bare = inside in folded_heads(language) and (article is not None or not name_rules(language).articles)
    if phrase is None and not bare and (article is not None or not _is_acronym(inside)):
        return None
    return (inside, start) if inside else None


def _unquoted(inside: str, start: int) -> tuple[str, int]:
    """Without quotation marks and blanks at the ends."""
    bare = inside.lstrip(_QUOTES)
    return bare.rstrip(_QUOTES), start + len(inside) - len(bare)


def _is_acronym(inside: str) -> bool:
    """Whether a bracket without a phrase can only be an acronym: one word, two capitals at least."""
    return " " not in inside and 2 <= len(inside) <= 16 and sum(letter.isupper() for letter in inside) >= 2
