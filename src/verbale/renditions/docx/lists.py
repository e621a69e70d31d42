"""Printed numbers as Word's automatic ones: each count a list, begun anew where the print begins anew.

A number that no format of Word prints stays typed. What a list prints is counted by the same table the reader uses, so
a number is made automatic only where it comes out as it stands.
"""

from __future__ import annotations

from typing import NamedTuple

from verbale.grammar.markers import parse
from verbale.model.dossier import Block
from verbale.reading.list_numbers import counted
from verbale.renditions.docx.markup import Word, twips

FORMS = (
    "decimal",
    "lowerLetter",
    "lowerRoman",
    "upperRoman",
    "upperLetter",
    "russianLower",
    "arabicAbjad",
    "chineseCounting",
)
"""Formats of Word that are tried, in this order."""
LEVELS = 9
"""Levels of a list in Word."""


class Form(NamedTuple):
    """How a number is printed: Word's format, what stands around the count, how deep it is set, its level in Word."""

    form: str
    before: str
    after: str
    level: int
    place: int


class Lists:
    """The lists of a document. `number` is asked once a block, in the order of the text."""

    def __init__(self, step: float) -> None:
        self._step = step
        self._abstract = dict[Form, int]()
        self._nums = list[tuple[int, int, int]]()
        self._last = dict[Form, tuple[int, int]]()
        """The list of each form that is open, and its last rank."""

    def begin(self) -> None:
        """A component begins: every count begins anew."""
        self._last.clear()

    def number(self, block: Block) -> tuple[int, int] | None:
        """Id of the list a block's number belongs to, and its level there; None where it must be typed."""
        level = block.level if block.role == "item" else 0
        place = max(0, block.level - 1) if block.role == "heading" else level
        found = _forms(block.number or "", level, min(place, LEVELS - 1))
        if not found:
            return None
        form, rank = next(
            ((one, at) for one, at in found if one in self._last and self._last[one][1] + 1 == at),
            next(((one, at) for one, at in found if at == 1), found[0]),
        )
        if level == 0:
            self._last = {one: kept for one, kept in self._last.items() if not one.level}
        num, last = self._last.get(form, (0, None))
        if last is None or last + 1 != rank:
            abstract = self._abstract.setdefault(form, len(self._abstract))
            self._nums.append((abstract, form.place, rank))
            num = len(self._nums)
        self._last[form] = (num, rank)
        return num, form.place

    def part(self) -> Word:
        """The part `numbering.xml`."""
        root = Word("numbering")
        for form, called in self._abstract.items():
            entry = root("abstractNum", abstractNumId=called)
            entry("multiLevelType", val="multilevel" if form.place else "singleLevel")
            for place in range(form.place):
                unused = entry("lvl", ilvl=place)
                unused("start", val=1)
                unused("numFmt", val="none")
                unused("lvlText", val="")
            self._level(entry("lvl", ilvl=form.place), form)
        for called, (abstract, place, start) in enumerate(self._nums, start=1):
            num = root("num", numId=called)
            num("abstractNumId", val=abstract)
            num("lvlOverride", ilvl=place)("startOverride", val=start)
        return root

    def _level(self, level: Word, form: Form) -> None:
        """How a level counts, and where its number and words stand."""
        level("start", val=1)
        level("numFmt", val=form.form)
        level("lvlText", val=f"{form.before}%{form.place + 1}{form.after}")
        level("lvlJc", val="left")
        begins = self._step * form.level
        said = level("pPr")
        said("tabs")("tab", val="left", pos=twips(begins + self._step))
        said("ind", left=0, firstLine=twips(begins))


def _forms(number: str, level: int, place: int) -> list[tuple[Form, int]]:
    """Every form that prints a number, with the rank in it."""
    marker = parse(f"{number}\tx") if number and "%" not in number else None
    if marker is None or marker.printed != number:
        return []
    found = list[tuple[Form, int]]()
    for form in FORMS:
        for rank in sorted(set(marker.ranks.values())):
            count = counted(rank, form)
            before, printed, after = number.rpartition(count)
            if printed and not _letter(before[-1:]) and not _letter(after[:1]):
                found.append((Form(form, before, after, level, place), rank))
    return found


def _letter(sign: str) -> bool:
    """Whether a count would go on in a neighbour, so that it is only a piece of the number."""
    return sign.isalnum()
