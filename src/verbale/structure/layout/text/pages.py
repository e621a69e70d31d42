"""Reading of a text without ink (plain text, Markdown) → passages of the body, passages of notes, furniture.

Three looks taught it: Markdown left by a conversion of PDF, text set in 76 columns with its notes at the end, and the
founding document of 2012, whose paragraph 7 is cut in two by a page. The order of the steps is the order of the calls
in `text_passages`. Regular expressions and string methods only: a megabyte takes a fraction of a second.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from verbale.model.dossier import Furniture, Mark
from verbale.model.reading import Align, Line, Reading
from verbale.structure.layout.text.furniture import set_apart
from verbale.structure.layout.text.healing import heal, joint
from verbale.structure.layout.text.lines import Paragraph, paragraphs_of
from verbale.structure.layout.text.notes import TextMark, TextNote, notes_of_text
from verbale.structure.passage import NoteMark, Passage, Piece

CENTRED = 12
"""Columns a centred line is indented by at least."""

WIDTH = 76
"""Columns of a page of typescript."""

_BLANKS = re.compile(r"[ \t\u3000]{2,}|\t")
_STYLES = ("bold", "italic", "underline")


class TextLayout(NamedTuple):
    """What stands in a text: passages in reading order, notes, furniture."""

    passages: tuple[Passage, ...]
    notes: tuple[Passage, ...]
    furniture: tuple[Furniture, ...]


class _Assembly:
    """Text of one passage as it grows, with its pieces and styles. `marks` are the note marks of the whole reading."""

    def __init__(self, text: str, marks: list[TextMark], first_mark: int) -> None:
        self.source = text
        self.marks = marks
        self.next_mark = first_mark
        self.parts: list[str] = []
        self.length = 0
        self.pieces: list[Piece] = []
        self.notes: list[NoteMark] = []
        self.styles: list[tuple[str, int, int, str | None]] = []

    def glue(self, text: str) -> None:
        """A blank between lines, or nothing."""
        self.parts.append(text)
        self.length += len(text)

    def drop_last(self) -> None:
        """Take back a hyphen that only the line end had put there; its place stays with the piece."""
        self.parts[-1] = self.parts[-1][:-1]
        self.length -= 1

    def add(self, start: int, end: int) -> None:
        """A stretch of the reading: note marks left out, runs of blanks made one. A mark may begin a line above."""
        if self.next_mark:
            start = max(start, self.marks[self.next_mark - 1].end)
        while self.next_mark < len(self.marks) and self.marks[self.next_mark].start < end:
            mark = self.marks[self.next_mark]
            self.next_mark += 1
            if mark.start < start:
                start = max(start, min(mark.end, end))
                continue
            self._add_blanks(start, mark.start)
            self.notes.append(NoteMark(at=self.length, key=mark.key))
            self._cover(mark.start, mark.end)
            start = mark.end
        self._add_blanks(start, end)

    def _cover(self, start: int, end: int) -> None:
        """Characters that belong to the passage but not to its text go with the piece before them."""
        if self.pieces:
            last = self.pieces[-1]
            self.pieces[-1] = Piece(last.at, last.start, end)
        else:
            self.pieces.append(Piece(0, start, end))

    def _add_blanks(self, start: int, end: int) -> None:
        """A stretch without marks, its runs of blanks made one."""
        printed = self.source[start:end]
        if "  " in printed or "\t" in printed or "\u3000" in printed:
            for gap in _BLANKS.finditer(self.source, start, end):
                self._piece(start, gap.start())
                self.glue(" ")
                start = gap.end()
        self._piece(start, end)

    def _piece(self, start: int, end: int) -> None:
        """One piece as it stands."""
        if end > start:
            self.pieces.append(Piece(self.length, start, end))
            self.parts.append(self.source[start:end])
            self.length += end - start


def text_passages(reading: Reading) -> TextLayout:
    """Passages of a text: paragraphs found, notes and furniture set apart, halves healed."""
    notes, marks, body = notes_of_text(reading, paragraphs_of(reading))
    body, furniture = set_apart(reading, body)
    passages, at = [], 0
    for group in heal(reading, body, marks):
        while at < len(marks) and marks[at].end <= group[0].start:
            at += 1
        table = group[0].lines[0].cell is not None
        passages.append(_table(reading, group[0], marks, at) if table else _passage(reading, group, marks, at))
    return TextLayout(tuple(passages), tuple(_note(reading, note) for note in notes), tuple(furniture))


def _passage(reading: Reading, group: list[Paragraph], marks: list[TextMark], at: int, opening: int = 0) -> Passage:
    """One passage out of a paragraph, or out of the halves of one."""
    assembly = _Assembly(reading.text, marks, at)
    lines = [line for paragraph in group for line in paragraph.lines]
    plain = all(not line.runs for line in lines)
    for place, line in enumerate(lines):
        if place:
            between = joint(reading.text, lines[place - 1], line)
            if between is None:
                assembly.drop_last()
            elif between:
                assembly.glue(between)
        assembly.add(line.start + (0 if place else opening), line.end)
    text = "".join(assembly.parts)
    first = lines[0]
    styled = () if plain else _marks(lines, assembly.pieces, len(text))
    pages = tuple(dict.fromkeys(line.page for line in lines))
    return Passage(
        text=text,
        pieces=tuple(assembly.pieces),
        page=first.page,
        pages=pages,
        marks=styled,
        notes=tuple(assembly.notes),
        align=_align(reading.text, group, first),
        indent=first.indent,
        bold=bool(styled) and _whole(styled, "bold", text),
        italic=bool(styled) and _whole(styled, "italic", text),
        gap=group[0].gap * 12.0,
        direction=first.direction,
        style=first.style if first.style != "continued" else None,
        level=first.level,
    )


def _note(reading: Reading, note: TextNote) -> Passage:
    """The passage of a note: its mark apart from its text."""
    passage = _passage(reading, [note.paragraph], [], 0, note.opening)
    start = note.paragraph.start
    return msgspec.structs.replace(
        passage,
        pieces=(Piece(0, start, start + note.opening), *passage.pieces),
        region="note",
        note=note.key,
        mark=note.mark,
    )


def _table(reading: Reading, paragraph: Paragraph, marks: list[TextMark], at: int) -> Passage:
    """A table as one passage: cells by row, tabs between cells, line feeds between rows."""
    assembly = _Assembly(reading.text, marks, at)
    rows: list[list[str]] = []
    width = 1 + max(line.cell.column for line in paragraph.lines if line.cell)
    for line in paragraph.lines:
        cell = line.cell
        if cell is None:
            continue
        while len(rows) <= cell.row:
            if rows:
                assembly.glue("\t" * (width - len(rows[-1])) + "\n")
            rows.append([])
        assembly.glue("\t" * (cell.column - max(0, len(rows[-1]) - 1)))
        rows[-1] += [""] * (cell.column - len(rows[-1]))
        before = len(assembly.parts)
        assembly.add(line.start, line.end)
        rows[-1].append("".join(assembly.parts[before:]))
    assembly.glue("\t" * (width - len(rows[-1])))
    for row in rows:
        row += [""] * (width - len(row))
    first = paragraph.lines[0]
    return Passage(
        text="".join(assembly.parts),
        pieces=tuple(assembly.pieces),
        page=first.page,
        pages=tuple(dict.fromkeys(line.page for line in paragraph.lines)),
        notes=tuple(assembly.notes),
        direction=first.direction,
        role="table",
        rows=tuple(tuple(row) for row in rows),
    )


def _marks(lines: list[Line], pieces: list[Piece], size: int) -> tuple[Mark, ...]:
    """Styles of the lines as marks of the passage's text; stretches that touch become one."""
    spans: list[tuple[str, int, int, str | None]] = []
    for line in lines:
        for run in line.runs:
            for start, end in _placed(run.start, run.end, pieces, size):
                spans += [(style, start, end, None) for style in _STYLES if getattr(run, style)]
                if run.raised:
                    spans.append(("superscript", start, end, None))
                if run.link:
                    spans.append(("link", start, end, run.link))
    spans.sort(key=lambda span: (span[0], span[3] or "", span[1]))
    joined: list[Mark] = []
    for kind, start, end, href in spans:
        last = joined[-1] if joined else None
        if last and last.kind == kind and last.href == href and start - last.end <= 1:
            joined[-1] = Mark(start=last.start, end=end, kind=kind, href=href)
        else:
            joined.append(Mark(start=start, end=end, kind=kind, href=href))
    return tuple(sorted(joined, key=lambda mark: (mark.start, mark.end)))


def _placed(start: int, end: int, pieces: list[Piece], size: int) -> list[tuple[int, int]]:
    """Where a stretch of the reading stands in a passage's text."""
    places = []
    for number, piece in enumerate(pieces):
        until = pieces[number + 1].at if number + 1 < len(pieces) else size
        shown = min(piece.end, piece.start + until - piece.at)
        left, right = max(start, piece.start), min(end, shown)
        if left < right:
            places.append((piece.at + left - piece.start, piece.at + right - piece.start))
    return places


def _whole(marks: tuple[Mark, ...], kind: str, text: str) -> bool:
    """Whether every letter of a passage lies in one style."""
    bare = text
    for mark in reversed([mark for mark in marks if mark.kind == kind]):
        bare = bare[: mark.start] + bare[mark.end :]
    return bare != text and not any(letter.isalnum() for letter in bare)


def _align(text: str, group: list[Paragraph], first: Line) -> Align | None:
    """Centred lines of a text in columns: far from the left edge, and as far from the right one as from the left."""
    columns = round((first.indent or 0) / 6)
    if len(group) > 1 or len(group[0].lines) > 1 or columns < CENTRED:
        return None
    size = first.end - first.start
    return "center" if abs(columns * 2 + size - WIDTH) <= 4 else None
