"""References that point back: "the said resolution", "Ibid.", "Там же", "同上".

In: a passage, what documents were named before it, and for a note the document of the note before. Out: mentions of
type `symbol` with rules `said/last` and `same/note`. Words: `knowledge/tongues/*/earlier.toml`. A reference that leads
nowhere stays open.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Sequence

import msgspec

from verbale.model.mention import Mention
from verbale.tongues.files import read_knowledge

_FIRST = 60
"""How far into a note the document it cites first may stand, in code points."""
_VOLUME = 14
"""How far after "Ibid." a word may show that another volume is meant, in code points."""


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text and the words in it that point back; empty where none do: a test."""

    text: str
    said: str


class Earlier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`earlier.toml` of one language."""

    said: tuple[str, ...]
    same: tuple[str, ...]
    elsewhere: tuple[str, ...]
    examples: tuple[Example, ...] = ()


def earlier(language: str) -> Earlier:
    """What points back in a language."""
    known: Earlier = read_knowledge(f"tongues/{language}/earlier.toml", Earlier)
    return known


@functools.cache
def _said(language: str) -> re.Pattern[str]:
    """The phrases for a resolution or decision named before."""
    edges = ("", "") if language == "zh" else (r"(?<!\w)", r"(?!\w)")
    return re.compile(f"{edges[0]}(?:{'|'.join(earlier(language).said)}){edges[1]}", re.IGNORECASE)


@functools.cache
def _same(language: str) -> re.Pattern[str]:
    """What a note begins with when it cites what the note before it cited."""
    words = sorted(earlier(language).same, key=len, reverse=True)
    return re.compile(rf"[\s(]*(?P<same>{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def said_mentions(text: str, language: str, at: str, named: Sequence[Mention], before: str | None) -> list[Mention]:
    """Phrases for a document named before: the last resolution or decision in front of the phrase, here or earlier."""
    found = []
    known = sorted((each.end, each.target or "") for each in named if adopted(each.target))
    for phrase in _said(language).finditer(text):
        at_hand = bisect.bisect_right(known, (phrase.start(), "\uffff"))
        target = known[at_hand - 1][1] if at_hand else before
        found.append(_pointing(text, at, phrase.span(), target, "said/last"))
    return found


def same_mention(text: str, language: str, at: str, before: str | None) -> list[Mention]:
    """The word a note begins with when it cites what the note before it cited."""
    word = _same(language).match(text)
    if word is None:
        return []
    after = text[word.end() : word.end() + _VOLUME]
    other = any(each in after for each in earlier(language).elsewhere)
    return [_pointing(text, at, word.span("same"), None if other else before, "same/note")]


def cited_first(mentions: Sequence[Mention]) -> str | None:
    """The document a note cites first, for the note after it; None where it cites none at its start."""
    return next((each.target for each in mentions if each.type == "symbol" and each.start < _FIRST), None)


def adopted(target: str | None) -> bool:
    """Whether a document is a resolution or a decision."""
    return target is not None and ("/RES/" in target or "/DEC/" in target)


def _pointing(text: str, at: str, span: tuple[int, int], target: str | None, rule: str) -> Mention:
    """A mention that points back."""
    return Mention(
        id="", at=at, start=span[0], end=span[1], text=text[span[0] : span[1]], type="symbol",
        target=target, score=0.75 if target else 0.3, rule=rule,
    )  # fmt: skip
