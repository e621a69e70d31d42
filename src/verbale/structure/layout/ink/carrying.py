"""Tables that go on over the page: one table again, the repeated head apart, a row cut by the page whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from verbale.structure.layout.ink.cells import column_of, columns_of
from verbale.structure.layout.ink.healing import full
from verbale.structure.layout.ink.rows import Row

SHIFTED = 6.0
"""Points by which a column may stand elsewhere on the next page: by one of its edges, figures end where they end."""

HEAD = 12
"""Lines a head that is repeated has at most."""

COLUMN_GAP = 4.0
"""Points of white at least between a cell and the next column."""

WRAPPED = 0.7
"""Share of the space to the next column that the longest line takes where lines are broken."""


def goes_on(above: Sequence[Row], below: Sequence[Row]) -> bool:
    """Whether a table at the head of a page goes on from the one at the foot of the page before."""
    if below[0].page != above[-1].page + 1:
        return False
    if repeated_head(above, below):
        return True
    before, after = columns_of(above), columns_of(below)
    return len(before) == len(after) and all(
        abs(one[0] - other[0]) < SHIFTED or abs(one[1] - other[1]) < SHIFTED
        for one, other in zip(before, after, strict=True)
    )


def repeated_head(above: Sequence[Row], below: Sequence[Row]) -> int:
    """How many lines of the table's head are printed again."""
    count = 0
    for first, again in zip(above[:HEAD], below, strict=False):
        if first.text != again.text or abs(first.size - again.size) > 0.1 or abs(first.near - again.near) > SHIFTED:
            break
        count += 1
    return count if any(map(str.isalpha, below[0].text)) else 0


def carry_over(above: list[Row], below: Sequence[Row]) -> list[Row]:
    """Add the rows of the next page to a table. Returns the lines of a repeated head, which stay out."""
    count = repeated_head(above, below)
    head, rows = list(below[:count]), list(below[count:])
    if rows and rows[0].band is not None and above[-1].band is not None:
        by = above[-1].band + (not _is_cut(above, rows)) - rows[0].band
        for row in rows:
            row.band = row.band + by if row.band is not None else None
    above.extend(rows)
    return head


def _is_cut(above: Sequence[Row], below: Sequence[Row]) -> bool:
    """Whether the page cuts the last row of a table: only cells go on that are full down to the last line or not begun.

    A cell that is not begun stands behind one that is: before it, it would open a row.
    """
    columns = columns_of([*above, *below])
    limits = (
        [_limit(column, following) for column, following in pairwise(columns)] + [columns[-1][1]] if columns else []
    )
    begun = {column_of(ink, columns) for row in above if row.band == above[-1].band for ink in row.parts}
    last = {column_of(ink, columns): ink for ink in above[-1].parts}
    following = {column_of(ink, columns): ink for ink in reversed(below[0].parts)}
    return bool(following) and all(
        full(Row([last[column]]), Row([ink]), limits[column]) if column in last else min(begun) < column not in begun
        for column, ink in following.items()
    )


def _limit(column: tuple[float, float], following: tuple[float, float]) -> float:
    """How far lines of a column may reach: as far as the longest does, or up to the next column where all are short."""
    (near, far), (edge, _) = column, following
    return far if far - near > WRAPPED * (edge - near) else edge - COLUMN_GAP
