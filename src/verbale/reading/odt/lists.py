"""Automatic numbering of OpenDocument: list styles, and lists that count on where they say so.

A list begins anew unless it continues the list before it (`continue-numbering`) or one it names (`continue-list`), as
LibreOffice writes for a list that plain paragraphs part. Only the first paragraph of an item has its number.
"""

from __future__ import annotations

import re

import msgspec

from verbale.reading.list_numbers import counted, formats
from verbale.reading.odt.names import EXTENDED, IDENTITY, STYLE, TEXT
from verbale.reading.xml import Element, local

LEVELS = 10
BULLET = "•"
BULLETS = "-–—*•·‣◦▪■●○◆◇►➢✓☐☒"
PLACE = re.compile(r"%(\d+)%")
FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """One level of a list style."""

    form: str = "none"
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    """How many levels the number shows, itself included."""
    start: int = 1
    pattern: str | None = None
    """The whole number with its signs ("%1%.%2%"), as newer files write it."""
    bullet: str | None = None


def levels_of(style: Element) -> dict[int, Level]:
    """The levels of a list style, from 0."""
    found = dict[int, Level]()
    for entry in style:
        place = _whole(entry.get(TEXT + "level"), 1) - 1
        if local(entry) == "list-level-style-bullet":
            sign = entry.get(TEXT + "bullet-char", BULLET)
            found[place] = Level(bullet=sign if sign in BULLETS else BULLET)
        elif local(entry) in ("list-level-style-number", "outline-level-style"):
            found[place] = Level(
                form=_form(entry.get(STYLE + "num-format", "")),
                prefix=entry.get(STYLE + "num-prefix", ""),
                suffix=entry.get(STYLE + "num-suffix", ""),
                shown=_whole(entry.get(TEXT + "display-levels"), 1),
                start=_whole(entry.get(TEXT + "start-value"), 1),
                pattern=entry.get(EXTENDED + "num-list-format"),
            )
    return found


def _form(said: str) -> str:
    """A number format as Office calls it; longer ones spell the first signs of a series that is looked up."""
    if said in FORMS:
        return FORMS[said]
    signs = "".join(letter for letter in said.partition("..")[0] if letter.isalnum())
    known = formats()
    for series in (known.letters, known.signs, {name: run[1:] for name, run in known.counting.items()}):
        for name, run in series.items():
            if signs and run.startswith(signs):
                return name
    return "decimal"


class Lists:
    """The list styles of a text and the counters of its lists."""

    def __init__(self, roots: list[Element | None]) -> None:
        self._styles = dict[str, dict[int, Level]]()
        self._outline = dict[int, Level]()
        for root in roots:
            for entry in root.iter(TEXT + "list-style", TEXT + "outline-style") if root is not None else ():
                if local(entry) == "outline-style":
                    self._outline = levels_of(entry)
                else:
                    self._styles[entry.get(STYLE + "name", "")] = levels_of(entry)
        self._named = dict[str, list[int | None]]()
        self._last = dict[str, list[int | None]]()
        self._headings: list[int | None] = [None] * LEVELS

    def begin(self, element: Element, style: str) -> list[int | None]:
        """The counters of a list that begins at the first level."""
        named = element.get(TEXT + "continue-list", "")
        if named in self._named:
            counts = self._named[named]
        elif element.get(TEXT + "continue-numbering") == "true" and style in self._last:
            counts = self._last[style]
        else:
            counts = [None] * LEVELS
        self._last[style] = counts
        if element.get(IDENTITY):
            self._named[element.get(IDENTITY)] = counts
        return counts

    def label(self, style: str, place: int, counts: list[int | None], start: str | None) -> str:
        """Count one item and print its number."""
        return _label(self._styles.get(style, {}), place, counts, start)

    def heading(self, place: int) -> str:
        """Count one heading in the outline and print its number, empty where headings have none."""
        return _label(self._outline, place, self._headings, None)


def _label(levels: dict[int, Level], place: int, counts: list[int | None], start: str | None) -> str:
    """Move the counters to an item of a level and print its number."""
    if not 0 <= place < LEVELS:
        return ""
    level = levels.get(place, Level())
    now = counts[place]
    counts[place] = _whole(start, level.start) if start else level.start if now is None else now + 1
    counts[place + 1 :] = [None] * (LEVELS - place - 1)
    if level.bullet is not None:
        return level.bullet
    if level.form == "none":
        return (level.prefix + level.suffix).strip() if level.pattern is None else ""

    def figure(at: int) -> str:
        asked, count = levels.get(at, Level()), counts[at]
        return counted(asked.start if count is None else count, asked.form)

    if level.pattern is not None:
        return PLACE.sub(lambda match: figure(min(max(int(match[1]) - 1, 0), LEVELS - 1)), level.pattern).strip()
    shown = [figure(at) for at in range(max(0, place - level.shown + 1), place + 1)]
    return (level.prefix + ".".join(part for part in shown if part) + level.suffix).strip()


def _whole(said: str | None, default: int) -> int:
    """A whole number of an attribute."""
    return int(said) if said and said.isascii() and said.isdecimal() else default
