"""Preface, preamble, body and conclusions of a document element → blocks, in the order of print."""

from __future__ import annotations

from lxml import etree

from verbale.model.address import letter
from verbale.model.dossier import Block, Component, Note
from verbale.model.mention import Mention
from verbale.renditions.akn.identifiers import address_of_id, local_parts
from verbale.renditions.akn.reading_line import Line, read_line, text_of
from verbale.renditions.akn.tree import running_role, usual_level
from verbale.renditions.akn.vocabulary import level_elements, vocabulary

LEVELS = frozenset({"paragraph", "point", "subparagraph", "indent", "item"})
FORMULAS = {"enactingFormula": "formula", "salutation": "salutation", "closing": "closing"}
CONTAINERS = {"done": "place-date", "signature": "signature"}
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


Rows = tuple[tuple[str, ...], ...]


class Levels:
    """Reads the text of all components of a file; gathers notes, mentions and where ids lead on the way."""

    def __init__(self, entries: dict[str, str]) -> None:
        self.entries = entries
        self.places: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        """Text of every block and note by its id."""
        self.notes: list[Note] = []
        self.mentions: list[Mention] = []
        self.note_addresses: dict[str, str] = {}
        self.page: int | None = None
        self.ours = f"{{{vocabulary().ours}}}"

    def read(self, document: etree._Element, component: Component, prefix: str) -> tuple[Block, ...]:
        """Blocks of one document element, those of its attachments not among them."""
        reader = _Component(self, component, prefix, etree.QName(document).localname)
        for name in ("preface", "preamble", "mainBody", "body", "conclusions"):
            element = document.find(f"{{*}}{name}")
            if element is not None:
                for child in element:
                    reader.visit(child)
        return tuple(reader.blocks)

    def loose_notes(self, root: etree._Element) -> None:
        """Notes whose mark stands nowhere."""
        for note in root.iterfind(".//{*}meta/{*}notes/{*}note"):
            self.page = None
            self.note(note, "", "")

    def note(self, element: etree._Element, component: str, prefix: str) -> str:
        """Keep a note; its address."""
        eid = element.get("eId", "")
        known = eid.startswith(prefix) and bool(prefix)
        address = address_of_id(eid, prefix if known else "", component if known else "")
        self.note_addresses[eid] = self.places[eid] = address
        line = Line(address, self.entries, len(self.mentions))
        for place, inner in enumerate(element.iterfind("{*}p")):
            if place:
                line.break_line()
            read_line(inner, line)
        self.mentions += line.mentions
        page = (self.page,) if self.page is not None else ()
        pages = _pages(element.get(f"{self.ours}pages"), page)
        self.texts[eid] = line.text()
        mark = element.get("marker", "")
        self.notes.append(Note(address=address, mark=mark, text=line.text(), pages=pages, marks=line.settled()))
        return address


def _pages(said: str | None, usual: tuple[int, ...]) -> tuple[int, ...]:
    """Pages of a block or note: those said, else the usual."""
    return usual if said is None else tuple(int(page) for page in said.split())


class _Component:
    """The blocks of one component under way."""

    def __init__(self, levels: Levels, component: Component, prefix: str, element: str) -> None:
        self.levels = levels
        self.component = component
        self.prefix = prefix
        self.element = element
        self.blocks: list[Block] = []
        self.waiting: tuple[etree._Element, str, str | None] | None = None
        """A level whose words have not come yet: element, role, number."""

    def visit(self, element: etree._Element) -> None:
        """One element of a body or container, and everything in it."""
        if not isinstance(element.tag, str):
            return
        tag = etree.QName(element).localname
        if tag in level_elements():
            self._division(element)
        elif tag in LEVELS:
            self._level(element, tag)
        elif tag == "p":
            self._paragraph(element)
        elif tag == "hcontainer":
            self._hcontainer(element)
        elif tag in {"formula", "container"}:
            self._container(element, tag)
        elif tag == "table":
            self._table(element)
        elif tag == "crossHeading":
            self._words(element, element, "preambular", None)
        elif tag not in {"num", "heading"}:
            for child in element:
                self.visit(child)

    def _division(self, element: etree._Element) -> None:
        """A heading, or an article with words of its own."""
        self._flush()
        heading = element.find("{*}heading")
        if heading is not None or not self._own_words(element):
            self._words(element, heading, "heading", self._number(element))
        else:
            self.waiting = (element, "heading", self._number(element))
        for child in element:
            self.visit(child)
        self._flush()

    def _own_words(self, element: etree._Element) -> bool:
        """Whether a division without heading opens with words."""
        inner = (etree.QName(child).localname for child in element if isinstance(child.tag, str))
        return any(tag in {"content", "intro"} for tag in inner)

    def _level(self, element: etree._Element, tag: str) -> None:
        """A paragraph or an item: its words are the first that come."""
        self._flush()
        role = "paragraph" if tag == "paragraph" else "item"
        self.waiting = (element, role, self._number(element))
        for child in element:
            self.visit(child)
        self._flush()

    def _number(self, element: etree._Element) -> str | None:
        """The printed number."""
        number = element.find("{*}num")
        return None if number is None else text_of(number)

    def _flush(self) -> None:
        """A level that has no words of its own becomes a block without text."""
        if self.waiting is not None:
            element, role, number = self.waiting
            self._words(element, None, role, number)

    def _paragraph(self, element: etree._Element) -> None:
        """A `p`: the words of a level, a title, a quotation, or a further paragraph under a number."""
        title = element.find("{*}docTitle")
        if title is not None:
            self._words(title, title, "title", None)
            return
        quotation = element.find("{*}embeddedStructure")
        if quotation is not None and quotation.get("eId") and not (element.text or "").strip():
            self._words(quotation, quotation.find("{*}p"), "quotation", None)
            return
        if self.waiting is not None:
            level, role, number = self.waiting
            self._words(level, element, role, number)
        elif element.get("eId") or (self.blocks and (element.text or len(element))):
            self._words(element, element, "paragraph", None)

    def _hcontainer(self, element: etree._Element) -> None:
        """What is neither paragraph nor heading; tables and quotations carry their own ids."""
        name = element.get("name", "")
        self._flush()
        if name == "void":
            return
        carriers = ("{*}content/{*}table", "{*}content/{*}p/{*}embeddedStructure")
        if name in {"table", "quotation"} and any(element.find(path) is not None for path in carriers):
            for child in element:
                self.visit(child)
            return
        self.waiting = (element, name, self._number(element))
        for child in element:
            self.visit(child)
        self._flush()

    def _container(self, element: etree._Element, tag: str) -> None:
        """A formula or a container: its first paragraph is its words, items may follow."""
        name = element.get("name", "")
        role = FORMULAS.get(name, "formula") if tag == "formula" else CONTAINERS.get(name, "preambular")
        self.waiting = (element, role, None)
        for child in element:
            self.visit(child)
        self._flush()

    def _table(self, element: etree._Element) -> None:
        """A table: its cells, row by row."""
        line = self._line(element)
        rows: list[tuple[str, ...]] = []
        for row in element.iterfind("{*}tr"):
            if rows:
                line.break_line()
            cells: list[str] = []
            for cell in row:
                if cells:
                    line.add("\t")
                before = len(line.pieces)
                for place, paragraph in enumerate(cell.iterfind("{*}p")):
                    if place:
                        line.break_line()
                    read_line(paragraph, line)
                cells.append("".join(line.pieces[before:]))
            rows.append(tuple(cells))
        self._keep(element, line, "table", None, tuple(rows))

    def _line(self, element: etree._Element) -> Line:
        """A line that knows where it stands."""
        eid = element.get("eId", "")
        address = element.get(f"{self.levels.ours}address")
        if address is None:
            address = address_of_id(eid, self.prefix, self.component.address) if eid else self._next_address()
        if eid:
            self.levels.places[eid] = address
        return Line(address, self.levels.entries, len(self.levels.mentions), self.levels.page, self._note)

    def _note(self, element: etree._Element, page: int | None) -> str:
        """A note in a line; its address."""
        self.levels.page = page
        if etree.QName(element).localname == "authorialNote":
            return self.levels.note(element, self.component.address, self.prefix)
        eid = element.get("href", "").removeprefix("#")
        known = element.get(f"{self.levels.ours}address")
        return known or self.levels.note_addresses.get(eid) or address_of_id(eid, "", "")

    def _next_address(self) -> str:
        """Address of a paragraph without id: the next letter under the number before it."""
        last = self.blocks[-1].address if self.blocks else "p-1"
        turn = 2
        while any(block.address == f"{last}-{letter(turn)}" for block in self.blocks[-30:]):
            turn += 1
        return f"{last}-{letter(turn)}"

    def _words(self, element: etree._Element, words: etree._Element | None, role: str, number: str | None) -> None:
        """A block: `element` carries its attributes, `words` its text."""
        self.waiting = None
        line = self._line(element)
        if words is not None:
            read_line(words, line)
        self._keep(element, line, role, number, None)

    def _keep(self, element: etree._Element, line: Line, role: str, number: str | None, rows: Rows | None) -> None:
        """Put the block together from its line and what its attributes say."""
        ours, parts = self.levels.ours, local_parts(line.address, self.component.address)
        if role == "paragraph" and etree.QName(element).localname == "paragraph":
            role = running_role(parts, self.element)
        level = element.get(f"{ours}level")
        language = element.get(XML_LANGUAGE)
        pages = _pages(element.get(f"{ours}pages"), (line.page,) if line.page is not None else ())
        text = element.get(f"{ours}text")
        self.levels.page = pages[-1] if pages else line.page
        self.levels.mentions += line.mentions
        self.levels.texts[element.get("eId", "")] = line.text() if text is None else text
        self.blocks.append(
            Block(
                address=line.address,
                role=element.get(f"{ours}role", role),
                number=element.get(f"{ours}number", number),
                level=usual_level(parts, role) if level is None else int(level),
                text=line.text() if text is None else text,
                language=language or self.component.language,
                pages=pages,
                marks=line.settled(),
                notes=tuple(line.notes),
                rows=rows,
            )
        )
