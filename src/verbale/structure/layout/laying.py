"""Reading → Layout: furniture set apart, notes set apart, lines healed into passages."""

from __future__ import annotations

from itertools import groupby

import msgspec

from verbale.model.dossier import Furniture
from verbale.model.finding import Finding
from verbale.model.reading import Line, Reading
from verbale.structure.layout.ink.pages import ink_passages
from verbale.structure.layout.paragraphs import knows_paragraphs, paragraph_passages
from verbale.structure.layout.text.pages import text_passages
from verbale.structure.passage import Passage


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the pages: passages of text in reading order, passages of notes, furniture, what was noticed."""

    passages: tuple[Passage, ...]
    notes: tuple[Passage, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    findings: tuple[Finding, ...] = ()


def lay_out(reading: Reading) -> Layout:
    """Passages of a reading, in the order a person reads them.

    A mail may bring a Word file and a PDF, or several PDFs: each stretch of one nature and part is laid out by itself.
    """
    stretches = [(key, tuple(lines)) for key, lines in groupby(reading.lines, key=_nature)]
    if len(stretches) <= 1:
        return _lay_out(reading)
    laid = [
        _of_part(_lay_out(msgspec.structs.replace(reading, lines=lines)), component)
        for (_, component), lines in stretches
    ]
    return Layout(
        passages=tuple(passage for one in laid for passage in one.passages),
        notes=tuple(passage for one in laid for passage in one.notes),
        furniture=tuple(piece for one in laid for piece in one.furniture),
        findings=reading.findings,
    )


def _nature(line: Line) -> tuple[str, str | None]:
    """What a format knows of a line: its paragraph, its place in ink, or neither; parts of ink are laid out apart."""
    if line.paragraph is not None:
        return "paragraph", None
    return ("ink" if line.box is not None else "text"), line.component


def _of_part(layout: Layout, component: str | None) -> Layout:
    """The passages of a stretch as those of its part."""
    if component is None:
        return layout
    passages = tuple(msgspec.structs.replace(passage, component=component) for passage in layout.passages)
    return msgspec.structs.replace(layout, passages=passages)


def _lay_out(reading: Reading) -> Layout:
    """Passages of a reading of one nature."""
    if knows_paragraphs(reading):
        body, notes, furniture = paragraph_passages(reading)
        return Layout(passages=body, notes=notes, furniture=furniture, findings=reading.findings)
    if all(line.box is None for line in reading.lines):
        laid = text_passages(reading)
        return Layout(passages=laid.passages, notes=laid.notes, furniture=laid.furniture, findings=reading.findings)
    laid_ink = ink_passages(reading)
    return Layout(
        passages=laid_ink.passages, notes=laid_ink.notes, furniture=laid_ink.furniture, findings=reading.findings
    )
