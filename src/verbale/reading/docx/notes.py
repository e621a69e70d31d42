"""Footnotes and endnotes of Word: which were referred to, in which order, and the mark each one prints."""

from __future__ import annotations

from verbale.reading.docx.names import W, child_value, whole
from verbale.reading.list_numbers import counted
from verbale.reading.xml import Element

EMPTY = "()"
"""What is left of a bracketed mark, as Arabic print has it, where the format keeps the number itself apart."""
KINDS = {"footnote": "decimal", "endnote": "lowerRoman"}
"""Kinds of notes with the number format Word takes unless told otherwise."""


class NoteKeeper:
    """Notes by key (`footnote-3`) in the order of their references."""

    def __init__(self, parts: dict[str, Element | None], document: Element, settings: Element | None) -> None:
        self._notes = {
            f"{kind}-{note.get(W + 'id')}": note
            for kind, root in parts.items()
            if root is not None
            for note in root.iter(W + kind)
            if note.get(W + "type") in (None, "normal")
        }
        self._forms, self._counts = dict[str, str](), dict[str, int]()
        for kind, usual in KINDS.items():
            said = [settings.find(f"{W}{kind}Pr")] if settings is not None else []
            said += list(document.iter(f"{W}{kind}Pr"))[:1]
            self._forms[kind] = next((form for one in said if (form := child_value(one, "numFmt"))), usual)
            self._counts[kind] = next((n for one in said if (n := whole(child_value(one, "numStart"))) is not None), 1)
        self.marks = dict[str, str]()
        self.pages = dict[str, int]()

    def refer(self, kind: str, called: str, page: int, *, custom: bool) -> str:
        """Key of the note a reference leads to; unless its mark is typed (`custom`), the next number is its mark."""
        key = f"{kind}-{called}"
        if key not in self.marks:
            self.marks[key], self.pages[key] = "", page
            if not custom:
                self.marks[key] = counted(self._counts[kind], self._forms[kind])
                self._counts[kind] += 1
        return key

    def referred(self) -> list[tuple[str, str, Element]]:
        """Key, printed mark and element of each note the text refers to, in the order of reference."""
        return [(key, mark, self._notes[key]) for key, mark in self.marks.items() if key in self._notes]


def sign_length(text: str, mark: str, sign: int | None) -> int:
    """How much of the start of a note's text is its own mark: `(1)`, `*`, or the place where Word puts the number.

    `sign` is the offset of that place. `sign_length("()\\tA/76/1.", "3", 1)` is 2.
    """
    if sign is not None and sign <= len(mark) + 2:
        return sign + (text[sign : sign + 1] in (")", "]") and text[:sign].strip() in ("(", "["))
    led = len(text) - len(text.lstrip())
    if text.startswith(EMPTY, led):
        return led + len(EMPTY)
    for own in (mark, f"({mark})", f"[{mark}]"):
        if mark and text.startswith(own, led):
            return led + len(own)
    return 0
