"""Passages joined and cut, with their places: a title over several lines made one, a line with two fields made two."""

from __future__ import annotations

import msgspec

from verbale.model.dossier import Mark
from verbale.structure.passage import NoteMark, Passage, Piece


def join_passages(passages: tuple[Passage, ...]) -> Passage:
    """Lines that are one text (a title over several bold lines) as one passage; offsets of marks and notes follow.

    A blank goes between two lines unless both edges are CJK, where print sets none. Raises `ValueError` on no passages.
    """
    if not passages:
        raise ValueError("Give join_passages at least one passage.")
    if len(passages) == 1:
        return passages[0]
    text, pieces, marks, notes = "", list[Piece](), list[Mark](), list[NoteMark]()
    for passage in passages:
        if text and passage.text and not _close(text[-1], passage.text[0]):
            text += " "
        at = len(text)
        text += passage.text
        pieces += [msgspec.structs.replace(piece, at=piece.at + at) for piece in passage.pieces]
        marks += [msgspec.structs.replace(mark, start=mark.start + at, end=mark.end + at) for mark in passage.marks]
        notes += [NoteMark(at=mark.at + at, key=mark.key) for mark in passage.notes]
    return msgspec.structs.replace(
        passages[0],
        text=text,
        pieces=tuple(pieces),
        marks=tuple(marks),
        notes=tuple(notes),
        pages=tuple(sorted({page for passage in passages for page in passage.pages})),
        bold=all(passage.bold for passage in passages),
        italic=all(passage.italic for passage in passages),
    )


def cut_passage(passage: Passage, start: int, end: int | None = None) -> Passage:
    """The stretch `start` to `end` of a passage, blanks at its edges trimmed, with its own pieces, marks and notes.

    Characters of the reading follow their text, so that two cuts at the same offset share no place and lose none.
    """
    end = len(passage.text) if end is None else end
    kept = passage.text[start:end]
    start += len(kept) - len(kept.lstrip())
    end = start + len(kept.strip())
    return msgspec.structs.replace(
        passage,
        text=passage.text[start:end],
        pieces=_cut_pieces(passage, start, end),
        marks=tuple(
            msgspec.structs.replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)
            for mark in passage.marks
            if mark.start < end and mark.end > start
        ),
        notes=tuple(NoteMark(at=mark.at - start, key=mark.key) for mark in passage.notes if start <= mark.at <= end),
        label=passage.label if start == 0 else None,
    )


def _cut_pieces(passage: Passage, start: int, end: int) -> tuple[Piece, ...]:
    """Pieces of a stretch; a piece cut inside keeps the characters that stand before or after the cut."""
    pieces, whole = list[Piece](), len(passage.text)
    for index, piece in enumerate(passage.pieces):
        until = passage.pieces[index + 1].at if index + 1 < len(passage.pieces) else whole
        if (piece.at >= end and end < whole) or (until <= start and start > 0):
            continue
        left = piece.start + max(0, start - piece.at) if start > piece.at else piece.start
        right = piece.start + (end - piece.at) if end < until else piece.end
        last = min(max(left, right), piece.end)
        pieces.append(Piece(at=max(0, piece.at - start), start=min(left, piece.end), end=last))
    return tuple(pieces)


def _close(left: str, right: str) -> bool:
    """Whether two characters stand side by side without a blank, as Chinese does."""
    return _wide(left) and _wide(right)


def _wide(character: str) -> bool:
    """Whether a character is set solid: CJK ideographs, kana, full-width forms and CJK punctuation."""
    return "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or "\uff00" <= character <= "\uffef"
