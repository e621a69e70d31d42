"""Two language versions beside each other, paragraph by paragraph, with what differs marked."""

from __future__ import annotations

import re
from typing import NamedTuple

from markupsafe import Markup, escape
from starlette.responses import Response

from verbale.model.dossier import Block, Dossier
from verbale.model.mention import Mention
from verbale.positions.concord import Difference, concord
from verbale.record.asking.reader import Place
from verbale.record.keeping.rows import title_of
from verbale.room import answers, links
from verbale.room.pages.text import opened
from verbale.room.visit import Visit


class Pair(NamedTuple):
    """The same address in two versions, how they differ there, and their texts with what differs marked."""

    address: str
    left: Block | None
    right: Block | None
    differences: list[Difference]
    texts: tuple[Markup, Markup]


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
    named = [_named(dossier) for dossier in (first, second)]
    pairs = []
    for address, block, other in _pairs(first, second):
        here = told.get(address, [])
        words = ([told_.expected for told_ in here], [told_.found for told_ in here])
        texts = tuple(
            marked(each.text, named[side].get(address, []), words[side]) if each else Markup()
            for side, each in enumerate((block, other))
        )
        pairs.append(Pair(address, block, other, here, (texts[0], texts[1])))
    return answers.page(
        visit,
        "side_by_side.html",
        work=place.work,
        left=left,
        right=right,
        titles=(title_of(first), title_of(second)),
        pairs=pairs,
        total=len(differences),
        held=[one.language for one in visit.reader.versions(place.work)],
        base=links.document(place.work.key, left),
    )


def _named(dossier: Dossier) -> dict[str, list[Mention]]:
    """Mentions by address."""
    found: dict[str, list[Mention]] = {}
    for mention in dossier.mentions:
        found.setdefault(mention.at, []).append(mention)
    return found


def marked(text: str, named: list[Mention], words: list[str]) -> Markup:
    """A text in which what a version says otherwise is marked: names of those targets, or the words themselves."""
    sought = [word for each in words for word in each.split()]
    spans = [(one.start, one.end) for one in named if one.target and any(_leads(one.target, word) for word in sought)]
    for each in filter(None, words):
        at = text.find(each)
        spans += [(at, at + len(each))] if at >= 0 else []
        figures = [word for word in each.split() if any(map(str.isdigit, word)) and "/" not in word]
        spans += [found.span() for word in figures for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)]
    pieces, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            pieces += [escape(text[at:start]), Markup("<mark>{}</mark>").format(text[start:end])]
            at = end
    return Markup().join([*pieces, escape(text[at:])])


def _leads(target: str, word: str) -> bool:
    """Whether a target is what a difference tells: a symbol, or one of the days of a date."""
    return target in (word, f"symbol/{word}") or (target.startswith("date/") and word in target.split("/"))


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
