"""What stands inside a paragraph of Word: runs, fields, note references, signs; revisions as accepted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from verbale.reading.docx.course import Course, OpenField
from verbale.reading.docx.names import R, W, child_value
from verbale.reading.docx.notes import NoteKeeper
from verbale.reading.docx.styles import Wording, wording
from verbale.reading.galley import Look
from verbale.reading.list_numbers import symbol
from verbale.reading.xml import Element, local

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
GONE = {"del", "moveFrom", "rPr", "pPr", "instrText", "delText", "delInstrText", "rt", "annotationRef", "sectPr"}
"""Elements whose text is not printed, or not here."""
SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011"}
PRIVATE = re.compile("[\uf020-\uf0ff]")
VARIABLE = re.compile(r'\s*(?:DOCVARIABLE|DOCPROPERTY)\s+(?:"([^"]+)"|(\S+))', re.IGNORECASE)
AUTOMATIC = re.compile(r"\s*AUTONUM(?:LGL)?\b", re.IGNORECASE)
BOX = W + "txbxContent"


class Inline:
    """Writes the inside of paragraphs into the galley of a course."""

    def __init__(self, course: Course, notes: NoteKeeper) -> None:
        self._course = course
        self._notes = notes
        self._elements: dict[str, Callable[[Element, Wording, str | None], None]] = {
            "r": self._run,
            "hyperlink": self._hyperlink,
            "ins": self._changed,
            "moveTo": self._changed,
            "del": self._deleted,
            "moveFrom": self._deleted,
            "AlternateContent": lambda element, base, link: self.walk(chosen(element), base, link),
        }

    def walk(self, holder: Element, base: Wording, link: str | None = None) -> None:
        """Write everything an element holds that prints, down to its runs."""
        for child in holder:
            name = local(child)
            if name in self._elements:
                self._elements[name](child, base, link)
            elif name == "t" and not child.tag.startswith(W):  # a letter of a formula
                self._write(child.text or "", self._course.styles.look(base, link))
            elif name and name not in GONE and child.tag != BOX and len(child):
                self.walk(child, base, link)

    def _changed(self, element: Element, base: Wording, link: str | None) -> None:
        """An insertion, read as accepted."""
        self._course.changes += 1
        self.walk(element, base, link)

    def _deleted(self, element: Element, _base: Wording, _link: str | None) -> None:
        """A deletion, read as accepted."""
        self._course.changes += 1

    def _hyperlink(self, element: Element, base: Wording, link: str | None) -> None:
        """A link; its address goes with the runs and is not followed."""
        relation = self._course.relations.get(element.get(R + "id", ""))
        target = relation.target if relation else None
        if target is None and element.get(W + "anchor"):
            target = "#" + element.get(W + "anchor")
        self.walk(element, base, target or link)

    def _run(self, run: Element, base: Wording, link: str | None) -> None:
        """A run: text of one style, signs, references."""
        properties = run.find(W + "rPr")
        words = base
        if properties is not None:
            styled = child_value(properties, "rStyle")
            words = wording(properties).over(self._course.styles.character(styled) if styled else base).over(base)
        if words.hidden:
            self._course.hidden += any(local(child) == "t" and (child.text or "").strip() for child in run)
            return
        self._contents(run, self._course.styles.look(words, link), words)

    def _contents(self, run: Element, look: Look, words: Wording) -> None:
        """The children of a run, one by one."""
        course = self._course
        for child in run:
            name = local(child)
            if name == "t":
                self._write(_printed(child), look)
            elif name in SIGNS:
                self._write(SIGNS[name], look)
            elif name == "br":
                self._break(child.get(W + "type"), look)
            elif name == "sym":
                self._write(symbol(child.get(W + "char")), look)
            elif name == "fldChar":
                self._field(child.get(W + "fldCharType"), look)
            elif name == "instrText" and course.fields:
                course.fields[-1].instruction += child.text or ""
            elif name in ("footnoteReference", "endnoteReference"):
                self._reference(name.removesuffix("Reference"), child, run)
            elif name in ("footnoteRef", "endnoteRef"):
                course.note_sign = len(course.galley.opened)
            elif name == "lastRenderedPageBreak":
                course.turn_page(rendered=True)
            elif name in ("AlternateContent", "ruby", "rubyBase", "smartTag"):
                self.walk(chosen(child) if name == "AlternateContent" else child, words, look.link)

    def _write(self, text: str, look: Look) -> None:
        """Text, unless it belongs to the instruction of a field."""
        course = self._course
        if any(not field.in_result for field in course.fields):
            return
        for field in course.fields:
            field.printed = True
        if course.first_page is None and text.strip():
            course.first_page, course.printed = course.page, True
        course.galley.write(PRIVATE.sub(lambda sign: symbol(f"{ord(sign[0]):04X}"), text), look)

    def _break(self, kind: str | None, look: Look) -> None:
        """A line, page or column break."""
        if kind == "page":
            self._course.turn_page()
        self._write("\n", look)

    def _field(self, kind: str | None, look: Look) -> None:
        """Begin, middle or end of a field."""
        fields = self._course.fields
        if kind == "begin":
            fields.append(OpenField())
        elif kind == "separate" and fields:
            fields[-1].in_result = True
        elif kind == "end" and fields:
            ended = fields.pop()
            if not ended.printed:
                self._write(self._unsaved(ended.instruction), look)

    def _unsaved(self, instruction: str) -> str:
        """What a field prints for which Word saves no result: a variable, or the number of a paragraph (AUTONUM)."""
        asked = VARIABLE.match(instruction)
        if asked:
            return self._course.variables.get(asked[1] or asked[2], "")
        if AUTOMATIC.match(instruction):
            self._course.autonumbers += 1
            return f"{self._course.autonumbers}."
        return ""

    def _reference(self, kind: str, element: Element, run: Element) -> None:
        """A note reference; a mark of the author's own follows it in the same run."""
        custom = element.get(W + "customMarkFollows") in ("1", "true", "on")
        key = self._notes.refer(kind, element.get(W + "id", ""), self._course.page, custom=custom)
        typed = "".join(_typed(child) for child in run) if custom else ""
        if custom:
            self._notes.marks[key] = self._notes.marks[key] or typed.strip()
        self._course.galley.anchor(key, len(typed))


def _printed(element: Element) -> str:
    """Text of a `w:t`; blanks at its edges print only where they are said to be kept."""
    text = element.text or ""
    return text if element.get(SPACE) == "preserve" else text.strip(" \t\r\n")


def _typed(element: Element) -> str:
    """A mark of the author's own: letters, or a character of a symbol font."""
    if local(element) == "sym":
        return symbol(element.get(W + "char"))
    return _printed(element) if local(element) == "t" else ""


def chosen(alternatives: Element) -> Element:
    """The one branch of `mc:AlternateContent` to read: the first choice, or the fallback where only that has text."""
    branches = [child for child in alternatives if local(child) in ("Choice", "Fallback")]
    for branch in branches:
        if next(branch.iter(BOX, W + "t"), None) is not None:
            return branch
    return branches[0] if branches else alternatives


def boxes(holder: Element) -> Iterator[Element]:
    """Text boxes inside a paragraph, outermost only, each once though Word writes them in two vocabularies."""
    for child in holder:
        if child.tag == BOX:
            yield child
        elif local(child) == "AlternateContent":
            yield from boxes(chosen(child))
        elif len(child) and local(child) not in GONE:
            yield from boxes(child)
