"""Addresses of the blocks of a component, made of what is printed (`docs/addresses.md`), each given once.

Where a component has one count of paragraphs, its numbers are the addresses. Where counts restart, each takes the
divisions in front that all its paragraphs stand in; paragraphs of articles always do, unless the numbers are decimals,
which name the article themselves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from verbale.model.address import join
from verbale.structure.body.draft import Draft
from verbale.structure.body.numbering import Run
from verbale.structure.body.sequence import after_paragraph

_COUNTED = {"table": "table", "quotation": "quote", "caption": "caption"}
"""Roles counted through the component, with the word of their address."""
_SINGLE = {"title": "title", "place-date": "done", "signature": "signature", "formula": "formula"}
"""Roles met once as a rule; a second one gets `-2`."""


class Addresses:
    """Gives addresses to the drafts of one component, in order."""

    def __init__(self, drafts: Sequence[Draft], runs: Sequence[Run]) -> None:
        self._drafts = drafts
        self._runs = runs
        self._counts: Counter[tuple[str, ...]] = Counter()
        self._used: Counter[str] = Counter()
        decimal = any(len(run.last) > 1 for run in runs)
        counts = sum(bool(run.members) or run.article for run in runs)
        self._several = not decimal and (counts > 1 or any(run.article for run in runs))
        self._divisions = list(accumulate(_opens_division(one) for one in drafts))
        self._headings = list(accumulate(one.role == "heading" and not _opens_division(one) for one in drafts))
        self._prefixes = self._prefix_runs()

    def give(self) -> None:
        """Set the address of every draft; a second block of one address gets `~2` and a notice."""
        for place, one in enumerate(self._drafts):
            wanted = self._address(place, one)
            self._used[wanted] += 1
            one.address = wanted if self._used[wanted] == 1 else f"{wanted}~{self._used[wanted]}"
            if self._used[wanted] > 1:
                one.notices.append(("V232", wanted))

    def _prefix_runs(self) -> list[tuple[str, ...]]:
        """The divisions in front of the numbers of each run."""
        prefixes: list[tuple[str, ...]] = []
        taken: dict[tuple[str, ...], int] = {}
        for run in self._runs:
            prefix = self._prefix(run)
            if run.members and prefix in taken and run.heading > taken[prefix]:
                prefix = (*prefix, f"h-{self._rank_of_heading(run.heading)}")
            if run.members:
                taken[prefix] = run.members[-1]
            prefixes.append(prefix)
        return prefixes

    def _prefix(self, run: Run) -> tuple[str, ...]:
        """Divisions that all numbered paragraphs of a run stand in; none where it is the only count."""
        if not self._several:
            return ()
        if run.article:
            return run.path
        paths = [self._drafts[place].path for place in run.members]
        if not paths:
            return ()
        shared = 0
        for parts in zip(*paths, strict=False):
            if len(set(parts)) > 1:
                break
            shared += 1
        return paths[0][:shared]

    def _rank_of_heading(self, place: int) -> int:
        """Which heading of the component a draft is."""
        return self._headings[place]

    def _address(self, place: int, one: Draft) -> str:
        """The address a draft asks for."""
        if one.role == "heading":
            return join(*one.path) if _opens_division(one) else self._count("h")
        if one.role in _COUNTED:
            return self._count(_COUNTED[one.role])
        if one.role == "formula" or one.role == "place-date":
            return self._once(join(*self._path(one), _SINGLE[one.role]))
        if one.host >= 0 or one.items:
            host = self._drafts[one.host].address if one.host >= 0 else join(*self._path(one))
            return join(host, *one.items)
        if one.paragraph:
            return join(*self._prefixes[one.run], one.paragraph)
        if one.role == "preambular":
            return join(*self._path(one), self._count("pre", *self._path(one)))
        if one.role in ("paragraph", "operative"):
            return self._unnumbered(place, one)
        return self._once(_SINGLE.get(one.role, one.role))

    def _unnumbered(self, place: int, one: Draft) -> str:
        """A paragraph without number: the next after a numbered one, or counted within its division."""
        if one.number is not None and one.division is not None:
            return join(*one.path)
        run = self._runs[one.run] if self._several else max(self._runs, key=lambda run: len(run.members))
        before = bisect_left(run.members, place)
        last = run.members[before - 1] if before else -1
        if before and (not self._several or before < len(run.members) or self._same_division(last, place)):
            numbered = join(*self._prefixes[self._drafts[last].run], self._drafts[last].paragraph)
            self._counts["after", str(last)] += 1
            return after_paragraph(numbered, self._counts["after", str(last)])
        path = self._path(one)
        return join(*path, self._count("p", *path))

    def _same_division(self, first: int, second: int) -> bool:
        """Whether no division begins between two places."""
        return self._divisions[first] == self._divisions[second]

    def _path(self, one: Draft) -> tuple[str, ...]:
        """Divisions in front of what has no number: none where the component has one count."""
        return one.path if self._several else ()

    def _count(self, word: str, *path: str) -> str:
        """The next of a word within a path: `p-1`, `p-2`."""
        self._counts[(word, *path)] += 1
        return f"{word}-{self._counts[(word, *path)]}"

    def _once(self, wanted: str) -> str:
        """An address met once as a rule: the second is `done-2`."""
        self._counts[("once", wanted)] += 1
        times = self._counts[("once", wanted)]
        return wanted if times == 1 else f"{wanted}-{times}"


def _opens_division(one: Draft) -> bool:
    """Whether a heading opens a numbered division."""
    return one.role == "heading" and (one.division is not None or one.marker is not None)
