"""AuthorityBook: looks names up in text, and entries up by identifier.

`book.find(text, "fr")` gives hits in the order of the text, the longest name at each place; `book.entry("state/kz")`
gives the entry. The compiled form is kept in the user's cache under a mark of all files, one file a language, and read
when a language is first asked for.
"""

from __future__ import annotations

import functools
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import daachorse
import msgspec

from verbale.authority.compile import ANY, CAPITAL, EXACT, Inner, Reading, Row, Shelf, compile_language
from verbale.authority.entry import Entry, kind_of
from verbale.authority.forms import name_rules
from verbale.authority.line import Line, key_of, line_of
from verbale.authority.load import Filed, authority_folder, load, stamp
from verbale.tongues.files import TONGUES, cache_folder, keep, knowledge_folder

SIGNALS = frozenset(("head", "title", "nature"))
"""Forms of hits that are no names; their `ids` are words of the language's rules."""

_REACH = 80
"""How far behind a match that came to nothing names are looked for again, in code points."""

_PORTION = 16_000
"""How many code points are read in one go."""

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
    crossings: dict[str, int]
    capital: list[Said | None]
    """For each pattern what its hits say that begin with a capital; None where they must be looked at."""
    small: list[Said | None]
    """The same for hits that do not."""
    tails: list[int]
    """For each pattern where its last words begin when another name begins with them; else 0."""


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
        return self._search((text,), language, topics=False)[0]

    def scan_all(self, texts: Sequence[str], language: str | None) -> list[list[Hit]]:
        """The same for many texts, many times faster than one by one."""
        return [hits for few in _portions(texts) for hits in self._search(few, language, topics=False)]

    def topics(self, text: str, language: str | None) -> list[Hit]:
        """Topics a text speaks of (disarmament, terrorism …); they are words, no names, and so stand apart."""
        return self._search((text,), language, topics=True)[0]

    def _search(self, texts: Sequence[str], language: str | None, *, topics: bool) -> list[list[Hit]]:
        known = language if language in TONGUES else "en"
        shelf = self._shelf(known, topics)
        line = line_of(texts, known)
        matches = shelf.automaton.find(line.text)
        return _settled(shelf, line, matches) if matches else [[] for _ in texts]

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
    capital, small = ([_said(row[0], row[1], cases) for row in shelf.rows] for cases in ((ANY, CAPITAL), (ANY,)))
    return Shelved(
        daachorse.CharwiseDoubleArrayAhoCorasick.deserialize(shelf.automaton),
        which,
        shelf.rows,
        rules.bounded,
        frozenset(key_of(each, language).rstrip() for each in rules.clitics),
        shelf.crossings,
        [capital[row] for row in which],
        [small[row] for row in which],
        [shelf.rows[row][2] for row in which],
    )


def _portions(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Texts in portions of a size that is quick to read."""
    first = size = 0
    for at, text in enumerate(texts):
        size += len(text)
        if size > _PORTION:
            yield texts[first : at + 1]
            first, size = at + 1, 0
    if first < len(texts):
        yield texts[first:]


def _said(readings: list[Reading], inner: list[Inner], cases: tuple[int, ...]) -> Said | None:
    """What hits of a pattern say whose letters stand as some cases want; None where more than that decides."""
    fit = [reading for reading in readings if reading[2] in cases]
    if not fit or any(case == EXACT or "(" in name or not name[:1].isalpha() for _, _, case, name in readings):
        return None
    return _meanings(fit), fit[0][1], tuple(inner)


Match = tuple[int, int, int]
"""Start, end and number of a pattern in a line."""


_HIT = tuple.__new__
"""Makes a hit without the call that naming its fields costs."""


def _settled(shelf: Shelved, line: Line, matches: list[Match]) -> list[list[Hit]]:
    """Matches as hits, for each text its own. Of most the first letter decides: these are made here, with no call; the
    others are looked at one by one for their beginning, their letters and names across their end.
    """
    free, capital, small, tails, crossings = not shelf.bounded, shelf.capital, shelf.small, shelf.tails, shelf.crossings
    printed, text, begins, shifts = line
    found: list[list[Hit]] = [[] for _ in begins[1:]]
    owners = iter(zip(begins, begins[1:], found, strict=False))
    base, until, hits = next(owners, (0, 0, []))
    floor = 0
    for at, (start, end, number) in enumerate(matches):
        first = start if shifts is None else line.origin(start)
        while first >= until:
            base, until, hits = next(owners)
        said = (capital if printed[first].isupper() else small)[number]
        tail = tails[number]
        if (
            said is not None
            and start >= floor
            and (free or text[start - 1] == " ")
            and not (tail and text[start + tail : text.find(" ", end) + 1] in crossings)
        ):
            last = (end if free else end - 1) if shifts is None else _last(shelf, line, end)
            if said[0]:
                hits.append(_HIT(Hit, (first - base, last - base, *said)))
        elif start >= floor:
            limit = matches[at + 1][0] if at + 1 < len(matches) else len(text)
            named, floor = _looked_at(shelf, line, matches[at], limit)
            hits += [Hit(hit.start - base, hit.end - base, *hit[2:]) for hit in named if hit.ids]
    return found


def _last(shelf: Shelved, line: Line, end: int) -> int:
    """Place in print where a match ends that ends at a place of the line."""
    return line.origin(end - 1 - shelf.bounded) + 1


def _looked_at(shelf: Shelved, line: Line, match: Match, limit: int) -> tuple[list[Hit], int]:
    """Hits of a match that is not plain, with places in print, and the place of the line from which to go on."""
    hit = _hit(shelf, line, *match)
    if hit is None:
        return _again(shelf, line, match[0], match[1], min(limit, match[1] + _REACH)), 0
    crossing, floor = _crossing(shelf, line, *match)
    return (crossing, floor) if crossing else ([hit], 0)


def _hit(shelf: Shelved, line: Line, start: int, end: int, number: int) -> Hit | None:
    """A match as a hit, None where it begins inside a word or is in the wrong case. A `not` gives a hit without ids."""
    if shelf.bounded and not _begins(line.text, start, shelf.clitics):
        return None
    first, last, text = line.origin(start), _last(shelf, line, end), line.printed
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


def _begins(text: str, start: int, clitics: frozenset[str]) -> bool:
    """Whether a word of a line begins here, or begins with particles written together with it."""
    return text[start - 1] == " " or text[max(text.rfind(" ", max(0, start - 4), start) + 1, 0) : start] in clitics


def _again(shelf: Shelved, line: Line, start: int, end: int, limit: int) -> list[Hit]:
    """Names in a match that came to nothing: a shorter one at its start, then those that begin after that."""
    found: list[Hit] = []
    offset = start + 1
    for last, number in _shorter(shelf, line.text, start, end):
        hit = _hit(shelf, line, start, last, number)
        if hit is not None:
            found.append(hit)
            offset = last
            break
    for inner_start, inner_end, number in shelf.automaton.find(line.text[offset:limit]):
        hit = _hit(shelf, line, inner_start + offset, inner_end + offset, number)
        if hit is not None:
            found.append(hit)
    return found


def _crossing(shelf: Shelved, line: Line, start: int, end: int, number: int) -> tuple[list[Hit], int]:
    """Where a longer name begins in the last words of a match and goes on: that name and what is left before it, and
    where it ends in the line.
    """
    tail = shelf.rows[shelf.which[number]][2]
    offset = start + tail
    longest = shelf.crossings.get(line.text[offset : line.text.find(" ", end) + 1], 0) if tail else 0
    if not longest:
        return [], 0
    found = next(iter(shelf.automaton.find(line.text[offset : offset + longest])), None)
    if found is None or found[0] or offset + found[1] <= end:
        return [], 0
    hit = _hit(shelf, line, offset, offset + found[1], found[2])
    if hit is None or hit.form not in ("full", "short") or not hit.ids:
        return [], 0
    before = [_hit(shelf, line, start, *last) for last in _shorter(shelf, line.text, start, offset + 1)]
    return [*(each for each in before[:1] if each is not None), hit], offset + found[1]


_SHORTER = 3
"""How many shorter names are tried at the start of a match that came to nothing."""


def _shorter(shelf: Shelved, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """End and number of the shorter names that begin where a match begins, the longest first."""
    for _ in range(_SHORTER):
        found = next(iter(shelf.automaton.find(text[start : end - 1])), None)
        if found is None or found[0]:
            return
        end = start + found[1]
        yield end, found[2]


@functools.cache
def open_authority(folder: Path | None = None) -> AuthorityBook:
    """The book of the authority files that ship with the package, or of another folder; one a process."""
    return AuthorityBook(folder or authority_folder())
