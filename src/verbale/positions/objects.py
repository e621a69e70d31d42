"""What a position is about and to whom it is addressed, by the scope of its verb.

A verb governs from its own words to the next verb that carries a position or to the end of the clause; what a thing
"raises" or "must" do stands in front. What is named inside that scope is the object.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from verbale.model.mention import Mention
from verbale.positions.evidence import STOP, Evidence

OBJECTS = frozenset(
    {"instrument", "organisation", "body", "state", "territory", "person", "place", "event", "group", "symbol"}
)
ADDRESSEES = frozenset({"state", "organisation", "body", "group", "person"})
NEAR = 40
"""Code points after a directive within which its addressee begins."""


class Scope(NamedTuple):
    """The stretch of a block that a position's evidence governs, and the words in front of it in its sentence."""

    start: int
    end: int
    before: int


class Objects(NamedTuple):
    """Identifiers of what a position is about, topics apart, and of those it is addressed to."""

    about: tuple[str, ...]
    topics: tuple[str, ...]
    addressee: tuple[str, ...]


def scopes(text: str, found: list[Evidence]) -> list[Scope]:
    """The scope of each piece of evidence of a block."""
    if not found:
        return []
    stops = [stop.end() for stop in STOP.finditer(text)]
    spans = []
    for number, one in enumerate(found):
        next_stop, last_stop = bisect_left(stops, one.end), bisect_right(stops, one.start) - 1
        after = stops[next_stop] if next_stop < len(stops) else len(text)
        following = found[number + 1].start if number + 1 < len(found) else len(text)
        before = stops[last_stop] if last_stop >= 0 else 0
        spans.append(Scope(one.start, max(one.end, min(after, following)), before))
    return spans


def objects(text: str, one: Evidence, scope: Scope, mentions: list[Mention], directive: bool) -> Objects:
    """What is named in the scope; in front of it too where the subject is the object; in the sentence if nothing is."""
    named = _within(mentions, one.end, scope.end)
    addressee = _addressee(one, named) if directive else ()
    if one.mode == "impersonal":
        named = [*named, *_within(mentions, scope.before, one.start)]
    if not named:
        named = _within(mentions, scope.before, _sentence_end(text, one.end))
    if not named:
        named = mentions
    about = _targets(named, OBJECTS)
    others = tuple(target for target in about if target not in addressee)
    return Objects(others or about, _targets(named, {"topic"}), addressee)


def _within(mentions: list[Mention], start: int, end: int) -> list[Mention]:
    """Mentions that begin inside a stretch; they stand in the order of their beginnings."""
    first = bisect_left(mentions, start, key=_start)
    return mentions[first : bisect_left(mentions, end, lo=first, key=_start)]


def _start(mention: Mention) -> int:
    """Where a mention begins."""
    return mention.start


def _sentence_end(text: str, at: int) -> int:
    """End of the sentence that holds an offset."""
    stop = STOP.search(text, at)
    return stop.end() if stop else len(text)


def _addressee(one: Evidence, named: list[Mention]) -> tuple[str, ...]:
    """Whom a directive addresses: those named right after it."""
    near = [mention for mention in named if mention.type in ADDRESSEES and mention.start <= one.end + NEAR]
    return _targets(near[:1], ADDRESSEES)


def _targets(mentions: Iterable[Mention], types: Iterable[str]) -> tuple[str, ...]:
    """Targets of the mentions of some types, each once, in order."""
    wanted = frozenset(types)
    return tuple(dict.fromkeys(one.target for one in mentions if one.target and one.type in wanted))
