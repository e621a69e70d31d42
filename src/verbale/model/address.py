"""Address: the place of a block, made of what is printed, so that it is the same in every language.

The grammar is CONTRACT §1 in `docs/addresses.md`: parts joined by `/`; the main component has no part of its own.
"""

from __future__ import annotations

import string

LETTERS = string.ascii_lowercase
TURNS = 3
"""How often a letter is repeated at most."""


def join(*parts: str) -> str:
    """Parts of an address put together; empty parts (the main component) vanish: `join("", "7", "a")` is `7/a`."""
    return "/".join(part for part in parts if part)


def letter(rank: int) -> str:
    """Rank of an item from 1 as letters: 1 is `a`, 26 `z`, 27 `aa`, 28 `bb`, as printed lists continue.

    From rank 79 on it is the rank in figures: no list is printed that far, and addresses stay short.
    """
    turns, place = divmod(rank - 1, len(LETTERS))
    return LETTERS[place] * (turns + 1) if turns < TURNS else str(rank)


def item(level: int, rank: int) -> str:
    """The part for an item: letters at the first and third level, figures at the second and fourth."""
    return letter(rank) if level % 2 else str(rank)


def note(mark: str) -> str:
    """Address of a note by its printed mark: `3` is `note-3`; `*`, `**`, `***` are `note-a`, `note-b`, `note-c`."""
    stars = mark.strip()
    return (
        f"note-{letter(len(stars))}"
        if stars and set(stars) <= {"*", "∗", "＊"}
        else f"note-{stars.strip('()').lower()}"
    )
