"""Numbers of a component as a machine of states: which marks count paragraphs, which count items, where counts restart.

A run is one count of paragraphs. Runs stack: an article opens a run of its own inside the run of the paragraph it is
quoted in, and when the outer count goes on, the inner one is left. A mark that fits no count (a year, a number inside a
quotation) stays in the text. Addresses come after (`addresses`), when it is known which counts restart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from verbale.grammar.markers import Marker, parse
from verbale.model import address
from verbale.model.address import LETTERS
from verbale.structure.draft import Draft, ends_sentence, introduces, next_marker, trails
from verbale.structure.items import OpenLists
from verbale.structure.treaty import ARTICLE, Division

_SLIPPED = re.compile(r"(\d{1,3})[,.]?\s*(?=[^\W\d_])")
PLAIN_SHAPES = ("x.", "x-", "x\u3001", "x")
"""Enclosures of paragraph numbers; one component may mix them (typed and automatic numbers)."""
ACTING = "acting"
"""The style of a resolution's part that has a formula of its own; divisions in it count their depth anew."""
_FORGIVEN = 30
"""How many numbers a count may skip and still be the same count."""
_FIRST_YEAR = 1900
"""From here on a number that continues no count is taken for a year."""


@dataclass(slots=True)
class Run:
    """One count of paragraphs: the shape of its numbers, the last of them, the divisions its paragraphs stand in."""

    shape: str = ""
    series: str = ""
    last: tuple[int, ...] = ()
    path: tuple[str, ...] = ()
    """Divisions at its start."""
    article: bool = False
    heading: int = -1
    """The last heading before its start."""
    members: list[int] = field(default_factory=list)
    """Places of its numbered paragraphs."""


class Numbering:
    """Walks the drafts of a component once; afterwards each has its number, run, divisions, items and level."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.drafts = drafts
        self.runs: list[Run] = [Run()]
        self._stack = [0]
        self._lists = OpenLists()
        self._divisions: list[tuple[str, str, int]] = []
        self._host = -1
        self._heading = -1

    def walk(self) -> list[Run]:
        """Number all drafts; gives the runs."""
        for place, one in enumerate(self.drafts):
            if one.role == "heading":
                self._head(place)
            elif one.role == "quotation" or (one.role == "" and not self._marked(place)):
                self._plain(place)
            one.path = tuple(part for _, part, _ in self._divisions)
            if one.run < 0:
                one.run = self._stack[-1]
        return self.runs

    # headings

    def _head(self, place: int) -> None:
        """A heading: the division it opens, its depth, and the article's own count."""
        one = self.drafts[place]
        self._heading = place
        named = one.division or _division_of(one.marker)
        if named is None:
            one.level = (one.passage.level + 1) if one.passage.level is not None else len(self._divisions) + 1
            return
        self._lists.close()
        self._host = -1
        self._enter(named, one.passage.level, place)
        one.level = (one.passage.level + 1) if one.passage.level is not None else len(self._divisions)
        while len(self._stack) > 1 and self.runs[self._stack[-1]].article:
            self._stack.pop()
        if named.style == ARTICLE:
            self._open_run(article=True)

    def _enter(self, named: Division, hint: int | None, place: int) -> None:
        """Leave divisions of the same or a lower style, enter this one; its word in the address is its depth."""
        if any(one.role == "formula" for one in self.drafts[place + 1 : place + 3]):
            named = msgspec.structs.replace(named, style=ACTING)
        level = self._level_of(named)
        if level is not None:
            del self._divisions[level:]
        elif named.style.isdigit() or named.style in (ARTICLE, ACTING):
            del self._divisions[sum(_rank(style) < _rank(named.style) for style, _, _ in self._divisions) :]
        elif hint is not None:
            while self._divisions and self._divisions[-1][2] > hint >= 0:
                self._divisions.pop()
        depth = sum(style not in (ARTICLE, ACTING) for style, _, _ in self._divisions)
        word = ARTICLE if named.style == ARTICLE else ("part", "section", "subsection")[min(depth, 2)]
        self._divisions.append((named.style, f"{word}-{named.number}", -1 if hint is None else hint))

    def _level_of(self, named: Division) -> int | None:
        """The depth of a division whose style is open already: after its predecessor, or as a first one deeper."""
        alike = [at for at, (style, _, _) in enumerate(self._divisions) if style == named.style]
        if not alike:
            return None
        for at in reversed(alike):
            if _follows(named.number, self._divisions[at][1]):
                return at
        first = named.number in ("1", "a")
        return len(self._divisions) if first and alike[-1] < len(self._divisions) - 1 else alike[-1]

    def _open_run(self, *, article: bool = False, shape: str = "") -> Run:
        """A new count on top of the stack."""
        path = tuple(part for _, part, _ in self._divisions)
        run = Run(shape=shape, path=path, article=article, heading=self._heading)
        self.runs.append(run)
        self._stack.append(len(self.runs) - 1)
        return run

    # running text

    def _plain(self, place: int) -> None:
        """A paragraph without number of its own, or the running text of an article (`Article 6. The Parties …`)."""
        one = self.drafts[place]
        self._lists.rest()
        if one.division is not None and one.division.style == ARTICLE:
            self._head(place)
            one.level = 0
            one.number, one.cut = one.division.printed, one.division.end
        self._host = place

    def _marked(self, place: int) -> bool:
        """Whether the mark of a draft counts something; if so the draft gets its number."""
        one = self.drafts[place]
        marker = one.marker or self._slip(place)
        if marker is None or (marker.end >= len(one.passage.text) and one.passage.label is None):
            return False
        if _series(marker) and self._counts_paragraphs(place, marker):
            return True
        return self._item(place, marker)

    def _slip(self, place: int) -> Marker | None:
        """A number printed without its stop (`16, Invites`, `5 Decides`), where it is the next and the count goes on."""
        text, run = self.drafts[place].passage.text, self.runs[self._stack[-1]]
        if len(run.last) > 1 or not text[:1].isdigit() or (found := _SLIPPED.match(text)) is None:
            return None
        onward = next_marker(self.drafts[place + 1 :])
        expected = run.last[0] + 1 if run.last else 1
        if int(found[1]) != expected or onward is None or onward.decimal:
            return None
        small = run.members and self.drafts[run.members[-1]].text[:1].islower()
        if onward.ranks.get("arabic") != expected + 1 or (text[found.end()].islower() and not small):
            return None
        return Marker(printed=found.group().rstrip(), shape="x", ranks={"arabic": expected}, end=found.end())

    def _counts_paragraphs(self, place: int, marker: Marker) -> bool:
        """Try a mark in Western digits as the number of a paragraph."""
        one = self.drafts[place]
        value = _value(marker)
        if self._lists.continues(marker) and not one.stated and not self._list_ended(place, value):
            return False
        fitting = next((at for at in reversed(self._stack) if self._fits(self.runs[at], marker, value)), None)
        if fitting is not None:
            while self._stack[-1] != fitting:
                self._stack.pop()
            if not self.runs[fitting].article:
                self._divisions = [entry for entry in self._divisions if entry[0] != ARTICLE]
            return self._number(place, marker, value)
        if marker.shape not in PLAIN_SHAPES and (self.runs[self._stack[-1]].last or self._introduced(place)):
            return False
        if value[-1] == 1 and len(value) == 1:
            return self._restart(place, marker, value)
        return self._astray(place, marker, value)

    def _list_ended(self, place: int, value: tuple[int, ...]) -> bool:
        """Whether the item before ends with a full stop and the number is the next of the paragraphs as well."""
        before = self.drafts[place - 1].passage.text if place else ""
        return ends_sentence(before) and not trails(before) and _after(self.runs[self._stack[-1]].last) == value

    def _fits(self, run: Run, marker: Marker, value: tuple[int, ...]) -> bool:
        """Whether a number is the next of a run."""
        if run.last and not (_same_shape(run.shape, marker.shape) and run.series == _series(marker)):
            return False
        if marker.inserted:
            return value == run.last or value == _after(run.last)
        if not run.last:
            return run.article and value == (1,) and marker.shape in PLAIN_SHAPES
        return value in _successors(run.last)

    def _restart(self, place: int, marker: Marker, value: tuple[int, ...]) -> bool:
        """A number 1: the first of a count, or of a list inside a paragraph that ends with a colon."""
        current = self.runs[self._stack[-1]]
        if current.last and current.series != _series(marker) and self._heading < current.members[-1]:
            return False
        if len(current.last) == 1 and current.last != value and self._misprinted(place, current):
            return self._number(place, marker, value, counted=False)
        if (
            self._introduced(place)
            and self._host >= 0
            and not self.drafts[place].stated
            and self._is_inner(place, current)
        ):
            return False
        if not current.last and not current.article:
            current.path, current.heading = tuple(part for _, part, _ in self._divisions), self._heading
        else:
            while len(self._stack) > 1 and len(self.runs[self._stack[-1]].path) >= len(self._divisions):
                self._stack.pop()
            self._open_run(article=any(style == ARTICLE for style, _, _ in self._divisions))
        return self._number(place, marker, value)

    def _misprinted(self, place: int, current: Run) -> bool:
        """Whether a number 1 without a heading before it stands where the count goes on at once behind it."""
        if self._heading > current.members[-1] or self._introduced(place):
            return False
        onward = next_marker(self.drafts[place + 1 :])
        return onward is not None and onward.ranks.get("arabic", 0) in (current.last[0] + 1, current.last[0] + 2)

    def _is_inner(self, place: int, current: Run) -> bool:
        """Whether a count from 1 after a colon is a list: the outer count goes on behind it, or it ends at once."""
        if not current.last:
            return False
        ahead = (self.drafts[at] for at in range(place + 1, min(place + 40, len(self.drafts))))
        for one in ahead:
            if one.role == "heading":
                return False
            if one.marker and _series(one.marker) == current.series and _same_shape(current.shape, one.marker.shape):
                if _value(one.marker) == _after(current.last):
                    return True
        return False

    def _astray(self, place: int, marker: Marker, value: tuple[int, ...]) -> bool:
        """A number that is not the next: a gap, a repetition, the first of an excerpt, or no number at all."""
        one, run = self.drafts[place], self.runs[self._stack[-1]]
        if value[0] >= _FIRST_YEAR and one.passage.label is None:
            return False
        if run.last and _same_shape(run.shape, marker.shape) and run.series == _series(marker):
            if value > run.last and value[0] - run.last[0] <= _FORGIVEN:
                if len(value) == 1 or len(run.last) > 1 or value[0] in (run.last[0], run.last[0] + 1):
                    one.notices.append(("V230", _written(run.last)))
                    return self._number(place, marker, value)
            elif value <= run.last and not self._foreign(place, value):
                return self._number(place, marker, value)
            return False
        if run.last or marker.shape not in PLAIN_SHAPES or _series(marker) != "arabic":
            return False
        following = next_marker(self.drafts[place + 1 :])
        goes_on = following is not None and (following.decimal or (following.ranks.get("arabic", 0),)) in _successors(
            value
        )
        if not goes_on and one.passage.label is None and marker.shape == "x":
            return False
        return self._number(place, marker, value)

    def _foreign(self, place: int, value: tuple[int, ...]) -> bool:
        """Whether a smaller number belongs to another text: nothing after it goes on from it."""
        last = self.runs[self._stack[-1]].last
        following = next_marker(self.drafts[place + 1 :])
        if following is None or value == last:
            return False
        onward = following.decimal or (following.ranks.get("arabic", 0),)
        return onward == _after(last)

    def _number(self, place: int, marker: Marker, value: tuple[int, ...], *, counted: bool = True) -> bool:
        """Take a mark as the number of a paragraph; one that is not `counted` leaves the count where it was."""
        one, run = self.drafts[place], self.runs[self._stack[-1]]
        run.shape, run.series, run.last = marker.shape, _series(marker), value if counted else run.last
        run.members.append(place)
        one.paragraph, one.run = marker.number or "", self._stack[-1]
        one.number, one.cut = marker.printed, marker.end
        self._lists.close()
        self._host = place
        if inner := parse(one.text):
            self._lists.run_in(inner, place)
        return True

    def _item(self, place: int, marker: Marker) -> bool:
        """Try a mark as the mark of an item."""
        one = self.drafts[place]
        bullet = "bullet" in marker.ranks
        if bullet and not self._is_list(place, marker):
            return False
        bare = marker.shape in ("x", "x-", "x\u3001") and not bullet and one.passage.label is None
        if bare and not (self._introduced(place) or self._lists.continues(marker)):
            return False
        loose = marker.shape == "x." and "arabic" not in marker.ranks and not self._lists.continues(marker)
        if loose and 1 not in marker.ranks.values():
            return False
        found = self._lists.take(marker, next_marker(self.drafts[place + 1 :]), self._introduced(place), self._host)
        if found is None:
            return False
        one.role, one.number, one.cut = "item", marker.printed, marker.end
        one.host, one.items, one.level = found.host, found.parts, len(found.parts)
        if found.skipped:
            one.notices.append(("V231", marker.printed))
        return True

    def _is_list(self, place: int, marker: Marker) -> bool:
        """Whether a dash or dot begins an item: something introduces it, or another of its kind stands beside it."""
        if self.drafts[place].passage.label is not None or self._introduced(place):
            return True
        beside = [self.drafts[at].marker for at in (place - 1, place + 1) if 0 <= at < len(self.drafts)]
        return any(one is not None and one.shape == marker.shape for one in beside)

    def _introduced(self, place: int) -> bool:
        """Whether the text before ends with a colon."""
        return place > 0 and introduces(self.drafts[place - 1].passage.text)


def _division_of(marker: Marker | None) -> Division | None:
    """The division a numbered heading opens: Roman numbers and their kin, letters and their kin, figures."""
    if marker is None:
        return None
    ranks = marker.ranks
    for style, names in (("roman", ("roman-capital", "ordinals", "han")), ("figure", ("arabic",))):
        if style == "roman" and "latin-capital" in ranks and ranks.get("roman-capital", 0) in (50, 100, 500):
            continue
        for name in names:
            if name in ranks:
                number = marker.number if name == "arabic" and marker.number else str(ranks[name])
                return Division(style=style, number=number, printed=marker.printed, end=marker.end, parted=True)
    rank = ranks.get("latin-capital") or ranks.get("letter-names") or min(ranks.values())
    return Division("letter", LETTERS[(rank - 1) % 26], marker.printed, marker.end, True)


def _rank(style: str) -> int:
    """Order of styles that have a word of their own, the outermost first; bare numbers stand between."""
    if style in (ARTICLE, ACTING):
        return 20 if style == ARTICLE else -1
    return int(style) if style.isdigit() else 10


def _follows(number: str, part: str) -> bool:
    """Whether a number or letter is the next after that of an address part (`section-b` before c)."""
    last = part.partition("-")[2]
    if number.isdigit() and last.isdigit():
        return int(number) == int(last) + 1
    return len(number) == len(last) == 1 and ord(number) == ord(last) + 1


def _series(marker: Marker) -> str:
    """The series in which a mark may count paragraphs: figures, Chinese figures before their comma, Roman numbers."""
    if "arabic" in marker.ranks:
        return "arabic"
    if "han" in marker.ranks and marker.shape == "x\u3001":
        return "han"
    return "roman-capital" if "roman-capital" in marker.ranks and marker.shape in ("x.", "x-") else ""


def _value(marker: Marker) -> tuple[int, ...]:
    """The number a mark counts, decimals part by part."""
    return marker.decimal or (marker.ranks[_series(marker)],)


def _same_shape(first: str, second: str) -> bool:
    """Whether two enclosures belong to one count."""
    return first == second or (first in PLAIN_SHAPES and second in PLAIN_SHAPES)


def _after(value: tuple[int, ...]) -> tuple[int, ...]:
    """The next number of the same depth."""
    return (*value[:-1], value[-1] + 1) if value else (1,)


def _successors(value: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Every number that may follow: deeper by one, the next of the same depth, the next of each outer depth."""
    found = [(*value, 1)]
    found += [_after(value[:depth]) for depth in range(len(value), 0, -1)]
    return found + [(*_after(value[:depth]), 1) for depth in range(len(value), 0, -1)]


def _written(value: tuple[int, ...]) -> str:
    """A number as people write it."""
    return ".".join(map(str, value))


def after_paragraph(number: str, count: int) -> str:
    """Address of the paragraph without number that comes `count`-th after a numbered one: `4-b` for the first."""
    return f"{number}-{address.letter(count + 1)}"
