"""Part: one component of a document before its paragraphs are told apart.

`structure/components.py` cuts the passages of a document into parts; `blocks.blocks_of(part)` turns one part into its
blocks. What a part says of itself (kind, label, title) is settled before, so that the blocks need no second guess:

* `title`, when there is one, becomes the block `title` (role `title`); the spans of `head` go with it. A part with a
  `head` and no `title` has its printed word ("Annex II") as the text of that block. A part with neither has no title block.
* `passages` are what follows. A passage whose `role` is set already (place-date, signature, salutation, closing,
  caption, heading, formula …) keeps it: `closing.py` and the reader knew better than its looks do.
* every other passage is for `blocks_of` to weigh, by `kind` and `language`.
"""

from __future__ import annotations

import msgspec

from verbale.model.dossier import Date, Mark
from verbale.structure.passage import NoteMark, Passage, Piece


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """The main text, an annex, an enclosure: what it is called, in which language, and the passages it holds."""

    address: str = ""
    """Prefix of every address in it; the main component has none."""
    kind: str = "document"
    label: str | None = None
    """The printed word that opens it ("Annex II", "Приложение I к письму …")."""
    number: str | None = None
    """Number printed before the title ("76/100"), with neither full stop nor blank."""
    title: Passage | None = None
    """The title's lines joined to one passage, its note marks kept, `number` and note marks not in its text."""
    head: tuple[Passage, ...] = ()
    """Passages printed as the label; their words are in `label`."""
    passages: tuple[Passage, ...] = ()
    language: str | None = None
    originals: tuple[str, ...] = ()
    parent: str | None = None
    place: str | None = None
    dates: tuple[Date, ...] = ()


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
        if piece.at >= end and end < whole or until <= start and start > 0:
            continue
        left = piece.start + max(0, start - piece.at) if start > piece.at else piece.start
        right = piece.start + (end - piece.at) if end < until else piece.end
        pieces.append(Piece(at=max(0, piece.at - start), start=min(left, piece.end), end=min(max(left, right), piece.end)))
    return tuple(pieces)


def _close(left: str, right: str) -> bool:
    """Whether two characters stand side by side without a blank, as Chinese does."""
    return _wide(left) and _wide(right)


def _wide(character: str) -> bool:
    """Whether a character is set solid: CJK ideographs, kana, full-width forms and CJK punctuation."""
    return "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or "\uff00" <= character <= "\uffef"
