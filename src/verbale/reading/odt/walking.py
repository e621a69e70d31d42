"""An OpenDocument text walked in its order: paragraphs, lists, tables, frames, notes; revisions as accepted."""

from __future__ import annotations

import re

from verbale.model.reading import Cell
from verbale.reading.docx.notes import sign_length
from verbale.reading.galley import Facts, Galley, Look
from verbale.reading.odt.lists import Lists
from verbale.reading.odt.names import DRAW, FORMAT, LINK, STYLE, TABLE, TEXT
from verbale.reading.odt.styles import Properties, Styles, align, hidden, points
from verbale.reading.xml import Element, local

BLANKS = re.compile(r"[ \t\n\r]+")
SIGNS = {"tab": "\t", "line-break": "\n", "hyphen": "\u2011"}
ASIDE = frozenset(
    {
        "alphabetical-index-source",
        "annotation",
        "annotation-end",
        "desc",
        "forms",
        "hidden-text",
        "index-title-template",
        "ruby-text",
        "sequence-decls",
        "table-of-content-source",
        "title",
        "tracked-changes",
        "user-field-decls",
        "variable-decls",
    }
)
"""Elements whose text is not printed, or not here."""
BOXES = tuple(DRAW + name for name in ("text-box", "custom-shape", "rect", "ellipse"))
"""Elements inside a paragraph that hold paragraphs of their own."""
MOST = 1000
"""Most blanks, columns or rows one element may repeat."""


class Walk:
    """Walks block elements and sets them into its galley."""

    def __init__(self, styles: Styles, lists: Lists) -> None:
        self.galley = Galley()
        self.page = 1
        self.hidden = 0
        self.notes = list[tuple[str, str, int, Element]]()
        self._styles, self._lists = styles, lists
        self._tables = 0
        self._label = ""
        self._printed = False

    def begin_text(self) -> None:
        """The margins of page 1 are set: the text begins, on page 1."""
        self.page, self._printed = 1, False

    def blocks(self, holder: Element, facts: Facts, style: str = "", depth: int = 0) -> None:
        """Everything in a text, section, cell, frame, note, header or footer."""
        for child in holder:
            name = local(child)
            if name in ("p", "h"):
                self._paragraph(child, facts, depth)
            elif name in ("list", "numbered-paragraph"):
                self._list(child, facts, style, depth)
            elif name == "table":
                self._table(child, facts)
            elif name == "soft-page-break":
                self.page += 1
            elif name and name not in ASIDE:
                self.blocks(child, facts, style, depth)

    def _list(self, element: Element, facts: Facts, above: str, depth: int) -> None:
        """A list; its levels are the lists inside its items."""
        style = element.get(TEXT + "style-name") or above
        self._items(element, facts, style, depth, self._lists.begin(element, style))

    def _items(self, element: Element, facts: Facts, style: str, depth: int, counts: list[int | None]) -> None:
        """The items of a list at one level."""
        for item in element:
            numbered = local(item) == "list-item"
            for child in item:
                if local(child) == "list":
                    inner = child.get(TEXT + "style-name") or style
                    self._items(child, facts, inner, depth + 1, counts)
                elif local(child) in ("p", "h"):
                    if numbered:
                        start = item.get(TEXT + "start-value")
                        self._label = self._lists.label(style, depth, counts, start)
                        numbered = False
                    self._paragraph(child, facts, depth + 1)
                elif local(child) == "table":
                    self._table(child, facts)

    def _paragraph(self, element: Element, facts: Facts, depth: int) -> None:
        """One paragraph or heading, its text boxes before it."""
        for frame in element.iter(*BOXES):
            if next(frame.iterancestors(TEXT + "p", TEXT + "h")) is element:
                label, self._label = self._label, ""
                self.blocks(frame, facts)
                self._label = label
        style = element.get(TEXT + "style-name")
        said = self._styles.of("paragraph", style)
        own = self._styles.own("paragraph", style)
        if self._printed and (said.get(FORMAT + "break-before") == "page" or own.get(STYLE + "master-page-name")):
            self.page += 1
        outline = element.get(TEXT + "outline-level", "")
        listed = self._label or facts.get("note") or element.get(TEXT + "is-list-header") == "true"
        if local(element) == "h" and outline.isdecimal() and not listed:
            self._label = self._lists.heading(int(outline) - 1)
        label, self._label = self._label, ""
        page = self.page
        if label:
            self.galley.write(f"{label}\t")
        self._inside(element, said, None)
        self._close(facts, said, style, (len(label) + 1 if label else 0, page, outline, depth))

    def _close(self, facts: Facts, said: Properties, style: str | None, at: tuple[int, int, str, int]) -> None:
        """End the line with all that the format says of it."""
        label, page, outline, depth = at
        text = self.galley.opened
        if not text[label:].strip() and label:
            self.galley.drop()
            return
        self._printed = self._printed or bool(text.strip())
        rtl = said.get(STYLE + "writing-mode", "").startswith("rl")
        left, first = points(said.get(FORMAT + "margin-left")), points(said.get(FORMAT + "text-indent"))
        line: Facts = {
            "page": page,
            "direction": "rtl" if rtl else "ltr",
            "label": label,
            "align": align(said, rtl=rtl),
            "indent": None if left is None and first is None else (left or 0) + (first or 0),
            "style": self._styles.shown(style),
            "level": int(outline) - 1 if outline.isdecimal() else depth - 1 if label else None,
            **facts,
        }
        if facts.get("note"):
            line["label"] = sign_length(text, facts.get("mark") or "", None)
        self.galley.close(**line)

    def _inside(self, element: Element, said: Properties, link: str | None) -> None:
        """What stands inside a paragraph or span."""
        if hidden(said):
            self.hidden += bool("".join(element.itertext()).strip())
            return
        look = self._styles.look(said, link)
        self._write(element.text, look)
        for child in element:
            name = local(child)
            if name == "span":
                self._inside(child, said | self._styles.of("text", child.get(TEXT + "style-name")), link)
            elif name == "a":
                self._inside(child, said, child.get(LINK + "href") or link)
            elif name == "note":
                self._note(child)
            elif name == "s":
                count = child.get(TEXT + "c", "1")
                self.galley.write(" " * (min(int(count), MOST) if count.isdecimal() else 1), look)
            elif name in SIGNS:
                self.galley.write(SIGNS[name], look)
            elif name == "soft-page-break":
                self.page += 1
            elif name and name not in ASIDE and not child.tag.startswith(DRAW):
                self._inside(child, said, link)
            self._write(child.tail, look)

    def _write(self, text: str | None, look: Look) -> None:
        """Text, its blanks as OpenDocument prints them: several as one, none at the start."""
        if text:
            text = BLANKS.sub(" ", text)
            self.galley.write(text.lstrip(" ") if self.galley.ends in ("", " ", "\t", "\n") else text, look)

    def _note(self, note: Element) -> None:
        """A note at its mark; its text waits until the body is done."""
        citation = note.find(TEXT + "note-citation")
        body = note.find(TEXT + "note-body")
        key = note.get(TEXT + "id") or f"note-{len(self.notes) + 1}"
        mark = "" if citation is None else citation.get(TEXT + "label") or "".join(citation.itertext())
        self.galley.anchor(key)
        if body is not None:
            self.notes.append((key, mark.strip("()[] "), self.page, body))

    def _table(self, table: Element, facts: Facts) -> None:
        """A table row by row; one inside a cell is set as lines of that cell; one of a single cell is only a border."""
        rows = [row for row in table.iter(TABLE + "table-row") if next(row.iterancestors(TABLE + "table")) is table]
        within = facts.get("cell")
        alone = len(rows) == 1 and sum(local(cell) == "table-cell" for cell in rows[0]) == 1
        if within is None and not alone:
            self._tables += 1
        number = self._tables
        for place, row in enumerate(rows):
            column = 0
            for cell in row:
                if local(cell) not in ("table-cell", "covered-table-cell"):
                    continue
                own: Facts = {**facts}
                if not alone:
                    own["cell"] = within or Cell(number, place, column)
                self.blocks(cell, own)
                repeated = cell.get(TABLE + "number-columns-repeated", "1")
                column += min(int(repeated), MOST) if repeated.isdecimal() else 1
