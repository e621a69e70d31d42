"""Lines whose format knows paragraphs (DOCX, HTML, Akoma Ntoso, mail) → passages one by one, without guessing.

What the format said outright stays: automatic numbers as labels, notes with their marks, cells as rows, roles. Blanks
become single, note marks leave the text, and every piece keeps its place in the reading.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from verbale.model.dossier import Furniture, Mark
from verbale.model.reading import Line, Reading, Run
from verbale.structure.passage import NoteMark, Passage, Piece

UNLIKE_SPACE = r"\t\n\r\f\v\u2000-\u200a\u2028\u2029\u205f\u3000"
BLANKS = re.compile(f"[ {UNLIKE_SPACE}]+")
"""Blanks that print as one; the no-break spaces (U+00A0, U+202F) are letters of the text."""
SEVERAL = re.compile(f"[ {UNLIKE_SPACE}]{{2,}}")
OTHER_BLANK = re.compile(f"[{UNLIKE_SPACE}]")
STYLES = (("bold", "bold"), ("italic", "italic"), ("underline", "underline"), ("raised", "superscript"))
MARGINS = {"header": "running-header", "footer": "footer"}
PAGE_NUMBER = re.compile(r"\W*\d+(?:\s*/\s*\d+)?\W*")
BARCODE = re.compile(r"\*[0-9A-Z]+\*|[\uf000-\uf8ff\s]+")


def knows_paragraphs(reading: Reading) -> bool:
    """Whether the format of a reading says where paragraphs begin and end."""
    return bool(reading.lines) and all(line.paragraph is not None for line in reading.lines)


def paragraph_passages(
    reading: Reading,
) -> tuple[tuple[Passage, ...], tuple[Passage, ...], tuple[Furniture, ...]]:
    """Passages of the text (the masthead's, with region "masthead", among them), passages of notes, furniture.

    Cells of one table are one passage with `rows`. Lines of headers and footers are furniture, comments too.
    """
    body, notes, furniture = list[Passage](), list[Passage](), list[Furniture]()
    for lines in _together(reading.lines):
        first = lines[0]
        if first.region in ("header", "footer", "comment"):
            furniture += (_furniture(reading.text, line) for line in lines)
        elif first.note is not None:
            notes += (_passage(reading.text, line) for line in lines)
        elif first.region == "masthead":
            body += (passage for line in lines for passage in _printed_lines(reading.text, line))
        elif first.cell is not None:
            body.append(_table(reading.text, lines))
        else:
            body += (_passage(reading.text, line) for line in lines)
    return tuple(body), tuple(notes), tuple(furniture)


def _together(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines in groups: the cells of one table in the running text together, others as they follow each other."""

    def kin(line: Line) -> tuple[str, int | None, bool]:
        table = line.cell.table if line.cell is not None and line.region == "body" and line.note is None else None
        return line.region, table, line.note is not None

    for _, group in groupby(lines, key=kin):
        yield list(group)


def _furniture(text: str, line: Line) -> Furniture:
    """Print of a margin: page numbers and bar codes told apart, the rest by where it stands."""
    printed = BLANKS.sub(" ", text[line.start : line.end]).strip()
    if BARCODE.fullmatch(printed):
        kind = "barcode"
    elif PAGE_NUMBER.fullmatch(printed):
        kind = "page-number"
    else:
        kind = MARGINS.get(line.region, "comment")
    return Furniture(kind=kind, text=printed, page=line.page, spans=((line.start, line.end),))


def _printed_lines(text: str, line: Line) -> Iterator[Passage]:
    """The printed lines of a paragraph of the masthead, each a passage: a break there parts two fields."""
    if line.label or line.anchors or "\n" not in text[line.start : line.end]:
        yield _passage(text, line)
        return
    start = line.start
    for printed in text[line.start : line.end].split("\n"):
        if printed.strip():
            yield _passage(text, line, start, start + len(printed))
        start += len(printed) + 1


def _passage(text: str, line: Line, start: int | None = None, end: int | None = None) -> Passage:
    """A line, or a stretch of it, as a passage."""
    start = line.start if start is None else start
    end = line.end if end is None else end
    cleared = _clear(text, line, start + (line.label if start == line.start else 0), end)
    label = text[line.start : line.start + line.label].strip() if start == line.start else ""
    pieces = cleared.pieces
    if label:
        pieces = [Piece(0, line.start, line.start + line.label), *pieces]
    letters = [run for run in line.runs if run.start < end and run.end > start]
    return Passage(
        text=cleared.text,
        pieces=tuple(pieces),
        page=line.page,
        pages=(line.page,),
        region="note" if line.note is not None else line.region,
        label=label if label and line.note is None else None,
        marks=tuple(cleared.marks),
        notes=tuple(cleared.notes),
        note=line.note,
        mark=line.mark,
        align=line.align,
        indent=line.indent,
        size=_main_size(letters, end - start),
        bold=_covers(cleared.marks, "bold", cleared.text),
        italic=_covers(cleared.marks, "italic", cleared.text),
        direction=line.direction,
        style=line.style,
        role=line.role,
        level=line.level,
        component=line.component,
        confidence=line.confidence,
    )


class _Cleared:
    """Text with single blanks and without note marks, in the making, with the places its letters came from."""

    def __init__(self) -> None:
        self.text = ""
        self.pieces = list[Piece]()
        self.marks = list[Mark]()
        self.notes = list[NoteMark]()

    def add(self, printed: str, start: int, end: int) -> None:
        """Letters that stand at `start` to `end`; a piece that goes on where the last ended is one with it."""
        last = self.pieces[-1] if self.pieces else None
        if last and last.end == start and last.end - last.start == len(self.text) - last.at:
            self.pieces[-1] = Piece(last.at, last.start, end)
        else:
            self.pieces.append(Piece(len(self.text), start, end))
        self.text += printed


def _clear(text: str, line: Line, start: int, end: int) -> _Cleared:
    """The stretch of a line from `start` to `end`, cleared. Marks and notes are offsets into the cleared text."""
    cleared, at = _Cleared(), start
    anchors = sorted((anchor for anchor in line.anchors if start <= anchor.at <= end), key=lambda anchor: anchor.at)
    for anchor in anchors:
        _add_words(cleared, text, at, anchor.at)
        cleared.notes.append(NoteMark(len(cleared.text), anchor.key))
        begun, at = max(at, anchor.at), max(at, min(anchor.at + anchor.length, end))
        if at > begun:
            cleared.pieces.append(Piece(len(cleared.text), begun, at))
    _add_words(cleared, text, at, end)
    kept = len(cleared.text.rstrip())
    cleared.text = cleared.text[:kept]
    cleared.notes = [NoteMark(min(note.at, kept), note.key) for note in cleared.notes]
    cleared.pieces = [Piece(min(piece.at, kept), piece.start, piece.end) for piece in cleared.pieces]
    cleared.marks = list(_marks(cleared, line.runs, start, end))
    return cleared


def _add_words(cleared: _Cleared, text: str, start: int, end: int) -> None:
    """Add a stretch, its blanks made single; blanks at the start of the passage are left out."""
    at = start
    if not cleared.text or cleared.text.endswith(" "):
        led = BLANKS.match(text, start, end)
        at = led.end() if led else start
    for blank in SEVERAL.finditer(text, at, end):
        cleared.add(OTHER_BLANK.sub(" ", text[at : blank.start() + 1]), at, blank.start() + 1)
        at = blank.end()
    if end > at:
        cleared.add(OTHER_BLANK.sub(" ", text[at:end]), at, end)


def _marks(cleared: _Cleared, runs: Iterable[Run], start: int, end: int) -> Iterator[Mark]:
    """Inline styles as offsets into the cleared text; stretches of one style that touch are one mark."""
    opened: dict[str, Mark] = {}
    starts = [piece.start for piece in cleared.pieces]
    for run in runs:
        if run.end <= start or run.start >= end:
            continue
        begin, until = (_offset(cleared, starts, place) for place in (max(run.start, start), min(run.end, end)))
        if until <= begin or not cleared.text[begin:until].strip():
            continue
        for kind in [kind for name, kind in STYLES if getattr(run, name)] + (["link"] if run.link else []):
            last = opened.get(kind)
            href = run.link if kind == "link" else None
            touches = last and last.href == href and not cleared.text[last.end : begin].strip()
            if last and not touches:
                yield last
            opened[kind] = Mark(start=last.start if last and touches else begin, end=until, kind=kind, href=href)
    yield from opened.values()


def _offset(cleared: _Cleared, starts: Sequence[int], place: int) -> int:
    """Offset in the cleared text of a place in the reading; `starts` are where its pieces begin there."""
    index = bisect_right(starts, place) - 1
    if index < 0:
        return 0
    piece = cleared.pieces[index]
    until = cleared.pieces[index + 1].at if index + 1 < len(cleared.pieces) else len(cleared.text)
    return min(piece.at + place - piece.start, until)


def _covers(marks: Iterable[Mark], kind: str, text: str) -> bool:
    """Whether all letters of a text have a style."""
    held = [(mark.start, mark.end) for mark in marks if mark.kind == kind]
    if not held or not text:
        return False
    at = 0
    for begin, end in sorted(held):
        if any(letter.isalnum() for letter in text[at:begin]):
            return False
        at = end
    return not any(letter.isalnum() for letter in text[at:])


def _main_size(runs: Sequence[Run], length: int) -> float | None:
    """The size most letters have, None for that of plain text."""
    sizes: dict[float, int] = {}
    for run in runs:
        if run.size is not None:
            sizes[run.size] = sizes.get(run.size, 0) + run.end - run.start
    size = max(sizes, key=lambda one: sizes[one], default=None)
    return size if size is not None and sizes[size] * 2 > length else None


def _table(text: str, lines: Sequence[Line]) -> Passage:
    """All cells of a table as one passage; columns in which nothing is printed (grid lines of Word) are left out."""
    cells = {place: list(group) for place, group in groupby(lines, key=lambda line: (_row(line), _column(line)))}
    columns = sorted({column for _, column in cells})
    rows, pieces, notes, marks = list[tuple[str, ...]](), list[Piece](), list[NoteMark](), list[Mark]()
    at = 0
    for row in sorted({row for row, _ in cells}):
        printed = list[str]()
        for column in columns:
            words = ""
            for line in cells.get((row, column), ()):
                passage = _passage(text, msgspec.structs.replace(line, label=0))
                words += " " if words and passage.text else ""
                here = at + len(words)
                pieces += [Piece(piece.at + here, piece.start, piece.end) for piece in passage.pieces]
                notes += [NoteMark(mark.at + here, mark.key) for mark in passage.notes]
                marks += [_moved(mark, here) for mark in passage.marks]
                words += passage.text
            printed.append(words)
            at += len(words) + 1
        rows.append(tuple(printed))
    first = lines[0]
    return Passage(
        text="\n".join("\t".join(row) for row in rows),
        pieces=tuple(pieces),
        page=first.page,
        pages=tuple(sorted({line.page for line in lines})),
        marks=tuple(marks),
        notes=tuple(notes),
        direction=first.direction,
        role="table",
        component=first.component,
        rows=tuple(rows),
    )


def _moved(mark: Mark, by: int) -> Mark:
    """A mark of a cell as a mark of the table's text."""
    return Mark(start=mark.start + by, end=mark.end + by, kind=mark.kind, href=mark.href)


def _row(line: Line) -> int:
    """Row of a cell's line."""
    return line.cell.row if line.cell else 0


def _column(line: Line) -> int:
    """Column of a cell's line."""
    return line.cell.column if line.cell else 0
