"""Authority files → one automaton a language, kept in the user's cache.

Patterns are folded names as they stand in a line (`verbale.authority.line`), where a blank ends every word, so that
the automaton never stops inside one. Names inside a name (a treaty inside the organisation it founded) are found
here, once, and kept beside the pattern, so that reading a text stays one pass for the longest names.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

import daachorse
import msgspec

from verbale.authority.entry import FORMS, kind_of
from verbale.authority.forms import name_rules, surface_forms
from verbale.authority.line import key_of, parted
from verbale.authority.load import Filed

ANY, CAPITAL, EXACT = 0, 1, 2
"""How the letters of a text must stand: any case, a capital at the start, exactly as in the authority file."""

_RANK = {"never": -1, "head": -1, **{form: rank for rank, form in enumerate(FORMS)}}

Reading = tuple[str, str, int, str]
"""One meaning of a pattern: identifier, form, case rule, the name as written. `never` has an empty identifier."""

Inner = tuple[int, int, tuple[str, ...], str]
"""A name inside a name: start and end from the outer name's start, identifiers, form."""

Row = tuple[list[Reading], list[Inner], int]
"""What a pattern says: meanings, names inside it, and where its last words begin when another name begins with them."""

_NESTING = frozenset(("organisation", "body", "instrument", "person"))
"""Kinds that are mentions of their own inside a longer name; States, places and topics are part of the name."""


class Ties(NamedTuple):
    """What decides on names inside names: anchors by entity, and entities that are part of too many names."""

    anchors: dict[str, tuple[str, ...]]
    inseparable: frozenset[str]
    wholes: dict[str, str]
    """Instruments that are part of another: its name inside theirs is no mention of its own."""


class Shelf(msgspec.Struct, frozen=True, array_like=True):
    """All names of one language, compiled: automaton, pattern → row, rows of readings and inner names."""

    automaton: bytes
    which: bytes
    rows: list[Row]
    crossings: dict[str, int]
    """Last words of a name with one word more, as another name begins: length of the longest name that begins so."""


def patterns_of(filed: list[Filed], language: str, *, signals: bool = True) -> dict[str, list[Reading]]:
    """Folded pattern → what it may mean, the most trustworthy meaning first."""
    found: dict[str, list[Reading]] = defaultdict(list)
    withheld = name_rules(language).withheld
    for each in filed:
        names = each.entry.names.get(language)
        if names is None:
            continue
        for form in (*FORMS, "never"):
            for name in getattr(names, form):
                shown = "weak" if name in withheld and form == "short" else form
                reading = (each.entry.id if form != "never" else "", shown, case_rule(name, form, language), name)
                for spelt in {name, parted(name)}:
                    for surface in surface_forms(spelt, form, language):
                        _add(found[surface], reading)
    for form, words in _signals(language) if signals else []:
        for word, stands_for in words:
            for surface in surface_forms(word, "short", language):
                _add(found[surface], (stands_for, form, ANY, word))
    for readings in found.values():
        readings.sort(key=lambda reading: _RANK.get(reading[1], 9))
    return dict(found)


def _signals(language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Words of a language that are no names but lead to one: bare heads, titles, words for kinds of events."""
    rules = name_rules(language)
    natures = [(word, nature) for nature, words in rules.natures.items() for word in words]
    return [
        ("head", [(head.word, head.word) for head in rules.heads]),
        ("title", [(title, title) for title in rules.titles]),
        ("nature", natures),
    ]


def _add(readings: list[Reading], reading: Reading) -> None:
    """Keep one reading an identifier: the first form given is the most trustworthy."""
    if not any(known[0] == reading[0] and known[2] in (ANY, reading[2]) for known in readings):
        readings.append(reading)


def case_rule(name: str, form: str, language: str) -> int:
    """How strictly capitals count for a name. A name of three words is itself whatever its capitals are."""
    if not name_rules(language).cased or form in ("demonym", "never"):
        return CAPITAL if form == "demonym" and name[:1].isupper() else ANY
    if form == "acronym":
        return EXACT
    return CAPITAL if name[:1].isupper() and name.count(" ") < 2 else ANY


def compile_language(filed: list[Filed], language: str, *, topics: bool = False) -> Shelf:
    """One language's shelf: of all that is named, or of topics, which are spoken of and not named."""
    chosen = [each for each in filed if (each.folder == "topics") == topics]
    patterns = patterns_of(chosen, language, signals=not topics)
    patterns = {key_of(name, language): readings for name, readings in sorted(patterns.items())}
    keys = list(patterns)
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(keys or ["\0"], daachorse.MATCH_KIND_LEFTMOST_LONGEST)
    inner_of = _Nesting(automaton, keys, patterns, language, _ties(filed))
    tails = _tails(keys) if name_rules(language).bounded else {}
    rows: list[Row] = []
    numbers: dict[str, int] = {}
    which = array("I")
    for place, key in enumerate(keys):
        row = (patterns[key], inner_of.find(key), tails.get(place, 0))
        mark = repr(row)
        if mark not in numbers:
            numbers[mark] = len(rows)
            rows.append(row)
        which.append(numbers[mark])
    return Shelf(automaton.serialize(), which.tobytes(), rows, _crossings(keys, tails))


def _tails(keys: list[str]) -> dict[int, int]:
    """Patterns whose last two words or more are the first of another: "secretariat of the united nations" and a
    conference of the same.

    The leftmost name is the longest that begins there, but a name that begins in its last words may be the one meant.
    """
    begun: set[str] = set()
    for key in keys:
        begun.update(key[:at] for at in _ends(key)[:-1])
    found: dict[int, int] = {}
    for number, key in enumerate(keys):
        tail = next((at for at in _ends(key)[:-2] if key[at:] in begun), 0)
        if tail:
            found[number] = tail
    return found


def _crossings(keys: list[str], tails: dict[int, int]) -> dict[str, int]:
    """What the last words of a name and the word after them are where a crossing name begins so."""
    ends = {keys[number][tail:] for number, tail in tails.items()}
    found: dict[str, int] = {}
    for key in keys:
        places = _ends(key)
        for at, following in pairwise(places):
            if key[:at] in ends:
                found[key[:following]] = max(len(key), found.get(key[:following], 0))
    return found


def _ends(key: str) -> list[int]:
    """Where the words of a pattern end, each with the blank behind it."""
    return [at + 1 for at, sign in enumerate(key) if sign == " "]


def _ties(filed: list[Filed]) -> Ties:
    """Ties between entities, from their files."""
    return Ties(
        {each.entry.id: each.entry.anchors for each in filed if each.entry.anchors},
        frozenset(each.entry.id for each in filed if each.entry.inseparable),
        {each.entry.id: each.entry.parent for each in filed if each.folder == "instruments" and each.entry.parent},
    )


class _Nesting:
    """Finds names inside a pattern. An organisation's own root is part of its name, a place in a name is too."""

    def __init__(
        self,
        automaton: daachorse.CharwiseDoubleArrayAhoCorasick,
        keys: list[str],
        patterns: dict[str, list[Reading]],
        language: str,
        ties: Ties,
    ) -> None:
        rules = name_rules(language)
        self._automaton = automaton
        self._keys = keys
        self._patterns = patterns
        self._ties = ties
        self._bounded = rules.bounded
        self._clitics = frozenset(key_of(each, language).rstrip() for each in rules.clitics)

    def find(self, key: str) -> list[Inner]:
        """Names inside `key` and inside one another, `key` itself left out: first those at its start, then all others.

        A shorter name of the same kind at the start is a beginning of this one, and no mention.
        """
        outer = {reading[0] for reading in self._patterns[key]}
        kinds = {kind_of(each) for each in outer if each} - {"body"}
        inside = [match for match in self._automaton.find(key[:-1]) if match[0] == 0]
        inside += self._from(key, 1)
        found: list[Inner] = []
        while inside:
            start, end, number = inside.pop(0)
            readings = [reading for reading in self._patterns[self._keys[number]] if _nests(reading, outer, self._ties)]
            if start == 0 and {kind_of(reading[0]) for reading in readings} & kinds:
                continue
            if readings and self._begins(key, start):
                outer = outer | {reading[0] for reading in readings}
                last = end - self._bounded
                found.append((start, last, tuple(reading[0] for reading in readings), readings[0][1]))
            if start:
                inside[:0] = self._from(key[:end], start + 1)
        return found

    def _from(self, key: str, start: int) -> list[tuple[int, int, int]]:
        """Matches from a place on."""
        return [(first + start, last + start, number) for first, last, number in self._automaton.find(key[start:])]

    def _begins(self, key: str, start: int) -> bool:
        """Whether a word begins at a place; particles written together with it may stand in front."""
        before = key[key.rfind(" ", 0, start) + 1 : start]
        return not self._bounded or not before or before in self._clitics


def _nests(reading: Reading, outer: set[str], ties: Ties) -> bool:
    """Whether a meaning inside a longer name is worth a mention of its own."""
    identifier, form, _, _ = reading
    if not identifier or identifier in outer or form not in ("full", "short", "acronym"):
        return False
    if any(identifier in ties.anchors.get(each, ()) for each in outer):
        return True
    if any(identifier.startswith(each + "/") for each in outer):
        return False
    if kind_of(identifier) == "instrument" and any(ties.wholes.get(each) == identifier for each in outer):
        return False
    if kind_of(identifier) == "body" and form == "short":
        return False
    roots = {"/".join(each.split("/")[:2]) for each in outer}
    return kind_of(identifier) in _NESTING and identifier not in roots | ties.inseparable
