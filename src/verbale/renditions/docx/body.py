"""Components and blocks → paragraphs and tables of Word, each with the style of its role and a bookmark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.model.dossier import Block, Component, Dossier, Mark, MastheadField, NoteAnchor
from verbale.renditions.design import Setting
from verbale.renditions.docx.lists import Lists
from verbale.renditions.docx.markup import Word, twips
from verbale.renditions.docx.styles import CELL, LABEL, LINE, style_id
from verbale.renditions.docx.text import Hand
from verbale.renditions.placing import above_title, below_title
from verbale.renditions.walk import depth_of

BOOKMARK = re.compile(r"[^a-z0-9]+")
LONGEST = 40
"""Characters of the longest name of a bookmark in Word."""


class Body:
    """Writes everything from the title on into the body of a document."""

    def __init__(self, holder: Word, hand: Hand, lists: Lists, setting: Setting) -> None:
        self._holder = holder
        self._hand = hand
        self._lists = lists
        self._setting = setting
        self._bookmarks = dict[str, int]()

    def write(self, dossier: Dossier) -> None:
        """All components."""
        fields = dossier.document.masthead
        for component in dossier.components:
            main = not depth_of(component)
            self._lists.begin()
            if main:
                self._lines(above_title(fields))
            blocks = list(component.blocks)
            if main and blocks and blocks[0].role == "title":
                self._block(blocks.pop(0), component, opens=False)
            if main:
                self._lines(below_title(fields))
            opens = not main and not self._label(component)
            for block in blocks:
                self._block(block, component, opens=opens)
                opens = False

    def _lines(self, fields: Sequence[MastheadField]) -> None:
        """Lines of the masthead that stand around the title."""
        for field in fields:
            bold = Mark(start=0, end=len(field.text), kind="bold")
            self._hand.write(self._paragraph(LINE), field.text, (bold,))

    def _label(self, component: Component) -> bool:
        """The printed word of an annex on a new page; False where it prints none or its title is the word."""
        first = component.blocks[0] if component.blocks else None
        if not component.label or (first is not None and first.role == "title" and first.text == component.label):
            return False
        paragraph = self._paragraph(LABEL, opens=True)
        self._mark(paragraph, component.address)
        self._hand.write(paragraph, component.label)
        return True

    def _paragraph(
        self,
        role: str,
        *,
        level: int = 0,
        opens: bool = False,
        num: tuple[int, int] | None = None,
        apart: bool = False,
    ) -> Word:
        """A paragraph of a role; `opens` begins a page, `apart` runs from left to right among others that do not."""
        paragraph = self._holder("p")
        said = paragraph("pPr")
        said("pStyle", val=style_id(role, level))
        if opens:
            said("pageBreakBefore")
        if num is not None:
            numbered = said("numPr")
            numbered("ilvl", val=num[1])
            numbered("numId", val=num[0])
        if apart:
            said("bidi", val=0)
        return paragraph

    def _block(self, block: Block, component: Component, *, opens: bool) -> None:
        """One block: its number by itself or typed, its words, its notes."""
        if block.rows:
            self._table(block)
            return
        num = self._lists.number(block) if block.number else None
        role = LABEL if block.role == "title" and not block.text else block.role
        apart = self._hand.stands_apart(block.text, block.language or component.language)
        paragraph = self._paragraph(role, level=block.level, opens=opens, num=num, apart=apart)
        if num is not None and self._setting.design.type.indent and block.role != "heading":
            self._indent(paragraph, block)
        self._mark(paragraph, block.address)
        if block.number and num is None:
            self._typed(paragraph, block.number)
        self._hand.write(paragraph, block.text, _shown(block), block.notes, turned=not apart)

    def _indent(self, paragraph: Word, block: Block) -> None:
        """The indents of a numbered paragraph: those of its style, the first line set in by its level."""
        type_ = self._setting.design.type
        step = type_.list * (block.level if block.role == "item" else 0)
        said = Word("pPr", paragraph.node[0])
        said("ind", left=twips(type_.indent), right=twips(type_.indent), firstLine=twips(step))
        tabs = Word("tabs")
        tabs("tab", val="left", pos=twips(type_.indent + step + type_.list))
        turned = said.node.find(f"{{{said.node.nsmap['w']}}}bidi")
        said.node.insert(len(said.node) - (1 if turned is None else 2), tabs.node)

    def _typed(self, paragraph: Word, number: str) -> None:
        """A number no list of Word prints."""
        self._hand.write(paragraph, number)
        paragraph("r")("tab")

    def _mark(self, paragraph: Word, address: str) -> None:
        """A bookmark by the address; two addresses of one name get figures."""
        name = ("p_" + BOOKMARK.sub("_", address.lower()).strip("_"))[: LONGEST - 5] if address else ""
        if not name:
            return
        number = len(self._bookmarks) + 1
        if name in self._bookmarks:
            name = f"{name}_{number}"
        self._bookmarks[name] = number
        paragraph("bookmarkStart", id=number, name=name)
        paragraph("bookmarkEnd", id=number)

    def _table(self, block: Block) -> None:
        """A table, each cell a paragraph; marks and notes are cut at its cells."""
        rows = block.rows or ()
        columns = max(len(row) for row in rows)
        design = self._setting.design
        margins = design.following
        width = design.paper[0] - margins.left - margins.right - 2 * design.type.indent
        table = self._holder("tbl")
        said = table("tblPr")
        if self._hand.rtl:
            said("bidiVisual")
        said("tblW", w=twips(width), type="dxa")
        if design.type.indent:
            said("tblInd", w=twips(design.type.indent), type="dxa")
        borders = said("tblBorders")
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
            borders(edge, val="single", sz=4, space=0, color="auto")
        grid = table("tblGrid")
        for _ in range(columns):
            grid("gridCol", w=twips(width / columns))
        at = 0
        for row in rows:
            line = table("tr")
            for place in range(columns):
                words = row[place] if place < len(row) else ""
                self._cell(line, block, words, at, twips(width / columns))
                at += len(words) + 1 if place < len(row) else 0
        self._paragraph("paragraph")

    def _cell(self, line: Word, block: Block, words: str, at: int, width: int) -> None:
        """One cell; `at` is the offset of its words in the table's text."""
        cell = line("tc")
        cell("tcPr")("tcW", w=width, type="dxa")
        paragraph = cell("p")
        paragraph("pPr")("pStyle", val=style_id(CELL))
        notes = [NoteAnchor(note.at - at, note.address) for note in block.notes if at <= note.at <= at + len(words)]
        self._hand.write(paragraph, words, block.marks, notes, at)


def _shown(block: Block) -> Sequence:  # type: ignore[type-arg]
    """Marks of a block but those its style has anyway: titles and headings are bold."""
    if block.role not in ("title", "heading"):
        return block.marks
    return [mark for mark in block.marks if mark.kind != "bold"]
