"""Dressing: an approved text in the masthead of its body, with its symbol and date, in its own language."""

from __future__ import annotations

import msgspec

from verbale.desk.styles import Style, Words, words
from verbale.grammar.dates import format as format_date
from verbale.model.address import note as note_address
from verbale.model.dossier import Date, Document, Dossier, MastheadField, Note, NoteAnchor

KEPT = ("session", "session-dates", "year", "agenda", "agenda-title")
"""Lines of the head of the submitted text that its issue prints as well."""

STARS = 5
"""Longest mark of stars."""


class Issue(msgspec.Struct, frozen=True, kw_only=True):
    """What an issue adds to the text: symbol, day, what it follows, where the text was issued before."""

    symbol: str
    day: str
    correction: str = ""
    """corr, add or rev where it follows an earlier document; reissue where it replaces its print."""

    earlier: str = ""
    """Symbol under which the same text was issued before."""


def dressed(dossier: Dossier, style: Style, symbol: str, day: str, issue: Issue | None = None) -> Dossier:
    """The text as it is issued: the old masthead is gone, the paragraphs and notes are the same.

    Raises `KeyError` for a language the house does not print.
    """
    issue = issue or Issue(symbol=symbol, day=day)
    document = dossier.document
    language = document.language or "en"
    said = words(language)
    printed = format_date(day, said.printed_in or language)
    masthead = _masthead(document, style, issue, said, printed)
    kept = tuple(date for date in document.dates if date.role not in ("issued", "reissued"))
    bare = symbol.rstrip("*")
    changed = msgspec.structs.replace(
        document,
        symbol=bare,
        symbols=(bare,),
        distribution=style.distribution if "distribution" in style.masthead else None,
        body=style.body or document.body,
        bodies=(style.body,) if style.body else document.bodies,
        originals=document.originals or (language,),
        dates=(Date(role="issued", date=day, text=printed), *kept),
        masthead=masthead,
    )
    whole = msgspec.structs.replace(dossier, document=changed, furniture=(), findings=())
    for sentence in _sentences(issue, language, said):
        whole = _with_note(whole, sentence)
    return whole


def _masthead(document: Document, style: Style, issue: Issue, said: Words, printed: str) -> tuple[MastheadField, ...]:
    """The lines of the masthead in the order of the style, then those the text brought, then what it follows."""
    language = document.language or "en"
    originals = document.originals or (language,)
    lines = {
        "organisation": style.organisation.get(language, ""),
        "symbol": issue.symbol,
        "parent": style.parent.get(language, ""),
        "body": style.names.get(language, ""),
        "distribution": said.distribution[style.distribution],
        "issued": printed,
        "version": said.languages[language] if (language, originals) != ("en", ("en",)) else "",
        "original": said.original + _listed(originals, said),
    }
    fields = [
        MastheadField(field="body" if name == "parent" else name, text=lines[name])
        for name in style.masthead
        if lines[name]
    ]
    fields += [field for field in document.masthead if field.field in KEPT]
    if issue.correction in said.types:
        fields.append(MastheadField(field="document-type", text=said.types[issue.correction]))
    return tuple(MastheadField(field=field.field, text=field.text) for field in fields)


def _sentences(issue: Issue, language: str, said: Words) -> list[str]:
    """What notes say of this issue and of an earlier one."""
    day = format_date(issue.day, language)
    sentences = [said.reissued.format(date=day)] if issue.correction == "reissue" else []
    return sentences + ([said.earlier.format(symbols=issue.earlier)] if issue.earlier else [])


def _with_note(dossier: Dossier, sentence: str) -> Dossier:
    """A note at the end of the title, by the next free mark of stars; one that says the same already is left alone."""
    main = dossier.components[0] if dossier.components else None
    if main is None or any(sentence.rstrip(".。") in note.text for note in dossier.notes):
        return dossier
    taken = {note.address for note in dossier.notes}
    mark = next("*" * count for count in range(1, STARS + 1) if note_address("*" * count) not in taken)
    place = next((at for at, block in enumerate(main.blocks) if block.role == "title"), None)
    if place is None:
        return dossier
    blocks = list(main.blocks)
    title = blocks[place]
    first = {note.address for note in title.notes}
    before = [note for note in dossier.notes if note.address in first]
    after = [note for note in dossier.notes if note.address not in first]
    anchor = NoteAnchor(len(title.text), note_address(mark))
    blocks[place] = msgspec.structs.replace(title, notes=(*title.notes, anchor))
    return msgspec.structs.replace(
        dossier,
        components=(msgspec.structs.replace(main, blocks=tuple(blocks)), *dossier.components[1:]),
        notes=(*before, Note(address=note_address(mark), mark=mark, text=sentence), *after),
    )


def _listed(languages: tuple[str, ...], said: Words) -> str:
    """Names of languages joined as the language joins them."""
    names = [said.listed[one] for one in languages if one in said.listed]
    head = said.joiner.join(names[:-1])
    return head + said.last_joiner + names[-1] if head else "".join(names)
