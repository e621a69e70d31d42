"""Rules drawn on a page of a PDF: the lines of tables, as thin boxes in points from the upper left corner.

What draws them differs: a stroked line, a filled rectangle no thicker than a line, one path with all lines of a table.
Whether they are the rules of a table, of notes or of a masthead only the print between them shows.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import pypdfium2.raw as pdfium

from verbale.model.reading import Box
from verbale.reading.pdf.print import Placing

THICK = 3.5
"""Points a rule is thick at most."""

SHORT = 6.0
"""Points it is long at least."""

TOUCHING = 1.6
"""Points between the ends of two rules that are one line drawn cell by cell."""

MOST_OBJECTS = 20_000
"""Objects of a page that are looked at: a map has a hundred times as many as any table."""


Edge = tuple[float, float, float]
"""An edge between two cells: place across the page, from and to which height."""


def rules_of(page: object, place: Placing) -> tuple[Box, ...]:
    """The rules of a page."""
    found: list[Box] = []
    for at in range(min(MOST_OBJECTS, pdfium.FPDFPage_CountObjects(page))):
        item = pdfium.FPDFPage_GetObject(page, at)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_PATH:
            found.extend(box for corners in _drawn(item) if (box := _rule(corners, place)) is not None)
    return tuple(dict.fromkeys(found))


def _drawn(item: object) -> Iterator[tuple[float, float, float, float]]:
    """Left, bottom, right, top of a path, or of each of its parts where it is no rule as a whole."""
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item, *edges):
        return
    left, bottom, right, top = (edge.value for edge in edges)
    if min(right - left, top - bottom) <= THICK:
        yield left, bottom, right, top
        return
    count = pdfium.FPDFPath_CountSegments(item)
    matrix = pdfium.FS_MATRIX()
    if not 4 <= count <= MOST_OBJECTS or not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return
    yield from _parts(item, count, matrix)


def _parts(item: object, count: int, matrix: pdfium.FS_MATRIX) -> Iterator[tuple[float, float, float, float]]:
    """The same for each part of a path that is made of several; the matrix leads to the page."""
    part: list[tuple[float, float]] = []
    across, along = ctypes.c_float(), ctypes.c_float()
    moved = 0
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, at)
        starts = pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO
        if starts and part:
            yield _bounds(part)
            part = []
        moved += starts
        pdfium.FPDFPathSegment_GetPoint(segment, across, along)
        x, y = across.value, along.value
        part.append((matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f))
    if moved > 1 and part:
        yield _bounds(part)


def _bounds(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of some points."""
    across, along = [x for x, _ in points], [y for _, y in points]
    return min(across), min(along), max(across), max(along)


def _rule(corners: tuple[float, float, float, float], place: Placing) -> Box | None:
    """The box of a rule as shown; None for what is no rule."""
    left, bottom, right, top = corners
    lefts, rights = place.edges(array("f", [left, top, right, bottom]))
    heights = sorted((place.down(left, top), place.down(right, bottom)))
    box = Box(round(lefts[0], 1), round(heights[0], 1), round(rights[0], 1), round(heights[1], 1))
    thin, long = sorted((box.right - box.left, box.bottom - box.top))
    return box if thin <= THICK and long >= SHORT else None


def upright_edges(rules: Iterable[Box]) -> list[Edge]:
    """Edges between cells. A rule that stands, or where lying rules meet."""
    edges: list[Edge] = []
    levels: dict[float, list[Box]] = defaultdict(list)
    for box in rules:
        if box.bottom - box.top > THICK:
            edges.append(((box.left + box.right) / 2, box.top, box.bottom))
        else:
            levels[round(box.top)].append(box)
    joints: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for level in levels.values():
        for before, after in pairwise(sorted(level, key=lambda box: box.left)):
            if abs(after.left - before.right) <= TOUCHING:
                across = (after.left + before.right) / 2
                joints[round(across)].append((across, after.top))
    for met in joints.values():
        met.sort(key=lambda joint: joint[1])
        edges.extend((across, above, below) for (across, above), (_, below) in pairwise(met))
    return edges
