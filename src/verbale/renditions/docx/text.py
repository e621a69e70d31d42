"""Words inside a paragraph: runs with their marks, note references, and the direction of each script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from verbale.model.dossier import Mark, NoteAnchor
from verbale.renditions.docx.markup import Word

RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters written from right to left."""
WORD = re.compile("[^\\W\\d_]{3}")
"""What only a text of words has; a symbol or a number goes with the text around it."""
STRONG = re.compile("[^\\W\\d_]")
BREAKS = re.compile("([\t\n\u2011])")
SIGNS = {"\t": "tab", "\n": "br", "\u2011": "noBreakHyphen"}
STYLES = {"bold": ("b", "bCs"), "italic": ("i", "iCs"), "underline": ("u",)}

Refer = Callable[[str, bool], Word | None]
"""Gives the run that refers to a note, by the note's address and whether the text runs from right to left."""


class Hand:
    """Writes the words of paragraphs in one language. `refer` makes note references, `link` relations of links."""

    def __init__(self, language: str | None, refer: Refer, link: Callable[[str], str]) -> None:
        self.rtl = language == "ar"
        self._refer = refer
        self._link = link

    def write(
        self,
        paragraph: Word,
        text: str,
        marks: Sequence[Mark] = (),
        notes: Sequence[NoteAnchor] = (),
        at: int = 0,
        *,
        turned: bool = True,
    ) -> None:
        """Add a text with its marks and note references; `at` is the offset of its first letter in the marks.

        `turned` is False for a text from left to right in a document from right to left.
        """
        known = [mark for mark in marks if mark.end > at and mark.start < at + len(text)]
        edges = {edge - at for mark in known for edge in (mark.start, mark.end)}
        anchors = sorted((max(0, min(note.at - at, len(text))), note.address) for note in notes)
        places = sorted({0, len(text), *(each for each in edges if 0 < each < len(text)), *(a for a, _ in anchors)})
        self._references(paragraph, anchors, 0)
        for start, end in pairwise(places):
            on = [mark for mark in known if mark.start - at <= start and mark.end - at >= end]
            for piece, right in self._by_script(text[start:end], turned):
                self._run(paragraph, piece, on, right)
            self._references(paragraph, anchors, end)

    def _references(self, paragraph: Word, anchors: Sequence[tuple[int, str]], here: int) -> None:
        """The note references that stand at a place."""
        for at, address in anchors:
            run = self._refer(address, self.rtl) if at == here else None
            if run is not None:
                paragraph.add(run)

    def stands_apart(self, text: str, language: str | None = None) -> bool:
        """Whether a text runs from left to right in a document that runs the other way."""
        if not self.rtl:
            return False
        return RIGHT.search(text) is None and (language not in (None, "ar") or WORD.search(text) is not None)

    def _by_script(self, text: str, turned: bool) -> Iterator[tuple[str, bool]]:
        """Pieces of a text by direction: in a text from right to left, Latin words go the other way."""
        if not self.rtl or not turned:
            yield text, False
            return
        start, right = 0, True
        for found in STRONG.finditer(text):
            turned = bool(RIGHT.match(found[0]))
            if turned != right:
                if found.start() > start:
                    yield text[start : found.start()], right
                start, right = found.start(), turned
        if start < len(text):
            yield text[start:], right

    def _run(self, paragraph: Word, text: str, marks: Sequence[Mark], right: bool) -> None:
        """One run of one style; tabs, breaks and unbreakable hyphens by their elements."""
        holder = paragraph
        href = next((mark.href for mark in marks if mark.kind == "link" and mark.href), None)
        if href:
            holder = paragraph("hyperlink").related("id", self._link(href))
        run = holder("r")
        kinds = {mark.kind for mark in marks}
        if kinds or right:
            self._properties(run, kinds, right)
        for piece in BREAKS.split(text):
            if piece in SIGNS:
                run(SIGNS[piece])
            elif piece:
                run("t").text(piece)

    def _properties(self, run: Word, kinds: set[str], right: bool) -> None:
        """Properties of a run, in the order the schema wants."""
        said = run("rPr")
        for kind, names in STYLES.items():
            if kind in kinds and kind != "underline":
                for name in names:
                    said(name)
        if "underline" in kinds:
            said("u", val="single")
        if "superscript" in kinds:
            said("vertAlign", val="superscript")
        if right:
            said("rtl")
