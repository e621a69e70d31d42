"""Footnotes of Word: real ones, numbered by Word where the print has the next number, else with the mark typed."""

from __future__ import annotations

from verbale.model.dossier import Dossier, Note
from verbale.renditions.docx.markup import Word
from verbale.renditions.docx.styles import NOTE, style_id
from verbale.renditions.docx.text import Hand

SEPARATORS = (("separator", -1), ("continuationSeparator", 0))
"""Notes Word keeps for its own rules."""


class Notes:
    """Notes of a document in the order of reference; `refer` is asked where a mark stands."""

    def __init__(self, dossier: Dossier) -> None:
        self._notes = {note.address: note for note in dossier.notes}
        self._referred = dict[str, int]()
        self._counted = 0
        self._typed = dict[str, str]()

    def refer(self, address: str, rtl: bool) -> Word | None:
        """The run that refers to a note; None for a mark that leads to no note."""
        note = self._notes.get(address)
        if note is None:
            return None
        first = address not in self._referred
        called = self._referred.setdefault(address, len(self._referred) + 1)
        if first and note.mark == str(self._counted + 1):
            self._counted += 1
        elif first or address in self._typed:
            self._typed[address] = note.mark
        run = Word("r")
        said = run("rPr")
        said("vertAlign", val="superscript")
        if rtl:
            said("rtl")
        if address in self._typed:
            run("footnoteReference", customMarkFollows=1, id=called)
            run("t").text(note.mark)
        else:
            run("footnoteReference", id=called)
        return run

    @property
    def waiting(self) -> list[Note]:
        """Notes no mark of the text leads to."""
        return [note for address, note in self._notes.items() if address not in self._referred]

    def part(self, hand: Hand) -> Word:
        """The part `footnotes.xml`."""
        root = Word("footnotes")
        for kind, called in SEPARATORS:
            rule = root("footnote", type=kind, id=called)("p")
            rule("r")(kind)
        for address, called in self._referred.items():
            note = self._notes[address]
            paragraph = root("footnote", id=called)("p")
            said = paragraph("pPr")
            said("pStyle", val=style_id(NOTE))
            apart = hand.stands_apart(note.text)
            if apart:
                said("bidi", val=0)
            mark = paragraph("r")
            said = mark("rPr")
            said("vertAlign", val="superscript")
            if hand.rtl:
                said("rtl")
            if address in self._typed:
                mark("t").text(note.mark)
            else:
                mark("footnoteRef")
            paragraph("r")("tab")
            hand.write(paragraph, note.text, note.marks, turned=not apart)
        return root
