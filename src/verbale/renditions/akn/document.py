"""A component → its document element: meta, cover page, preface, preamble, body, conclusions, attachments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verbale.model.dossier import Block, Component
from verbale.renditions.akn.body import Body
from verbale.renditions.akn.identification import Names, write_identification, write_publication
from verbale.renditions.akn.identifiers import local_parts
from verbale.renditions.akn.lines import block_line, note_line, pages_attribute, shared_attributes
from verbale.renditions.akn.manuscript import Manuscript, component_name
from verbale.renditions.akn.markup import Markup, attributes, escape
from verbale.renditions.akn.masthead import write_cover_page
from verbale.renditions.akn.mentions import write_apart
from verbale.renditions.akn.positions import write_positions
from verbale.renditions.akn.proceedings import votes_told, write_voting
from verbale.renditions.akn.proprietary import write_proprietary
from verbale.renditions.akn.references import ontology_address
from verbale.renditions.akn.tree import regions, usual_level
from verbale.renditions.akn.vocabulary import vocabulary

CONTAINERS = {"place-date": "done", "signature": "signature"}
FORMULAS = {"formula": "enactingFormula", "salutation": "salutation", "closing": "closing"}


class Written:
    """The pieces of one component, written before its meta, which lists what they point to."""

    def __init__(self, paper: Manuscript, component: Component, depth: int) -> None:
        self.paper = paper
        self.component = component
        self.prefix = paper.prefixes[component.address]
        self.depth = depth
        kind = vocabulary().kind(component.kind)
        self.element, self.name, self.body = kind.element, kind.name, kind.body
        parts = regions(component.blocks)
        self.cover = Markup(depth + 1)
        if component is paper.main:
            write_cover_page(paper, self.cover)
        before = len(paper.apart)
        self.preface = self._region("preface", parts.preface)
        self.preamble = self._region("preamble", parts.preamble)
        self.text = Body(paper, component, self.prefix, depth + 2).write(parts.body)
        self.conclusions = self._region("conclusions", parts.conclusions)
        self.apart = paper.apart[before:]
        del paper.apart[before:]
        self.attachments = [_attachment(paper, child, depth + 2) for child in paper.children[component.address]]

    def _region(self, name: str, blocks: Sequence[Block]) -> Markup:
        """`preface`, `preamble` or `conclusions`; a preface is always there (R6)."""
        out = Markup(self.depth + 1)
        if not blocks and name != "preface":
            return out
        out.open(name, [("eId", f"{self.prefix}{name}"), *self._language()])
        if not blocks:
            out.line("<p/>")
        for block, items in _with_items(blocks):
            self._region_block(block, items, out)
        out.close(name)
        return out

    def _region_block(self, block: Block, items: Sequence[Block], out: Markup) -> None:
        """A title, a formula, or a container with its items."""
        line = block_line(self.paper, block, self.component.address)
        if block.role == "title":
            out.line(f"<p><docTitle{attributes(self._attributes(block, 'title'))}>{line}</docTitle></p>")
        elif block.role in FORMULAS:
            pairs = [*self._attributes(block, block.role), ("name", FORMULAS[block.role])]
            out.line(f"<formula{attributes(pairs)}><p>{line}</p></formula>")
        else:
            pairs = [*self._attributes(block, block.role), ("name", CONTAINERS.get(block.role, block.role))]
            if not items:
                out.line(f"<container{attributes(pairs)}><p>{line}</p></container>")
                return
            out.open("container", pairs)
            out.text("p", line)
            self._items(items, f"{self.paper.eid(block)}__list", out)
            out.close("container")

    def _attributes(self, block: Block, role: str) -> list[tuple[str, str | None]]:
        """Attributes of a block outside the body, where numbers have no element."""
        parts = local_parts(block.address, self.component.address)
        level = usual_level(parts, role)
        number = block.number if role == "item" else None
        pairs = shared_attributes(self.paper, self.component, block, role=role, level=level, number=number)
        return [*pairs, *pages_attribute(self.paper, block)]

    def _items(self, items: Sequence[Block], stem: str, out: Markup) -> None:
        """Items of a preambular paragraph as nested `blockList`s, by the length of their addresses."""
        out.open("blockList", [("eId", self.paper.free(f"{stem}_1"))])
        depth = len(items[0].address.split("/"))
        place = 0
        while place < len(items):
            block, place = items[place], place + 1
            inner = place
            while inner < len(items) and len(items[inner].address.split("/")) > depth:
                inner += 1
            line = block_line(self.paper, block, self.component.address)
            out.open("item", self._attributes(block, "item"))
            if block.number is not None:
                out.text("num", escape(block.number))
            out.text("p", line)
            if inner > place:
                self._items(items[place:inner], f"{self.paper.eid(block)}__list", out)
            out.close("item")
            place = inner
        out.close("blockList")

    def write(self, names: Names, out: Markup, *, loose: Sequence[str] = ()) -> None:
        """The document element. `loose` are the lines of notes whose mark stands nowhere."""
        out.open(self.element, [("name", self.name), ("contains", "originalVersion")])
        out.open("meta")
        self._meta(names, loose, out)
        out.close("meta")
        for piece in (self.cover, self.preface, self.preamble):
            out.take(piece)
        out.open(self.body, [("eId", f"{self.prefix}body"), *self._language()])
        out.take(self.text)
        out.close(self.body)
        out.take(self.conclusions)
        if self.attachments:
            out.open("attachments")
            for attachment in self.attachments:
                attachment.write_attachment(names, out)
            out.close("attachments")
        out.close(self.element)

    def _language(self) -> list[tuple[str, str | None]]:
        """`xml:lang` where a component's language is not that of the whole (R64)."""
        whole = self.paper.dossier.document.language or self.paper.main.language
        mine = self.component.language
        return [("xml:lang", None if mine == whole else mine)]

    def _meta(self, names: Names, loose: Sequence[str], out: Markup) -> None:
        """Everything `meta` holds, in the schema's order."""
        paper, main = self.paper, self.component is self.paper.main
        write_identification(paper, self.component, names, out)
        if main:
            write_publication(paper, names, out)
        self._analysis(out)
        later = Markup(out.depth)
        write_proprietary(paper, self.component, later)
        if main and paper.dossier.document.job_number:
            self._presentation(later)
        if main:
            out.open("references", [("source", paper.references.standing("verbale"))])
            self._related(names, out)
            paper.references.write(out)
            out.close("references")
        else:
            self._attached(names, out)
        if loose:
            out.open("notes", [("source", paper.references.standing("verbale"))])
            for line in loose:
                out.line(line)
            out.close("notes")
        out.take(later)

    def _analysis(self, out: Markup) -> None:
        """The vote, positions, and the mentions no line carries."""
        paper, mine = self.paper, self.component.address
        positions = paper.positions.get(mine, [])
        told = paper.dossier.proceedings if self.component is paper.main else None
        if not positions and not self.apart and not votes_told(told):
            return
        source = paper.references.standing("verbale")
        out.open("analysis", [("source", source)])
        write_voting(paper, told, out)
        if positions or self.apart:
            out.open("otherAnalysis", [("source", source)])
            write_positions(paper, positions, out)
            write_apart(paper, self.apart, out)
            out.close("otherAnalysis")
        out.close("analysis")

    def _related(self, names: Names, out: Markup) -> None:
        """Earlier issues and annexes."""
        for number, symbol in enumerate(self.paper.dossier.document.earlier, start=1):
            href = ontology_address(f"symbol/{symbol}", "symbol")
            out.empty("original", [("eId", self.paper.free(f"earlier_{number}")), ("href", href), ("showAs", symbol)])
        for child in self.paper.dossier.components[1:]:
            name = component_name(child.address)
            shown = child.title or child.label or name
            eid = self.paper.free(name.replace("/", "__"))
            out.empty("hasAttachment", [("eId", eid), ("href", f"{names.work}/!{name}"), ("showAs", shown)])

    def _attached(self, names: Names, out: Markup) -> None:
        """What an annex is attached to."""
        parent = component_name(self.component.parent or "")
        shown = self.paper.dossier.document.symbol or names.shown or names.number
        out.open("references", [("source", self.paper.references.standing("verbale"))])
        pairs = [("eId", self.paper.free(f"{self.prefix}attachmentOf"))]
        out.empty("attachmentOf", [*pairs, ("href", f"{names.work}/!{parent}"), ("showAs", shown)])
        out.close("references")

    def _presentation(self, out: Markup) -> None:
        """The job number at the foot of the first page (R44)."""
        words = vocabulary().fields["job-number"]
        entry = self.paper.references.field(words.entry, words.label)
        out.open("presentation", [("source", self.paper.references.standing("verbale"))])
        number = (
            f'<docketNumber refersTo="{entry}">{escape(self.paper.dossier.document.job_number or "")}</docketNumber>'
        )
        code = f"<akn4un:internalCode>{number}</akn4un:internalCode>"
        left = f"<akn4un:footerFirstPageLeft>{code}</akn4un:footerFirstPageLeft>"
        out.line(f"<akn4un:footerFirstPage>{left}</akn4un:footerFirstPage>")
        out.close("presentation")

    def write_attachment(self, names: Names, out: Markup) -> None:
        """The component as an `attachment`, its printed word as heading (V2)."""
        out.open("attachment", [("eId", self.prefix.removesuffix("__"))])
        if self.component.label:
            out.text("heading", escape(self.component.label))
        self.write(names, out)
        out.close("attachment")


def loose_notes(paper: Manuscript) -> list[str]:
    """Notes whose mark stands nowhere, as lines of `notes` (R43)."""
    lines = []
    for address, note in paper.notes.items():
        if address not in paper.written_notes:
            pages = " ".join(map(str, note.pages)) or None
            pairs = attributes([("eId", paper.place_ids[address]), ("marker", note.mark), ("v:pages", pages)])
            lines.append(f"<note{pairs}><p>{note_line(paper, address, '')}</p></note>")
    return lines


def _attachment(paper: Manuscript, component: Component, depth: int) -> Written:
    """An annex written, one level deeper than `attachment`."""
    return Written(paper, component, depth + 1)


def _with_items(blocks: Sequence[Block]) -> Iterator[tuple[Block, Sequence[Block]]]:
    """Blocks with the items that follow each."""
    place = 0
    while place < len(blocks):
        end = place + 1
        while end < len(blocks) and blocks[end].role == "item":
            end += 1
        yield blocks[place], blocks[place + 1 : end]
        place = end
