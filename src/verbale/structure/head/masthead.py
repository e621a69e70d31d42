"""The head of the first page: its passages told from the title and the text, its fields read.

Every passage of the head becomes a masthead field with its place, also one that no field claims; the rest of the
document goes on. The head ends with the last line that is wholly made of fields, and with the agenda item's title
after it. Learnt from the official documents of six languages since 1947 and from the founding document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from verbale.grammar.symbol_list import find_symbols
from verbale.structure.cutting import cut_passage
from verbale.structure.display import goes_on, set_off
from verbale.structure.head.fields import TAILS, Head, consumes, fields_of, put_together
from verbale.structure.head.forms import Found, dates_in, form_at, scan
from verbale.structure.head.kinds import cues_in, names_act
from verbale.structure.passage import Passage
from verbale.structure.phrases import looking_for, tongues
from verbale.tongues.fold import fold
from verbale.tongues.writing import spaced

REACH = 40
"""Passages the head may take up: the longest seen, of a conference with two organs, has some twenty."""

LONGEST = 420
"""Characters of the longest line of a head: an agenda item's title runs to four printed lines."""

GLUED = 160
"""Characters of the longest line that may hold the name of a body and a field of the column beside it."""

BARE_NAME = 6
"""Ideographs up to which a word that names a kind is no title: the name of an organ may end so."""

ROWS = 8
"""Rows of the largest table that is a masthead set in columns."""

RUNNING = 78
"""Characters from which on a line is one of running text."""

AHEAD = 4
"""Lines after a seeming title among which a field shows that the head goes on, on a page of ink."""

AGENDA_LINES = 5
"""Lines the title of an agenda item may be broken over."""

MISSES = 3
"""Unknown lines in a row after which the head has ended (outside print the format marks as a masthead)."""

PLACE = 40
"""Characters the name of a place may have on a line with the dates of a session."""

_BREAK = re.compile(r"[\t\n]+")
_NUMBERED = re.compile(r"\d{1,4}/\d+|[A-Z]?\d{1,3}[.)]\s")
_TITLE_NUMBER = re.compile(r"(?:\d{1,3}|E?S-\d+)/\d{1,4}(?:\s?[A-Z](?:-[A-Z])?)?\.(?!\d)")
_AHEAD = {"session", "distribution", "agenda", "original"}
_LAST = {"agenda", "session", "original", "version", "date"}
_BLANK = re.compile(r"\s+")
_STRONG = {"symbol", "distribution", "original", "session", "agenda", "organisation", "only", "year"}
"""Fields that only a masthead prints; a date or a body's name alone may stand in any letter."""


def read_head(passages: Sequence[Passage], language: str | None) -> Head:
    """The head of a document: what the format marks as masthead, and the lines of fields that open the text."""
    lines, used = _lines(passages), 0
    scanned: list[tuple[Passage, list[Found]]] = []
    misses = 0
    for place, (line, marked) in enumerate(lines):
        found = list[Found]()
        if marked or len(line.text) <= LONGEST:
            found = _scan(line.text, language)
        whole = bool(found) and consumes(found, line.text)
        ends = not whole and _ends(line, marked, language, misses, scanned)
        if ends and not (line.left is not None and _fields_follow(lines[place + 1 :], language)):
            break
        misses = 0 if whole else misses + 1
        scanned.append((line, found))
        if marked or whole or _opens(found):
            used = len(scanned)
    if not _is_head(scanned[:used]):
        return Head((), tuple(passages))
    used = _with_agenda_title(lines, scanned, used, language)
    fields = [field for line, found in scanned[:used] for field in fields_of(line, found)]
    late, left = _late(lines[used:], language)
    fields += [field for line, found in late for field in fields_of(line, found)]
    return Head(put_together(fields, language), left + tuple(passages[REACH:]))


def _fields_follow(lines: list[tuple[Passage, bool]], language: str | None) -> bool:
    """Whether fields of the masthead follow soon, so that what looks like a title is part of a name above them."""
    for place, (line, marked) in enumerate(lines):
        if not marked and place >= AHEAD:
            return False
        if len(line.text) > RUNNING or _is_sentence(line.text):
            return False
        if len(line.text) > PLACE + 20 or line.text[:1] in "[(":
            continue
        found = scan(line.text, language)
        if found and consumes(found, line.text) and found[0].field in _AHEAD:
            return True
    return False


def _scan(text: str, language: str | None) -> list[Found]:
    """Fields of a line; where they are not all of it, it may be a session's place and dates, or end with a field."""
    found = scan(text, language)
    if found and consumes(found, text):
        return found
    if all(each.field in ("body", "organisation") for each in found):
        found = []
    if found and (last := _last_field(text[found[-1].end :], language)):
        at = found[-1].end
        return [*found, msgspec.structs.replace(last[0], start=last[0].start + at, end=last[0].end + at)]
    return _session_dates(text, language) or found or _last_field(text, language)


def _last_field(text: str, language: str | None) -> list[Found]:
    """A field that ends a line of other words, where two columns of a page were read as one line."""
    if len(text) > GLUED:
        return []
    for gap in _BLANK.finditer(text):
        if form_at(text, gap.end()) not in TAILS:
            continue
        tail = scan(text[gap.end() :], language)
        if len(tail) == 1 and tail[0].field in TAILS and consumes(tail, text[gap.end() :]):
            return [msgspec.structs.replace(tail[0], start=gap.end(), end=len(text))]
    return []


def _late(
    lines: list[tuple[Passage, bool]], language: str | None
) -> tuple[list[tuple[Passage, list[Found]]], tuple[Passage, ...]]:
    """Lines of fields that stand after the title on a page of ink, as its right column may, and the other lines."""
    late, left = list[tuple[Passage, list[Found]]](), list[Passage]()
    for line, marked in lines:
        found = scan(line.text, language) if marked and line.left is not None else []
        if found and consumes(found, line.text):
            late.append((line, found))
        else:
            left.append(line)
    return late, tuple(left)


def _session_dates(text: str, language: str | None) -> list[Found]:
    """A line of a session's place and dates ("New York, 28 April–9 May 2025"); the place is a few words, no more."""
    if len(text) > PLACE + 60:
        return []
    for date in dates_in(text, language):
        around = text[: date.start] + text[date.end :]
        if "/" in date.iso and len(around) <= PLACE and not any(character.isdigit() for character in around):
            return [Found("session-dates", (date.iso,), 0, len(text))]
    return []


def _lines(passages: Sequence[Passage]) -> list[tuple[Passage, bool]]:
    """Passages that may belong to the head, tables and broken lines taken apart, and whether the format says they do.

    Only tables within the head are taken apart: the cut stops with the first table of the text.
    """
    lines: list[tuple[Passage, bool]] = []
    open_head = True
    known = any(passage.region == "masthead" for passage in passages)
    for passage in passages[:REACH]:
        marked = passage.region == "masthead"
        open_head = open_head and (marked or len(passage.text) <= LONGEST)
        tabled = passage.rows is not None and (not known or _holds_fields(passage))
        if open_head and (marked or tabled) and _BREAK.search(passage.text):
            lines += [(cell, marked) for cell in _cells(passage)]
        else:
            lines.append((passage, marked))
    return lines


def _holds_fields(passage: Passage) -> bool:
    """Whether a table on a page of ink is two columns of a masthead: where the head is known, other tables are text."""
    if passage.left is None or passage.rows is None or len(passage.rows) > ROWS:
        return False
    cells = [cell for row in passage.rows for cell in row]
    return any(found and consumes(found, cell) for cell in cells if (found := scan(cell, None)))


def _cells(passage: Passage) -> list[Passage]:
    """The cells and broken lines of a passage, each a passage."""
    edges = [0, *(edge for gap in _BREAK.finditer(passage.text) for edge in gap.span()), len(passage.text)]
    plain = msgspec.structs.replace(passage, rows=None)
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [cut_passage(plain, start, end) for start, end in pairs if passage.text[start:end].strip()]


def _ends(
    line: Passage,
    marked: bool,
    language: str | None,
    misses: int,
    before: list[tuple[Passage, list[Found]]],
) -> bool:
    """Whether a line that is not made of fields ends the head.

    Where the format says that it is of the masthead, only the first lines of a resolution do; on a page of ink, whose
    masthead is a guess, so does a title once two of the fields that stand last have been read.
    """
    if line.role == "title":
        return True
    if not marked:
        return _ends_head(line, language, misses)
    if _opens_resolution(line, language) or (line.left is not None and _is_sentence(line.text)):
        return True
    read = {each.field for _, found in before for each in found} & _LAST
    goes = bool(before) and goes_on(before[-1][0], line)
    return line.left is not None and len(read) > 1 and not goes and opens_title(line, language)


def _ends_head(line: Passage, language: str | None, misses: int) -> bool:
    """Whether a line cannot belong to the head any more: too long, numbered, or the title of a document."""
    if misses >= MISSES or len(line.text) > LONGEST or line.label is not None or _is_sentence(line.text):
        return True
    return opens_title(line, language)


def _is_sentence(text: str) -> bool:
    """Whether a line is the end of running text: long, with a full stop."""
    return len(text) > PLACE and text.rstrip().endswith((".", "。", "؛", ";"))


def _opens_resolution(line: Passage, language: str | None) -> bool:
    """Whether a line within a masthead's bounds is the first after it: the line of adoption, or the numbered title."""
    if _TITLE_NUMBER.match(line.text) or names_act(line.text, language):
        return True
    folded = fold(line.text).text.strip()
    return any(looking_for(tongue, "titles", "adoption_line").match(folded) for tongue in tongues(language))


def opens_title(line: Passage, language: str | None) -> bool:
    """Whether a line is a title by its words: it opens (in Chinese ends) with the name of a kind, and says more."""
    text = line.text
    if _NUMBERED.match(text) and not find_symbols(text):
        return True
    folded = fold(text).text
    if len(text) < 12 and spaced(language):
        return False
    if any(looking_for(tongue, "titles", "adoption_line").match(folded.strip()) for tongue in tongues(language)):
        return True
    cues = cues_in(text, language)
    if not spaced(language):
        return bool(cues) and not folded[cues[-1].end :].strip() and len(folded) > BARE_NAME
    return bool(cues) and not folded[: cues[0].start].strip() and len(folded.split()) > 3


def _opens(found: list[Found]) -> bool:
    """Whether a line that goes on after its fields (to the agenda item's title) belongs to the head all the same."""
    return bool(found) and found[-1].field in ("agenda", "session", "organisation", "symbol", "year")


def _is_head(scanned: list[tuple[Passage, list[Found]]]) -> bool:
    """Whether lines that look like fields are a masthead: one of them is a field that only a masthead prints.

    What the format says is believed; that a page of ink has its masthead here is a guess.
    """
    if any(line.region == "masthead" and line.left is None for line, _ in scanned):
        return True
    fields = {each.field for _, found in scanned for each in found}
    return bool(fields & _STRONG) or {"date", "body"} <= fields or {"date", "version"} <= fields


def _with_agenda_title(
    lines: list[tuple[Passage, bool]], scanned: list[tuple[Passage, list[Found]]], used: int, language: str | None
) -> int:
    """How many lines the head has with the titles of its agenda items, which are the lines after the items.

    Each item has one, in one style, perhaps broken over lines. The last of the lines set off is never an item's title:
    it is the document's own.
    """
    if not used or not scanned[used - 1][1] or scanned[used - 1][1][-1].field != "agenda":
        return used
    if not consumes(scanned[used - 1][1], scanned[used - 1][0].text):
        return used
    items = sum(each.field == "agenda" and len(each.values) for _, found in scanned[:used] for each in found)
    end, titles = used, 0
    while end + 1 < len(lines) and end - used < AGENDA_LINES and titles < items:
        line, after = lines[end][0], lines[end + 1][0]
        if line.role == "title" or _opens_resolution(line, language):
            break
        if titles and not _same_style(lines[end - 1][0], line):
            break
        if not goes_on(line, after) and not (opens_title(after, language) or (set_off(line) and set_off(after))):
            break
        end += 1
        titles += not goes_on(line, after)
    if end > used and end < len(lines) and goes_on(lines[end - 1][0], lines[end][0]):
        return used
    del scanned[used:]
    scanned += [(line, []) for line, _ in lines[used:end]]
    return end


def _same_style(line: Passage, following: Passage) -> bool:
    """Whether two lines are set alike."""
    return (line.bold, line.size, line.style) == (following.bold, following.size, following.style)
