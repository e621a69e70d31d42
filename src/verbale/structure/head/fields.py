"""The fields of a head: each with what it means and its place; names and values read in pieces put together."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from verbale.grammar.symbol_list import find_symbols
from verbale.grammar.symbol_shape import Symbol
from verbale.model.dossier import MastheadField
from verbale.model.reading import Field
from verbale.structure.cutting import cut_passage
from verbale.structure.head.forms import Found, scan
from verbale.structure.passage import Passage

LABEL = 24
"""Characters of the longest label of a field ("Original:")."""

SHARDS = 5
"""Pieces a field may have been read in."""

EDGE = 8
"""Points between which two lines begin at the same edge."""

TAILS = ("distribution", "original", "version")
"""Fields that may stand at the end of a line of other words, where two columns were read as one line."""

_AFTER_SUBJECT = ",，،.。;"
_LABELLED = ("original", "distribution", "session", "agenda", "only")


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


def consumes(found: list[Found], text: str) -> bool:
    """Whether the fields found are the whole line, but for marks of notes and punctuation.

    A body's name or an agenda item with a comma or a full stop is part of a sentence.
    """
    rest = text[found[-1].end :].strip()
    if found[-1].field in ("body", "agenda") and rest and rest[0] in _AFTER_SUBJECT:
        return False
    return not any(character.isalnum() for character in rest)


def fields_of(line: Passage, found: list[Found]) -> list[HeadField]:
    """The fields of a line, each with its stretch of it; words after the last field are a field of their own."""
    if not found:
        return [HeadField("other", (), line)]
    fields = list[HeadField]()
    if found[0].start and found[0].field in TAILS:
        fields.append(HeadField("other", (), cut_passage(line, 0, found[0].start)))
    for place, each in enumerate(found):
        start = 0 if place == 0 and not fields else each.start
        end = found[place + 1].start if place + 1 < len(found) else each.end
        if place + 1 == len(found) and consumes(found, line.text):
            end = len(line.text)
        between = any(character.isalnum() for character in line.text[each.end : end])
        last = each.end if between else end
        fields.append(HeadField(each.field, each.values, cut_passage(line, start, last), each.symbols))
        if between:
            fields.append(HeadField("other", (), cut_passage(line, last, end)))
    if not consumes(found, line.text):
        name = "agenda-title" if found[-1].field == "agenda" else "other"
        fields.append(HeadField(name, (), cut_passage(line, found[-1].end)))
    return fields


def put_together(fields: list[HeadField], language: str | None) -> tuple[HeadField, ...]:
    """Fields with those read in pieces put together, and with the names their neighbours tell."""
    return _named(_broken_names(_broken_values(fields, language), language))


def _broken_values(fields: list[HeadField], language: str | None) -> list[HeadField]:
    """Fields whose label and value were read apart ("Original:", "English"); the first piece gets the value."""
    out = list(fields)
    for place, each in enumerate(fields):
        if each.field != "other" or len(each.passage.text) > LABEL:
            continue
        for count in range(min(SHARDS, len(fields) - place), 1, -1):
            joined = " ".join(part.passage.text for part in fields[place : place + count])
            found = scan(joined, language)
            if len(found) == 1 and found[0].field in _LABELLED and consumes(found, joined):
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
