"""Position: who takes which attitude towards what, with the words as evidence."""

from __future__ import annotations

import msgspec


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """The words that carry the attitude: offsets into the text of the block they stand in.

    `at` is that block's address where it is another than the position's: an item takes the verb of its chapeau.
    """

    start: int
    end: int
    text: str
    at: str | None = None


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked or promised: of whom, what, towards whom, by when, how demanding (1 to 5)."""

    to: tuple[str, ...] = ()
    action: str | None = None
    to_whom: tuple[str, ...] = ()
    by: dict[str, str | int] | None = None
    demandingness: int | None = None


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """One attitude of one holder. `start` and `end` bound the evidence `quote` in the block at address `at`.

    `attitude`, `force_class` (JSON `class`) and `force` follow the scale in `knowledge/attitudes.toml`.
    """

    id: str
    at: str
    start: int
    end: int
    quote: str
    mode: str
    force_class: str = msgspec.field(name="class")
    attitude: str
    force: float
    negated: bool = False
    conditional: bool = False
    part: str | None = None
    holder: tuple[str, ...] = ()
    holder_role: str | None = None
    through: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    cue: Cue
    request: Request | None = None
    rule: str
