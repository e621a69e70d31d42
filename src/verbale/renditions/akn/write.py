"""Dossier → Akoma Ntoso 3.0, profile verbale: canonical bytes, the same for the same dossier (V25)."""

from __future__ import annotations

import datetime

from verbale.model.dossier import Dossier
from verbale.renditions.akn.document import Written, loose_notes
from verbale.renditions.akn.identification import names_of
from verbale.renditions.akn.manuscript import Manuscript
from verbale.renditions.akn.markup import Markup
from verbale.renditions.akn.positions import point_to_all
from verbale.renditions.akn.vocabulary import vocabulary


def render(dossier: Dossier, *, marked: datetime.date | None = None) -> bytes:
    """A dossier as a file. `marked` is the day of marking; without it the day of the Expression stands.

    Text comes first and the meta after it, because the references list what the text points to.
    """
    paper = Manuscript(dossier, marked)
    names = names_of(paper)
    words = vocabulary()
    whole = Written(paper, paper.main, 1)
    point_to_all(paper)
    loose = loose_notes(paper)
    whole.apart += paper.apart + paper.unvisited()
    out = Markup()
    out.line('<?xml version="1.0" encoding="UTF-8"?>')
    out.open("akomaNtoso", [("xmlns", words.akn), ("xmlns:v", words.ours), ("xmlns:akn4un", words.un)])
    whole.write(names, out, loose=loose)
    out.close("akomaNtoso")
    return str(out).encode("utf-8", "surrogatepass")
