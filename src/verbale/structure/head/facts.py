"""What the head, the title and the notes say of the whole document: the `document` of the contract."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from verbale.grammar.symbol_list import find_symbols
from verbale.grammar.symbol_shape import Symbol
from verbale.model.dossier import Date, Document, Furniture
from verbale.model.reading import Reading
from verbale.structure.body.closing import is_letter
from verbale.structure.body.part import Part
from verbale.structure.body.treaty import ARTICLE, division
from verbale.structure.head.dating import dates_of_adoption
from verbale.structure.head.fields import Head, symbols_outside
from verbale.structure.head.forms import JOB
from verbale.structure.head.kinds import kind, kind_of_opening, kind_of_symbols, kind_of_title
from verbale.structure.head.parties import Parties, divide, first_sender, greeted, parties_of, senders_in
from verbale.structure.head.title import REACH, Titled, is_adoption
from verbale.structure.passage import Passage
from verbale.structure.phrases import looking_for, tongues
from verbale.tongues.fold import fold
from verbale.tongues.language import identify, identify_all

OPENING = 14
"""Passages from the start that tell the language of the main text: an annex in another tongue may be longer."""

NOTE = 600
NOTE_OPENING = 60
"""Characters of the longest note on an earlier issue, and of its first words."""

ARTICLES, ARTICLES_WITHIN = 4, 200
"""Articles that make a text a treaty, and passages within which they must come."""

FIRST_NOTES = 30
"""Notes among which those of the first page are."""

_ISSUED = ("symbol", "distribution", "session", "agenda", "original", "only")
_FOOT = ("footer", "job-number", "barcode")


def own_symbols(head: Head, reading: Reading, furniture: Sequence[Furniture]) -> tuple[Symbol, ...]:
    """The document's symbols: printed in the head, else kept by the file, else in every running header."""
    printed = head.symbols()
    if printed:
        return printed
    return symbols_outside(reading.fields, [each.text for each in furniture if each.kind == "running-header"])


def language_of(passages: Sequence[Passage], head: Head | None = None) -> str | None:
    """Language of the main text: of its first paragraphs, else the version the masthead names."""
    texts = [each.text for each in passages[:OPENING] if each.region != "masthead"]
    found = identify_all(texts) or identify_all(each.text for each in passages[:OPENING])
    versions = head.values("version") if head else ()
    if len(versions) == 1 and (found is None or found not in versions) and versions[0] in map(identify, texts):
        return versions[0]
    return found or (versions[0] if versions else None)


def main_kind(titled: Titled, symbols: Sequence[Symbol], language: str | None, *, adopted: bool) -> str:
    """Kind of the document: proved by its symbol, named by its title, suggested by its symbol, shown by its opening."""
    proved = kind_of_symbols(symbols)
    if proved:
        return proved
    title = titled.title.text if titled.title else ""
    lines = [field.passage.text for field in titled.fields if field.field == "adoption"] if adopted else []
    told = next((found for line in lines if (found := kind_of_title(line, language))), None)
    if told:
        return told
    named = kind_of_title(title, language, divide(title, language).transmitting) if title else None
    return (
        named
        or kind_of_symbols(symbols, hints=True)
        or kind_of_opening((each.text for each in titled.rest[:OPENING]), language)
        or ("letter" if is_letter(titled.rest, language) else "treaty" if _has_articles(titled.rest) else "document")
    )


def is_issued(head: Head) -> bool:
    """Whether a head is the masthead of an issued document and not a letterhead."""
    return any(each.field in _ISSUED for each in head.fields)


def is_adopted(symbols: Sequence[Symbol], passages: Sequence[Passage], language: str | None) -> bool:
    """Whether a text is one that an organ adopted: its symbol proves it, or the line of its adoption opens it."""
    proved = kind_of_symbols(symbols)
    if proved is not None:
        return kind(proved).date == "adopted"
    return any(is_adoption(each.text, language) for each in passages[:REACH])


def _has_articles(passages: Sequence[Passage]) -> bool:
    """Whether a text without a title is set in articles, as treaties and charters are."""
    found = 0
    for passage in passages[:ARTICLES_WITHIN]:
        named = division(passage.text)
        found += named is not None and named.style == ARTICLE and named.parted
        if found >= ARTICLES:
            return True
    return False


def document(main: Part, head: Head, symbols: Sequence[Symbol], notes: Sequence[Passage]) -> Document:
    """The facts of a document. Its dates, and the job number in the foot of a page, are added by who has found them."""
    title = main.title.text if main.title else None
    parties = _parties(main, head, title)
    bodies = bodies_of(head, symbols)
    return Document(
        symbol=_display(symbols),
        symbols=tuple(msgspec.structs.replace(half, twin=None).display for half in symbols),
        kind=main.kind,
        title=title,
        language=main.language,
        originals=head.values("original"),
        body=bodies[0] if bodies else None,
        bodies=bodies,
        senders=parties.senders,
        sender=parties.senders[0] if parties.senders else None,
        addressee=parties.addressee,
        distribution=next(iter(head.values("distribution")), None),
        session=next(iter(head.values("session")), None),
        agenda=head.values("agenda"),
        earlier=earlier_symbols(notes, main.language, symbols) or _earlier_in_text(main, symbols),
        job_number=next(iter(head.values("job-number")), None),
        masthead=head.printed(),
    )


def _display(symbols: Sequence[Symbol]) -> str | None:
    """The symbol as it is printed, both halves of a double one."""
    return symbols[0].display if symbols else None


def _parties(main: Part, head: Head, title: str | None) -> Parties:
    """Senders and addressee: of the line of sponsors, of the title, else of the opening paragraph."""
    named = kind(main.kind)
    sponsors = [each.passage.text for each in head.fields if each.field == "sponsors"]
    if sponsors:
        return Parties(senders_in(" ".join(sponsors), main.language))
    told = Parties()
    if title and (named.transmits or named.name in ("working-paper", "document")):
        told = parties_of(title, main.language)
    return _parties_in_print(main, head) if named.transmits and told == Parties() else told


def _parties_in_print(main: Part, head: Head) -> Parties:
    """Senders and addressee of a letter or note as its sender prints it: letterhead, address, courtesy."""
    language = main.language
    opening = next((each.text for each in main.passages[:OPENING] if kind_of_opening([each.text], language)), "")
    named = greeted(opening, language)
    above = [each.passage.text for each in head.fields if each.field == "other"]
    lines = [*above, opening if named is None else opening[: named[0]]]
    sender = next((found for line in lines if (found := first_sender(line, language))), None)
    address = " ".join(each.passage.text for each in head.fields if each.field == "addressee")
    addressee = address or (opening[named[0] : named[1]].strip(" ’'") if named else "")
    return Parties((sender,) if sender else (), addressee or None)


def bodies_of(head: Head, symbols: Sequence[Symbol]) -> tuple[str, ...]:
    """Bodies that issue a document: of its symbols; a printed body below that one is the exacter name.

    Without a symbol the printed names decide, each for the first body that bears it.
    """
    printed = [each.values for each in head.fields if each.field == "body" and each.values]
    proved = dict.fromkeys(half.body for half in symbols if half.body)
    if not proved:
        return tuple(dict.fromkeys(values[0] for values in printed))
    every = [body for values in printed for body in values]
    exact = {own: next((body for body in every if body.startswith(f"{own}/")), own) for own in proved}
    return tuple(own if own in every else exact[own] for own in proved)


def earlier_symbols(notes: Sequence[Passage], language: str | None, own: Sequence[Symbol]) -> tuple[str, ...]:
    """Symbols under which the text was issued before, from a note that says so."""
    mine = {symbol.normal for symbol in own}
    for note in notes[:FIRST_NOTES]:
        folded = fold(note.text).text
        if any(looking_for(tongue, "history", "earlier").search(folded) for tongue in tongues(language)):
            found = dict.fromkeys(symbol for each in find_symbols(note.text) for symbol in each.symbols)
            earlier = tuple(symbol for symbol in found if symbol not in mine)
            if earlier:
                return earlier
    return ()


def _earlier_in_text(main: Part, own: Sequence[Symbol]) -> tuple[str, ...]:
    """The same from a short line of the first page that opens with those words: a note without a mark."""
    for passage in main.passages[:OPENING]:
        if len(passage.text) > NOTE or passage.page != main.passages[0].page:
            continue
        folded = fold(passage.text[:NOTE_OPENING]).text
        if any(looking_for(tongue, "history", "earlier").search(folded) for tongue in tongues(main.language)):
            return earlier_symbols([passage], main.language, own)
    return ()


def job_number(furniture: Sequence[Furniture]) -> str | None:
    """The job number in the foot of a page, without the letter of the language."""
    for each in furniture:
        found = JOB.search(each.text) if each.kind in _FOOT or each.kind == "running-header" else None
        if found:
            return found[1]
    return None


def with_dates(facts: Document, dates: Sequence[Date], parts: Sequence[Part]) -> Document:
    """The document with its own dates and those of its parts, each once. A main text's own line signs or adopts it."""
    known = {(date.role, date.at) for date in dates}
    inner = [date for part in parts for date in part.dates if (date.role, date.at) not in known]
    every = [*dates, *inner]
    every[len(dates) : len(dates)] = dates_of_adoption(parts, every)
    return msgspec.structs.replace(facts, dates=tuple(dict.fromkeys(every)))
