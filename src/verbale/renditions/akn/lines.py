"""Blocks and notes → lines of mixed content: the one place where text meets marks, notes and mentions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Generic, TypeVar
from urllib.parse import unquote

from msgspec.structs import replace

from verbale.model.dossier import Block, Component, Mark, NoteAnchor
from verbale.renditions.akn.identifiers import address_of_id
from verbale.renditions.akn.manuscript import Manuscript
from verbale.renditions.akn.marks import cell_cuts, cells_of, settle
from verbale.renditions.akn.markup import Attributes, attributes, write_text
from verbale.renditions.akn.mentions import place_mentions
from verbale.renditions.akn.references import ontology_address
from verbale.renditions.akn.vocabulary import vocabulary
from verbale.renditions.inline import Hand, write_line

T = TypeVar("T")


def _typographic(mark: Mark) -> tuple[str, str]:
    """Tags of a mark."""
    if mark.kind == "link":
        return _link(mark.href or "")
    element = vocabulary().marks[mark.kind]
    return f"<{element}>", f"</{element}>"


def _link(address: str) -> tuple[str, str]:
    """Tags of a link: `ref` where it is the page of a document known by its symbol (R55), else `a`.

    A link to a place of the source's own page means nothing here: it is kept as an attribute of ours.
    """
    if address[:1] in {"#", "!"}:
        return f"<span{attributes([('v:link', address)])}>", "</span>"
    host, _, path = address.partition("://")[2].partition("/")
    symbol = unquote(path.partition("/")[2]) if host in vocabulary().web else ""
    if not symbol:
        return f"<a{attributes([('href', address)])}>", "</a>"
    pairs = [("href", ontology_address(f"symbol/{symbol}", "symbol")), ("v:link", address)]
    return f"<ref{attributes(pairs)}>", "</ref>"


HAND = Hand(write_text, _typographic)


def block_line(paper: Manuscript, block: Block, component: str) -> str:
    """Mixed content of a block, beginning with the turn of the page where one comes before it."""
    turn = page_turn(paper, block)
    return turn + write_line(
        HAND,
        block.text,
        settle(block.marks, block.text),
        place_mentions(paper, block.address, [(0, block.text)], component)[0],
        block.notes,
        partial(note_markup, paper, component=component),
    )


def table_rows(paper: Manuscript, block: Block, component: str) -> list[str]:
    """Rows of a table, each a line of markup; every cell carries its own marks, notes and mentions."""
    rows = block.rows or ()
    cells = cells_of(rows)
    mentions = iter(place_mentions(paper, block.address, cells, component))
    marks = _Queue(settle(block.marks, block.text, cell_cuts(rows)), lambda mark: mark.start)
    notes = _Queue(block.notes, lambda anchor: anchor.at)
    note = partial(note_markup, paper, component=component)
    turn, place, lines = page_turn(paper, block), iter(cells), list[str]()
    for row in rows:
        written = []
        for cell in row:
            at, _ = next(place)
            inside = marks.until(at + len(cell))
            moved = settle([replace(mark, start=mark.start - at, end=mark.end - at) for mark in inside], cell)
            anchors = [NoteAnchor(max(0, one.at - at), one.address) for one in notes.until(at + len(cell) + 1)]
            line = write_line(HAND, cell, moved, next(mentions), anchors, note)
            written.append(f"<td><p>{turn}{line}</p></td>")
            turn = ""
        lines.append(f"<tr>{''.join(written)}</tr>")
    return lines


class _Queue(Generic[T]):
    """Values in the order of an offset, taken from the front."""

    def __init__(self, values: Iterable[T], offset: Callable[[T], int]) -> None:
        self.values = sorted(values, key=offset)
        self.offset = offset
        self.place = 0

    def until(self, end: int) -> list[T]:
        """Values not yet taken whose offset is before `end`."""
        start = self.place
        while self.place < len(self.values) and self.offset(self.values[self.place]) < end:
            self.place += 1
        return self.values[start : self.place]


def note_markup(paper: Manuscript, address: str, component: str) -> str:
    """A note at the place of its mark: the note itself the first time, a reference to it afterwards (V17)."""
    note = paper.notes.get(address)
    if note is None:
        return f"<noteRef{attributes([('href', f'#{address}'), ('v:address', address)])}/>"
    eid = paper.place_ids[address]
    if address in paper.written_notes:
        return f"<noteRef{attributes([('href', f'#{eid}'), ('marker', note.mark)])}/>"
    paper.written_notes.add(address)
    line = note_line(paper, address, component)
    pairs: Attributes = [("eId", eid), ("marker", note.mark), ("placement", "bottom"), *note_pages(paper, address)]
    return f"<authorialNote{attributes(pairs)}><p>{line}</p></authorialNote>"


def note_line(paper: Manuscript, address: str, component: str) -> str:
    """Mixed content of a note's text."""
    note = paper.notes[address]
    mentions = place_mentions(paper, address, [(0, note.text)], component)[0]
    return write_line(HAND, note.text, settle(note.marks, note.text), mentions, (), lambda _: "")


def note_pages(paper: Manuscript, address: str) -> list[tuple[str, str | None]]:
    """Pages of a note, where they are not simply the page its mark stands on."""
    pages = paper.notes[address].pages
    simple = (paper.page,) if paper.page is not None else ()
    return [("v:pages", None if pages == simple else " ".join(map(str, pages)))]


def page_turn(paper: Manuscript, block: Block) -> str:
    """`eop` where the block begins on another page than the one before ended on (V18)."""
    if not block.pages or block.pages[0] == paper.page:
        return ""
    paper.page = block.pages[0]
    return f'<eop number="{block.pages[0]}"/>'


def pages_attribute(paper: Manuscript, block: Block) -> list[tuple[str, str | None]]:
    """Pages of a block that runs over several or whose page is not known; asked after its line is written."""
    if len(block.pages) == 1 or (not block.pages and paper.page is None):
        return [("v:pages", None)]
    if block.pages:
        paper.page = block.pages[-1]
    return [("v:pages", " ".join(map(str, block.pages)))]


def shared_attributes(
    paper: Manuscript, component: Component, block: Block, **said: object
) -> list[tuple[str, str | None]]:
    """What element and id do not say of a block: language, and role, level, number, address where they differ.

    `said` is what they do say; the address is compared with what the id gives back.
    """
    eid = paper.eid(block)
    pairs: list[tuple[str, str | None]] = [("eId", eid)]
    if block.language != component.language:
        pairs.append(("xml:lang", block.language))
    if address_of_id(eid, paper.prefixes[component.address], component.address) != block.address:
        pairs.append(("v:address", block.address))
    for name, value in said.items():
        actual = getattr(block, name)
        if actual != value:
            pairs.append((f"v:{name}", str(actual)))
    return pairs
