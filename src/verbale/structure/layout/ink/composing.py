"""Rows of one paragraph → Passage: text with single blanks, hyphens undone, note marks out, styles as marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from verbale.model.dossier import Mark
from verbale.model.reading import Align, Run
from verbale.structure.layout.ink.foot_notes import MARK, STARS
from verbale.structure.layout.ink.healing import IDEOGRAPH
from verbale.structure.layout.ink.rows import Ink, Row
from verbale.structure.passage import NoteMark, Passage, Piece

SOFT_HYPHENS = "\u00ad\u2010"
HYPHENS = frozenset("-\u00ad\u2010")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_STARS_AFTER = re.compile(rf"\s?([{STARS}]{{1,5}})(?=\s|$)")


class Hyphens:
    """Which hyphens at line ends belong to the word: by the words of the document itself."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Counts the words of all lines, the halves of divided words left out, and looks whether words are divided."""
        self.words: Counter[str] = Counter()
        divided = [place for place, text in enumerate(texts) if text[-1:] in HYPHENS and text[-2:-1].isalpha()]
        if divided:
            self.words.update(_WORD.findall("\n".join(texts).casefold()))
        ends = []
        for place in divided:
            before, after = texts[place], texts[place + 1] if place + 1 < len(texts) else ""
            halves = [*_WORD.findall(before.casefold())[-1:], *_WORD.findall(after.casefold())[:1]]
            self.words.subtract(halves)
            if len(halves) == 2:
                ends.append((before, after))
        proofs = [self._proof(before, after) for before, after in ends]
        self.divides = sum(proof > 0 for proof in proofs) > sum(proof < 0 for proof in proofs)

    def stays(self, before: str, after: str) -> bool:
        """Whether the hyphen at the end of `before` is printed in the word, `after` being the next line."""
        halves = _halves(before, after)
        if halves is None or (not after[:1].islower() and not IDEOGRAPH.match(after) and before[-1] != "\u2010"):
            return True
        proof = self._proof(before, after)
        if proof:
            return proof < 0
        if before[-1] == "\u2010":
            return False
        known = self.words[halves[0]] > 0 and self.words[halves[1]] > 0
        return known or not self.divides

    def _proof(self, before: str, after: str) -> int:
        """How much oftener the word stands undivided than with a hyphen elsewhere in the document."""
        halves = _halves(before, after)
        if halves is None:
            return 0
        head, tail = halves
        return self.words[head + tail] - sum(self.words[f"{head}{sign}{tail}"] for sign in "-\u2010\u2011")


def _halves(before: str, after: str) -> tuple[str, str] | None:
    """The two parts of a word divided at a line end, folded; None where no word is divided."""
    left, right = _LAST_WORD.search(before[:-1]), _FIRST_WORD.match(after)
    return (left.group().casefold(), right.group().casefold()) if left and right else None


class Assembly:
    """A passage being put together from segments of print."""

    def __init__(self, source: str, ties: Mapping[tuple[int, str], str]) -> None:
        """`ties` leads from page and mark to the key of a note."""
        self.source, self.ties = source, ties
        self.parts: list[str] = []
        self.length = 0
        self.pieces: list[Piece] = []
        self.notes: list[NoteMark] = []
        self.spans: list[tuple[str, int, int]] = []

    def blank(self) -> None:
        """A blank between two pieces, once, never at the start."""
        if self.length and not self.parts[-1].endswith((" ", "\t", "\n")):
            self.glue(" ")

    def glue(self, text: str) -> None:
        """Characters the source does not print."""
        self.parts.append(text)
        self.length += len(text)

    def cover(self, start: int, end: int) -> None:
        """Characters that belong to the passage and not to its text go with the piece before them."""
        if self.pieces and self.pieces[-1].end <= start:
            last = self.pieces[-1]
            self.pieces[-1] = Piece(last.at, last.start, end)
        else:
            self.pieces.append(Piece(self.length, start, end))

    def piece(self, start: int, end: int) -> None:
        """Characters of the source as they stand."""
        if end > start:
            self.pieces.append(Piece(self.length, start, end))
            self.parts.append(self.source[start:end])
            self.length += end - start

    def ink(self, ink: Ink, start: int, end: int) -> None:
        """A segment from `start` to `end`: note marks become anchors, styles marks, the rest text."""
        runs = ink.line.runs
        at, place = start, 0
        while place < len(runs):
            run = runs[place]
            if run.raised and run.start >= at:
                stop = place
                while stop + 1 < len(runs) and runs[stop + 1].raised:
                    stop += 1
                until = min(runs[stop].end, end)
                if self._raised(ink, at, max(run.start, at), until):
                    at = until
                elif until > run.start:
                    self._flat(ink, runs[:place], at, run.start)
                    self._styled(run, max(run.start, at), until, raised=True)
                    at = max(at, until)
                place = stop
            place += 1
        self._flat(ink, runs, at, end)

    def _raised(self, ink: Ink, at: int, start: int, until: int) -> bool:
        """Take raised print as a note mark if a note of the page answers it."""
        found = MARK.fullmatch(self.source[start:until].strip())
        key = self.ties.get((ink.page, found[1])) if found else None
        if key is None:
            return False
        self._flat(ink, ink.line.runs, at, start)
        self._anchor(key, start, until)
        return True

    def _anchor(self, key: str, start: int, until: int) -> None:
        """A note mark: out of the text, with the blank before it."""
        if self.parts and self.parts[-1].endswith(" "):
            self.parts[-1] = self.parts[-1][:-1]
            self.length -= 1
        self.notes.append(NoteMark(self.length, key))
        self.cover(start, until)

    def turn_first(self, *, wanted: bool) -> None:
        """A mark before the first letter of a text belongs behind it: the line is set in a page read from the right."""
        if wanted and self.notes and self.notes[0].at == 0:
            self.notes[0] = NoteMark(self.length, self.notes[0].key)

    def _flat(self, ink: Ink, runs: Sequence[Run], start: int, end: int) -> None:
        """Print on the baseline; asterisks that a note answers leave it."""
        if end <= start:
            return
        at = start
        if any(map(self.source[start:end].__contains__, STARS)):
            for found in _STARS_AFTER.finditer(self.source, start, end):
                key = self.ties.get((ink.page, found[1]))
                if key is not None and found.start() > ink.start:
                    self._text(runs, at, found.start())
                    self._anchor(key, found.start(), found.end())
                    at = found.end()
        self._text(runs, at, end)

    def _text(self, runs: Sequence[Run], start: int, end: int) -> None:
        """Plain stretches with their styles."""
        if end <= start:
            return
        offset = self.length - start
        if self.length and self.source[start] == " " and self.parts[-1].endswith((" ", "\t", "\n")):
            start += 1
            offset -= 1
        for run in runs:
            if run.end <= start or run.start >= end or not (run.bold or run.italic):
                continue
            first, last = max(run.start, start) + offset, min(run.end, end) + offset
            if run.italic:
                self.spans.append(("italic", first, last))
            if run.bold:
                self.spans.append(("bold", first, last))
        self.piece(start, end)

    def _styled(self, run: Run, start: int, end: int, *, raised: bool) -> None:
        """Raised print that is no note mark stays in the text and is marked."""
        if raised and end > start:
            self.spans.append(("superscript", self.length, self.length + end - start))
        self._text([run], start, end)


def compose(
    rows: Sequence[Row], source: str, ties: Mapping[tuple[int, str], str], hyphens: Hyphens, opening: int = 0
) -> Passage:
    """The passage of a paragraph; `opening` characters at its start are a note's mark and stay out of the text."""
    assembly = Assembly(source, ties)
    set_inks(assembly, [ink for row in rows for ink in row.parts], hyphens, opening)
    return finished(assembly, rows)


def set_inks(assembly: Assembly, inks: Sequence[Ink], hyphens: Hyphens, opening: int = 0) -> None:
    """Segments one after the other into a passage: those of a paragraph or of a cell."""
    source = assembly.source
    last: Ink | None = None
    for place, ink in enumerate(inks):
        start = ink.start
        if last is None and opening:
            start += opening
            while start < ink.end and source[start] == " ":
                start += 1
            assembly.cover(ink.start, min(start, ink.end))
        elif opening and ink is inks[1] and last is not None and opening >= last.end - last.start and ink.raised:
            rest = source[start : start + ink.raised].strip("()[] ")  # brackets, or the mark printed twice
            if not rest or rest == source[last.start : last.end].strip("()[] "):
                start += ink.raised
                assembly.cover(ink.start, start)
        end = ink.end
        if last is not None:
            _join(assembly, last, ink, source)
        following = _below(ink, inks[place + 1]) if place + 1 < len(inks) else None
        if (
            following is not None
            and end - start > 1
            and source[end - 1] in "-" + SOFT_HYPHENS
            and source[end - 2] != " "
        ):
            stays = hyphens.stays(source[start:end], following.text)
            assembly.ink(ink, start, end - 1)
            if stays:
                assembly.glue("-") if source[end - 1] == "\u00ad" else assembly.piece(end - 1, end)
            if not stays or source[end - 1] == "\u00ad":
                assembly.cover(end - 1, end)
        else:
            assembly.ink(ink, start, end)
        assembly.turn_first(wanted=last is None and not opening)
        last = ink


def _below(ink: Ink, following: Ink) -> Ink | None:
    """The segment that follows, where it stands in another row."""
    return following if following.base > ink.base + 2 or following.page != ink.page else None


def _join(assembly: Assembly, last: Ink, ink: Ink, source: str) -> None:
    """What stands between two segments: a blank, or nothing after hyphens and slashes and between ideographs."""
    before, after = source[last.end - 1 : last.end], source[ink.start : ink.start + 1]
    if ink.base > last.base + 2 or ink.page != last.page:
        if before in "-" + SOFT_HYPHENS and source[last.end - 2 : last.end - 1] != " ":
            return
        if before == "/" and source[last.end - 2 : last.end - 1] != " ":
            return
        if IDEOGRAPH.match(before) or IDEOGRAPH.match(after):
            return
    assembly.blank()


def finished(assembly: Assembly, rows: Sequence[Row]) -> Passage:
    """The passage of an assembly, with the look of its rows."""
    text = "".join(assembly.parts)
    stripped = text.rstrip()
    first = rows[0]
    lines = [ink for row in rows for ink in row.parts]
    pages = tuple(dict.fromkeys(row.page for row in rows))
    return Passage(
        text=stripped,
        pieces=tuple(assembly.pieces),
        page=first.page,
        pages=pages,
        marks=_marks(assembly.spans, len(stripped)),
        notes=tuple(assembly.notes),
        size=first.size,
        bold=all(row.bold for row in rows),
        italic=all(row.italic for row in rows),
        direction=lines[0].line.direction,
        confidence=lines[0].line.confidence,
        left=min((ink.line.box.left for ink in lines if ink.line.box), default=None),
        right=max((ink.line.box.right for ink in lines if ink.line.box), default=None),
    )


def _marks(spans: Sequence[tuple[str, int, int]], length: int) -> tuple[Mark, ...]:
    """Styles as marks; stretches of one style that touch become one."""
    marks: list[Mark] = []
    open_at: dict[str, int] = {}
    for kind, start, end in spans:
        end = min(end, length)
        if end <= start:
            continue
        place = open_at.get(kind)
        if place is not None and start - marks[place].end <= 1:
            marks[place] = Mark(start=marks[place].start, end=end, kind=kind)
        else:
            open_at[kind] = len(marks)
            marks.append(Mark(start=start, end=end, kind=kind))
    return tuple(marks)


def aligned(rows: Sequence[Row], near: float, far: float) -> Align:
    """How a paragraph is set in its frame."""
    before = [row.near - near for row in rows]
    after = [far - row.far for row in rows]
    if all(b > 14 and a > 8 and abs(b - a) < max(6.0, 0.04 * (b + a)) for b, a in zip(before, after, strict=True)):
        return "center"
    if all(a < 4 for a in after) and min(before) > 30:
        return "right"
    return "justify" if len(rows) > 1 and all(abs(a) < 3 for a in after[:-1]) else "left"
