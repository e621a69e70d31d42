"""Reading → Dossier: lines become passages, passages become masthead, components and blocks with addresses.

The order of the steps is the order of the functions called here; each is a file of this folder.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from verbale.model.dossier import Component, Document, Dossier, Furniture
from verbale.model.finding import Finding
from verbale.model.reading import Reading
from verbale.structure.body.blocks import blocks_of
from verbale.structure.body.closing import with_roles
from verbale.structure.body.components import split
from verbale.structure.body.notes import notes_of
from verbale.structure.body.part import Body, Part
from verbale.structure.cutting import cut_passage
from verbale.structure.head import facts
from verbale.structure.head.dating import dates_of_head, with_dates
from verbale.structure.head.fields import Head
from verbale.structure.head.forms import job_number_at
from verbale.structure.head.kinds import is_name_of_kind, kind
from verbale.structure.head.letterhead import Letterhead, take_letterhead
from verbale.structure.head.masthead import read_head
from verbale.structure.head.title import spans_of, take_title
from verbale.structure.layout.laying import lay_out
from verbale.structure.passage import Passage
from verbale.tongues.findings import finding

__all__ = ["structure"]

FOOT = 4
"""Passages from the end whose last words may be the job number, where lines of the foot were joined to the text."""


def structure(reading: Reading) -> Dossier:
    """One document out of one reading. Every non-blank character of the reading lands in exactly one place."""
    layout = lay_out(reading)
    passages, jobs = _without_job_numbers(layout.passages)
    furniture = layout.furniture + jobs
    head = read_head(passages, facts.language_of(passages))
    language = facts.language_of(head.rest, head)
    symbols = facts.own_symbols(head, reading, furniture)
    adopted = facts.is_adopted(symbols, head.rest, language)
    titled = take_title(head.rest, language, adopted=adopted, headed=facts.is_issued(head))
    named = facts.main_kind(titled, symbols, language, adopted=adopted)
    letterhead = Letterhead((), titled.rest)
    untitled = titled.title is None or is_name_of_kind(titled.title.text, language)
    if untitled and kind(named).transmits and not facts.is_issued(head):
        letterhead = take_letterhead(titled.rest, language)
    whole = Head((*head.fields, *titled.fields, *letterhead.fields), ())
    main = Part(
        kind=named,
        number=titled.number,
        title=titled.title,
        opening=titled.opening,
        passages=letterhead.rest,
        language=language,
    )
    dated = dates_of_head(whole, main, layout.notes)
    letters = symbols[0].letter if symbols and "-" in symbols[0].letter else ""
    parts = tuple(with_dates(_closed(part), dated.transmitted) for part in split(letterhead.rest, main, letters))
    notes = notes_of(layout.notes)
    bodies = [blocks_of(part, notes.addresses) for part in parts]
    document = facts.with_dates(facts.document(parts[0], whole, symbols, layout.notes), dated.dates, parts)
    return Dossier(
        source=reading.source,
        document=_with_job_number(document, furniture),
        components=tuple(_component(part, body) for part, body in zip(parts, bodies, strict=True)),
        notes=notes.notes,
        furniture=furniture + tuple(each for body in bodies for each in body.furniture),
        findings=_findings(layout.findings, symbols, bodies),
        proceedings=reading.proceedings,
    )


def _with_job_number(document: Document, furniture: Sequence[Furniture]) -> Document:
    """A document whose masthead prints no job number with the one the margins print."""
    if document.job_number is not None:
        return document
    return msgspec.structs.replace(document, job_number=facts.job_number(furniture))


def _closed(part: Part) -> Part:
    """A part whose opening and closing lines carry their roles."""
    named = kind(part.kind)
    passages = with_roles(part.passages, part.language, letter=named.transmits, adopted=named.date == "adopted")
    return msgspec.structs.replace(part, passages=passages)


def _component(part: Part, body: Body) -> Component:
    """A part with its blocks as a component."""
    return Component(
        address=part.address,
        kind=part.kind,
        title=part.title.text if part.title else None,
        label=part.label,
        language=part.language,
        originals=part.originals,
        parent=part.parent,
        place=part.place,
        dates=part.dates,
        blocks=body.blocks,
    )


def _findings(laid: Sequence[Finding], symbols: Sequence[object], bodies: Sequence[Body]) -> tuple[Finding, ...]:
    """What was noticed on the way, and that a document prints no symbol."""
    own = () if symbols else (finding("V203"),)
    return (*laid, *own, *(each for body in bodies for each in body.findings))


def _without_job_numbers(passages: Sequence[Passage]) -> tuple[tuple[Passage, ...], tuple[Furniture, ...]]:
    """Passages that are text, and the job numbers a text file keeps among them: alone, or after the last words."""
    kept, jobs = list[Passage](), list[Furniture]()
    for place, passage in enumerate(passages):
        last = len(passages) - place <= FOOT
        at = None if passage.region == "masthead" else job_number_at(passage.text, last=last)
        if at is None:
            kept.append(passage)
            continue
        number = cut_passage(passage, at)
        jobs.append(Furniture(kind="job-number", text=number.text, page=passage.page, spans=spans_of(number)))
        if at:
            kept.append(cut_passage(passage, 0, at))
    return tuple(kept), tuple(jobs)
