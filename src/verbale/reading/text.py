"""Plain text and Markdown as PDF conversions leave them → Reading.

One `Line` a printed line, cells of tables each on their own; blank lines and hard line ends (two trailing blanks) stay
in the text between the lines, where `verbale.structure.layout.text.pages` looks for them. Example: the
founding document, a note verbale of 2012 as Markdown.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import msgspec

from verbale.model.reading import Cell, Direction, Line, Reading, Run, Source
from verbale.reading.encoding import decode
from verbale.reading.markdown import MARKDOWN, Styled, Unmarked, unmark

COLUMN = 6.0
"""Points a blank at the start of a line stands for: typewriter type, ten to the inch of twelve points."""

_LEFT_TO_RIGHT = "A-Za-z\u00c0-\u024f\u0400-\u04ff\u3040-\u9fff"
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_STRONG = re.compile(f"[{_LEFT_TO_RIGHT}]|([{_RIGHT_TO_LEFT}])")
_HAS_RIGHT_TO_LEFT = re.compile(f"[{_RIGHT_TO_LEFT}]")
_RULE = re.compile(r"[-_=\u2014\u2500\u2550]{4,}$")
_LABEL_CELL = re.compile(r"\s*(?:\(?\w{1,5}[.)]|\d{1,3}|[-\u2013\u2022]|)\s*$")


def read(content: bytes, source: Source) -> Reading:
    """Lines of a text file. Raises `Unreadable` when the bytes are no text."""
    text, findings = decode(content, source.name)
    if source.media_type == "text/markdown" or len(MARKDOWN.findall(text[:60_000])) > 2:
        unmarked = unmark(text)
    else:
        unmarked = Unmarked(text, (), {}, frozenset(), frozenset())
    text = unmarked.text
    lines = tuple(_lines(unmarked))
    described = msgspec.structs.replace(source, characters=len(text), pages=lines[-1].page if lines else 1)
    return Reading(source=described, text=text, lines=lines, findings=findings)


def _lines(unmarked: Unmarked) -> Iterator[Line]:
    """Every line that is not blank, with its styles; a row of a table gives a line a cell."""
    both_ways = bool(_HAS_RIGHT_TO_LEFT.search(unmarked.text))
    printed = unmarked.text.split("\n")
    rows = _rows(printed, unmarked)
    styles, later = unmarked.styles, 0
    at, page = 0, 1
    for number, row in enumerate(printed):
        if "\f" in row:
            page += row.count("\f")
        if bare := row.strip():
            start = at + row.find(bare[0])
            end = start + len(bare)
            while later < len(styles) and styles[later].end <= at:
                later += 1
            runs = _runs(styles, later, start, end) if later < len(styles) else ()
            direction: Direction = "rtl" if both_ways and (way := _STRONG.search(bare)) and way[1] else "ltr"
            if number in rows:
                yield from _cells(row, at, rows[number], page, direction)
            else:
                level = unmarked.headings.get(start)
                ruled = start in unmarked.rules or (bare[0] in "-_=\u2014\u2500\u2550" and _RULE.match(bare))
                yield Line(
                    start=start,
                    end=end,
                    page=page,
                    direction=direction,
                    runs=runs,
                    indent=(start - at) * COLUMN,
                    style=_style(level, bool(ruled), bool(runs) and styles[later].start < start <= styles[later].end),
                    level=level - 1 if level else None,
                )
        at += len(row) + 1


def _style(level: int | None, ruled: bool, continued: bool) -> str | None:
    """Name of what a line is: heading, rule, or a line in the middle of a stretch of emphasis that began above it."""
    if level:
        return f"h{level}"
    return "rule" if ruled else "continued" if continued else None


def _runs(styles: tuple[Styled, ...], first: int, start: int, end: int) -> tuple[Run, ...]:
    """Runs of one line: stretches of style cut at its edges, several styles of one stretch in one run."""
    edges = {start, end}
    here = []
    for place in range(first, len(styles)):
        styled = styles[place]
        if styled.start >= end:
            break
        if styled.end > start:
            here.append(styled)
            edges |= {max(start, styled.start), min(end, styled.end)}
    if not here:
        return ()
    runs, cuts = [], sorted(edges)
    for left, right in itertools.pairwise(cuts):
        over = {styled.style: styled.target for styled in here if styled.start <= left and styled.end >= right}
        if over:
            runs.append(
                Run(
                    start=left,
                    end=right,
                    bold="bold" in over,
                    italic="italic" in over,
                    underline="underline" in over,
                    raised="raised" in over,
                    link=over.get("link"),
                )
            )
    return tuple(runs)


def _rows(printed: list[str], unmarked: Unmarked) -> dict[int, tuple[int, int]]:
    """Line number → table and row: lines with tabs inside that follow each other, one blank line between at most."""
    if "\t" not in unmarked.text:
        return {}
    rows: dict[int, tuple[int, int]] = {}
    group: list[int] = []
    table, drawn = 0, bool(unmarked.rows)
    for number, line in enumerate([*printed, ""]):
        if "\t" in line and line.strip():
            if group and number - group[-1] > 2:
                table += _table(printed, group, table, rows, drawn=drawn)
                group = []
            group.append(number)
        elif line.strip() and group:
            table += _table(printed, group, table, rows, drawn=drawn)
            group = []
    _table(printed, group, table, rows, drawn=drawn)
    return rows


def _table(printed: list[str], group: list[int], table: int, rows: dict[int, tuple[int, int]], *, drawn: bool) -> bool:
    """Enter lines as rows of a table, unless they are indented text or, not drawn as a table, a list."""
    inside = [printed[number].strip() for number in group if "\t" in printed[number].strip()]
    listed = all(row.count("\t") == 1 and _LABEL_CELL.match(row.split("\t")[0]) for row in inside)
    if len(inside) < 2 or (listed and not drawn):
        return False
    rows |= {number: (table, row) for row, number in enumerate(group)}
    return True


def _cells(row: str, at: int, place: tuple[int, int], page: int, direction: Direction) -> Iterator[Line]:
    """A line for each cell of a row that is not empty."""
    for column, cell in enumerate(row.split("\t")):
        if bare := cell.strip():
            start = at + cell.find(bare[0])
            yield Line(
                start=start,
                end=start + len(bare),
                page=page,
                direction=direction,
                cell=Cell(place[0], place[1], column),
            )
        at += len(cell) + 1
