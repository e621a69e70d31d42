"""Two language versions beside each other, paragraph by paragraph, with what differs marked."""

from __future__ import annotations

from typing import NamedTuple

from starlette.responses import Response

from verbale.model.dossier import Block, Dossier
from verbale.positions.concord import Difference, concord
from verbale.record.reading import Place
from verbale.room import answers, links
from verbale.room.pages.document import title_of
from verbale.room.pages.text import opened
from verbale.room.visit import Visit


class Pair(NamedTuple):
    """The same address in two versions, and how they differ there."""

    address: str
    left: Block | None
    right: Block | None
    differences: list[Difference]


def show(visit: Visit, place: Place, left: str, right: str) -> Response | None:
    """The page; None where a version is not held."""
    packed = [visit.reader.packed(place.work, language) for language in (left, right)]
    if packed[0] is None or packed[1] is None:
        return None
    first, second = opened(packed[0]), opened(packed[1])
    differences = concord([first, second])
    told: dict[str, list[Difference]] = {}
    for one in differences:
        told.setdefault(one.at, []).append(one)
    return answers.page(
        visit,
        "side_by_side.html",
        work=place.work,
        left=left,
        right=right,
        titles=(title_of(first), title_of(second)),
        pairs=[Pair(*pair, told.get(pair[0], [])) for pair in _pairs(first, second)],
        total=len(differences),
        held=[one.language for one in visit.reader.versions(place.work)],
        base=links.document(place.work.key, left),
    )


def _pairs(first: Dossier, second: Dossier) -> list[tuple[str, Block | None, Block | None]]:
    """Addresses of both versions in order; one that only the second has stands after the one before it there."""
    left = {block.address: block for part in first.components for block in part.blocks}
    right = {block.address: block for part in second.components for block in part.blocks}
    after: dict[str, list[str]] = {}
    before = ""
    for address in right:
        if address in left:
            before = address
        else:
            after.setdefault(before, []).append(address)
    order = list(after.get("", []))
    for address in left:
        order += [address, *after.get(address, [])]
    return [(address, left.get(address), right.get(address)) for address in order]
