"""Notes at the foot of pages: found by size and mark, continued over pages, tied to the marks in the text.

A note's key is its printed mark where that is used once in the document, else mark and page ("1@p3"), so that keys
never repeat. A raised figure in the text that no note answers is no note mark and stays in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from verbale.structure.layout.ink.rows import Ink, Row, Sheet
from verbale.structure.layout.ink.ruled import ruled_areas, stands_within

SMALLER = 0.95
"""Notes are set in print at most this large, in sizes of the text."""

FOOT = 0.35
"""Notes stand below this share of the page's height; a page of nothing but notes is rare."""

BESIDE = 12.0
"""The rule above notes begins where they begin, within so many points; one in the middle ends a document."""

STARS = "*∗＊†‡"
MARK = re.compile(rf"\(?\s?([0-9\u0660-\u0669]{{1,3}}|[a-z]|[{STARS}]{{1,5}})\s?\)?(?:\s?\(\s?[0-9]*\s?\))?")
_OPENING_STARS = re.compile(rf"\(?([{STARS}]{{1,5}})\)?\s*")
_OPENING_FIGURE = re.compile(r"\(?([0-9\u0660-\u0669]{1,3})\)?\s+(?=\S)")


class FootNote(NamedTuple):
    """One note: key, printed mark, its rows, and how many characters of its first segment are the mark."""

    key: str
    mark: str
    rows: list[Row]
    opening: int


def take_notes(sheets: list[Sheet], body_size: float) -> tuple[list[FootNote], list[Ink]]:
    """Take the notes off the sheets. Also returns drawn rules that part notes from text."""
    found: list[tuple[int, str, list[Row], int]] = []
    rules: list[Ink] = []
    last_page = 0
    for sheet in sheets:
        start = _first_row(sheet, body_size, continued=last_page == sheet.number - 1 and bool(found))
        rows, sheet.rows = sheet.rows[start:], sheet.rows[:start]
        ruled = rows and sheet.rows and all(ink.is_rule for ink in sheet.rows[-1].parts)
        if ruled and sheet.rows[-1].near <= rows[0].near + BESIDE:
            rules.extend(sheet.rows.pop().parts)
        for row in rows:
            opening = mark_of(row)
            if opening is not None:
                found.append((sheet.number, opening[0], [row], opening[1]))
                last_page = sheet.number
            elif found:
                found[-1][2].append(row)
                last_page = sheet.number
    marks = Counter(mark for _, mark, _, _ in found)
    notes, used = [], set[str]()
    for page, mark, rows, opening_length in found:
        key = mark if marks[mark] == 1 else f"{mark}@p{page}"
        while key in used:
            key += "+"
        used.add(key)
        notes.append(FootNote(key, mark, rows, opening_length))
    return notes, rules


def _first_row(sheet: Sheet, body_size: float, *, continued: bool) -> int:
    """Place of the first row of notes on a page; the number of rows where there are none."""
    rows, tables = sheet.rows, ruled_areas(sheet)
    start, marked = len(rows), len(rows)
    for place in range(len(rows) - 1, -1, -1):
        row = rows[place]
        if row.size > SMALLER * body_size or stands_within(row, tables):
            break
        if place < len(rows) - 1 and rows[place + 1].base - row.base > 3.2 * max(row.size, 8.0):
            break
        start = place
        if mark_of(row) is not None and row.base > FOOT * sheet.height:
            marked = place
    if marked < len(rows) and start < marked and not (continued and rows[start].base > FOOT * sheet.height):
        return marked
    if marked == len(rows):
        return start if continued and start < len(rows) and _after_space(sheet, start, body_size) else len(rows)
    return start if continued else marked


def _after_space(sheet: Sheet, start: int, body_size: float) -> bool:
    """Whether small print at the foot stands well apart from the text above: the rest of a note begun before."""
    rows = sheet.rows
    return (
        start > 0
        and rows[start].base - rows[start - 1].base > 1.8 * body_size
        and rows[start].base > 0.6 * sheet.height
    )


def mark_of(row: Row) -> tuple[str, int] | None:
    """Mark a row opens with, and its length in the first segment (with what brackets it)."""
    first = row.parts[0]
    text = first.text
    stars = _OPENING_STARS.match(text)
    if stars and len(row.text) > stars.end():
        return stars[1], stars.end()
    if first.raised:
        found = MARK.fullmatch(text[: first.raised].strip())
        if found:
            return found[1], first.raised
    lead = first.line.runs[0] if first.line.runs else None
    if lead is not None and lead.start == first.start and lead.size and abs(lead.size - row.size) > 0.05 * row.size:
        found = MARK.fullmatch(text[: lead.end - lead.start].strip())  # set in a size of its own, not raised
        if found and found[1].isdigit() and len(text) > lead.end - lead.start:
            return found[1], lead.end - lead.start
    if len(row.parts) > 1:
        found = MARK.fullmatch(text.strip())
        if found and (first.size <= 0.8 * row.size or first.raised or found[1][0] in STARS):
            return found[1], len(text)
    return None
