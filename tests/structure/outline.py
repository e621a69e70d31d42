"""Components written as plain lines, and their blocks as lines of address, role, number and first word."""

from __future__ import annotations

from verbale.structure.body.blocks import blocks_of
from verbale.structure.body.part import Body, Part
from verbale.structure.passage import Passage, Piece


def passages(text: str) -> tuple[Passage, ...]:
    """One passage a line; `**words**` is a bold line. Spans run on as if the lines stood in one reading."""
    made, at = [], 0
    for line in text.strip().split("\n"):
        words = line.strip()
        bold = words.startswith("**")
        words = words.strip("*") if bold else words
        made.append(Passage(text=words, pieces=(Piece(0, at, at + len(words)),), bold=bold))
        at += len(words) + 1
    return tuple(made)


def body(text: str, kind: str = "document", address: str = "") -> Body:
    """The body of a component of these lines."""
    return blocks_of(Part(address=address, kind=kind, passages=passages(text)))


def outline(text: str, kind: str = "document", address: str = "") -> list[str]:
    """One line a block: address, role, printed number, the first word."""
    return [
        f"{one.address} {one.role} {one.number or '-'} {one.text.split()[0]}"
        for one in body(text, kind, address).blocks
    ]
