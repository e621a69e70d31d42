"""What of a dossier Akoma Ntoso carries: two dossiers that are equal in this form say the same (profile V24)."""

from __future__ import annotations

from msgspec.structs import replace

from verbale.model.dossier import Block, Dossier
from verbale.model.mention import Mention
from verbale.model.position import Position
from verbale.renditions.akn.marks import cell_cuts, settle


def comparable(dossier: Dossier) -> Dossier:
    """The dossier without spans and furniture, with marks merged, a block's language said, lists in one order.

    Notes are sorted by address; mentions and positions by place and id: files keep them beside the text they belong to.
    """
    document = replace(
        dossier.document, masthead=tuple(replace(field, spans=()) for field in dossier.document.masthead)
    )
    components = tuple(
        replace(component, blocks=tuple(_block(block, component.language) for block in component.blocks))
        for component in dossier.components
    )
    notes = tuple(replace(note, spans=(), marks=settle(note.marks, note.text)) for note in dossier.notes)
    return replace(
        dossier,
        document=document,
        components=components,
        notes=tuple(sorted(notes, key=lambda note: note.address)),
        furniture=(),
        mentions=tuple(sorted(dossier.mentions, key=_mention_key)),
        positions=tuple(sorted(map(_position, dossier.positions), key=lambda one: (one.at, one.start, one.id))),
    )


def _block(block: Block, language: str | None) -> Block:
    """A block as a file carries it; no language of its own means that of its component."""
    marks = settle(block.marks, block.text, cell_cuts(block.rows))
    notes = tuple(sorted(block.notes, key=lambda anchor: anchor.at))
    return replace(block, spans=(), marks=marks, notes=notes, language=block.language or language)


def _mention_key(mention: Mention) -> tuple[str, int, int, str]:
    """Place of a mention."""
    return (mention.at, mention.start, -mention.end, mention.id)


def _position(position: Position) -> Position:
    """A position whose figures are numbers: a session is 81 whether it was written so or as text."""
    request = position.request
    if request is None or not request.by:
        return position
    by = {
        key: int(value) if str(value).isascii() and str(value).isdigit() else value for key, value in request.by.items()
    }
    return replace(position, request=replace(request, by=by))


def _number(value: str | int) -> str | int:
    """A value as a number where it is one."""
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value
