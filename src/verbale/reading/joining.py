"""Several readings → one, in their order: offsets, pages, tables and notes of each moved past those before it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from verbale.model.reading import Anchor, Cell, Line, Page, Reading, Run, Source


def join_readings(source: Source, readings: Sequence[Reading], components: Sequence[str | None]) -> Reading:
    """One reading of `source` out of several; `components` names the part each of them is, None for the main text.

    A part a line names itself stays below the given one: `annex-1` inside `annex-1` is `annex-1/annex-1`.
    """
    text, lines, pages = list[str](), list[Line](), list[Page]()
    at = page = table = paragraph = 0
    for place, (reading, component) in enumerate(zip(readings, components, strict=True)):
        shift = _Shift(at, page, table, paragraph, f"{place + 1}:" if place else "", component)
        lines += (shift.line(line) for line in reading.lines)
        pages += (msgspec.structs.replace(one, number=one.number + page) for one in reading.pages)
        text.append(reading.text if reading.text.endswith("\n") else reading.text + "\n")
        at += len(text[-1])
        page += max(reading.source.pages, max((line.page for line in reading.lines), default=1))
        table += max((line.cell.table for line in reading.lines if line.cell), default=0)
        paragraph += max((line.paragraph or 0 for line in reading.lines), default=0) + 1
    whole = "".join(text)
    return Reading(
        source=msgspec.structs.replace(source, pages=max(page, 1), characters=len(whole)),
        text=whole,
        lines=tuple(lines),
        pages=tuple(pages),
        fields=tuple(field for reading in readings for field in reading.fields),
        language=next((reading.language for reading in readings if reading.language), None),
        findings=tuple(finding for reading in readings for finding in reading.findings),
    )


class _Shift(msgspec.Struct, frozen=True):
    """How far one reading is moved: code points, pages, tables, paragraphs; what goes before its notes and parts."""

    at: int
    page: int
    table: int
    paragraph: int
    notes: str
    component: str | None

    def line(self, line: Line) -> Line:
        """A line in its place in the whole."""
        inner = line.component
        component = f"{self.component}/{inner}" if self.component and inner else self.component or inner
        return msgspec.structs.replace(
            line,
            start=line.start + self.at,
            end=line.end + self.at,
            page=line.page + self.page,
            runs=tuple(self._run(run) for run in line.runs),
            paragraph=None if line.paragraph is None else line.paragraph + self.paragraph,
            note=None if line.note is None else self.notes + line.note,
            anchors=tuple(Anchor(one.at + self.at, self.notes + one.key, one.length) for one in line.anchors),
            cell=None if line.cell is None else Cell(line.cell.table + self.table, line.cell.row, line.cell.column),
            component=component,
        )

    def _run(self, run: Run) -> Run:
        """A run in its place in the whole."""
        return msgspec.structs.replace(run, start=run.start + self.at, end=run.end + self.at)
