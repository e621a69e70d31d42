"""Galley: the text of a reading while it is being set, paragraph by paragraph.

Readers of formats that know paragraphs (DOCX, HTML, Akoma Ntoso, mail) write into a galley and take its `text` and
`lines` at the end. Blank paragraphs are dropped; paragraphs are parted by a line feed; a line break inside a paragraph
is a line feed of its text.
"""

from __future__ import annotations

from typing import NamedTuple, TypedDict, Unpack

import msgspec

from verbale.model.reading import Align, Anchor, Cell, Direction, Line, Region, Run


class Look(NamedTuple):
    """The style of a stretch of text; `PLAIN` is not kept as a run."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    raised: bool = False
    size: float | None = None
    font: str | None = None
    link: str | None = None


PLAIN = Look()

UNPRINTED = dict.fromkeys(map(ord, "\u00ad\ufeff\0"))
"""Soft hyphen, byte order mark and NUL print nothing and would split words."""


class Facts(TypedDict, total=False):
    """What the format says of a paragraph besides its text: fields of `Line`."""

    page: int
    direction: Direction
    region: Region
    label: int
    note: str | None
    mark: str | None
    cell: Cell | None
    align: Align | None
    indent: float | None
    style: str | None
    role: str | None
    level: int | None
    component: str | None


class Galley:
    """Text and lines in the making. `write` and `anchor` add to the open paragraph, `close` ends it."""

    def __init__(self) -> None:
        self.lines = list[Line]()
        self._set = list[str]()
        self._length = 0
        self._begin()

    def _begin(self) -> None:
        """Open the next paragraph."""
        self._open = list[str]()
        self._looks = list[tuple[int, Look]]()
        self._anchors = list[Anchor]()
        self._at = 0

    @property
    def text(self) -> str:
        """Everything set so far."""
        return "".join(self._set)

    @property
    def place(self) -> int:
        """Offset in the reading's text where the next character will stand."""
        return self._length + self._at

    @property
    def ends(self) -> str:
        """Last character of the open paragraph; empty while nothing is in it."""
        return self._open[-1][-1] if self._open else ""

    @property
    def opened(self) -> str:
        """Text of the open paragraph, put together anew at each call: not for every word."""
        return "".join(self._open)

    def write(self, text: str, look: Look = PLAIN) -> None:
        """Add text of one style to the open paragraph."""
        text = text.translate(UNPRINTED) if not text.isascii() or "\0" in text else text
        if not text:
            return
        if not self._looks or self._looks[-1][1] != look:
            self._looks.append((self._at, look))
        self._open.append(text)
        self._at += len(text)

    def anchor(self, key: str, length: int = 0) -> None:
        """Tie a note here; its printed mark is the next `length` code points to be written."""
        self._anchors.append(Anchor(at=self.place, key=key, length=length))

    def drop(self) -> None:
        """Forget the open paragraph."""
        self._begin()

    def close(self, **facts: Unpack[Facts]) -> Line | None:
        """End the open paragraph; None when it was blank and held no note mark."""
        text = "".join(self._open)
        if not text.strip() and not self._anchors:
            self._begin()
            return None
        start, others = self._length, {anchor.at for anchor in self._anchors}
        line = Line(
            start=start,
            end=start + self._at,
            paragraph=len(self.lines),
            runs=self._runs(start),
            anchors=tuple(_whole_mark(anchor, text, start, others) for anchor in self._anchors),
            **facts,
        )
        self.lines.append(line)
        self._set += [text, "\n"]
        self._length = start + self._at + 1
        self._begin()
        return line

    def _runs(self, start: int) -> tuple[Run, ...]:
        """Stretches of the open paragraph that are not plain."""
        ends = [begin for begin, _ in self._looks[1:]] + [self._at] * bool(self._looks)
        return tuple(
            Run(start=start + begin, end=start + end, **look._asdict())
            for (begin, look), end in zip(self._looks, ends, strict=True)
            if look != PLAIN
        )


def _whole_mark(anchor: Anchor, text: str, start: int, others: set[int]) -> Anchor:
    """A mark with all that is set with it: "(1)" is one mark in Arabic print, and so is "()" beside an unprinted one.

    Asterisks that follow a mark of asterisks belong to it (old formats write the mark twice), unless they are the mark
    of another note, which begins at one of `others`.
    """
    begin = anchor.at - start
    end = begin + anchor.length
    if not anchor.length and text[max(begin - 2, 0) : begin] == "()":
        return Anchor(at=anchor.at - 2, key=anchor.key, length=2)
    if not anchor.length and text[begin : begin + 2] == "()":
        return Anchor(at=anchor.at, key=anchor.key, length=2)
    while text[begin:end].strip("*") == "" and text[end : end + 1] == "*" and end > begin and start + end not in others:
        end += 1
    left, right = text[max(begin - 3, 0) : begin].rstrip(" "), text[end : end + 3].lstrip(" ")
    if left[-1:] in ("(", "[") and right[:1] in (")", "]"):
        begin, end = max(begin - 3, 0) + len(left) - 1, min(end + 3, len(text)) - len(right) + 1
    return Anchor(at=start + begin, key=anchor.key, length=end - begin)


def tie_typed_marks(lines: list[Line], text: str) -> list[Line]:
    """Tie notes whose mark is typed asterisks (notes of a masthead in a frame) to the asterisks in the text above."""
    tied = {anchor.key for line in lines for anchor in line.anchors}
    waiting = {line.mark: line.note for line in lines if line.note and line.note not in tied and _asterisks(line.mark)}
    if not waiting:
        return lines
    result = list[Line]()
    for line in lines:
        anchors = list(line.anchors)
        if line.note is None and line.region in ("body", "masthead"):
            for at, length in _stars(text, line):
                key = waiting.pop("*" * length, None)
                if key is not None:
                    anchors.append(Anchor(at=at, key=key, length=length))
        result.append(
            msgspec.structs.replace(line, anchors=tuple(anchors)) if len(anchors) > len(line.anchors) else line
        )
    return result


def _asterisks(mark: str | None) -> bool:
    """Whether a mark is made of asterisks."""
    return bool(mark) and not (mark or "").strip("*")


def _stars(text: str, line: Line) -> list[tuple[int, int]]:
    """Runs of asterisks in a line that follow a word, each as offset and length."""
    found, at = list[tuple[int, int]](), text.find("*", line.start, line.end)
    while at >= 0:
        end = at
        while end < line.end and text[end] == "*":
            end += 1
        if at > line.start and not text[at - 1].isspace():
            found.append((at, end - at))
        at = text.find("*", end, line.end)
    return found
