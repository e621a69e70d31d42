"""Reading → Dossier: lines become passages, passages become masthead, components and blocks with addresses.

The order of the steps is the order of the functions called here; each is a file of this folder.
"""

from __future__ import annotations

from verbale.model.dossier import Block, Component, Document, Dossier
from verbale.model.reading import Reading
from verbale.structure.layout import lay_out
from verbale.structure.part import Part

__all__ = ["structure"]


def structure(reading: Reading) -> Dossier:
    """One document out of one reading. Every non-blank character of the reading lands in exactly one place."""
    layout = lay_out(reading)
    part = Part(passages=layout.passages)
    main = Component(address="", kind="document", blocks=_plain_blocks(part))
    return Dossier(source=reading.source, document=Document(), components=(main,), furniture=layout.furniture)


def _plain_blocks(part: Part) -> tuple[Block, ...]:
    """Blocks numbered in order: what stands in for `blocks.blocks_of` until there is one."""
    return tuple(
        Block(
            address=f"p-{number}",
            role="paragraph",
            text=passage.text,
            spans=tuple((piece.start, piece.end) for piece in passage.pieces),
        )
        for number, passage in enumerate(part.passages, start=1)
    )
