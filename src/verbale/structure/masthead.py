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
from verbale.grammar.symbol_shape import Symbol
from verbale.model.dossier import MastheadField
from verbale.model.reading import Field
from verbale.structure.cutting import cut_passage
from verbale.structure.display import goes_on, set_off
from verbale.structure.kinds import cues_in
from verbale.structure.masthead_forms import Found, dates_in, scan
from verbale.structure.passage import Passage
from verbale.structure.phrases import looking_for, tongues
from verbale.tongues.fold import fold

REACH = 40
"""Passages the head may take up: the longest seen, of a conference with two organs, has some twenty."""

LONGEST = 420
"""Characters of the longest line of a head: an agenda item's title runs to four printed lines."""

GLUED = 160
"""Characters of the longest line that may hold the name of a body and a field of the column beside it."""

LABEL = 24
"""Characters of the longest label of a field ("Original:")."""

SHARDS = 5
"""Pieces a field may have been read in."""

EDGE = 8
"""Points between which two lines begin at the same edge."""

AGENDA_LINES = 5
"""Lines the title of an agenda item may be broken over."""

MISSES = 3
"""Unknown lines in a row after which the head has ended (outside print the format marks as a masthead)."""

PLACE = 40
"""Characters the name of a place may have on a line with the dates of a session."""

_BREAK = re.compile(r"[\t\n]+")
_NUMBERED = re.compile(r"\d{1,4}/\d+|[A-Z]?\d{1,3}[.)]\s")
_TITLE_NUMBER = re.compile(r"(?:\d{1,3}|E?S-\d+)/\d{1,4}(?:\s?[A-Z](?:-[A-Z])?)?\.(?!\d)")
_LAST = {"agenda", "session", "original", "version", "date"}
_BLANK = re.compile(r"\s+")
_TAILS = ("distribution", "original", "version")
_LABELLED = ("original", "distribution", "session", "agenda", "only")
_STRONG = {"symbol", "distribution", "original", "session", "agenda", "organisation", "only", "year"}
"""Fields that only a masthead prints; a date or a body's name alone may stand in any letter."""


class HeadField(msgspec.Struct, frozen=True):
    """A field of the head: its name, what it means, the passage it is printed in, the symbols it holds."""

    field: str
    values: tuple[str, ...]
    passage: Passage
    symbols: tuple[Symbol, ...] = ()


class Head(msgspec.Struct, frozen=True):
    """The fields of the head in order, and the passages after it."""

    fields: tuple[HeadField, ...]
    rest: tuple[Passage, ...]

    def values(self, field: str) -> tuple[str, ...]:
        """All values of a field, each once, in the order of print."""
        return tuple(dict.fromkeys(value for each in self.fields if each.field == field for value in each.values))

    def symbols(self) -> tuple[Symbol, ...]:
        """The document's own symbols, in the order of print, each once."""
        found = [symbol for each in self.fields if each.field == "symbol" for symbol in each.symbols]
        return tuple({symbol.normal: symbol for symbol in found}.values())

    def printed(self) -> tuple[MastheadField, ...]:
        """The fields as the contract has them."""
        return tuple(
            MastheadField(
                field=each.field,
                text=each.passage.text,
                spans=tuple((piece.start, piece.end) for piece in each.passage.pieces),
            )
            for each in self.fields
        )


def read_head(passages: Sequence[Passage], language: str | None) -> Head:
    """The head of a document: what the format marks as masthead, and the lines of fields that open the text."""
    lines, used = _lines(passages), 0
    scanned: list[tuple[Passage, list[Found]]] = []
    misses = 0
    for line, marked in lines:
        found = list[Found]()
        if marked or len(line.text) <= LONGEST:
            found = _scan(line.text, language)
        whole = bool(found) and _consumes(found, line.text)
        if not whole and _ends(line, marked, language, misses, scanned):
            break
        misses = 0 if whole else misses + 1
        scanned.append((line, found))
        if marked or whole or _opens(found):
            used = len(scanned)
    if not _is_head(scanned[:used]):
        return Head((), tuple(passages))
    used = _with_agenda_title(lines, scanned, used, language)
    fields = [field for line, found in scanned[:used] for field in _fields(line, found)]
    late, left = _late(lines[used:], language)
    fields += [field for line, found in late for field in _fields(line, found)]
    named = _named(_broken_names(_broken_values(fields, language), language))
    return Head(named, left + tuple(passages[REACH:]))


def _scan(text: str, language: str | None) -> list[Found]:
    """Fields of a line; where they are not all of it, it may be a session's place and dates, or end with a field."""
    found = scan(text, language)
    if found and _consumes(found, text):
        return found
    if all(each.field in ("body", "organisation") for each in found):
        found = []
    return _session_dates(text, language) or found or _last_field(text, language)


def _last_field(text: str, language: str | None) -> list[Found]:
    """A field that ends a line of other words, where two columns of a page were read as one line."""
    if len(text) > GLUED:
        return []
    for gap in _BLANK.finditer(text):
        tail = scan(text[gap.end() :], language)
        if len(tail) == 1 and tail[0].field in _TAILS and _consumes(tail, text[gap.end() :]):
            return [msgspec.structs.replace(tail[0], start=gap.end(), end=len(text))]
    return []


def _late(
    lines: list[tuple[Passage, bool]], language: str | None
) -> tuple[list[tuple[Passage, list[Found]]], tuple[Passage, ...]]:
    """Lines of fields that stand after the title on a page of ink, as its right column may, and the other lines."""
    late, left = list[tuple[Passage, list[Found]]](), list[Passage]()
    for line, marked in lines:
        found = scan(line.text, language) if marked and line.left is not None else []
        if found and _consumes(found, line.text):
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
    for passage in passages[:REACH]:
        marked = passage.region == "masthead"
        open_head = open_head and (marked or len(passage.text) <= LONGEST)
        if open_head and (marked or passage.rows is not None) and _BREAK.search(passage.text):
            lines += [(cell, marked) for cell in _cells(passage)]
        else:
            lines.append((passage, marked))
    return lines


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
    if not marked:
        return _ends_head(line, language, misses)
    if _opens_resolution(line, language):
        return True
    read = {each.field for _, found in before for each in found} & _LAST
    goes = bool(before) and goes_on(before[-1][0], line)
    return line.left is not None and len(read) > 1 and not goes and opens_title(line, language)


def _ends_head(line: Passage, language: str | None, misses: int) -> bool:
    """Whether a line cannot belong to the head any more: too long, numbered, or the title of a document."""
    if misses >= MISSES or len(line.text) > LONGEST or line.label is not None:
        return True
    return opens_title(line, language)


def _opens_resolution(line: Passage, language: str | None) -> bool:
    """Whether a line within a masthead's bounds is the first after it: the line of adoption, or the numbered title."""
    if _TITLE_NUMBER.match(line.text):
        return True
    folded = fold(line.text).text.strip()
    return any(looking_for(tongue, "titles", "adoption_line").match(folded) for tongue in tongues(language))


def opens_title(line: Passage, language: str | None) -> bool:
    """Whether a line is a title by its words: it opens (in Chinese ends) with the name of a kind, and says more."""
    text = line.text
    if _NUMBERED.match(text) and not find_symbols(text):
        return True
    folded = fold(text).text
    if len(text) < 12 and language != "zh":
        return False
    if any(looking_for(tongue, "titles", "adoption_line").match(folded.strip()) for tongue in tongues(language)):
        return True
    cues = cues_in(text, language)
    if language == "zh":
        return bool(cues) and not folded[cues[-1].end :].strip() and bool(re.search(r"\d|给|关于", text))
    return bool(cues) and not folded[: cues[0].start].strip() and len(folded.split()) > 3


def _consumes(found: list[Found], text: str) -> bool:
    """Whether the fields found are the whole line, but for marks of notes and punctuation."""
    return not any(character.isalnum() for character in text[found[-1].end :])


def _opens(found: list[Found]) -> bool:
    """Whether a line that goes on after its fields (to the agenda item's title) belongs to the head all the same."""
    return bool(found) and found[-1].field in ("agenda", "session", "organisation", "symbol", "year")


def _is_head(scanned: list[tuple[Passage, list[Found]]]) -> bool:
    """Whether lines that look like fields are a masthead: one of them is a field that only a masthead prints."""
    if any(line.region == "masthead" for line, _ in scanned):
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
    if not _consumes(scanned[used - 1][1], scanned[used - 1][0].text):
        return used
    items = sum(each.field == "agenda" and len(each.values) for _, found in scanned[:used] for each in found)
    end, titles = used, 0
    while end + 1 < len(lines) and end - used < AGENDA_LINES and titles < items:
        line, after = lines[end][0], lines[end + 1][0]
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


def _fields(line: Passage, found: list[Found]) -> list[HeadField]:
    """The fields of a line, each with its stretch of it; words after the last field are a field of their own."""
    if not found:
        return [HeadField("other", (), line)]
    fields = list[HeadField]()
    if found[0].start and found[0].field in _TAILS:
        fields.append(HeadField("other", (), cut_passage(line, 0, found[0].start)))
    for place, each in enumerate(found):
        start = 0 if place == 0 and not fields else each.start
        end = found[place + 1].start if place + 1 < len(found) else each.end
        if place + 1 == len(found) and _consumes(found, line.text):
            end = len(line.text)
        fields.append(HeadField(each.field, each.values, cut_passage(line, start, end), each.symbols))
    if not _consumes(found, line.text):
        name = "agenda-title" if found[-1].field == "agenda" else "other"
        fields.append(HeadField(name, (), cut_passage(line, found[-1].end)))
    return fields


def _broken_values(fields: list[HeadField], language: str | None) -> list[HeadField]:
    """Fields whose label and value were read apart ("Original:", "English"); the first piece gets the value."""
    out = list(fields)
    for place, each in enumerate(fields):
        if each.field != "other" or len(each.passage.text) > LABEL:
            continue
        for count in range(min(SHARDS, len(fields) - place), 1, -1):
            joined = " ".join(part.passage.text for part in fields[place : place + count])
            found = scan(joined, language)
            if len(found) == 1 and found[0].field in _LABELLED and _consumes(found, joined):
                pieces = fields[place : place + count]
                shards = [msgspec.structs.replace(part, field=found[0].field, values=()) for part in pieces]
                out[place : place + count] = [msgspec.structs.replace(shards[0], values=found[0].values), *shards[1:]]
                break
    return out


def _broken_names(fields: list[HeadField], language: str | None) -> list[HeadField]:
    """Fields with the name of a body found that is broken over several lines of one style, perhaps not neighbours.

    The first of its lines gets what the name means; every line stays a field of its own.
    """
    styles: dict[object, list[int]] = {}
    for place, each in enumerate(fields):
        if each.field in ("other", "body"):
            styles.setdefault(_edge(each.passage), []).append(place)
    out = list(fields)
    for places in styles.values():
        for first in range(len(places) - 1):
            joined = " ".join(fields[place].passage.text for place in places[first:])
            found = scan(joined, language)
            if (
                found
                and found[0].field in ("body", "organisation")
                and found[0].end > len(fields[places[first]].passage.text)
            ):
                named = found[0]
                for place in places[first:]:
                    out[place] = msgspec.structs.replace(fields[place], field=named.field)
                out[places[first]] = msgspec.structs.replace(out[places[first]], values=named.values)
                break
    return out


def _edge(passage: Passage) -> object:
    """What lines of one name have in common: the edge they begin at, else their size."""
    edge = passage.right if passage.direction == "rtl" else passage.left
    return passage.size if edge is None else round(edge / EDGE)


def _named(fields: list[HeadField]) -> tuple[HeadField, ...]:
    """Fields with a better name where their neighbours tell it: the first date is the date of issue."""
    out, seen = list[HeadField](), set[str]()
    for place, each in enumerate(fields):
        name = each.field
        if name == "date":
            name = "issued" if "issued" not in seen else "other"
        elif name == "other":
            name = _name_of(fields, place, seen)
        seen.add(name)
        out.append(msgspec.structs.replace(each, field=name))
    return tuple(out)


def _name_of(fields: list[HeadField], place: int, seen: set[str]) -> str:
    """Name of a line no field claims, by what stands before it."""
    before = fields[place - 1].field if place else ""
    if before in ("agenda", "agenda-title") or (before == "other" and "agenda" in seen):
        return "agenda-title"
    later = {each.field for each in fields[place + 1 :]}
    if "body" not in seen | later and later & {"distribution", "date", "original", "version"}:
        return "body"
    return "other"


def symbols_outside(fields: Sequence[Field], headers: Sequence[str]) -> tuple[Symbol, ...]:
    """Symbols kept outside the print (document variables), else the one every running header repeats."""
    for field in fields:
        found = find_symbols(field.text)
        if found and not field.text.replace(field.text[found[0].start : found[0].end], "").strip():
            return tuple(half for half in found[0].parsed)
    counted: dict[str, tuple[int, tuple[Symbol, ...]]] = {}
    for text in headers:
        for each in find_symbols(text):
            key = "-".join(each.symbols)
            counted[key] = (counted.get(key, (0, ()))[0] + 1, each.parsed)
    return max(counted.values(), key=lambda entry: entry[0])[1] if counted else ()
