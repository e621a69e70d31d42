"""Layout of a reading of ink (PDF, scans): furniture and notes set apart, flows found, rows healed into passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from verbale.model.dossier import Furniture
from verbale.model.reading import Reading
from verbale.structure.layout.ink.carrying import carry_over, goes_on
from verbale.structure.layout.ink.columns import Flow, flows_of
from verbale.structure.layout.ink.composing import Hyphens, aligned, compose
from verbale.structure.layout.ink.foot_notes import FootNote, take_notes
from verbale.structure.layout.ink.furniture import furniture, set_apart
from verbale.structure.layout.ink.healing import Measure, continues, paragraphs, usual_steps
from verbale.structure.layout.ink.rows import Row, Sheet, sheets_of
from verbale.structure.layout.ink.tables import table_passage
from verbale.structure.passage import Passage, Piece


class InkLayout(NamedTuple):
    """Passages of the text, passages of notes, furniture."""

    passages: tuple[Passage, ...]
    notes: tuple[Passage, ...]
    furniture: tuple[Furniture, ...]


class Group(NamedTuple):
    """Rows of one passage, with the flow's kind and frame."""

    kind: str
    rows: list[Row]
    measure: Measure | None


def ink_passages(reading: Reading) -> InkLayout:
    """Passages of a reading whose lines have boxes, in the order a person reads them."""
    sheets = sheets_of(reading)
    apart = set_apart(sheets)
    size = body_size(sheets)
    notes, rules = take_notes(sheets, size)
    apart.extend(furniture(ink, "separator") for ink in rules)
    ties = _ties(notes)
    hyphens = Hyphens([reading.text[line.start : line.end] for line in reading.lines])
    groups, heads = _groups(sheets, size)
    apart.extend(furniture(ink, "running-header") for row in heads for ink in row.parts)
    passages = [
        _passage(group, _space(above, group), reading.text, ties, hyphens)
        for above, group in zip([None, *groups], groups, strict=False)
    ]
    noted = [_note(note, reading.text, hyphens) for note in notes]
    return InkLayout(tuple(passages), tuple(noted), tuple(apart))


def body_size(sheets: Sequence[Sheet]) -> float:
    """The size of running text: that of most characters in long lines; a table may hold more print than the text."""
    sizes: Counter[float] = Counter()
    every: Counter[float] = Counter()
    for sheet in sheets:
        for row in sheet.rows:
            length = sum(len(ink.text) for ink in row.parts)
            every[row.size] += length
            if row.far - row.near > 0.45 * sheet.width and len(row.parts) < 3:
                sizes[row.size] += length
    return (sizes or every or Counter({10.0: 1})).most_common(1)[0][0]


def _ties(notes: Sequence[FootNote]) -> dict[tuple[int, str], str]:
    """From page and mark to the key of the note: the page's own first, then those of the pages beside it.

    A number of two figures, which is no ordinal or power, may be tied two pages away, where a long note pushed it.
    """
    ties = {(note.rows[0].page, note.mark): note.key for note in reversed(notes)}
    for note in notes:
        page = note.rows[0].page
        for beside in (page - 1, page + 1, *((page - 2, page + 2) if len(note.mark) > 1 else ())):
            ties.setdefault((beside, note.mark), note.key)
    return ties


def _groups(sheets: Sequence[Sheet], size: float) -> tuple[list[Group], list[Row]]:
    """Rows of all pages as passages, healed over the edges of columns and pages; heads of tables repeated there."""
    steps = {rtl: usual_steps([sheet.rows for sheet in sheets if sheet.rtl is rtl]) for rtl in (False, True)}
    whole = {
        rtl: Measure([row for sheet in sheets if sheet.rtl is rtl for row in sheet.rows], steps[rtl], size)
        for rtl in (False, True)
    }
    groups: list[Group] = []
    heads: list[Row] = []
    for sheet in sheets:
        for place, flow in enumerate(flows_of(sheet, size, first=sheet is sheets[0])):
            last = groups[-1] if groups else None
            if last is not None and flow.kind == last.kind == "table" and goes_on(last.rows, flow.rows):
                heads.extend(carry_over(last.rows, flow.rows))
                continue
            if flow.kind != "text":
                groups.append(Group(flow.kind, flow.rows, None))
                continue
            _add_text(
                groups,
                flow,
                _measure(flow, sheet, whole, steps[sheet.rtl], size),
                turned=place == 0,
            )
    return groups, heads


def _measure(
    flow: Flow, sheet: Sheet, whole: Mapping[bool, Measure], steps: dict[float, float], size: float
) -> Measure:
    """Frame of a flow: its own where it is long enough to show one, else that of the document."""
    own = [row for row in flow.rows if abs(row.size - size) < 0.6]
    if len(own) >= 12:
        return Measure(flow.rows, steps, size)
    document = whole[sheet.rtl]
    page = [row for row in sheet.rows if abs(row.size - size) < 0.6]
    return Measure(sheet.rows, steps, size) if len(page) >= 12 and not document.far else document


def _add_text(groups: list[Group], flow: Flow, measure: Measure, *, turned: bool) -> None:
    """The paragraphs of a flow; the first may continue the last one of the flow before."""
    found = paragraphs(flow.rows, measure)
    last = groups[-1] if groups else None
    if last is not None and last.kind == "text" and last.measure is not None and found:
        crossed = last.rows[-1].page != flow.rows[0].page or last.rows[-1].base > flow.rows[0].base
        if crossed and continues(last.rows, found[0], last.measure, measure):
            last.rows.extend(found[0])
            found = found[1:]
    groups.extend(Group("text", rows, measure) for rows in found)


def _passage(
    group: Group, space: float | None, source: str, ties: Mapping[tuple[int, str], str], hyphens: Hyphens
) -> Passage:
    """The passage of a group with a space above it."""
    if group.kind == "table":
        return msgspec.structs.replace(table_passage(group.rows, source, ties, hyphens), gap=space)
    passage = compose(group.rows, source, ties, hyphens)
    if group.kind == "masthead":
        return msgspec.structs.replace(passage, gap=space, region="masthead")
    if group.measure is None:
        return msgspec.structs.replace(passage, gap=space)
    first = group.rows[0]
    return msgspec.structs.replace(
        passage,
        gap=space,
        align=aligned(group.rows, group.measure.near, group.measure.far),
        indent=round(first.near - group.measure.near, 1),
    )


def _space(above: Group | None, group: Group) -> float | None:
    """Space between a group and the one before it, where that stands on the same page above it."""
    last, first = above.rows[-1] if above else None, group.rows[0]
    if last is None or last.page != first.page or first.base <= last.base:
        return None
    return round(first.base - last.base - first.size, 1)


def _note(note: FootNote, source: str, hyphens: Hyphens) -> Passage:
    """The passage of a note: its mark apart from its text."""
    passage = compose(note.rows, source, {}, hyphens, note.opening)
    pieces = passage.pieces or (Piece(0, note.rows[0].parts[0].start, note.rows[0].parts[0].end),)
    return msgspec.structs.replace(passage, pieces=pieces, region="note", note=note.key, mark=note.mark)
