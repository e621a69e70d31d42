"""Blocks of Word in the order of the text: paragraphs with their automatic numbers, tables, text boxes, frames."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.model.reading import Align, Cell
from verbale.reading.docx.course import Course
from verbale.reading.docx.inline import BOX, Inline, boxes, chosen
from verbale.reading.docx.names import W, child_value, whole
from verbale.reading.docx.notes import NoteKeeper, sign_length
from verbale.reading.docx.numbering import Label
from verbale.reading.docx.styles import Manner, manner, stated_role
from verbale.reading.galley import Facts
from verbale.reading.xml import Element, local

WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}
MIRROR: dict[Align | None, Align | None] = {"left": "right", "right": "left"}
"""In right-to-left paragraphs Word's "left" is the leading edge, on the right."""


class Walk:
    """Walks block elements and sets them. `facts` go with every line set: region, note, cell."""

    def __init__(self, course: Course, notes: NoteKeeper) -> None:
        self._course = course
        self._inline = Inline(course, notes)
        self._frames = 0

    def blocks(self, holder: Element, facts: Facts) -> None:
        """Everything in a body, cell, text box, note, header or footer."""
        for child in holder:
            name = local(child)
            if name == "p":
                self._paragraph(child, facts)
            elif name == "tbl":
                self._table(child, facts)
            elif name == "AlternateContent":
                self.blocks(chosen(child), facts)
            elif name in WRAPPERS:
                self._course.changes += name in ("ins", "moveTo")
                self.blocks(child, facts)
            elif name == "altChunk":
                self._course.outside += 1

    def _paragraph(self, paragraph: Element, facts: Facts) -> None:
        """One paragraph, its text boxes before it."""
        if next(paragraph.iter(BOX), None) is not None:
            for box in boxes(paragraph):
                self.blocks(box, facts)
        course, properties = self._course, paragraph.find(W + "pPr")
        style = child_value(properties, "pStyle")
        styled, words = course.styles.paragraph(style)
        own = manner(properties)
        said = own.over(styled)
        if said.page_break:
            course.turn_page()
        if not course.joined:
            course.first_page = course.note_sign = None
        label = None if course.joined else self._label(own, styled, style)
        printed = f"{label.text}\t" if label and label.text else ""
        if printed:
            course.galley.write(printed)
        self._inline.walk(paragraph, words)
        course.joined = self._mark_deleted(properties)
        if not course.joined:
            self._close(properties, said, label if printed else None, style, facts)
        if properties is not None and properties.find(W + "sectPr") is not None:
            course.end_section()

    def _mark_deleted(self, properties: Element | None) -> bool:
        """Whether the paragraph's end was deleted, so that the next goes on in the same line."""
        mark = None if properties is None else properties.find(W + "rPr")
        if mark is None:
            return False
        self._course.changes += mark.find(W + "ins") is not None
        return mark.find(W + "del") is not None

    def _label(self, own: Manner, styled: Manner, style: str | None) -> Label | None:
        """The automatic number of a paragraph, counted on."""
        called = own.number or styled.number
        if called in (None, "", "0") or called is None:
            return None
        numbering = self._course.numbering
        level = own.level
        if level is None:
            tied = numbering.level_for_style(called, style) if own.number is None else 0
            level = styled.level if styled.level is not None else tied
        return numbering.label(called, level)

    def _close(
        self, properties: Element | None, said: Manner, label: Label | None, style: str | None, facts: Facts
    ) -> None:
        """End the line with all that the format says of it."""
        course = self._course
        text = course.galley.opened
        length = len(label.text) + 1 if label else 0
        if label and not text[length:].strip():
            course.galley.drop()
            return
        said_of_line: Facts = {
            "page": course.first_page or course.page,
            "direction": "rtl" if said.rtl else "ltr",
            "label": length,
            "align": MIRROR.get(said.align, said.align) if said.rtl else said.align,
            "indent": _indent(said, label),
            "style": course.styles.name(style),
            "role": stated_role(course.styles.name(style)),
            **facts,
        }
        level = label.level if label else said.outline
        if level is not None and level < 9:
            said_of_line["level"] = level
        note = facts.get("note")
        if note:
            said_of_line["label"] = sign_length(text, facts.get("mark") or "", course.note_sign)
        elif properties is not None and properties.find(W + "framePr") is not None:
            self._frame(text, said_of_line)
        course.galley.close(**said_of_line)

    def _frame(self, text: str, said: Facts) -> None:
        """A frame that opens with asterisks holds a note of the masthead, set at the foot of the page by hand."""
        led = text.lstrip()
        stars = len(led) - len(led.lstrip("*"))
        if stars and led[stars:].strip():
            self._frames += 1
            said |= {
                "region": "note",
                "note": f"frame-{self._frames}",
                "mark": "*" * stars,
                "label": len(text) - len(led) + stars,
            }

    def _table(self, table: Element, facts: Facts) -> None:
        """A table row by row; one inside a cell is set as lines of that cell; one of a single cell is only a border."""
        course = self._course
        rows = list(_children(table, "tr"))
        within = facts.get("cell")
        alone = len(rows) == 1 and sum(1 for _ in _children(rows[0], "tc")) == 1
        if within is None and not alone:
            course.tables += 1
        number = course.tables
        for place, row in enumerate(rows):
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                course.changes += 1
                continue
            column = whole(child_value(properties, "gridBefore"), 0) or 0
            for cell in _children(row, "tc"):
                own: Facts = {**facts}
                if not alone:
                    own["cell"] = within or Cell(number, place, column)
                self.blocks(cell, own)
                span = child_value(cell.find(W + "tcPr"), "gridSpan")
                column += max(1, whole(span, 1) or 1)


def _children(holder: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, through the wrappers Word may put around them."""
    for child in holder:
        called = local(child)
        if called == name:
            yield child
        elif called in WRAPPERS:
            yield from _children(child, name)


def _indent(said: Manner, label: Label | None) -> float | None:
    """Where the first line begins, in points from the text's edge; the paragraph's own word before the list's."""
    left = said.left if said.left is not None else label.left if label else None
    first = said.first if said.first is not None else label.first if label else None
    return None if left is None and first is None else (left or 0) + (first or 0)
