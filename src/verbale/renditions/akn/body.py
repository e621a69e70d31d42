"""The tree of a component's body → levels (profile V10–V14): divisions, paragraphs, lists, alineas, tables.

A level of Akoma Ntoso has either one `content` or sub-levels, never both; so a paragraph with items keeps its words in
an `intro`, and what follows the items is a `wrapUp` where it ends their sentence, an `alinea` where a new one begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from verbale.model.dossier import Block, Component
from verbale.renditions.akn.lines import block_line, pages_attribute, shared_attributes, table_rows
from verbale.renditions.akn.manuscript import Manuscript
from verbale.renditions.akn.markup import Markup, escape
from verbale.renditions.akn.tree import Node, grow, level_of, running_role, usual_level
from verbale.renditions.akn.vocabulary import vocabulary

SENTENCE_ENDS = frozenset(".!?\u3002\uff01\uff1f\u061f\u06d4")


class Body:
    """Writes the body of one component."""

    def __init__(self, paper: Manuscript, component: Component, prefix: str, depth: int) -> None:
        self.paper = paper
        self.component = component
        self.prefix = prefix
        self.element = vocabulary().kind(component.kind).element
        self.out = Markup(depth)
        self.counts: dict[str, int] = {}

    def write(self, blocks: Sequence[Block]) -> Markup:
        """The children of `mainBody` or `body`."""
        root = grow(blocks, self.component.address)
        if not root.children:
            eid = self._count(f"{self.prefix}hcontainer")
            self.out.line(
                f'<hcontainer eId="{eid}" name="void"><content eId="{eid}__content"><p/></content></hcontainer>'
            )
        self._levels(root.children, self.prefix, inside=False)
        return self.out

    def _levels(self, nodes: Sequence[Node], prefix: str, *, inside: bool = True) -> None:
        """Nodes of a division: points that stand together are one list."""
        for points, group in groupby(nodes, lambda node: node.kind == "point"):
            if points:
                self._list(list(group), f"{prefix}list", None)
            else:
                for node in group:
                    self._node(node, prefix, inside)

    def _node(self, node: Node, prefix: str, inside: bool) -> None:
        """One node of a division, or of the body itself."""
        if node.kind == "division":
            self._division(node)
        elif node.kind == "leaf":
            self._leaf(node)
        elif node.kind == "second":
            self._after(node, prefix)
        elif node.parts[-1].startswith("pre-"):
            self._preambular(node, inside)
        else:
            self._unit(node, "paragraph")

    def _count(self, stem: str) -> str:
        """The next counted id of a stem: `hcontainer_1`, `hcontainer_2` …"""
        self.counts[stem] = self.counts.get(stem, 0) + 1
        return self.paper.free(f"{stem}_{self.counts[stem]}")

    def _shared(self, node: Node, role: str, *, numbered: bool = True) -> list[tuple[str, str | None]]:
        """Attributes of a block's element; `role` is what the element alone would say."""
        block = node.block
        assert block is not None
        said = {"role": role, "level": usual_level(node.parts, role)}
        number = block.number if numbered else None
        return shared_attributes(self.paper, self.component, block, number=number, **said)

    def _line(self, node: Node) -> str:
        """Mixed content of a node's block."""
        assert node.block is not None
        return block_line(self.paper, node.block, self.component.address)

    def _pages(self, node: Node) -> list[tuple[str, str | None]]:
        """Pages of a node's block, once its line is written."""
        assert node.block is not None
        return pages_attribute(self.paper, node.block)

    def _num(self, node: Node) -> None:
        """The printed number."""
        if node.block and node.block.number is not None:
            self.out.text("num", escape(node.block.number))

    def _division(self, node: Node) -> None:
        """A heading with what stands under it, or an article with its own text."""
        assert node.block is not None
        level = level_of(node.parts)
        element = level.element if level else "division"
        line = self._line(node)
        self.out.open(element, [*self._shared(node, "heading"), *self._pages(node)])
        self._num(node)
        eid = self.paper.eid(node.block)
        if node.block.role not in {"heading", "title"} and not node.children:
            self.out.line(f'<content eId="{eid}__content"><p>{line}</p></content>')
        elif node.block.role not in {"heading", "title"}:
            self.out.line(f'<intro eId="{eid}__intro"><p>{line}</p></intro>')
        elif line:
            self.out.text("heading", line)
        self._levels(node.children, f"{eid}__")
        self.out.close(element)

    def _preambular(self, node: Node, inside: bool) -> None:
        """A preambular paragraph in the body (R69): a `crossHeading` where one may stand and nothing hangs on it."""
        assert node.block is not None
        refers = ("refersTo", self.paper.references.standing("preambular"))
        if inside and not node.children and node.block.number is None:
            line = self._line(node)
            pairs = [*self._shared(node, "preambular"), refers, *self._pages(node)]
            self.out.text("crossHeading", line, pairs)
        else:
            self._unit(node, "hcontainer", (("name", "preambular"), refers))

    def _unit(self, node: Node, element: str, more: Sequence[tuple[str, str | None]] = ()) -> None:
        """A paragraph or a point with everything under it; `more` are attributes of its own."""
        line = self._line(node)
        role = {"point": "item", "hcontainer": "preambular"}.get(element) or running_role(node.parts, self.element)
        self.out.open(element, [*self._shared(node, role), *more, *self._pages(node)])
        self._num(node)
        assert node.block is not None
        self._inner(node, line, self.paper.eid(node.block))
        self.out.close(element)

    def _inner(self, node: Node, line: str, eid: str) -> None:
        """The words of a level and what follows them, as one `content` or as sub-levels."""
        if not any(child.kind == "point" or child.children for child in node.children):
            self._content(node, line, eid)
            return
        words = f"<p>{line}</p>" if line else ""
        first = node.children[0]
        if words and first.kind != "point":
            self.out.line(f'<intro eId="{eid}__intro">{words}</intro>')
            words = ""
        self._runs(node, eid, words)

    def _runs(self, node: Node, eid: str, words: str) -> None:
        """Lists and what stands between and after them."""
        groups = [
            (points, list(group)) for points, group in groupby(node.children, lambda child: child.kind == "point")
        ]
        place = 0
        while place < len(groups):
            points, group = groups[place]
            if points:
                after = groups[place + 1][1] if place + 1 < len(groups) else []
                tail = after[0] if len(after) == 1 and self._ends_sentence_of(group, after[0]) else None
                self._list(group, f"{eid}__list", tail, words)
                place += 2 if tail else 1
            else:
                for child in group:
                    self._after(child, f"{eid}__")
                place += 1
            words = ""

    def _ends_sentence_of(self, points: list[Node], tail: Node) -> bool:
        """Whether a paragraph goes on with the sentence that a list left open."""
        last = points[-1]
        while last.children:
            last = last.children[-1]
        assert last.block is not None
        ended = last.block.text.rstrip()[-1:] in SENTENCE_ENDS
        return tail.kind == "second" and not tail.children and not ended

    def _list(self, points: Sequence[Node], stem: str, tail: Node | None, words: str = "") -> None:
        """Points that follow one another, with the words before and after them."""
        eid = self._count(stem)
        self.out.open("list", [("eId", eid)])
        if words:
            self.out.line(f'<intro eId="{eid}__intro">{words}</intro>')
        for point in points:
            self._unit(point, "point")
        if tail is not None:
            self.out.open("wrapUp", [("eId", f"{eid}__wrapup")])
            self._paragraph_line(tail)
            self.out.close("wrapUp")
        self.out.close("list")

    def _after(self, node: Node, prefix: str) -> None:
        """A further paragraph under a number, or a table, between or after its lists."""
        if node.kind == "leaf":
            self._leaf(node)
            return
        alinea = self._count(f"{prefix}al")
        self.out.open("alinea", [("eId", alinea)])
        if node.children:
            line = self._line(node)
            pairs = [*self._shared(node, "paragraph", numbered=False), *self._pages(node)]
            inner = Markup()
            inner.text("p", line, pairs)
            words = inner.lines[0]
            if node.children[0].kind != "point":
                self.out.line(f'<intro eId="{alinea}__intro">{words}</intro>')
                words = ""
            self._runs(node, alinea, words)
        else:
            self.out.open("content", [("eId", f"{alinea}__content")])
            self._paragraph_line(node)
            self.out.close("content")
        self.out.close("alinea")

    def _paragraph_line(self, node: Node) -> None:
        """A further paragraph as a `p` with its id."""
        line = self._line(node)
        self.out.text("p", line, [*self._shared(node, "paragraph", numbered=False), *self._pages(node)])

    def _content(self, node: Node, line: str, eid: str) -> None:
        """Words without items: paragraphs and tables in one `content`."""
        if not node.children:
            self.out.line(f'<content eId="{eid}__content"><p>{line}</p></content>')
            return
        self.out.open("content", [("eId", f"{eid}__content")])
        several = any(child.kind == "second" for child in node.children)
        self.out.text("p", line, [("eId", self.paper.free(f"{eid}__p_1") if several else None)])
        for child in node.children:
            if child.kind == "second":
                self._paragraph_line(child)
            else:
                self._leaf_content(child)
        self.out.close("content")

    def _leaf(self, node: Node) -> None:
        """What is neither paragraph nor heading, as a level of its own named by its role."""
        block = node.block
        assert block is not None
        if block.role == "quotation" or _has_cells(block):
            eid = self._count(f"{self.prefix}hcontainer")
            self.out.open("hcontainer", [("eId", eid), ("name", block.role)])
            self.out.open("content", [("eId", f"{eid}__content")])
            self._leaf_content(node)
        else:
            eid = self.paper.eid(block)
            line = self._line(node)
            pairs = [*self._shared(node, block.role), ("name", block.role), *self._pages(node)]
            self.out.open("hcontainer", pairs)
            self._num(node)
            self.out.open("content", [("eId", f"{eid}__content")])
            self.out.text("p", line)
        self.out.close("content")
        self.out.close("hcontainer")

    def _leaf_content(self, node: Node) -> None:
        """A table, a quotation or a caption among paragraphs."""
        block = node.block
        assert block is not None
        if _has_cells(block) and block.rows:
            lines = table_rows(self.paper, block, self.component.address)
            joined = "\n".join("\t".join(row) for row in block.rows)
            text = None if joined == block.text else block.text
            pairs = [*self._shared(node, "table", numbered=False), *self._pages(node), ("v:text", text)]
            self.out.open("table", pairs)
            for line in lines:
                self.out.line(line)
            self.out.close("table")
            return
        line = self._line(node)
        pairs = [*self._shared(node, block.role, numbered=False), *self._pages(node)]
        if block.role == "quotation":
            inner = Markup()
            inner.open("embeddedStructure", pairs)
            start = inner.lines[0]
            self.out.line(f"<p>{start}<p>{line}</p></embeddedStructure></p>")
        else:
            self.out.text("p", line, [*pairs, ("v:role", block.role)])


def _has_cells(block: Block) -> bool:
    """Whether a block is a table whose every row has cells, as the schema wants them."""
    return block.role == "table" and bool(block.rows) and all(block.rows or ())
