"""Positions of those who voted on a text or sponsored it: on the whole of it, told by metadata and not by words.

In favour is support, against is rejection, an abstention a reserve, to sponsor is to make the text one's own; the table
is in `knowledge/positions.toml`. The evidence stands at the title, which names what was voted on; no words carry it.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.model.dossier import Block, Dossier
from verbale.model.position import Cue, Position
from verbale.positions.evidence import voices
from verbale.positions.lexicon import attitudes

RULE = "proceedings/"
"""How the rules of these positions begin."""


def is_of_proceedings(position: Position) -> bool:
    """Whether a position is told by the metadata, so that no paragraph's words are compared with it."""
    return position.rule.startswith(RULE)


def positions_of_proceedings(dossier: Dossier) -> Iterator[Position]:
    """Sponsors, then each side of the vote; nothing where nobody is named or the text has no title."""
    told, place = dossier.proceedings, _title(dossier)
    if told is None or place is None:
        return
    sponsors = tuple(dict.fromkeys(one for step in told.steps for one in step.sponsors))
    sides = {votes.choice: tuple(voter.id for voter in votes.voters if voter.id) for votes in told.votes}
    for rule, holders in {"sponsor": sponsors, **sides}.items():
        if holders and rule in voices().proceedings:
            yield _position(rule, holders, place, dossier.document.symbol)


def _title(dossier: Dossier) -> Block | None:
    """The first title that stands in a component, else the first block."""
    blocks = [block for component in dossier.components for block in component.blocks]
    return next((block for block in blocks if block.role == "title"), blocks[0] if blocks else None)


def _position(rule: str, holders: tuple[str, ...], place: Block, symbol: str | None) -> Position:
    """The position of one side on the whole text."""
    name = voices().proceedings[rule]
    attitude = attitudes()[name]
    return Position(
        id="",
        at=place.address,
        start=0,
        end=len(place.text),
        quote=place.text,
        mode="reported",
        force_class=attitude.force_class,
        attitude=name,
        force=attitude.force,
        holder=holders,
        about=(f"symbol/{symbol}",) if symbol else (),
        cue=Cue(start=0, end=0, text=""),
        rule=f"{RULE}{rule}",
    )
