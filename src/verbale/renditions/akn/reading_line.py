"""Mixed content → text with marks, notes and mentions at their offsets: the inverse of `inline`."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from verbale.model.dossier import Mark, NoteAnchor
from verbale.model.mention import Mention
from verbale.renditions.akn.marks import settle
from verbale.renditions.akn.mentions import read_inline
from verbale.renditions.akn.vocabulary import mark_kinds, vocabulary

NoteReader = Callable[[etree._Element, "int | None"], str]


class Line:
    """A text under way. `page` is the page it is on; `note` reads a note and gives its address."""

    def __init__(
        self,
        address: str,
        entries: dict[str, str],
        number: int,
        page: int | None = None,
        note: NoteReader | None = None,
    ) -> None:
        self.address = address
        self.entries = entries
        self.number = number
        self.page = page
        self.note = note
        self.pieces: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []
        self.notes: list[NoteAnchor] = []
        self.mentions: list[Mention] = []

    def add(self, text: str | None) -> None:
        """Text that follows."""
        if text:
            self.pieces.append(text)
            self.length += len(text)

    def break_line(self) -> None:
        """A line break."""
        self.add("\n")

    def text(self) -> str:
        """The text so far."""
        return "".join(self.pieces)

    def settled(self) -> tuple[Mark, ...]:
        """Marks in one form."""
        return settle(self.marks, self.text())


def read_line(element: etree._Element, line: Line) -> None:
    """Read the mixed content of an element into a line."""
    line.add(element.text)
    for child in element:
        if isinstance(child.tag, str):
            _inner(child, line)
        line.add(child.tail)


def _inner(element: etree._Element, line: Line) -> None:
    """One inline element."""
    tag = etree.QName(element).localname
    if tag in {"authorialNote", "noteRef"}:
        if line.note is not None:
            line.notes.append(NoteAnchor(line.length, line.note(element, line.page)))
    elif tag == "eol":
        line.break_line()
    elif tag == "eop":
        number = element.get("number", "")
        line.page = int(number) if number.isdigit() else line.page
    else:
        start, place, first = line.length, len(line.mentions), len(line.pieces)
        read_line(element, line)
        link = element.get("href") if tag == "a" else element.get(f"{{{vocabulary().ours}}}link")
        if tag in mark_kinds() or link is not None:
            kind = "link" if link is not None else mark_kinds()[tag]
            line.marks.append(Mark(start=start, end=line.length, kind=kind, href=link))
            return
        text = "".join(line.pieces[first:])
        mention = read_inline(element, line.address, start, text, line.entries, line.number + len(line.mentions) + 1)
        if mention is not None:
            line.mentions.insert(place, mention)


def text_of(element: etree._Element) -> str:
    """All words of an element, line breaks as line feeds, notes left out."""
    line = Line("", {}, 0)
    read_line(element, line)
    return line.text()
