"""Print that belongs to the page: running heads and feet, page numbers, job numbers, bar codes.

It is found by place and repetition, not by words: a line at the edge of a page that returns on other pages at the same
height with the same text (figures aside), or repeats print of the first page, or counts the pages. What stands on the
first page at the height of the feet of later pages, or beside a bar code, is furniture too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate, takewhile

from verbale.model.dossier import Furniture
from verbale.structure.layout.ink.foot_notes import mark_of
from verbale.structure.layout.ink.recognised import heads_and_corners
from verbale.structure.layout.ink.rows import Ink, Row, Sheet
from verbale.structure.layout.ink.ruled import ruled_areas, stands_within

EDGE = 0.13
"""Share of a page's height, above and below, in which furniture stands."""

MARGIN = 0.07
"""Print above this share of a page, well apart from the rest, is a running head though no other page repeats it."""

ROWS_AT_EDGE = 4
HEAD_GAP = 1.7
"""Space in sizes from a running head to the text; rows of text and of tables stand closer."""

LEVEL = 4.0
"""Heights on two pages this near, in points, are the same."""

COUNTED = 0.2
"""Share of the pages that print their number in the same words, where it is a head; an article may bear its page's."""

STEADY = 3
"""Pages whose numbers are ahead of their place in the file by the same, where a cover or an excerpt moves the count."""

BAR_CODE = re.compile(r"\*\s?[0-9A-Z-]{0,12}\s?\*")
JOB_NUMBER = re.compile(
    r"(?:[A-Z]{2,3}\.)?[0-9]{2}-[0-9]{4,6}(?:\s*\(\s*[A-Z]\s*\))?(?:[\s,]+[0-9]{6})*|\(\s*[A-Z]\s*\)\s*[0-9]{2}-[0-9]{4,6}"
)
PAGE_NUMBER = re.compile(r"\W*[0-9\u0660-\u0669]{1,4}\W*(?:/\W*[0-9]{1,4}\W*)?|\W*[ivxl]{1,6}\W*")
_FIGURES = re.compile(r"[0-9\u0660-\u0669]+")


def set_apart(sheets: list[Sheet]) -> list[Furniture]:
    """Take the furniture off the sheets; their rows hold the rest afterwards."""
    marked = _Marked(sheets)
    found: list[Furniture] = []
    for sheet in sheets:
        rest: list[Row] = []
        for row in sheet.rows:
            kept = [ink for ink in row.parts if id(ink) not in marked.kinds]
            found.extend(furniture(ink, marked.kinds[id(ink)]) for ink in row.parts if id(ink) in marked.kinds)
            if len(kept) == len(row.parts):
                rest.append(row)
            elif kept:
                rest.append(Row(kept))
        sheet.rows = rest
    return found


def furniture(ink: Ink, kind: str) -> Furniture:
    """One segment as furniture."""
    return Furniture(kind=kind, text=ink.text.strip(), page=ink.page, spans=((ink.start, ink.end),))


class _Marked:
    """Which segments are furniture, and of what kind, by identity of the segment."""

    def __init__(self, sheets: list[Sheet]) -> None:
        """Looks at all pages at once."""
        self.kinds: dict[int, str] = {}
        self.sheets = sheets
        self.tops = {sheet.number: self._edge(sheet, top=True) for sheet in sheets}
        self.feet = {sheet.number: self._edge(sheet, top=False) for sheet in sheets}
        self._repeated(self.tops, "running-header")
        self._repeated(self.feet, "footer")
        self._counting()
        self._quoting()
        self._beside_known()
        self._first_foot()
        for ink, kind in heads_and_corners(self.tops, sheets, self.kinds):
            self.kinds.setdefault(id(ink), kind)

    @staticmethod
    def _edge(sheet: Sheet, *, top: bool) -> list[Row]:
        """The outermost rows of a page that stand in its margin; rows of a table that reaches into it are none."""
        tables = [] if top and sheet.number == 1 else ruled_areas(sheet)
        if top:
            rows = [row for row in sheet.rows[:ROWS_AT_EDGE] if row.base < EDGE * sheet.height]
            rows = list(takewhile(lambda row: not stands_within(row, tables), rows))
            for place, row in enumerate(rows):  # the head ends where a gap begins; else it is one row
                below = sheet.rows[place + 1] if place + 1 < len(sheet.rows) else None
                if below is None or below.base - row.base > HEAD_GAP * row.size:
                    return rows[: place + 1]
            return rows[:1]
        rows = [row for row in sheet.rows[-ROWS_AT_EDGE - 2 :] if row.base > (1 - EDGE) * sheet.height]
        return [row for row in rows if not stands_within(row, tables)]

    def _repeated(self, edges: dict[int, list[Row]], kind: str) -> None:
        """Segments that return on other pages at the same height with the same words."""
        places: dict[tuple[str, int], list[Ink]] = {}
        for rows in edges.values():
            for ink in inks_of(row for row in rows if mark_of(row) is None):  # notes may be alike on two pages
                words = _without_page(squashed(ink.text), ink.page)
                if not any(map(str.isalpha, words)):
                    continue
                places.setdefault((words, round(ink.base / LEVEL)), []).append(ink)
        for (words, level), inks in places.items():
            near = places.get((words, level + 1), []) + places.get((words, level - 1), [])
            pages = {ink.page for ink in inks + near}
            least = COUNTED * len(self.sheets) if "#" in words else 0
            if len(pages) > max(1, least):
                self._mark(inks, kind)

    def _counting(self) -> None:
        """Figures at the edge that go up with the pages, and job numbers and bar codes at the foot."""
        for rows in self.feet.values():
            for ink in inks_of(rows):
                if BAR_CODE.fullmatch(ink.text.strip()):
                    self.kinds[id(ink)] = "barcode"
                elif JOB_NUMBER.fullmatch(ink.text.strip()):
                    self.kinds[id(ink)] = "job-number"
        counted = [
            ink
            for sheet in self.sheets
            for ink in inks_of(self.feet[sheet.number][-3:] + self.tops[sheet.number][:2])
            if PAGE_NUMBER.fullmatch(ink.text) and not ink.raised
        ]
        ahead = Counter(
            (round(ink.base / LEVEL) + near, number - ink.page)
            for ink in counted
            for number in figures_of(ink.text)[:2]
            for near in (-1, 0, 1)
        )
        counting = {level for (level, by), pages in ahead.items() if pages >= (STEADY if by else 2)}
        for ink in counted:
            own = ink.page in figures_of(ink.text)[:2]
            if round(ink.base / LEVEL) in counting or (own and ("/" in ink.text or len(self.sheets) < 3)):
                self.kinds[id(ink)] = "page-number"

    def _quoting(self) -> None:
        """Heads of later pages that repeat print of the first page (its symbol, its title), set apart from the text."""
        if len(self.sheets) < 2:
            return
        first = _Quoted(self.sheets[0])
        for sheet in self.sheets[1:]:
            rows = self.tops[sheet.number]
            below = next((row for row in sheet.rows if row not in rows), None)
            space = below.base - rows[-1].base if below is not None and rows else 0.0
            for place, row in enumerate(rows):
                after = rows[place + 1] if place + 1 < len(rows) else below
                apart = after is None or after.base - row.base > HEAD_GAP * row.size or after.size > 1.04 * row.size
                far_up = row.base < MARGIN * sheet.height and space > 3 * row.size
                for ink in row.parts:
                    if far_up or (apart and first.prints(ink.text)):
                        self.kinds.setdefault(id(ink), "running-header")

    def _beside_known(self) -> None:
        """Whatever stands on one row with furniture at the edge is furniture."""
        for edges, kind in ((self.tops, "running-header"), (self.feet, "footer")):
            for rows in edges.values():
                for row in rows:
                    if any(id(ink) in self.kinds for ink in row.parts):
                        for ink in row.parts:
                            self.kinds.setdefault(id(ink), kind)

    def _first_foot(self) -> None:
        """Print of a page at the height of its bar code or of the feet of other pages, and all below it."""
        for sheet in self.sheets:
            rows = self.feet[sheet.number]
            known = [row.base for row in rows if any(id(ink) in self.kinds for ink in row.parts)]
            if not known:
                continue
            top = min(known)
            for row in reversed(rows):
                alike = top - row.base < 1.5 * row.size and abs(row.size - self._size_at(rows, top)) < 0.3
                if row.base > top - 1.0 or (alike and mark_of(row) is None):
                    top = min(top, row.base)
                    for ink in row.parts:
                        self.kinds.setdefault(id(ink), "footer")

    @staticmethod
    def _size_at(rows: list[Row], height: float) -> float:
        """Size of the print at a height."""
        return next((row.size for row in rows if row.base == height), 0.0)

    def _mark(self, inks: Iterable[Ink], kind: str) -> None:
        """All of these are furniture of a kind."""
        for ink in inks:
            self.kinds.setdefault(id(ink), kind)


class _Quoted:
    """The print of a page that heads of later pages may quote: whole lines, or a symbol from within a line.

    A word that also stands within a sentence of the first page ("see enclosure") is no quotation of it.
    """

    def __init__(self, sheet: Sheet) -> None:
        """Joins the lines of the page, as a title runs over several, and keeps where each begins."""
        lines = [squashed(ink.text) for ink in inks_of(sheet.rows)]
        self.edges = set(accumulate(map(len, lines), initial=0))
        self.text = "".join(lines)

    def prints(self, text: str) -> bool:
        """Whether the page prints a text, which may be cut off at its end (…)."""
        words = squashed(text.rstrip(" .…"))
        if len(words) < 3:
            return False
        cut = text.rstrip().endswith(("…", "..."))
        at = self.text.find(words)
        while at >= 0:
            if any(map(str.isdigit, words)) or (at in self.edges and (cut or at + len(words) in self.edges)):
                return True
            at = self.text.find(words, at + 1)
        return False


def inks_of(rows: Iterable[Row]) -> list[Ink]:
    """Segments of rows."""
    return [ink for row in rows for ink in row.parts]


def figures_of(text: str) -> list[int]:
    """The numbers in a text."""
    return [int(figure) for figure in _FIGURES.findall(text)]


def _without_page(words: str, page: int) -> str:
    """Text with the number of its page made the same on all pages; other figures tell lines apart."""
    return _FIGURES.sub(lambda found: "#" if int(found.group()) == page else found.group(), words)


def squashed(text: str) -> str:
    """Text without blanks and case, for comparing print set in two ways."""
    return "".join(text.split()).casefold()
