"""Automatic numbering of Word: `numbering.xml` and the counters that run while the document is walked.

A paragraph names a `num`; the `num` names an `abstractNum` and may override its levels. All `num` of one `abstractNum`
count on together, but for those that say `startOverride`, which begin anew the first time they are used. A deeper level
begins anew after every paragraph of a higher one, unless `lvlRestart` says otherwise. ECMA-376 part 1, 17.9.
"""

from __future__ import annotations

import re

import msgspec

from verbale.reading.docx.names import VALUE, W, child_value, points, switched, whole
from verbale.reading.docx.styles import Styles
from verbale.reading.list_numbers import counted, symbol
from verbale.reading.xml import Element

PLACE = re.compile(r"%([1-9])")
LEVELS = 9
HOPS = 10
"""Links from style to numbering and back that are followed; more is a circle."""
BULLETS = "-–—*•·‣◦▪■●○◆◇►➢✓☐☒"
BULLET = "•"


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """One level of a list: how it counts and how its number is printed."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    """All figures of the number are decimal, whatever the higher levels print."""
    style: str | None = None
    left: float | None = None
    first: float | None = None


class List(msgspec.Struct, frozen=True, kw_only=True):
    """A `num`: the abstract list it counts in, its levels, and which of them it starts anew."""

    abstract: str
    levels: dict[int, Level]
    anew: dict[int, int]


class Label(msgspec.Struct, frozen=True):
    """A number as printed, its level, and the indents that go with it."""

    text: str
    level: int
    left: float | None
    first: float | None


def level_of(element: Element) -> Level:
    """A `w:lvl`."""
    indent = element.find(f"{W}pPr/{W}ind")
    hanging = None if indent is None else points(indent.get(W + "hanging"))
    first = None if indent is None else points(indent.get(W + "firstLine"))
    return Level(
        start=whole(child_value(element, "start"), 1) or 0,
        form=_form(element.find(W + "numFmt")),
        text=child_value(element, "lvlText", "") or "",
        restart=whole(child_value(element, "lvlRestart")),
        legal=bool(switched(element.find(W + "isLgl"))),
        style=child_value(element, "pStyle"),
        left=None if indent is None else points(indent.get(W + "left", indent.get(W + "start"))),
        first=-hanging if hanging else first,
    )


def _form(element: Element | None) -> str:
    """The number format; a custom one ("001, 002, …") counts in padded figures."""
    if element is None:
        return "decimal"
    form: str = element.get(VALUE, "decimal")
    return "decimalZero" if form == "custom" else form


class Numbering:
    """The lists of a file and their counters. `label` is called once a numbered paragraph, in the order of the text."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = dict[str, dict[int, Level]]()
        self._linked = dict[str, str]()
        self._lists = dict[str, List]()
        self._counts = dict[str, list[int | None]]()
        self._used = set[tuple[str, int]]()
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        """Abstract lists first, then the lists that use them."""
        for entry in root.iter(W + "abstractNum"):
            called = entry.get(W + "abstractNumId", "")
            self._abstract[called] = _levels(entry)
            link = child_value(entry, "numStyleLink")
            if link:
                self._linked[called] = link
        for entry in root.iter(W + "num"):
            called = entry.get(W + "numId", "")
            self._lists[called] = self._list(entry, child_value(entry, "abstractNumId", "") or "")

    def _list(self, entry: Element, abstract: str) -> List:
        """One `w:num` with its overrides."""
        levels, anew = dict(self._abstract.get(abstract, {})), dict[int, int]()
        for override in entry.iter(W + "lvlOverride"):
            place = whole(override.get(W + "ilvl"), 0) or 0
            levels |= _levels(override)
            start = whole(child_value(override, "startOverride"))
            if start is not None:
                anew[place] = start
        return List(abstract=abstract, levels=levels, anew=anew)

    def _resolved(self, called: str) -> List | None:
        """A list with links through list styles followed."""
        found = self._lists.get(called)
        for _ in range(HOPS):
            link = self._linked.get(found.abstract) if found and not found.levels else None
            onward = self._styles.paragraph(link)[0].number if link else None
            if onward is None or onward not in self._lists:
                return found
            found = self._lists[onward]
        return None

    def level_for_style(self, called: str, style: str | None) -> int:
        """The level of a list that is tied to a paragraph style; 0 where none is."""
        found = self._resolved(called)
        for place, level in (found.levels if found else {}).items():
            if style and level.style == style:
                return place
        return 0

    def label(self, called: str, place: int) -> Label | None:
        """Count one paragraph of list `called` at level `place`; None where the list does not exist."""
        found = self._resolved(called)
        if found is None or not 0 <= place < LEVELS:
            return None
        level = found.levels.get(place, Level(form="none"))
        counts = self._counts.setdefault(found.abstract, [None] * LEVELS)
        self._step(found, called, place, level, counts)
        return Label(_print(found, place, level, counts), place, level.left, level.first)

    def _step(self, found: List, called: str, place: int, level: Level, counts: list[int | None]) -> None:
        """Move the counters for one paragraph."""
        if place in found.anew and (called, place) not in self._used:
            counts[place] = found.anew[place]
        else:
            now = counts[place]
            counts[place] = level.start if now is None else now + 1
        self._used.add((called, place))
        for deeper in range(place + 1, LEVELS):
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or place < restart:
                counts[deeper] = None
                self._used.discard((called, deeper))


def _levels(holder: Element) -> dict[int, Level]:
    """The `w:lvl` children of an element by their place."""
    return {whole(entry.get(W + "ilvl"), 0) or 0: level_of(entry) for entry in holder.iter(W + "lvl")}


def _print(found: List, place: int, level: Level, counts: list[int | None]) -> str:
    """The number of a paragraph as printed."""
    if level.form == "bullet":
        return _bullet(level.text)

    def figure(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        asked = found.levels.get(at, Level())
        count = counts[at]
        form = "decimal" if level.legal and at != place else asked.form
        return counted(asked.start if count is None else count, form)

    return PLACE.sub(figure, level.text).strip()


def _bullet(text: str) -> str:
    """A bullet as a character that prints: fonts of symbols store theirs at private places or under letters."""
    sign = text.strip()[:1]
    if "\uf000" <= sign <= "\uf0ff":
        sign = symbol(f"{ord(sign):04X}")
    return sign if sign and sign in BULLETS else BULLET if text else ""
