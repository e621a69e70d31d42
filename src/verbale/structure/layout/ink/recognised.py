"""Furniture of recognised pages, whose heads shift from page to page and are read a little otherwise each time.

Pages laid on a scanner lie higher or lower, and "S/23329" comes out as "$/23329" or "§/23329". So the rows at the head
of a page are compared with those of other pages and of the first page by the looks of their signs, not by height; once
one of them is known, the others above the gap go with it. A few signs alone at the far lower corner are the mark that
the text goes on overleaf.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from verbale.structure.layout.ink.rows import Ink, Row, Sheet

ALIKE = 0.8
"""Share of signs two readings of one line have in common."""

OVERLEAF = 5
"""Signs of the longest mark that the text goes on overleaf."""

CORNER = 0.7
"""Share of the width behind which that mark stands."""

APART = 2.0
"""Space in sizes above that mark, and below a head."""

LONGEST_HEAD = 60
"""Characters of the longest row of a head that is compared."""

RUNNING = 30
"""Characters from which on a segment that returns on the next page is a head; short ones may be titles of annexes."""

_LOOKS = str.maketrans("$§8560o1l|!ij4", "sssssooiiiiiia")
"""Signs a recogniser takes for one another, as one of them."""


def is_recognised(sheet: Sheet) -> bool:
    """Whether the print of a page was recognised from its picture."""
    return any(row.parts[0].line.confidence is not None for row in sheet.rows[:1])


def heads_and_corners(
    tops: Mapping[int, Sequence[Row]], sheets: Sequence[Sheet], known: Mapping[int, str]
) -> list[tuple[Ink, str]]:
    """Segments that are furniture of recognised pages, with their kind. `tops` are the rows at the heads of pages."""
    pages = [sheet for sheet in sheets if is_recognised(sheet)]
    if len(pages) < 2:
        return []
    looks = {page: [look(row.text) for row in rows] for page, rows in tops.items()}
    first = [look(ink.text) for row in sheets[0].rows for ink in row.parts if len(ink.text) < LONGEST_HEAD]
    counts = Counter(each for page, texts in looks.items() if page != sheets[0].number for each in set(texts))
    running = [[ink.text for row in tops.get(sheet.number, ()) for ink in row.parts] for sheet in pages]
    found = list[tuple[Ink, str]]()
    for place, sheet in enumerate(pages):
        rows = tops.get(sheet.number, ())
        if (
            sheet is not sheets[0]
            and _set_apart(rows, sheet)
            and (_is_head(rows, first, counts, known) or _runs(place, running))
        ):
            found += [(ink, "running-header") for row in rows for ink in row.parts]
        corner = _overleaf(sheet)
        if corner is not None:
            found.append((corner, "footer"))
    return found


def look(text: str) -> str:
    """A line as its signs look, blanks and case aside."""
    return "".join(text.split()).casefold().translate(_LOOKS)


def _set_apart(rows: Sequence[Row], sheet: Sheet) -> bool:
    """Whether a gap follows the rows of a head."""
    below = next((row for row in sheet.rows if row.base > rows[-1].base), None) if rows else None
    return below is not None and below.base - rows[-1].base > APART * rows[-1].size


def _is_head(rows: Sequence[Row], first: Sequence[str], counts: Counter[str], known: Mapping[int, str]) -> bool:
    """Whether one of the rows is furniture already, or looks like print of the first page or of another head."""
    for row in rows:
        text = look(row.text)
        if any(id(ink) in known for ink in row.parts) or counts[text] > 1:
            return True
        if 2 < len(text) < LONGEST_HEAD and any(alike(text, other) for other in first):
            return True
    return False


def _runs(place: int, running: Sequence[Sequence[str]]) -> bool:
    """Whether a long segment at the head of a page returns, read a little otherwise, on one of the pages beside it."""
    beside = [
        look(text) for near in (-2, -1, 1, 2) if 0 <= place + near < len(running) for text in running[place + near]
    ]
    return any(
        len(text) > RUNNING
        and abs(len(text) - len(other)) < 0.1 * len(text)
        and SequenceMatcher(None, text, other, autojunk=False).ratio() >= ALIKE
        for text in map(look, running[place])
        for other in beside
    )


def alike(text: str, other: str) -> bool:
    """Whether two readings may be of one line."""
    if abs(len(text) - len(other)) > 2:
        return False
    return text == other or SequenceMatcher(None, text, other, autojunk=False).ratio() >= ALIKE


def _overleaf(sheet: Sheet) -> Ink | None:
    """The mark in the lower corner that the text goes on overleaf; it is read as a few letters."""
    if len(sheet.rows) < 3:
        return None
    last, above = sheet.rows[-1], sheet.rows[-2]
    ink = last.parts[-1]
    apart = last.base - above.base > APART * above.size or len(last.parts) > 1
    small = len(ink.text) <= OVERLEAF and not ink.text.strip(".").isdigit()
    return ink if small and apart and ink.near > CORNER * sheet.width and last.base > 0.8 * sheet.height else None
