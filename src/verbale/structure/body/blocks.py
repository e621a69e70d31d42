"""Part → Body: the passages of one component become blocks with roles, printed numbers and addresses.

The steps: drafts with the marks they may begin with; roles that words decide; headings; numbers; roles that numbers
decide; addresses. Each is a file of this folder.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from verbale.model.address import join
from verbale.model.dossier import Block, Furniture, Mark, NoteAnchor
from verbale.model.finding import Finding
from verbale.structure.body.addresses import Addresses
from verbale.structure.body.draft import Draft, draft
from verbale.structure.body.headings import mark_headings
from verbale.structure.body.numbering import Numbering
from verbale.structure.body.part import Body, Part
from verbale.structure.body.roles import is_separator, mark_lines, weigh
from verbale.structure.body.tongue import language_of
from verbale.structure.passage import Passage
from verbale.tongues.findings import finding

_LETTERED = "part-"
"""Beginning of the address of a resolution's part A, B, C."""
_NO_NOTES: Mapping[str, str] = {}


def blocks_of(part: Part, notes: Mapping[str, str] = _NO_NOTES) -> Body:
    """Blocks of one component, in reading order.

    `notes` leads from a note's key (as passages carry it) to the note's address; `notes_of` makes it. Lines of stars
    and rules go to the furniture.
    """
    running = [one for one in part.passages if not _separates(one)]
    drafts = [draft(passage) for passage in running]
    mark_lines(drafts, part.kind)
    mark_headings(drafts)
    runs = Numbering(drafts).walk()
    weigh(drafts, part.kind, not part.address or part.address.startswith(_LETTERED))
    Addresses(drafts, runs).give()
    blocks = [_block(part, one, notes) for one in drafts]
    if part.title is not None:
        blocks.insert(0, _title(part, part.title, notes))
    return Body(
        blocks=tuple(blocks),
        furniture=tuple(_furniture(one) for one in part.passages if _separates(one)),
        findings=tuple(
            _notice(code, join(part.address, one.address), word) for one in drafts for code, word in one.notices
        ),
    )


def _separates(passage: Passage) -> bool:
    """Whether a passage is a line of stars or a rule."""
    return passage.rows is None and not passage.label and not passage.notes and is_separator(passage.text)


def _furniture(passage: Passage) -> Furniture:
    """A line of stars as furniture of its page."""
    return Furniture(kind="separator", text=passage.text, page=passage.page, spans=_spans(passage))


def _notice(code: str, at: str, word: str) -> Finding:
    """What was noticed about a number."""
    return finding(code, at, number=word)


def _title(part: Part, title: Passage, notes: Mapping[str, str]) -> Block:
    """The title block, with the places of a label and number that are no part of its text."""
    made = Draft(passage=title, role="title", address="title", number=part.number)
    block = _block(part, made, notes)
    return msgspec.structs.replace(block, spans=(*part.opening, *block.spans)) if part.opening else block


def _block(part: Part, one: Draft, notes: Mapping[str, str]) -> Block:
    """A draft as a block; marks and note anchors move with the number cut off."""
    passage, cut = one.passage, one.cut
    return Block(
        address=join(part.address, one.address),
        role=one.role,
        number=one.number or _label(passage),
        level=one.level,
        text=one.text,
        language=language_of(one.text, part.language),
        pages=passage.pages,
        marks=tuple(mark for mark in map(_moved(cut), passage.marks) if mark.end > mark.start)
        if cut
        else passage.marks,
        notes=tuple(NoteAnchor(max(0, mark.at - cut), notes.get(mark.key, mark.key)) for mark in passage.notes),
        spans=_spans(passage),
        rows=passage.rows,
    )


def _label(passage: Passage) -> str | None:
    """The number a format counts apart from the text: it is printed, though it fit no list here."""
    label = (passage.label or "").strip()
    return label if any(map(str.isalnum, label)) else None


def _moved(cut: int):  # type: ignore[no-untyped-def]
    """Moves a mark by the code points cut off in front."""

    def move(mark: Mark) -> Mark:
        return msgspec.structs.replace(mark, start=max(0, mark.start - cut), end=max(0, mark.end - cut))

    return move


def _spans(passage: Passage) -> tuple[tuple[int, int], ...]:
    """Where a passage stands in the reading."""
    return tuple((piece.start, piece.end) for piece in passage.pieces)
