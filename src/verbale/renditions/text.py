"""Dossier → plain text a person reads: masthead, title, numbered paragraphs, notes at the end; nothing is cut."""

from __future__ import annotations

from verbale.model.dossier import Block, Component, Dossier
from verbale.renditions.walk import depth_of, item_depth, notes_in_order, with_anchors

INDENT = "    "


def render(dossier: Dossier) -> str:
    """Blocks with a blank line between them; items set in by their level; note marks in square brackets."""
    marks = {note.address: note.mark for note in dossier.notes}
    parts = ["\n".join(field.text for field in dossier.document.masthead)]
    for component in dossier.components:
        parts.append(_opening(component))
        parts.extend(_block(block, marks) for block in component.blocks)
    notes = notes_in_order(dossier)
    if notes:
        parts.append("-" * 24)
        parts.extend(f"[{note.mark}] {note.text}" for note in notes)
    return "\n\n".join(part for part in parts if part) + "\n"


def _opening(component: Component) -> str:
    """The printed word of an annex, set apart by a rule."""
    if not depth_of(component):
        return ""
    label = component.label or ""
    return "\n".join(["=" * 24, label]) if label and not _says(component, label) else "=" * 24


def _says(component: Component, label: str) -> bool:
    """Whether the component's title is its label."""
    return bool(component.blocks) and component.blocks[0].text == label


def _block(block: Block, marks: dict[str, str]) -> str:
    """One block with its number and note marks."""
    pieces = []
    for text, address in with_anchors(block):
        pieces.append(text)
        if address is not None:
            pieces.append(f"[{marks.get(address, address)}]")
    number = f"{block.number} " if block.number else ""
    indent = INDENT * item_depth(block)
    return "\n".join(indent + line for line in f"{number}{''.join(pieces)}".split("\n"))
