"""DOCX → Reading, from the raw parts of the file: what is printed, in its order, with the numbers Word generates.

One idea a file: `parts` (the package), `styles`, `numbering` (automatic numbers), `inline` (runs,
fields, revisions), `walking` (paragraphs, tables), `notes`, `margins` (headers and footers), `variables` (values kept
outside the text), `course` (what is carried along).
"""

from __future__ import annotations

import msgspec

from verbale.model.finding import Finding
from verbale.model.reading import Reading, Region, Source
from verbale.reading.docx.course import Course
from verbale.reading.docx.margins import margins_of
from verbale.reading.docx.names import W, child_value
from verbale.reading.docx.notes import KINDS, NoteKeeper
from verbale.reading.docx.numbering import Numbering
from verbale.reading.docx.parts import WordFile
from verbale.reading.docx.styles import Styles
from verbale.reading.docx.variables import fields_of, variables_of
from verbale.reading.docx.walking import Walk
from verbale.reading.galley import tie_typed_marks
from verbale.reading.mastheads import head_lines
from verbale.reading.package import open_package
from verbale.reading.refusal import Unreadable
from verbale.tongues.findings import finding

__all__ = ["read"]


def read(content: bytes, source: Source) -> Reading:
    """A Word file as a reading: masthead of the first page, body, notes, then headers and footers of the other pages.

    Raises `Unreadable` when the package is damaged, encrypted, too large or holds no Word document.
    """
    word = WordFile(open_package(content))
    settings = word.part_of_kind("settings")
    styles = Styles(word.part_of_kind("styles"))
    variables = variables_of(settings)
    course = Course(
        styles,
        Numbering(word.part_of_kind("numbering"), styles),
        variables,
        rendered=next(word.document.iter(W + "lastRenderedPageBreak"), None) is not None,
    )
    notes = NoteKeeper({kind: word.part_of_kind(kind + "s") for kind in KINDS}, word.document, settings)
    _walk(word, course, notes)
    text = course.galley.text
    if not text.strip():
        raise Unreadable("nothing-read", f"{source.name} holds no text: if its pages are pictures, give it as a PDF.")
    lines = tie_typed_marks(head_lines(course.galley.lines), text)
    return Reading(
        source=msgspec.structs.replace(source, pages=course.page, characters=len(text)),
        text=text,
        lines=tuple(lines),
        fields=fields_of(word, variables),
        findings=word.findings + _noticed(course),
    )


def _walk(word: WordFile, course: Course, notes: NoteKeeper) -> None:
    """Set everything that prints: the head of page 1, the body, the notes, the other headers and footers."""
    walk, margins = Walk(course, notes), margins_of(word)

    def margin(regions: tuple[Region, ...]) -> None:
        for one in margins:
            part = word.part(one.part) if one.region in regions else None
            if part is not None:
                course.relations = word.relations(one.part)
                course.fields.clear()
                walk.blocks(part, {"region": one.region, "page": one.page})

    margin(("masthead",))
    sections = list(word.document.iter(W + "sectPr"))[1:]
    course.sections = [child_value(section, "type") != "continuous" for section in sections]
    course.page, course.printed, course.relations = 1, False, word.related
    body = word.document.find(W + "body")
    if body is not None:
        walk.blocks(body, {})
        course.galley.close(page=course.page)
    pages = course.page
    for key, mark, note in notes.referred():
        course.fields.clear()
        walk.blocks(note, {"region": "note", "note": key, "mark": mark, "page": notes.pages[key]})
    margin(("header", "footer"))
    course.page = pages


def _noticed(course: Course) -> tuple[Finding, ...]:
    """What the walk gave cause to say."""
    said = (("V110", course.changes), ("V115", course.hidden), ("V111", course.outside))
    return tuple(finding(code, count=count) for code, count in said if count)
