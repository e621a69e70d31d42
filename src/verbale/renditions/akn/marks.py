"""Marks in one form: what AKN can carry of inline styles, sorted, merged, within the text."""

from __future__ import annotations

from collections.abc import Iterable

from verbale.model.dossier import Mark
from verbale.renditions.akn.markup import EDGES, address_of
from verbale.renditions.akn.vocabulary import vocabulary


def settle(marks: Iterable[Mark], text: str, cuts: tuple[int, ...] = ()) -> tuple[Mark, ...]:
    """Marks of a text, one stretch of a style once: touching stretches become one, links never overlap.

    `cuts` are offsets of characters no mark can hold: the tabs and line feeds between the cells of a table.
    """
    if not marks:
        return ()
    by_style: dict[tuple[str, str], list[tuple[int, int]]] = {}
    link_end = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end, mark.kind)):
        start, end = max(0, mark.start), min(mark.end, len(text))
        if mark.kind == "link":
            start, link_end = max(start, link_end), max(link_end, end)
        if start >= end or mark.kind not in vocabulary().marks:
            continue
        href = address_of(mark.href or "") if mark.kind == "link" else ""
        stretches = by_style.setdefault((mark.kind, href), [])
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    settled = [
        Mark(start=start, end=end, kind=kind, href=href if kind == "link" else None)
        for (kind, href), stretches in by_style.items()
        for start, end in _cut(_tight(text, stretches) if kind == "link" else stretches, cuts)
    ]
    return tuple(sorted(settled, key=lambda mark: (mark.start, -mark.end, mark.kind, mark.href or "")))


def _tight(text: str, stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Links without the blanks and commas at their edges: an inline element fits its words tightly (R48).

    Only whole links are made tight: one that another mark cuts is written in pieces, whose inner edges are not its own.
    """
    tight = list[tuple[int, int]]()
    for start, end in stretches:
        kept = text[start:end]
        start += len(kept) - len(kept.lstrip(EDGES))
        end = start + len(kept.strip(EDGES))
        if start < end:
            tight.append((start, end))
    return tight


def _cut(stretches: list[tuple[int, int]], cuts: tuple[int, ...]) -> Iterable[tuple[int, int]]:
    """Stretches without the characters at `cuts` (both in order)."""
    if not cuts:
        yield from stretches
        return
    place = 0
    for start, end in stretches:
        while place < len(cuts) and cuts[place] < start:
            place += 1
        while place < len(cuts) and cuts[place] < end:
            if start < cuts[place]:
                yield start, cuts[place]
            start = cuts[place] + 1
            place += 1
        if start < end:
            yield start, end


def cells_of(rows: tuple[tuple[str, ...], ...]) -> list[tuple[int, str]]:
    """Cells of a table with their offsets in its block's text."""
    at, cells = 0, list[tuple[int, str]]()
    for row in rows:
        for cell in row:
            cells.append((at, cell))
            at += len(cell) + 1
    return cells


def cell_cuts(rows: tuple[tuple[str, ...], ...] | None) -> tuple[int, ...]:
    """Offsets of the tabs and line feeds that join the cells of a table in its block's text."""
    if rows is None:
        return ()
    at, cuts = 0, list[int]()
    for row in rows:
        for cell in row:
            at += len(cell)
            cuts.append(at)
            at += 1
    return tuple(cuts[:-1])
