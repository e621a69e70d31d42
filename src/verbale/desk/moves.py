"""States of a communication and the moves between them, as `knowledge/desk/moves.toml` allows them."""

from __future__ import annotations

import datetime

import msgspec

from verbale.desk.office import Refused
from verbale.tongues.files import read_knowledge


class Move(msgspec.Struct, frozen=True, rename={"origins": "from", "target": "to"}):
    """One allowed move: the act, the states it may start from, the state it leads to, who may do it."""

    act: str
    origins: tuple[str, ...]
    target: str
    roles: tuple[str, ...]
    apart: tuple[str, ...] = ()
    why: str = ""


class Deadlines(msgspec.Struct, frozen=True):
    """Days within which the next step should follow, by state."""

    days: dict[str, int]


class Rules(msgspec.Struct, frozen=True):
    """All roles, all moves."""

    roles: tuple[str, ...]
    moves: tuple[Move, ...]


def rules() -> Rules:
    """The table of moves."""
    return read_knowledge("desk/moves.toml", Rules)


def move_for(act: str, state: str, code: str) -> Move:
    """The move of an act from a state. Refuses an act the state does not allow, naming those it does."""
    for move in rules().moves:
        if move.act == act and state in move.origins:
            return move
    allowed = ", ".join(sorted({move.act for move in rules().moves if state in move.origins})) or "nothing"
    raise Refused(f"{code} is {state}: {act} is not possible now; possible: {allowed}.")


def waits_for(state: str) -> set[str]:
    """Roles that may take a communication in a state a step further."""
    return {role for move in rules().moves if state in move.origins and move.target for role in move.roles}


def due_day(state: str) -> str | None:
    """The day by which something should happen to a communication that comes into a state today."""
    days = read_knowledge("desk/deadlines.toml", Deadlines).days.get(state)
    today = datetime.datetime.now(datetime.UTC).date()
    return None if days is None else (today + datetime.timedelta(days=days)).isoformat()
