"""Reading → Layout: furniture set apart, notes set apart, lines healed into passages."""

from __future__ import annotations

import msgspec

from verbale.model.dossier import Furniture
from verbale.model.finding import Finding
from verbale.model.reading import Reading
from verbale.structure.ink_layout import ink_passages
from verbale.structure.paragraphs import knows_paragraphs, paragraph_passages
from verbale.structure.passage import Passage
from verbale.structure.text_layout import text_passages


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the pages: passages of text in reading order, passages of notes, furniture, what was noticed."""

    passages: tuple[Passage, ...]
    notes: tuple[Passage, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    findings: tuple[Finding, ...] = ()


def lay_out(reading: Reading) -> Layout:
    """Passages of a reading, in the order a person reads them."""
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
