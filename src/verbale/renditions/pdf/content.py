"""What a template is given: the dossier as plain data, its text in pieces of one style, its numbers as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from verbale.model.dossier import Block, Component, Dossier, Mark, MastheadField, NoteAnchor
from verbale.renditions.design import Design, Setting
from verbale.renditions.pdf.codes import bar_code, square_code
from verbale.renditions.placing import above_title, at_head, below_rule, below_title
from verbale.renditions.walk import depth_of

SCRIPTS = {
    "ar": re.compile("[\u0600-\u06ff\u0750-\u077f]"),
    "zh": re.compile("[\u3400-\u9fff]"),
    "en": re.compile("[A-Za-z\u0400-\u04ff]"),
}
"""Letters of the scripts by a language whose fonts have them."""
PACKAGES = {"ar": "fonts-noto-core", "zh": "fonts-noto-cjk", "en": "fonts-noto-core"}
_LETTERS = r"[^ \t\n\u2e80-\u9fff\uff00-\uffef]*"
TOGETHER = re.compile(rf"{_LETTERS}[-/\u00a0\u202f\u2010-\u2014]{_LETTERS}")
"""Words a line must not break or be stretched inside: a break at a hyphen, a wide no-break space read otherwise."""
LONGEST = 40
"""Characters of the longest word that is kept in one line."""

LINE = 80
"""Characters a line of place and date, or of a signature, may have to stand at the end of its line."""

Run = dict[str, Any]


def content(dossier: Dossier, setting: Setting, families: frozenset[str]) -> dict[str, Any]:
    """Everything a template may print. Raises `ValueError` in one sentence where a script has no font."""
    document, design = dossier.document, setting.design
    _need_fonts(dossier, design, families)
    writer = _Writer({note.address for note in dossier.notes})
    language = document.language or "en"
    head, under, above, below = (
        [_field(one) for one in choose(document.masthead)] for choose in (at_head, below_rule, above_title, below_title)
    )
    blocks = list(writer.blocks(dossier))
    return {
        "language": language,
        "direction": "rtl" if language == "ar" else "ltr",
        "title": document.title or document.symbol or dossier.source.name,
        "organisation": " ".join(one["words"] for one in head if one["field"] in ("organisation", "body")),
        "head": head,
        "under": under,
        "above": above,
        "below": below,
        "blocks": blocks,
        "notes": {one.address: {"mark": one.mark, "runs": list(runs(one.text, one.marks))} for one in dossier.notes},
        "running": setting.running,
        "job": setting.job,
        "qr": square_code(setting.permalink) if setting.permalink and design.qr else None,
        "bars": bar_code(setting.job) if setting.job and design.bars else None,
        "emblem": f"emblem{Path(setting.emblem).suffix}" if setting.emblem else None,
        "day": [int(part) for part in setting.day.split("-")],
        "latin": next((one for one in design.fonts["en"] if one in families), design.fonts["en"][0]),
        "design": _design(design, families),
    }


def _design(design: Design, families: frozenset[str]) -> dict[str, Any]:
    """The design as data, with the fonts that are there."""
    said: dict[str, Any] = msgspec.to_builtins(design)
    said["fonts"] = {name: [one for one in listed if one in families] for name, listed in design.fonts.items()}
    return said


def _need_fonts(dossier: Dossier, design: Design, families: frozenset[str]) -> None:
    """Refuse a text with a script no font of the design has."""
    pages = [block.text for part in dossier.components for block in part.blocks]
    pages += [note.text for note in dossier.notes] + [field.text for field in dossier.document.masthead]
    for name, letters in SCRIPTS.items():
        if not families & set(design.fonts[name]) and any(letters.search(text) for text in pages):
            wanted = " or ".join(design.fonts[name])
            raise ValueError(f"No font for this text ({name}) is installed: install {PACKAGES[name]} ({wanted}).")


def _field(field: MastheadField) -> dict[str, Any]:
    """A line of the masthead."""
    return {"field": field.field, "words": field.text, "runs": list(runs(field.text))}


class _Writer:
    """Blocks as data; remembers which notes were referred to and how deep the headings stand."""

    def __init__(self, notes: set[str]) -> None:
        self._notes = notes
        self._referred = set[str]()
        self._depth = 0

    def blocks(self, dossier: Dossier) -> Iterator[dict[str, Any]]:
        """Blocks in order; the printed word of an annex is one of them."""
        for part in dossier.components:
            language = part.language or dossier.document.language or "en"
            opens, labelled = bool(depth_of(part)), _label(part)
            if labelled:
                yield self._entry(labelled, language, 1, opens=True)
                opens = False
            for block in part.blocks:
                base = 1 if opens or not labelled else 2
                yield self._entry(block, block.language or language, base, opens=opens)
                opens = False

    def _entry(self, block: Block, language: str, base: int, *, opens: bool) -> dict[str, Any]:
        """One block."""
        depth = None
        if block.role in ("title", "heading", "label"):
            wanted = base + (block.level if block.role == "heading" else 0)
            depth = self._depth = min(wanted, self._depth + 1)
        shown = [mark for mark in block.marks if depth is None or mark.kind != "bold"]
        return {
            "role": "title" if block.role == "label" else block.role,
            "number": block.number,
            "level": block.level,
            "depth": depth,
            "language": language,
            "opens": opens,
            "short": len(block.text) < LINE,
            "rows": list(self._rows(block)) if block.rows else None,
            "runs": [] if block.rows else self._line(block.text, shown, block.notes),
        }

    def _rows(self, block: Block) -> Iterator[list[list[Run]]]:
        """Cells of a table; marks and notes are cut at them."""
        at, width = 0, max(len(row) for row in block.rows or ())
        for row in block.rows or ():
            cells = list[list[Run]]()
            for words in row:
                end = at + len(words)
                marks = [
                    Mark(start=max(mark.start, at) - at, end=min(mark.end, end) - at, kind=mark.kind, href=mark.href)
                    for mark in block.marks
                    if mark.start < end and mark.end > at
                ]
                notes = [NoteAnchor(note.at - at, note.address) for note in block.notes if at <= note.at <= end]
                cells.append(self._line(words, marks, notes))
                at = end + 1
            yield cells + [[] for _ in range(width - len(cells))]

    def _line(self, text: str, marks: Sequence[Mark], notes: Sequence[NoteAnchor]) -> list[Run]:
        """A text with its styles and the marks of its notes."""
        anchors = sorted((max(0, min(one.at, len(text))), one.address) for one in notes if one.address in self._notes)
        line, at = list[Run](), 0
        for place, address in anchors:
            line += runs(text, marks, at, place)
            line.append({"note": address, "first": address not in self._referred})
            self._referred.add(address)
            at = place
        return line + list(runs(text, marks, at))


def _label(part: Component) -> Block | None:
    """The printed word of an annex as a block; None where it prints none or its title is the word."""
    first = part.blocks[0] if part.blocks else None
    if not depth_of(part) or not part.label or (first is not None and first.text == part.label):
        return None
    return Block(address=f"{part.address}/label", role="label", text=part.label)


def runs(text: str, marks: Sequence[Mark] = (), start: int = 0, end: int | None = None) -> Iterator[Run]:
    """Pieces of a text of one style; words that must stay in one line are pieces of their own."""
    end = len(text) if end is None else end
    edges = {edge for mark in marks for edge in (mark.start, mark.end) if start < edge < end}
    for found in TOGETHER.finditer(text, start, end):
        if found.end() - found.start() <= LONGEST:
            edges |= {found.start(), found.end()}
    for left, right in pairwise(sorted({start, end, *edges})):
        words = text[left:right]
        if not words:
            continue
        run: Run = {"words": words}
        if TOGETHER.fullmatch(words):
            run["keep"] = True
        for mark in marks:
            if mark.start <= left and mark.end >= right:
                run[mark.kind if mark.kind != "link" else "href"] = True if mark.kind != "link" else mark.href
        yield run
