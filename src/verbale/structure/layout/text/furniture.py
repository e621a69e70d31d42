"""Furniture of a text without ink: symbols and page numbers that a conversion left between the pages, and rules.

The first symbol printed (the masthead's) is text; the same symbol alone on a line later is a running head. A number
alone on a line is a page number when it stands beside a running head, a rule or a form feed.
"""

from __future__ import annotations

import re

from verbale.model.dossier import Furniture
from verbale.model.reading import Line, Reading
from verbale.structure.layout.text.lines import Paragraph

_SYMBOL = re.compile(r"[A-Z]{1,8}(?:[/.-][\w.()-]+)+(?:\s?[/\u2013-]\s?[A-Z]{1,8}/[\w./()-]+)?$")
_NUMBER = re.compile(r"[-\u2013\u2014 ]*(?:\d{1,4}(?:\s?/\s?\d{1,4})?|[ivxl]{1,7})[-\u2013\u2014 ]*$")


def set_apart(reading: Reading, paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[Furniture]]:
    """Paragraphs without furniture, and the furniture; a paragraph after it knows that a page ended."""
    text = reading.text
    running = _running(text, reading.lines)
    kept: list[Paragraph] = []
    furniture: list[Furniture] = []
    severed = False
    for place, paragraph in enumerate(paragraphs):
        kind = _kind(text, paragraphs, place, running)
        if kind is None:
            paragraph.severed = paragraph.severed or severed
            severed = False
            kept.append(paragraph)
            continue
        severed = severed or kind != "rule" or _follows_furniture(furniture, paragraph)
        furniture += [
            Furniture(kind=kind, text=text[line.start : line.end], page=line.page, spans=((line.start, line.end),))
            for line in paragraph.lines
        ]
    return kept, furniture


def _running(text: str, lines: tuple[Line, ...]) -> set[int]:
    """Offsets of lines that are running heads: a symbol seen before, alone on its line."""
    seen: set[str] = set()
    running: set[int] = set()
    for line in lines:
        printed = text[line.start : line.end]
        if len(printed) > 80 or "/" not in printed:
            continue
        last = printed.split("   ")[-1].strip()
        if not _SYMBOL.match(last):
            continue
        if last == printed and printed in seen:
            running.add(line.start)
        seen.add(last)
    return running


def _kind(text: str, paragraphs: list[Paragraph], place: int, running: set[int]) -> str | None:
    """What sort of furniture a paragraph is; None when it is text."""
    paragraph = paragraphs[place]
    if paragraph.ruled:
        return "rule"
    if paragraph.start in running:
        return "running-header"
    if len(paragraph.lines) > 1 or not _NUMBER.match(text, paragraph.start, paragraph.end):
        return None
    beside = paragraphs[max(0, place - 1) : place] + paragraphs[place + 1 : place + 2]
    if any(other.start in running for other in beside) or (paragraph.severed and paragraph.gap == 0):
        return "page-number"
    below = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
    return "page-number" if below is not None and (below.severed or below.ruled) else None


def _follows_furniture(furniture: list[Furniture], paragraph: Paragraph) -> bool:
    """Whether a rule stands right under a running head or page number."""
    return bool(furniture) and furniture[-1].kind != "rule" and paragraph.start - furniture[-1].spans[-1][1] < 8
