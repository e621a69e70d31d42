"""Addresses of the contract ↔ element ids (profile V10–V12).

`annex-1/7/a` is `att_1__para_7__list_1__point_a`, `4-b` is `para_4__p_2`, `pre-1` is `preamble__container_1`. The
component's part is not translated here: ids of attachments count their order, addresses their printed kind.
"""

from __future__ import annotations

import functools
import re
import string

from verbale.model.address import LETTERS, join, letter
from verbale.renditions.akn.vocabulary import level_names, vocabulary

SECOND = re.compile(r"^(?P<base>.+)-(?P<letters>([b-z])\3*|(a)\4+)$")
"""`4-b`: the second unnumbered paragraph under 4; letters repeat past z (`4-aa`)."""

NUMBERED = re.compile(r"^(?P<name>[a-z]+)-(?P<rest>.+)$")
ITEM = re.compile(r"^(?:([a-z])\1*|[0-9]+)(?:~[0-9]+)?$")
BLANK = re.compile(r"\s+")
SAFE = frozenset(string.ascii_letters + string.digits + "._~-")


Parts = tuple[str, ...]
"""Parts of an address, from the outside in."""


def local_parts(address: str, component: str) -> Parts:
    """Parts of a block's address inside its component."""
    inner = address.removeprefix(component).lstrip("/") if component else address
    return tuple(part for part in inner.split("/") if part) or ("p-0",)


def rank(letters: str) -> int:
    """Rank of letters as printed lists continue: `a` is 1, `z` 26, `aa` 27, `bb` 28."""
    return LETTERS.index(letters[0]) + 1 + len(LETTERS) * (len(letters) - 1)


def second_of(part: str) -> tuple[str, int] | None:
    """Base and place of an unnumbered paragraph under a number: `4-b` is (`4`, 2); None for any other part."""
    found = SECOND.match(part)
    return (found["base"], rank(found["letters"])) if found else None


def element_id(parts: tuple[str, ...], *, points: str = "point") -> str:
    """Id of a place inside a component, from the parts of its address; `points` is how items are called there."""
    ids: list[str] = []
    for index, part in enumerate(parts):
        base, place = second_of(part) or (part, 0)
        if index and ITEM.match(base) and _holds_items(parts[index - 1]):
            ids.append(f"list_1__{points}_{base}" + (f"__p_{place}" if place else ""))
        else:
            ids.append(_part_id(part))
    return BLANK.sub("_", "__".join(ids))


def _holds_items(part: str) -> bool:
    """Whether a bare letter or figure after this part is an item: after paragraphs and items, not after divisions."""
    found = NUMBERED.match(part)
    level = vocabulary().levels.get(found["name"]) if found else None
    return level is None or level.short.startswith("para")


def _part_id(part: str) -> str:
    """Id of one part of an address."""
    places, levels = vocabulary().places, vocabulary().levels
    if part in places:
        return places[part]
    if part[0].isdigit():
        second = second_of(part)
        return f"para_{second[0]}__p_{second[1]}" if second else f"para_{part}"
    found = NUMBERED.match(part)
    if not found:
        return f"point_{part}" if ITEM.match(part) else part
    name, rest = found["name"], found["rest"]
    if name in vocabulary().counted:
        return f"{places[name].removesuffix('1')}{rest}"
    if name == "pre":
        second = second_of(rest)
        return f"preamble__container_{second[0]}__p_{second[1]}" if second else f"preamble__container_{rest}"
    second = second_of(part) if name == "p" else None
    if second:
        return f"{_part_id(second[0])}__p_{second[1]}"
    return f"{levels[name].short}_{rest}" if name in levels else f"{name}_{rest}"


def address_parts(eid: str) -> tuple[str, ...]:
    """Parts of the address an id stands for: the inverse of `element_id` (within one component)."""
    whole = _places().get(eid)
    if whole:
        return (whole,)
    for name in vocabulary().counted:
        stem = vocabulary().places[name].removesuffix("1")
        if eid.startswith(stem) and "__" not in eid[len(stem) :]:
            return (f"{name}-{eid[len(stem) :]}",)
    steps = eid.removeprefix("preamble__container_").split("__")
    parts: list[str] = [f"pre-{steps.pop(0)}"] if eid.startswith("preamble__container_") else []
    for step in steps:
        name, _, rest = step.rpartition("_")
        if name == "p" and parts:
            parts[-1] += f"-{letter(int(rest))}" if rest.isdigit() and int(rest) > 1 else ""
        elif name in {"para", "point", "item"}:
            parts.append(rest)
        elif name != "list":
            parts.append(f"{level_names().get(name, name)}-{rest}" if name else rest)
    return tuple(parts)


def address_of_id(eid: str, prefix: str, component: str) -> str:
    """Address of a place by its id, in the component whose ids begin with `prefix`."""
    return join(component, *address_parts(eid.removeprefix(prefix)))


@functools.cache
def _places() -> dict[str, str]:
    """Id → whole address part."""
    return {eid: part for part, eid in vocabulary().places.items()}


def entry_id(identifier: str) -> str:
    """Id of an entry of the references: the contract's identifier with full stops for strokes, without blanks."""
    return BLANK.sub("_", identifier.replace("/", "."))


def iri_segment(text: str) -> str:
    """A printed number as a segment of an IRI (R14): `/` becomes `-`, a blank `_`, what IRIs forbid is escaped."""
    plain = BLANK.sub("_", text.strip()).replace("/", "-")
    return "".join(c if c in SAFE or c in "()*" or ord(c) > 127 else f"%{ord(c):02X}" for c in plain)
