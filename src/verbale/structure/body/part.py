"""Part: one component on its way from passages to blocks.

`components` cuts the passages of a document into parts and knows each part's address, kind, label, title and language;
`blocks` turns the passages of one part into the blocks of the component, with roles, numbers and addresses.

A passage of a part whose `role` is set already (place-date, signature, salutation, closing, caption, heading …)
keeps it: `closing.py` and the reader know better than its looks do. Every other passage is weighed by `blocks_of`.
"""

from __future__ import annotations

import msgspec

from verbale.model.dossier import Block, Date, Furniture
from verbale.model.finding import Finding
from verbale.structure.passage import Passage


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One component before its blocks are known: where it stands, what it is, and its passages in reading order."""

    address: str = ""
    kind: str = "document"
    label: str | None = None
    """The printed word or heading that opens it ("Annex II")."""
    number: str | None = None
    """Number printed before the title ("76/100."), as printed; its characters belong to the title block's spans."""
    title: Passage | None = None
    """The title healed into one passage; becomes the block `title`. None: the part has no printed title.

    Where only the word ("Annex II") is printed, the title is that passage itself and `label` repeats its text."""
    passages: tuple[Passage, ...] = ()
    """Everything after the title: no masthead, no furniture, no notes, no label."""
    language: str | None = None
    opening: tuple[tuple[int, int], ...] = ()
    """Spans of the label where it is no part of `title`; the title block takes them, so that nothing is lost."""
    originals: tuple[str, ...] = ()
    parent: str | None = None
    place: str | None = None
    dates: tuple[Date, ...] = ()


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """What `blocks_of` makes of a part: its blocks in order, print that is no text, and what was noticed."""

    blocks: tuple[Block, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    findings: tuple[Finding, ...] = ()
