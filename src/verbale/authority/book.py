"""AuthorityBook: looks names up in text, and entries up by identifier.

`book.find(text, "fr")` gives hits in the order of the text, the longest name at each place; `book.entry("state/kz")`
gives the entry. The compiled form is kept in the user's cache under a mark of all files, one file a language, and read
when a language is first asked for.
"""

from __future__ import annotations

import functools
from array import array
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import daachorse
import msgspec

from verbale.authority.compile import ANY, CAPITAL, EXACT, Inner, Reading, Row, Shelf, compile_language
from verbale.authority.entry import Entry, kind_of
from verbale.authority.forms import name_rules
from verbale.authority.load import Filed, authority_folder, load, stamp
from verbale.tongues.files import TONGUES, cache_folder, keep, knowledge_folder
from verbale.tongues.fold import fold

SIGNALS = frozenset(("head", "title", "nature"))
"""Forms of hits that are no names; their `ids` are words of the language's rules."""

_REACH = 80
"""How far behind a match that came to nothing names are looked for again, in code points."""

_CLOSING = frozenset(")）")
_HYPHENS = str.maketrans("\u2010\u2011\u2013", "---")
"""Hyphens of other kinds in an acronym; between slashes an acronym is part of a symbol, no name."""


class Hit(NamedTuple):
    """A name found: where, which entities it may mean (the likeliest first), by which form, and names inside it."""

    start: int
    end: int
    ids: tuple[str, ...]
    form: str
    inner: tuple[Inner, ...] = ()


Said = tuple[tuple[str, ...], str, tuple[Inner, ...]]
"""What a hit says besides its place: identifiers, form, names inside it."""


class Shelved(NamedTuple):
    """A language's shelf ready for use."""

    automaton: daachorse.CharwiseDoubleArrayAhoCorasick
    which: array[int]
    rows: list[Row]
    bounded: bool
    clitics: frozenset[str]
    lead: int
    crossings: dict[str, int]
    plain: list[Said | None]
    """For each row what its hits say, where it has one meaning in any case; else None."""
    capital: list[Said | None]
    """The same for rows whose one meaning needs a capital at the start."""


class AuthorityBook:
    """Names and entities of one folder of authority files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mark = _mark(folder)
        self._shelves: dict[tuple[str, bool], Shelved] = {}
        self._filed: list[Filed] | None = None
        self._entries: dict[str, msgspec.Raw] | None = None
        self._described: defaultdict[tuple[str, str], list[str]] | None = None
        self._decoded: dict[str, Entry | None] = {}
        self._held: defaultdict[str, list[tuple[str, str, str]]] | None = None

    def find(self, text: str, language: str | None) -> list[Hit]:
        """Names in a text of a language; overlapping names are settled for the leftmost and longest."""
        return [hit for hit in self.scan(text, language) if hit.form not in SIGNALS]

    def scan(self, text: str, language: str | None) -> list[Hit]:
        """Names, and the words that lead to names without being one (heads, titles, kinds of events)."""
        return self._search(text, language, topics=False)

    def topics(self, text: str, language: str | None) -> list[Hit]:
        """Topics a text speaks of (disarmament, terrorism …); they are words, no names, and so stand apart."""
        return self._search(text, language, topics=True)

    def _search(self, text: str, language: str | None, *, topics: bool) -> list[Hit]:
        shelf = self._shelf(language if language in TONGUES else "en", topics)
        folded = fold(text)
        padded = f" {folded.text} " if shelf.lead else folded.text + " "
        matches = shelf.automaton.find(padded)
        if not matches:
            return []
        return _settled(shelf, text, folded.starts, padded, matches)

    def entry(self, identifier: str) -> Entry | None:
        """The entry of an identifier or of one it had before; None where there is none."""
        if identifier not in self._decoded:
            raw = self._index().get(identifier)
            self._decoded[identifier] = None if raw is None else msgspec.msgpack.decode(raw, type=Entry)
        return self._decoded[identifier]

    def described(self, nature: str, anchors: tuple[str, ...]) -> list[str]:
        """Entities that texts describe by a word of this kind together with one of these anchors."""
        if self._described is None:
            self._described = defaultdict(list)
            for identifier in self._index():
                head = identifier.split("/", 1)[0]
                entry = self.entry(identifier) if head in ("event", "instrument") else None
                if entry is not None and entry.nature:
                    for anchor in entry.anchors:
                        self._described[entry.nature, anchor].append(entry.id)
        return [each for anchor in anchors for each in self._described.get((nature, anchor), ())]

    def holders(self, office: str, day: str) -> tuple[str, ...]:
        """Persons who held an office on a day (ISO; a year or month alone takes in all who held it in that time)."""
        if self._held is None:
            self._held = defaultdict(list)
            for identifier in self._index():
                entry = self.entry(identifier) if identifier.startswith("person/") else None
                for each in entry.offices if entry is not None else ():
                    self._held[each.id].append((entry.id if entry else "", each.since or "", each.until or "9999"))
        spans = self._held.get(office, ())
        return tuple(
            person for person, since, until in spans if since[: len(day)] <= day and day <= until[: max(len(day), 4)]
        )

    def kind(self, identifier: str) -> str:
        """Kind of an entity: `state`, `organisation`, `body` …"""
        return kind_of(identifier)

    def entries(self) -> list[Entry]:
        """All entries, by file."""
        return [each.entry for each in self._files()]

    def _files(self) -> list[Filed]:
        if self._filed is None:
            self._filed = load(self._folder)[0]
        return self._filed

    def _index(self) -> dict[str, msgspec.Raw]:
        if self._entries is None:
            kept = cache_folder() / f"entries-{self._mark}.msgpack"
            try:
                self._entries = msgspec.msgpack.decode(kept.read_bytes(), type=dict[str, msgspec.Raw])
            except (OSError, msgspec.MsgspecError):
                packed = {
                    name: msgspec.Raw(msgspec.msgpack.encode(each.entry))
                    for each in self._files()
                    for name in (*each.entry.aliases, each.entry.id)
                }
                keep(kept, msgspec.msgpack.encode(packed))
                self._entries = packed
        return self._entries

    def _shelf(self, language: str, topics: bool) -> Shelved:
        if (language, topics) not in self._shelves:
            kept = cache_folder() / f"{'topics' if topics else 'names'}-{language}-{self._mark}.msgpack"
            try:
                shelf = msgspec.msgpack.decode(kept.read_bytes(), type=Shelf)
            except (OSError, msgspec.MsgspecError):
                shelf = compile_language(self._files(), language, topics=topics)
                keep(kept, msgspec.msgpack.encode(shelf))
            self._shelves[language, topics] = _ready(shelf, language)
        return self._shelves[language, topics]


def _mark(folder: Path) -> str:
    """State of the authority files, of the rules for names, and of the code that compiles them."""
    rules = [knowledge_folder() / "tongues" / language / "names.toml" for language in TONGUES]
    code = [*sorted(Path(__file__).parent.glob("*.py")), Path(__file__).parent.parent / "tongues" / "fold.py"]
    seen = ".".join(f"{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in (*rules, *code) if path.exists())
    return stamp(folder, seen)


def _ready(shelf: Shelf, language: str) -> Shelved:
    """A decoded shelf made ready for lookup."""
    rules = name_rules(language)
    which = array("I")
    which.frombytes(shelf.which)
    clitics = frozenset(rules.clitics)
    return Shelved(
        daachorse.CharwiseDoubleArrayAhoCorasick.deserialize(shelf.automaton),
        which,
        shelf.rows,
        rules.bounded,
        clitics,
        1 if rules.bounded and not clitics else 0,
        shelf.crossings,
        [_plain_of(row, ANY) for row in shelf.rows],
        [_plain_of(row, CAPITAL) for row in shelf.rows],
    )


def _plain_of(row: Row, case: int) -> Said | None:
    """What a row says of every match in a case, where nothing else can change it. A `not` says nothing."""
    readings, inner, _ = row
    if len(readings) != 1 or readings[0][2] != case or not readings[0][0] or "(" in readings[0][3]:
        return None
    return (readings[0][0],), readings[0][1], tuple(inner)


Match = tuple[int, int, int]
"""Start, end and number of a pattern in the folded text."""


_HIT = tuple.__new__
"""Makes a hit without the call that naming its fields costs."""


def _settled(shelf: Shelved, text: str, starts: tuple[int, ...] | None, padded: str, matches: list[Match]) -> list[Hit]:
    """Matches as hits. Most are a whole word with one meaning: these are made here, with no call; the others
    are looked at one by one for boundaries, capitals, several meanings and names across an end.
    """
    hits: list[Hit] = []
    plain, capital, which, rows = shelf.plain, shelf.capital, shelf.which, shelf.rows
    lead, bounded = shelf.lead, shelf.bounded
    straight = starts is None
    easy = straight and lead
    floor = 0
    for at, (start, end, number) in enumerate(matches):
        row = which[number]
        if (
            straight
            and start >= floor
            and (not bounded or (padded[end] == " " and (lead or not start or padded[start - 1] == " ")))
        ):
            said = plain[row]
            if said is None and (said := capital[row]) is not None and not text[start].isupper():
                said = None
            if said is not None and not (rows[row][2] and _crosses(shelf, padded, start, end, rows[row][2])):
                hits.append(_HIT(Hit, (start, end - lead, *said)))
                continue
        if start < floor:
            continue
        broken = easy and padded[end] != " " and _inside(text, end)
        hit = None if broken else _hit(shelf, text, starts, padded, start, end, number)
        crossing = _crossing(shelf, text, starts, padded, start, end, number) if hit and shelf.rows[row][2] else []
        if crossing:
            hits.extend(crossing)
            floor = crossing[-1].end + shelf.lead if starts is None else end
        elif hit is not None:
            hits.append(hit)
        elif not broken or " " in padded[start + 1 : end]:
            limit = matches[at + 1][0] if at + 1 < len(matches) else len(padded)
            hits.extend(_again(shelf, text, starts, padded, start, end, min(limit, end + _REACH)))
    return [hit for hit in hits if hit.ids]


def _hit(
    shelf: Shelved, text: str, starts: tuple[int, ...] | None, padded: str, start: int, end: int, number: int
) -> Hit | None:
    """A match as a hit, or None where it stands inside a word or in the wrong case. A `not` gives a hit without ids."""
    first, last = start, end - shelf.lead
    if starts is not None:
        first, last = starts[first], starts[last - 1] + 1
    if shelf.bounded and not (
        (_ends(padded, end) or (text[last - 1 : last].islower() and text[last : last + 1].isupper()))
        and (shelf.lead or _begins(padded, start, shelf.clitics))
    ):
        return None
    if text[last : last + 1] in _CLOSING and "(" in text[first:last].replace("（", "("):
        last += 1
    readings, inner, _ = shelf.rows[shelf.which[number]]
    if len(readings) == 1 and readings[0][2] == 0:
        return Hit(first, last, (readings[0][0],) if readings[0][0] else (), readings[0][1], tuple(inner))
    fit = [reading for reading in readings if _fits(reading, text, first, last)]
    if not fit:
        return None
    return Hit(first, last, _meanings(fit), fit[0][1], tuple(inner))


def _meanings(fit: list[Reading]) -> tuple[str, ...]:
    """Identifiers of readings that fit, the likeliest first; words of the rules stand first and alone among them."""
    if not fit[0][0]:
        return ()
    named = [reading[0] for reading in fit[1:] if reading[1] not in SIGNALS]
    return tuple(dict.fromkeys((fit[0][0], *named)))


def _fits(reading: Reading, text: str, start: int, end: int) -> bool:
    """Whether the letters stand as the case rule wants."""
    if reading[2] == CAPITAL:
        return text[start].isupper() or not text[start].isalpha()
    if reading[2] == EXACT:
        slashed = text[start - 1 : start] == "/" == text[end : end + 1]
        return not slashed and text[start:end].translate(_HYPHENS) == reading[3]
    return True


def _ends(padded: str, end: int) -> bool:
    """Whether a word ends here."""
    return end >= len(padded) or not padded[end].isalnum()


def _begins(padded: str, start: int, clitics: frozenset[str]) -> bool:
    """Whether a word begins here, or begins with particles written together with it."""
    if not start or padded[start - 1] == " ":
        return True
    return padded[max(padded.rfind(" ", max(0, start - 4), start) + 1, 0) : start] in clitics


def _again(
    shelf: Shelved, text: str, starts: tuple[int, ...] | None, padded: str, start: int, until: int, limit: int
) -> list[Hit]:
    """Names in a match that came to nothing: a shorter one at its start, then those that begin after that."""
    found: list[Hit] = []
    offset = start + 1
    for last in _shorter(shelf, padded, start, until):
        hit = _hit(shelf, text, starts, padded, start, *last)
        if hit is not None:
            found.append(hit)
            offset = last[0]
            break
    for inner_start, inner_end, number in shelf.automaton.find(padded[offset:limit]):
        hit = _hit(shelf, text, starts, padded, inner_start + offset, inner_end + offset, number)
        if hit is not None:
            found.append(hit)
    return found


def _inside(text: str, end: int) -> bool:
    """Whether a word goes on at `end` of a padded text, and no capital begins another one there."""
    return not text[end - 1 : end].isupper() or not text[end - 2 : end - 1].islower()


def _crosses(shelf: Shelved, padded: str, start: int, end: int, tail: int) -> int:
    """Length of the longest name that the last words of a match and the word after them begin; 0 for none."""
    following = padded.find(" ", end + 1)
    first = start + shelf.lead + tail
    return shelf.crossings.get(padded[first : following if following > 0 else len(padded)], 0) if tail else 0


def _crossing(
    shelf: Shelved, text: str, starts: tuple[int, ...] | None, padded: str, start: int, end: int, number: int
) -> list[Hit]:
    """Where a longer name begins in the last words of a match and goes on: that name, and what is left before it."""
    tail = shelf.rows[shelf.which[number]][2]
    longest = _crosses(shelf, padded, start, end, tail)
    if not longest:
        return []
    offset = start + tail
    found = next(iter(shelf.automaton.find(padded[offset : offset + longest + 2])), None)
    if found is None or found[0] or offset + found[1] <= end:
        return []
    hit = _hit(shelf, text, starts, padded, offset, offset + found[1], found[2])
    if hit is None or hit.form not in ("full", "short") or not hit.ids:
        return []
    before = [
        _hit(shelf, text, starts, padded, start, *last)
        for last in _shorter(shelf, padded, start, offset + shelf.lead + 1)
    ]
    return [*(each for each in before[:1] if each is not None and each.end <= hit.start), hit]


_SHORTER = 3
"""How many shorter names are tried at the start of a match that came to nothing."""


def _shorter(shelf: Shelved, padded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """End and number of the shorter names that begin where a match begins, the longest first."""
    for _ in range(_SHORTER):
        found = next(iter(shelf.automaton.find(padded[start : end - 1])), None)
        if found is None or found[0]:
            return
        end = start + found[1]
        yield end, found[2]


@functools.cache
def open_authority(folder: Path | None = None) -> AuthorityBook:
    """The book of the authority files that ship with the package, or of another folder; one a process."""
    return AuthorityBook(folder or authority_folder())
