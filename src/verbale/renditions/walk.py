"""What all readable renditions share: blocks with their depth, notes in the order of their marks, text cut at marks."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.model.dossier import Block, Component, Dossier, Note


def depth_of(component: Component) -> int:
    """How deep a component is nested: 0 the main text, 1 an annex, 2 an enclosure of an annex."""
    return len([part for part in component.address.split("/") if part])


def notes_in_order(dossier: Dossier) -> list[Note]:
    """Notes in the order their marks stand in the text, those without a mark last."""
    notes = {note.address: note for note in dossier.notes}
    order: dict[str, None] = {}
    for component in dossier.components:
        for block in component.blocks:
            for anchor in block.notes:
                if anchor.address in notes:
                    order.setdefault(anchor.address)
    return [notes[address] for address in [*order, *(one for one in notes if one not in order)]]


def item_depth(block: Block) -> int:
    """How far a block is set in: items by their level, all else not at all."""
    return max(1, block.level) if block.role == "item" else 0


def with_anchors(block: Block) -> Iterator[tuple[str, str | None]]:
    """Pieces of a block's text, each with the address of the note whose mark follows it."""
    at = 0
    for anchor in sorted(block.notes, key=lambda anchor: anchor.at):
        end = min(max(anchor.at, at), len(block.text))
        yield block.text[at:end], anchor.address
        at = end
    yield block.text[at:], None
