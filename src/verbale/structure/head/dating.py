"""Dates of a document and its parts, each with its role: issued, signed, adopted, reissued.

The place of a date tells its role: the masthead the issue, the title of a letter its signature, the line at the end of
a declaration its adoption, of a treaty its signature. A covering title may date the texts it transmits ("adopted at
the Summit held in Moscow on 15 May 2012"); that date is theirs where they print none.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from verbale.grammar.dates import FoundDate, find_dates
from verbale.model.dossier import Date
from verbale.structure.body.closing import Conclusion, conclusion
from verbale.structure.body.part import Part
from verbale.structure.head.fields import Head
from verbale.structure.head.forms import dates_in
from verbale.structure.head.kinds import kind
from verbale.structure.head.parties import divide
from verbale.structure.passage import Passage
from verbale.structure.phrases import looking_for, tongues
from verbale.tongues.fold import fold
from verbale.tongues.writing import spaced

FIRST_NOTES = 30
"""Notes among which those of the first page are."""


class Dated(msgspec.Struct, frozen=True):
    """The dates of the document, and the date its title gives to what it transmits."""

    dates: tuple[Date, ...]
    transmitted: Date | None = None


def whole(dates: Sequence[FoundDate]) -> list[FoundDate]:
    """Those dates that are one day."""
    return [date for date in dates if len(date.iso) == 10 and date.iso[0].isdigit()]


def _date(role: str, found: FoundDate, text: str, at: str = "") -> Date:
    """A date found in a text, with its role."""
    return Date(role=role, date=found.iso, at=at, text=text[found.start : found.end])


def dates_of_head(head: Head, main: Part, notes: Sequence[Passage]) -> Dated:
    """Dates of the document: of issue, of the letter, of adoption, of reissue."""
    dates = list[Date]()
    language = main.language
    title = main.title.text if main.title else ""
    signed, transmitted = _of_title(title, main)
    for field in head.fields:
        if field.field == "issued":
            role = "issued" if signed or _issues(head) or not kind(main.kind).transmits else "signed"
            dates.append(Date(role=role, date=field.values[0], text=field.passage.text))
        elif field.field == "adoption":
            dates += [
                _date("adopted", each, field.passage.text) for each in whole(dates_in(field.passage.text, language))[:1]
            ]
    dates += signed
    dates += _reissued(notes, language)
    return Dated(tuple(dict.fromkeys(dates)), transmitted)


def _issues(head: Head) -> bool:
    """Whether a head is that of an issued document: a symbol, a distribution or an original says so."""
    return any(each.field in ("symbol", "distribution", "original") for each in head.fields)


def _of_title(title: str, main: Part) -> tuple[list[Date], Date | None]:
    """The date a title gives to its own text, and the date of adoption it gives to the texts it transmits."""
    if not title:
        return [], None
    dates = whole(find_dates(title, main.language or "en", also=("en",)))
    if not kind(main.kind).transmits:
        role = kind(main.kind).date
        adopted = [each for each in dates if role == "adopted" and _is_adopted(title, each, main.language)]
        return [_date("adopted", each, title) for each in adopted[:1]], None
    transmitting = divide(title, main.language).transmitting
    limit = len(title) if transmitting is None else transmitting
    own = [each for each in dates if each.start < limit][:1]
    later = [each for each in dates if each.start >= limit]
    adopted = [each for each in later if _is_adopted(title, each, main.language)]
    return [_date("signed", each, title) for each in own], _date("adopted", adopted[-1], title) if adopted else None


def _is_adopted(title: str, date: FoundDate, language: str | None) -> bool:
    """Whether a word of adoption goes with a date of a title: before it, in Chinese also after it."""
    folded = fold(title).text
    for tongue in tongues(language):
        pattern = looking_for(tongue, "titles", "adopted")
        if pattern.search(folded, 0, date.start) or (not spaced(tongue) and pattern.search(folded, date.end)):
            return True
    return False


def _reissued(notes: Sequence[Passage], language: str | None) -> list[Date]:
    """The date of a reissue, from the note of the first page that says so."""
    for note in notes[:FIRST_NOTES]:
        folded = fold(note.text).text
        for tongue in tongues(language):
            if looking_for(tongue, "history", "reissued").search(folded):
                return [_date("reissued", each, note.text) for each in whole(dates_in(note.text, language))[:1]]
    return []


def with_dates(part: Part, transmitted: Date | None) -> Part:
    """A part with its place and dates: of its place-and-date line, else of its title, else those its cover gives."""
    role = "adopted" if kind(part.kind).date == "adopted" else "signed"
    ends = [end for each in part.passages if (end := _end(each, part.language))]
    found = next((end for end in ends if end.done), ends[-1] if ends else None)
    place = found.place if found else None
    dates = [Date(role=role, date=found.date, at=part.address, text=found.text)] if found else _inner(part, role)
    if not dates and part.address and transmitted is not None and kind(part.kind).instrument and part.label is None:
        dates = [msgspec.structs.replace(transmitted, at=part.address)]
    return msgspec.structs.replace(part, place=place, dates=tuple(dates))


def dates_of_adoption(parts: Sequence[Part], known: Sequence[Date]) -> list[Date]:
    """The date a document was adopted where neither head nor end of its main part says so.

    Parts A, B, C of one resolution have it at their ends; a decision tells it in its first sentence.
    """
    main = parts[0]
    if kind(main.kind).date != "adopted" or any(date.role == "adopted" and not date.at for date in known):
        return []
    inner = [date for part in parts if part.address.startswith("part-") for date in part.dates]
    if inner:
        return [msgspec.structs.replace(max(inner, key=lambda date: date.date), at="")]
    if not kind(main.kind).series or not main.passages:
        return []
    text = main.passages[0].text
    return [_date("adopted", each, text) for each in whole(dates_in(text, main.language))[:1]]


def _end(passage: Passage, language: str | None) -> Conclusion | None:
    """The place and date of a passage with that role."""
    return conclusion(passage.text, language) if passage.role == "place-date" else None


def _inner(part: Part, role: str) -> list[Date]:
    """Dates of a part without a place: the line of the meeting that adopted it, or its title's words of adoption."""
    for passage in reversed(part.passages):
        if passage.role == "place-date" and (dates := whole(dates_in(passage.text, part.language))):
            return [_date(role, dates[0], passage.text, part.address)]
    if part.title is None or not part.address:
        return []
    title = part.title.text
    dates = [
        each
        for each in whole(dates_in(title, part.language))
        if kind(part.kind).transmits or _is_adopted(title, each, part.language)
    ]
    return [_date(role, each, title, part.address) for each in dates[:1]]
