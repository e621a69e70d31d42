"""Blocks of a component, flat as the contract has them → regions and levels as Akoma Ntoso nests them.

Nothing is moved: walking the tree from left to right gives back the blocks in their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from verbale.model.dossier import Block
from verbale.renditions.akn.identifiers import NUMBERED, Parts, local_parts, second_of
from verbale.renditions.akn.vocabulary import Level, vocabulary

FRONT = frozenset({"title", "place-date"})
PREAMBLE = frozenset({"formula", "preambular", "salutation"})
END = frozenset({"closing", "place-date", "signature"})
RUNNING = frozenset({"paragraph", "operative", "preambular", "list-intro"})
INSIDE = frozenset({"table", "quotation", "caption"})
"""Roles that belong to the paragraph they follow."""


DEEPEST = 30
"""Divisions, and items inside items, beyond this are written side by side: XML readers refuse deeper trees."""


class Regions(msgspec.Struct, frozen=True):
    """Blocks of a component by the part of the document element they stand in."""

    preface: Sequence[Block]
    preamble: Sequence[Block]
    body: Sequence[Block]
    conclusions: Sequence[Block]


def regions(blocks: Sequence[Block]) -> Regions:
    """Title and date first, then the preamble; at the end closing, date and signatures; between them the body."""
    front = _while(blocks, 0, FRONT)
    if not any(block.role == "title" for block in blocks[:front]):
        front = 0
    preamble = _preamble_end(blocks, front)
    end = len(blocks)
    while end > preamble and blocks[end - 1].role in END:
        end -= 1
    return Regions(blocks[:front], blocks[front:preamble], blocks[preamble:end], blocks[end:])


def _while(blocks: Sequence[Block], start: int, roles: frozenset[str]) -> int:
    """Index of the first block from `start` on whose role is none of these."""
    while start < len(blocks) and blocks[start].role in roles:
        start += 1
    return start


def _preamble_end(blocks: Sequence[Block], start: int) -> int:
    """Where the preamble ends: its own roles, and items under its paragraphs."""
    end = start
    while end < len(blocks) and (
        blocks[end].role in PREAMBLE or (blocks[end].role == "item" and end > start and "/" in blocks[end].address)
    ):
        end += 1
    return end


@dataclass
class Node:
    """A block and what stands under it. `kind`: division, paragraph, point, second or leaf; the root has no block."""

    kind: str
    block: Block | None = None
    parts: Parts = ()
    children: list[Node] = field(default_factory=list)


def grow(blocks: Sequence[Block], component: str) -> Node:
    """The tree of a region's blocks."""
    forest = _Forest()
    for block in blocks:
        forest.add(block, local_parts(block.address, component))
    return forest.root


def level_of(parts: Parts) -> Level | None:
    """The division an address part names (`part-2`, `art-6`, `h-1`); None for paragraphs."""
    found = NUMBERED.match(parts[-1])
    level = vocabulary().levels.get(found["name"]) if found else None
    return level if level and not level.short.startswith("para") else None


def is_heading(parts: Parts) -> bool:
    """Whether an address is that of a heading without a number of its own kind."""
    return parts[-1].startswith("h-")


class _Forest:
    """A tree under way: divisions that are open, and below the last the paragraph and items that are."""

    def __init__(self) -> None:
        self.root = Node("root")
        self.divisions: list[Node] = []
        self.chain: list[Node] = []

    def add(self, block: Block, parts: Parts) -> None:
        """Hang a block where it belongs, always after everything that came before."""
        level = level_of(parts)
        if level is not None or block.role in {"heading", "title"}:
            self._add_division(Node("division", block, parts), level)
        elif block.role == "item":
            self._add_item(Node("point", block, parts))
        elif block.role in RUNNING:
            self._add_paragraph(block, parts)
        else:
            self._add_leaf(Node("leaf", block, parts))

    def _add_leaf(self, node: Node) -> None:
        """A table or quotation belongs to the paragraph or item it follows; what is of another kind ends both."""
        assert node.block is not None
        inside = node.block.role in INSIDE
        while self.chain and (not inside or self.chain[-1].kind == "second"):
            self.chain.pop()
        parent = self.chain[-1] if self.chain else self._top(node.parts)
        parent.children.append(node)

    def _top(self, parts: Parts) -> Node:
        """The innermost open division; articles end where something not theirs follows."""
        while self.divisions:
            last = self.divisions[-1]
            level = level_of(last.parts)
            if not (level and level.unit) or parts[: len(last.parts)] == last.parts:
                break
            self.divisions.pop()
        return self.divisions[-1] if self.divisions else self.root

    def _add_division(self, node: Node, level: Level | None) -> None:
        """Close the divisions this one does not stand in, then open it."""
        self.chain = []
        del self.divisions[DEEPEST:]
        numbered = level is not None and not is_heading(node.parts)
        for index, other in enumerate(self.divisions):
            if self._ends(other, node, numbered):
                del self.divisions[index:]
                break
        self._top(node.parts).children.append(node)
        self.divisions.append(node)

    def _ends(self, other: Node, node: Node, numbered: bool) -> bool:
        """Whether an open division ends where `node` begins."""
        assert other.block is not None and node.block is not None
        inside = node.parts[: len(other.parts)] == other.parts
        if inside:
            return False
        level = level_of(other.parts)
        if level is not None and not is_heading(other.parts):
            return numbered and len(other.parts) >= len(node.parts)
        return not numbered and other.block.level >= node.block.level

    def _add_item(self, node: Node) -> None:
        """An item under the open paragraph or item it belongs to; in a list of its own where there is none."""
        if len(self.chain) < DEEPEST and self._open(node.parts[:-1]):
            self.chain[-1].children.append(node)
            self.chain.append(node)
            return
        self._top(node.parts).children.append(node)
        self.chain = [node]

    def _add_paragraph(self, block: Block, parts: Parts) -> None:
        """A paragraph, or a further one under the open number it follows (`4-b`); alone where a heading parts them."""
        second = second_of(parts[-1])
        if second and self._open((*parts[:-1], second[0])):
            node = Node("second", block, parts)
            self.chain[-1].children.append(node)
            self.chain.append(node)
            return
        node = Node("second" if second else "paragraph", block, parts)
        self._top(parts).children.append(node)
        self.chain = [node]

    def _open(self, parts: Parts) -> bool:
        """Whether a place is open; if so, everything under it is closed."""
        for index, node in enumerate(self.chain):
            if node.parts == parts:
                del self.chain[index + 1 :]
                return True
        return False


def running_role(parts: Parts, element: str) -> str:
    """Role a paragraph has when nothing else is said: operative where a numbered one stands in a `statement`."""
    return "operative" if element == "statement" and not parts[-1].startswith("p-") else "paragraph"


def usual_level(parts: Parts, role: str) -> int:
    """Level a block has when nothing else is said: items count from 1 below their paragraph, all else is 0."""
    if role != "item":
        return 0
    first = next((place for place, part in enumerate(parts) if _is_paragraph(part)), -1)
    return len(parts) - 1 - first


def _is_paragraph(part: str) -> bool:
    """Whether an address part is that of a paragraph: a number, `p-1` or `pre-1`."""
    return part[0].isdigit() or part.startswith(("p-", "pre-"))
