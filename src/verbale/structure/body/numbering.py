"""Numbers of a component as a machine of states: which marks count paragraphs, which count items, where counts restart.

A run is one count of paragraphs. Runs stack: an article opens a run of its own inside the run of the paragraph it is
quoted in, and when the outer count goes on, the inner one is left. A mark that fits no count (a year, a number inside a
quotation) stays in the text. Addresses come after (`addresses`), when it is known which counts restart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from verbale.grammar.markers import Marker, parse
from verbale.structure.body.draft import Draft, ends_sentence, introduces, pauses, trails
from verbale.structure.body.items import OpenLists
from verbale.structure.body.sequence import (
    PLAIN_SHAPES,
    after,
    follows,
    same_shape,
    series_of,
    successors,
    value_of,
    written,
)
from verbale.structure.body.treaty import ACTING, ARTICLE, Division, division_of, rank_of_style

_SLIPPED = re.compile(r"(\d{1,3})[,.]?\s*(?=[^\W\d_])")
_SIGHT = 60
"""How many paragraphs ahead the next mark is looked for."""
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
        self._counted_below = self._numbered_below()

    def _numbered_below(self) -> frozenset[str]:
        """Styles of divisions with a word whose numbers their paragraphs take up (`Section 4`, then `4.1`).

        One language's section of that kind is another's clause or article, and all have the address of an article.
        """
        found: Counter[str] = Counter()
        for place, one in enumerate(self.drafts):
            named = one.division
            if one.role != "heading" or named is None or not named.style.isdigit():
                continue
            below = [each.marker for each in self.drafts[place + 1 : place + 3] if each.marker is not None]
            found[named.style] += any(
                marker.decimal[:1] == (int(named.number),) for marker in below if named.number.isdigit()
            )
        return frozenset(style for style, count in found.items() if count > 1)

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
        named = one.division or division_of(one.marker)
        if named is not None and named.style in self._counted_below:
            named = msgspec.structs.replace(named, style=ARTICLE)
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
            del self._divisions[
                sum(rank_of_style(style) < rank_of_style(named.style) for style, _, _ in self._divisions) :
            ]
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
            if follows(named.number, self._divisions[at][1]):
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
        if series_of(marker) and self._counts_paragraphs(place, marker):
            return True
        return self._item(place, marker)

    def _slip(self, place: int) -> Marker | None:
        """A number without its stop (`16, Invites`, `5 Decides`), where it is the next and the count goes on."""
        text, run = self.drafts[place].passage.text, self.runs[self._stack[-1]]
        if len(run.last) > 1 or not text[:1].isdigit() or (found := _SLIPPED.match(text)) is None:
            return None
        expected = run.last[0] + 1 if run.last else 1
        if int(found[1]) != expected or not self._counts_on(place, expected):
            return None
        small = run.members and self.drafts[run.members[-1]].text[:1].islower()
        if text[found.end()].islower() and not small:
            return None
        return Marker(printed=found.group().rstrip(), shape="x", ranks={"arabic": expected}, end=found.end())

    def _counts_on(self, place: int, value: int) -> bool:
        """Whether the next number is the one after `value`; the last of a section has a blank behind it."""
        for one in self.drafts[place + 1 : place + _SIGHT]:
            if one.role == "heading":
                break
            if one.marker is not None and series_of(one.marker) == "arabic" and one.marker.shape in PLAIN_SHAPES:
                return value_of(one.marker) == (value + 1,)
            if one.plain and (found := _SLIPPED.match(one.passage.text)) is not None and int(found[1]) == value + 1:
                return True
        return value > 1 and not self.drafts[place].passage.text[len(str(value))].isalpha()

    def _counts_paragraphs(self, place: int, marker: Marker) -> bool:
        """Try a mark in Western digits as the number of a paragraph."""
        one = self.drafts[place]
        value = value_of(marker)
        if self._lists.continues(marker) and not one.stated and not self._list_ended(place, value):
            return False
        while len(value) > 1 and self.runs[self._stack[-1]].article and not self.runs[self._stack[-1]].last:
            self._stack.pop()
        fitting = next((at for at in reversed(self._stack) if self._fits(self.runs[at], marker, value)), None)
        if fitting is not None:
            while self._stack[-1] != fitting:
                self._stack.pop()
            if not self.runs[fitting].article and len(value) == 1:
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
        return ends_sentence(before) and not trails(before) and after(self.runs[self._stack[-1]].last) == value

    def _fits(self, run: Run, marker: Marker, value: tuple[int, ...]) -> bool:
        """Whether a number is the next of a run."""
        if run.last and not (same_shape(run.shape, marker.shape) and run.series == series_of(marker)):
            return False
        if marker.inserted:
            return value == run.last or value == after(run.last)
        if not run.last:
            return run.article and value == (1,) and marker.shape in PLAIN_SHAPES
        return value in successors(run.last)

    def _restart(self, place: int, marker: Marker, value: tuple[int, ...]) -> bool:
        """A number 1: the first of a count, or of a list inside a paragraph that ends with a colon."""
        current = self.runs[self._stack[-1]]
        if current.last and current.series != series_of(marker) and self._heading < current.members[-1]:
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
        onward = self._ahead(place, "arabic")
        return onward is not None and onward.ranks["arabic"] in (current.last[0] + 1, current.last[0] + 2)

    def _is_inner(self, place: int, current: Run) -> bool:
        """Whether a count from 1 after a colon is a list: the outer count goes on behind it, or it ends at once."""
        if not current.last:
            return False
        ahead = (self.drafts[at] for at in range(place + 1, min(place + 40, len(self.drafts))))
        for one in ahead:
            if one.role == "heading":
                return False
            if one.marker is None or series_of(one.marker) != current.series:
                continue
            if same_shape(current.shape, one.marker.shape) and value_of(one.marker) == after(current.last):
                return True
        return False

    def _astray(self, place: int, marker: Marker, value: tuple[int, ...]) -> bool:
        """A number that is not the next: a gap, a repetition, the first of an excerpt, or no number at all."""
        one, run = self.drafts[place], self.runs[self._stack[-1]]
        if value[0] >= _FIRST_YEAR and one.passage.label is None:
            return False
        if run.last and same_shape(run.shape, marker.shape) and run.series == series_of(marker):
            if value > run.last and value[0] - run.last[0] <= _FORGIVEN:
                if len(value) == 1 or len(run.last) > 1 or value[0] in (run.last[0], run.last[0] + 1):
                    one.notices.append(("V230", written(run.last)))
                    self._fill(place, value)
                    return self._number(place, marker, value)
            elif value <= run.last and not self._foreign(place, value):
                return self._number(place, marker, value)
            return False
        if run.last or marker.shape not in PLAIN_SHAPES or series_of(marker) != "arabic":
            return False
        following = self._ahead(place, "arabic")
        goes_on = following is not None and value_of(following) in successors(value)
        if not goes_on and one.passage.label is None and marker.shape == "x":
            return False
        self._fill(place, value)
        return self._number(place, marker, value)

    def _fill(self, place: int, value: tuple[int, ...]) -> None:
        """Give the one paragraph in a gap of one number that number's address: print has left the number out."""
        run = self.runs[self._stack[-1]]
        missing = run.last[0] + 1 if run.last else 1
        first = run.members[-1] + 1 if run.members else max(place - 1, 0)
        between = [at for at in range(first, place) if self.drafts[at].plain and not self.drafts[at].items]
        if value != (missing + 1,) or len(between) != 1:
            return
        one = self.drafts[between[0]]
        if ends_sentence(one.text) and not pauses(one.text):
            one.paragraph, one.run = str(missing), self._stack[-1]
            run.members.append(between[0])

    def _foreign(self, place: int, value: tuple[int, ...]) -> bool:
        """Whether a smaller number belongs to another text: nothing after it goes on from it."""
        last = self.runs[self._stack[-1]].last
        following = self._ahead(place, "arabic")
        return following is not None and value != last and value_of(following) == after(last)

    def _number(self, place: int, marker: Marker, value: tuple[int, ...], *, counted: bool = True) -> bool:
        """Take a mark as the number of a paragraph; one that is not `counted` leaves the count where it was."""
        one, run = self.drafts[place], self.runs[self._stack[-1]]
        run.shape, run.series, run.last = marker.shape, series_of(marker), value if counted else run.last
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
        found = self._lists.take(marker, self._ahead(place), self._introduced(place), self._host)
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

    def _ahead(self, place: int, series: str = "") -> Marker | None:
        """The next mark of the text, or the next that counts in a series, looked for as far as a list may run."""
        for at in range(place + 1, min(place + _SIGHT, len(self.drafts))):
            marker = self.drafts[at].marker
            if marker is not None and (not series or series_of(marker) == series):
                return marker
        return None

    def _introduced(self, place: int) -> bool:
        """Whether the text before ends with a colon."""
        return place > 0 and introduces(self.drafts[place - 1].passage.text)
