"""Items: `(a)`, `(i)`, `1.`, bullets, on as many levels as are open; the list so far decides what a mark means.

`(i)` after `(h)` is the ninth letter, before `(ii)` it opens a list of Roman numbers; Cyrillic `с)` after Latin `b)`
is the third letter. A list is a set of series that all its marks fit; each mark narrows it. Levels come from nesting,
not from the form of the mark, so that addresses are the same where languages use other marks on the same level.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from verbale.grammar.markers import Marker
from verbale.model import address

DEEPEST = 6
"""Lists inside one another that are followed; what is deeper joins the deepest."""
_FORGIVEN = 6
"""How many ranks a list may skip and still be the same list."""


@dataclass(slots=True)
class _Open:
    """A list being counted: the enclosure of its marks, the series still possible with their last rank, its host."""

    shape: str
    last: dict[str, int]
    host: int
    rank: int


class Place(msgspec.Struct, frozen=True):
    """Where an item stands: address parts under its host, the host, and whether ranks were skipped or repeated."""

    parts: tuple[str, ...]
    host: int
    skipped: bool = False
    repeated: bool = False


class OpenLists:
    """The lists open at a point of the text, outermost first."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._resting = False

    def close(self) -> None:
        """A numbered paragraph begins: all lists end."""
        self._open.clear()

    def rest(self) -> None:
        """A paragraph without number comes between: lists may go on after it, or new ones begin under it."""
        self._resting = True

    def take(self, marker: Marker, following: Marker | None, introduced: bool, host: int) -> Place | None:
        """The place of an item with this mark, or None where no list has room for it.

        `following` is the next mark of the text, `introduced` says that the text before ends with a colon, `host` is
        the paragraph under which a new list would stand.
        """
        if "bullet" in marker.ranks:
            return self._bullet(marker, introduced, host)
        depth = self._fitting(marker)
        fresh = {series: rank for series, rank in marker.ranks.items() if rank == 1}
        if depth is not None and not (fresh and self._starts_anew(depth, marker, fresh, following, introduced)):
            return self._continue(depth, marker)
        if fresh:
            return self._begin(marker.shape, fresh, host, 1)
        return self._skip(marker) or self._strange(marker, host)

    def run_in(self, marker: Marker, host: int) -> None:
        """A first item printed in the paragraph itself (`4. (a) Each Party …`): the list goes on with the second."""
        fresh = {series: rank for series, rank in marker.ranks.items() if rank == 1}
        if fresh and marker.shape in ("(x)", "x)", "'x'"):
            self._begin(marker.shape, fresh, host, 1)

    def continues(self, marker: Marker) -> bool:
        """Whether an open list that is not at rest counts exactly this mark next."""
        return not self._resting and self._fitting(marker) is not None

    def _fitting(self, marker: Marker) -> int | None:
        """The innermost list whose next mark this is."""
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth].shape == marker.shape and _next(self._open[depth], marker):
                return depth
        return None

    def _starts_anew(
        self, depth: int, marker: Marker, fresh: dict[str, int], following: Marker | None, introduced: bool
    ) -> bool:
        """Whether a mark that could go on (`(i)` after `(h)`) begins a list instead: the next mark tells."""
        goes_on = _next(self._open[depth], marker)
        if following is not None and following.shape == marker.shape:
            if any(following.ranks.get(series) == 2 for series in fresh):
                return True
            if any(following.ranks.get(series) == rank + 1 for series, rank in goes_on.items()):
                return False
        return introduced

    def _continue(self, depth: int, marker: Marker) -> Place:
        """The next mark of an open list; deeper lists end."""
        del self._open[depth + 1 :]
        current = self._open[depth]
        current.last = _next(current, marker)
        current.rank += 1
        self._resting = False
        return self._place()

    def _begin(self, shape: str, ranks: dict[str, int], host: int, rank: int) -> Place:
        """A new list, inside the open ones unless they are at rest or one of them has the same marks."""
        if self._resting:
            self._open.clear()
        self._resting = False
        for depth, one in enumerate(self._open):
            if one.shape == shape and set(one.last) & set(ranks):
                del self._open[depth:]
                break
        del self._open[DEEPEST - 1 :]
        self._open.append(_Open(shape, ranks, self._open[0].host if self._open else host, rank))
        return self._place()

    def _skip(self, marker: Marker) -> Place | None:
        """A mark that leaves some out: the same list with a gap, or a mark printed twice."""
        for one in reversed(self._open):
            alike = {series: rank for series, rank in marker.ranks.items() if series in one.last}
            near = {s: r for s, r in alike.items() if 0 <= r - one.last[s] <= _FORGIVEN}
            if one.shape == marker.shape and near:
                del self._open[self._open.index(one) + 1 :]
                repeated = all(rank == one.last[series] for series, rank in near.items())
                one.last = near
                one.rank = min(near.values())
                self._resting = False
                return msgspec.structs.replace(self._place(), skipped=not repeated, repeated=repeated)
        return None

    def _strange(self, marker: Marker, host: int) -> Place | None:
        """A list that does not begin with its first mark; only where both ends of the mark are printed."""
        if marker.shape not in ("(x)", "x)", "'x'"):
            return None
        rank = min(marker.ranks.values())
        if rank > _FORGIVEN:
            return None
        ranks = {series: value for series, value in marker.ranks.items() if value == rank}
        return msgspec.structs.replace(self._begin(marker.shape, ranks, host, rank), skipped=True)

    def _bullet(self, marker: Marker, introduced: bool, host: int) -> Place:
        """A bullet: the next of its list, or the first of a new one."""
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth].shape == marker.shape and not (self._resting and introduced):
                return self._continue(depth, msgspec.structs.replace(marker, ranks=_more(self._open[depth].last)))
        return self._begin(marker.shape, {"bullet": 1}, host, 1)

    def _place(self) -> Place:
        """Where the innermost list stands now."""
        parts = tuple(address.item(level, one.rank) for level, one in enumerate(self._open, start=1))
        return Place(parts, self._open[0].host)


def _next(one: _Open, marker: Marker) -> dict[str, int]:
    """Series of a list in which a mark is the next, with its rank."""
    return {series: rank for series, rank in marker.ranks.items() if one.last.get(series) == rank - 1}


def _more(last: dict[str, int]) -> dict[str, int]:
    """The ranks after the last."""
    return {series: rank + 1 for series, rank in last.items()}
