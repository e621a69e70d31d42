"""Dossier → Markdown (CommonMark with tables and footnotes): headings, numbers as printed, notes linked."""

from __future__ import annotations

import re
from itertools import pairwise

from verbale.model.dossier import Block, Component, Dossier, Mark
from verbale.renditions.akn.marks import settle
from verbale.renditions.walk import depth_of, item_depth, notes_in_order

SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
AT_START = re.compile(r"^(\s*)(\d*)([#+\-=]|(?<=\d)[.)])(?=\s|$)")
"""What would open a heading or a list. Signs can be shielded, figures not: `1\\.` prints as `1.`."""
TOGGLES = {"italic": "*", "bold": "**"}
WORD_EDGE = re.compile(r"^(\s*)(.*?)(\s*)$", re.S)


def render(dossier: Dossier) -> str:
    """Every block whole, in the order of print."""
    parts = ["  \n".join(escape(field.text) for field in dossier.document.masthead)]
    for component in dossier.components:
        if depth_of(component):
            parts.append("---")
            if component.label and not (component.blocks and component.blocks[0].text == component.label):
                parts.append(f"*{escape(component.label)}*")
        parts.extend(_block(block, component) for block in component.blocks)
    parts.extend(f"[^{_label(note.address)}]: {_lines(escape(note.text), '    ')}" for note in notes_in_order(dossier))
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    """Text that Markdown shows as it is."""
    return AT_START.sub(r"\1\2\\\3", SPECIAL.sub(r"\\\1", text))


def _lines(text: str, indent: str) -> str:
    """Line breaks as hard breaks, the following lines set in."""
    return text.replace("\n", f"  \n{indent}")


def _block(block: Block, component: Component) -> str:
    """One block."""
    if block.rows:
        return _table(block)
    text = _marked(block)
    number = f"{escape(block.number)} " if block.number else ""
    if block.role == "title":
        return f"{'#' * min(6, 1 + depth_of(component))} {_flat(number + text)}"
    if block.role == "heading":
        return f"{'#' * min(6, 2 + depth_of(component) + max(0, block.level - 1))} {_flat(number + text)}"
    if block.role == "item":
        indent = "  " * (item_depth(block) - 1)
        return f"{indent}- {number}{_lines(text, indent + '  ')}"
    if block.role == "quotation":
        return f"> {number}{_lines(text, '> ')}"
    strong = f"**{number.strip()}** " if number else ""
    return f"{strong}{_lines(text, '')}"


def _label(note: str) -> str:
    """The label of a note: its address without the word, so that it reads back as a mark."""
    return note.removeprefix("note-")


def _flat(text: str) -> str:
    """A heading has one line."""
    return " ".join(text.split("\n"))


def _table(block: Block) -> str:
    """A table; its first row stands as the head, because Markdown has no table without one."""
    rows = [[" ".join(escape(cell).split("\n")) for cell in row] for row in block.rows or ()]
    width = max(len(row) for row in rows)
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
    anchors = " ".join(f"[^{_label(anchor.address)}]" for anchor in block.notes)
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]]) + (f"\n\n{anchors}" if anchors else "")


def _marked(block: Block) -> str:
    """Text with its italics, bold type and note marks."""
    toggled = [mark for mark in settle(block.marks, block.text) if mark.kind in TOGGLES]
    notes: dict[int, str] = {}
    for anchor in block.notes:
        at = min(anchor.at, len(block.text))
        notes[at] = notes.get(at, "") + f"[^{_label(anchor.address)}]"
    edges = {edge for mark in toggled for edge in (mark.start, mark.end)}
    pieces, on, place = [notes.get(0, "")], list[Mark](), 0
    for start, end in pairwise(sorted({0, len(block.text), *notes, *edges})):
        on = [mark for mark in on if mark.end > start]
        while place < len(toggled) and toggled[place].start <= start:
            on.append(toggled[place])
            place += 1
        pieces.append(_styled(block.text[start:end], {TOGGLES[mark.kind] for mark in on}) + notes.get(end, ""))
    return "".join(pieces)


def _styled(text: str, toggles: set[str]) -> str:
    """A piece of one style; blanks stay outside the stars."""
    found, stars = WORD_EDGE.match(text), "".join(sorted(toggles))
    if not stars or found is None or not found[2]:
        return escape(text)
    return f"{found[1]}{stars}{escape(found[2])}{stars}{found[3]}"
