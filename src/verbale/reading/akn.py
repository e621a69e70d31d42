"""Akoma Ntoso of others → Reading: above all the dialect the United Nations publishes (`statement`, A–B collections).

What the XML states is kept as fields of the lines: numbers (`num`) as labels, notes at their marks, cells, roles of
preamble, formula, headings and title, annexes as `component`. Element ids are counters in that dialect and not used.
Files of our own profile carry `urn:verbale:akn:1`: `verbale.renditions.akn` reads them and loses nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from verbale.model.reading import Cell, Direction, Field, Reading, Region, Source
from verbale.reading.akn_proceedings import proceedings
from verbale.reading.docx.notes import sign_length
from verbale.reading.galley import Facts, Galley, Look
from verbale.reading.refusal import Unreadable
from verbale.reading.xml import Element, local, parse_forgiving
from verbale.tongues.files import TONGUES
from verbale.tongues.writing import writing

LANGUAGES = {"ara": "ar", "eng": "en", "fra": "fr", "rus": "ru", "spa": "es", "zho": "zh"}
"""Language codes of the IRIs (ISO 639-2) as the house writes them; others stay unknown here."""
INLINE = frozenset(
    [
        "a",
        "abbr",
        "affectedDocument",
        "argument",
        "b",
        "concept",
        "date",
        "decoration",
        "def",
        "del",
        "docAuthority",
        "docCommittee",
        "docDate",
        "docIntroducer",
        "docJurisdiction",
        "docketNumber",
        "docNumber",
        "docProponent",
        "docPurpose",
        "docStage",
        "docStatus",
        "docTitle",
        "docType",
        "embeddedText",
        "entity",
        "eol",
        "eop",
        "event",
        "fillIn",
        "i",
        "img",
        "inline",
        "ins",
        "judge",
        "lawyer",
        "legislature",
        "location",
        "mmod",
        "mod",
        "mref",
        "neutralCitation",
        "noteRef",
        "object",
        "omissis",
        "opinion",
        "organization",
        "outcome",
        "party",
        "person",
        "placeholder",
        "process",
        "quantity",
        "quotedText",
        "ref",
        "relatedDocument",
        "remark",
        "rmod",
        "role",
        "rref",
        "session",
        "shortTitle",
        "signature",
        "span",
        "sub",
        "sup",
        "term",
        "time",
        "u",
        "vote",
        "witness",
    ]
)
"""Elements that stand inside a line of text; all others end the line before them."""
ASIDE = frozenset({"meta", "documentRef", "componentRef"})
HEADS = frozenset({"heading", "subheading", "crossHeading"})
LEVELS = {"HCh": 0, "H1": 1, "H23": 2, "H4": 3, "HChG": 0, "H1G": 1, "H23G": 2, "H4G": 3}
"""Word styles of the secretariat that mark headings, with their rank, as the dialect keeps them in `class`."""
ITEMS = frozenset({"point", "item", "indent"})
CLOSERS = (".", ")", "-", "–", "\u3001", "\uff0e")
"""What a number ends with that stands before a text; "I" without any is a heading of its own. A number in an empty
paragraph belongs to the next one, as some French files part them."""
BLANKS = re.compile(r"[ \t\n\r]+")
EMPTY = re.compile(r"\s*[(\[]\s*[)\]]")


class Scene(NamedTuple):
    """What holds inside an element."""

    region: Region = "body"
    role: str | None = None
    style: str | None = None
    level: int | None = None
    component: str | None = None
    cell: Cell | None = None
    within: bool = False
    """Inside a collection's component: its number and title are headings of the whole."""
    note: str | None = None
    mark: str | None = None


def read(content: bytes, source: Source) -> Reading:
    """Akoma Ntoso as a reading; what is not well-formed is recovered as far as it goes, with a finding.

    Raises `Unreadable` when there is no XML to recover or no text in it.
    """
    root, findings = parse_forgiving(content, source.name)
    language = _language(root)
    page = _Page(writing(language).direction if language in TONGUES else "ltr")
    page.set_document(root)
    text = page.galley.text
    if not text.strip():
        raise Unreadable("nothing-read", f"{source.name} holds no text of a document: look whether the file is whole.")
    return Reading(
        source=msgspec.structs.replace(source, characters=len(text)),
        text=text,
        lines=tuple(page.galley.lines),
        fields=_fields(root),
        language=language,
        proceedings=proceedings(root),
        findings=findings,
    )


class _Page:
    """Sets a document element by element; notes wait until the text is done."""

    def __init__(self, direction: Direction) -> None:
        self.galley = Galley()
        self._direction = direction
        self._number: str | None = None
        self._numbered = Scene()
        self._printed = 0
        self._notes = list[tuple[str, str, Element]]()
        self._tables = 0
        self._parts = 0
        self._sign_waits = False

    def set_document(self, root: Element) -> None:
        """The text, then the notes, then what stands in the margins."""
        self._block(root, Scene())
        self._leave_number()
        for key, mark, note in self._notes:
            self._note(key, mark, note)
        for number in root.iter("{*}docketNumber"):
            if any(local(above) == "presentation" for above in number.iterancestors()):
                self._block(number, Scene(region="footer"))

    def _block(self, element: Element, scene: Scene) -> None:
        """An element that ends the line before it."""
        name = local(element)
        if name in ASIDE:
            return
        if name == "num":
            self._leave_number()
            self._number = BLANKS.sub(" ", "".join(element.itertext())).strip() or None
            self._numbered = scene
            return
        if name == "table":
            self._table(element, scene)
            return
        scene = self._within(element, name, scene)
        if scene.role == "heading" and not (self._number or "").endswith(CLOSERS):
            self._leave_number()
        self._contents(element, scene, Look())
        self._end(scene)
        if name in ("paragraph", "point", "item", "section") and not (self._number or "").endswith(CLOSERS):
            self._leave_number()

    def _within(self, element: Element, name: str, scene: Scene) -> Scene:
        """What holds inside a block element."""
        if name == "coverPage":
            return scene._replace(region="masthead")
        if name in ("preface", "formula", "conclusions"):
            return scene._replace(role={"preface": "title", "formula": "formula", "conclusions": "place-date"}[name])
        if name == "preamble":
            return scene._replace(role="preambular")
        if name == "attachment":
            self._parts += 1
            document = next((child for child in element if local(child) not in ("num", "heading", "subheading")), None)
            called = "annex" if document is None else document.get("name") or "annex"
            return Scene(component=f"{called}-{self._parts}")
        if name in ("mainBody", "body", "debateBody"):
            return scene._replace(role=None, style=None)
        if name == "component":
            return scene._replace(within=True)
        return self._paragraph(element, name, scene)

    def _paragraph(self, element: Element, name: str, scene: Scene) -> Scene:
        """What holds inside paragraphs, items and headings."""
        if name == "p" and scene.role == "title":
            if scene.within or any(line.role == "title" for line in self.galley.lines):
                scene = scene._replace(role="heading")
            return scene
        if name == "p" and scene.region == "masthead":
            return scene._replace(style=_first_named(element))
        style = element.get("class") if name != "p" else None
        if name in HEADS or style in LEVELS or (name == "p" and any(local(child) in HEADS for child in element)):
            return scene._replace(
                role="heading",
                style=style or scene.style or name,
                level=LEVELS.get(style or scene.style or "", scene.level),
            )
        if name in ITEMS:
            return scene._replace(level=(scene.level or 0) + 1)
        return scene._replace(style=style) if style else scene

    def _contents(self, element: Element, scene: Scene, look: Look) -> None:
        """Text, lines and blocks inside an element, in their order."""
        self._write(element.text, look)
        for child in element:
            name = local(child)
            if name == "authorialNote":
                self._anchor(child)
            elif name in INLINE or (name in HEADS and local(element) == "p"):
                if name == "eol":
                    self.galley.write("\n")
                self._contents(child, scene, _look(look, child, name))
            elif name:
                self._end(scene)
                self._block(child, scene)
            self._write(child.tail, look)

    def _write(self, text: str | None, look: Look) -> None:
        """Text of the document; a number that waits goes before the first of it, and not twice."""
        text = BLANKS.sub(" ", text) if text else ""
        if not text.strip():
            if text and self.galley.ends not in ("", " ", "\t"):
                self.galley.write(text, look)
            return
        if self._number is not None:
            number, self._number = self._number, None
            if text.lstrip().startswith(f"{number} "):
                text = text.lstrip()[len(number) :]
            self.galley.write(f"{number}\t")
            self._printed = len(number) + 1
        self.galley.write(text if self.galley.ends else text.lstrip(), look)

    def _leave_number(self) -> None:
        """A number no text follows is a line of its own ("I" over a section), as print has it."""
        if self._number is not None:
            number, self._number = self._number, None
            self.galley.write(number)
            self._end(self._numbered)

    def _anchor(self, note: Element) -> None:
        """A note at its mark; the dialect keeps the mark out of the text."""
        mark = (note.get("marker") or "").strip() or str(len(self._notes) + 1)
        key = f"note-{len(self._notes) + 1}"
        self._notes.append((key, mark, note))
        self.galley.anchor(key)

    def _note(self, key: str, mark: str, note: Element) -> None:
        """The text of a note, its own empty or repeated mark set apart."""
        scene = Scene(region="note", note=key, mark=mark)
        self._sign_waits = True
        self._contents(note, scene, Look())
        self._end(scene)

    def _table(self, table: Element, scene: Scene) -> None:
        """A table row by row; one inside a cell is set as lines of that cell."""
        within = scene.cell
        if within is None:
            self._tables += 1
        for row, line in enumerate(child for child in table if local(child) == "tr"):
            column = 0
            for cell in line:
                if local(cell) not in ("td", "th"):
                    continue
                place = within or Cell(self._tables, row, column)
                inside = scene._replace(cell=place, role=None)
                self._contents(cell, inside, Look())
                self._end(inside)
                span = cell.get("colspan") or "1"
                column += min(int(span), 1000) if span.isdecimal() and int(span) else 1
        for child in table:
            if local(child) == "caption":
                self._contents(child, scene._replace(role="caption"), Look())
                self._end(scene._replace(role="caption"))

    def _end(self, scene: Scene) -> None:
        """End the line."""
        if scene.note and self._sign_waits and self.galley.opened.strip():
            self._printed, self._sign_waits = _own_mark(self.galley.opened, scene.mark or ""), False
        facts: Facts = {
            "direction": self._direction,
            "region": scene.region,
            "label": self._printed,
            "note": scene.note,
            "mark": scene.mark,
            "cell": scene.cell,
            "style": scene.style,
            "role": scene.role,
            "level": scene.level,
            "component": scene.component,
        }
        self.galley.close(**facts)
        self._printed = 0


def _own_mark(text: str, mark: str) -> int:
    """How much of a note's start repeats its mark: the empty brackets of the Arabic files, or the mark and a blank."""
    empty = EMPTY.match(text)
    if empty:
        return empty.end()
    length = sign_length(text, mark, None)
    return length if length and text[length : length + 1].isspace() else 0


def _look(above: Look, element: Element, name: str) -> Look:
    """The look of text inside an inline element."""
    classes = (element.get("class") or "").split() if name == "span" else [name]
    href = element.get("href") if name in ("a", "ref") else None
    return Look(
        bold=above.bold or "bold" in classes or "b" in classes,
        italic=above.italic or "italic" in classes or "i" in classes,
        underline=above.underline or "underline" in classes or "u" in classes,
        raised=above.raised or "sup" in classes,
        link=href or above.link,
    )


def _first_named(paragraph: Element) -> str | None:
    """What a line of the cover is, by the first element in it that says so: `docStatus`, `session`, "agenda item"."""
    for element in paragraph.iter():
        name = local(element)
        if name == "inline":
            return str(element.get("name") or name)
        if name.startswith("doc") or name == "session":
            return name
    return None


def _language(root: Element) -> str | None:
    """The language the expression declares; some files of the dialect declare a wrong one."""
    found = next(root.iter("{*}FRBRlanguage"), None)
    return None if found is None else LANGUAGES.get((found.get("language") or "").lower())


def _fields(root: Element) -> tuple[Field, ...]:
    """Values of the metadata that identify the work; nothing of them is printed."""
    work = next(root.iter("{*}FRBRWork"), None)
    fields = list[Field]()
    for entry in work if work is not None else ():
        name, said = local(entry), entry.get("value") or entry.get("date") or ""
        if name in ("FRBRuri", "FRBRdate") and said:
            fields.append(Field(f"{name}/{entry.get('name')}" if entry.get("name") else name, said))
    return tuple(dict.fromkeys(fields))
