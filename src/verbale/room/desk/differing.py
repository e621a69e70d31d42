"""Two texts beside each other, paragraph by address, with what differs word by word."""

from __future__ import annotations

import difflib
import re
from typing import NamedTuple

from markupsafe import Markup, escape

from verbale.model.dossier import Dossier

WORDS = re.compile(r"\w+|\s+|[^\w\s]")
LONGEST = 4000
"""Words of a paragraph beyond which only the whole is marked as differing."""


class Pair(NamedTuple):
    """One address in both texts; empty where a text has none."""

    address: str
    left: Markup
    right: Markup
    differs: bool


def side_by_side(old: Dossier, new: Dossier) -> list[Pair]:
    """Every paragraph of both, in the order of the first, with what only the second has after what it follows there."""
    left, right = _blocks(old), _blocks(new)
    marked = old.document.language == new.document.language
    order = list(left)
    before = ""
    for address in right:
        if address not in left:
            order.insert(order.index(before) + 1 if before in order else len(order), address)
        before = address
    return [_pair(address, left.get(address, ""), right.get(address, ""), marked) for address in order]


def _blocks(dossier: Dossier) -> dict[str, str]:
    """Texts by address, notes last."""
    found = {block.address: block.text for part in dossier.components for block in part.blocks}
    return found | {note.address: note.text for note in dossier.notes}


def _pair(address: str, old: str, new: str, marked: bool) -> Pair:
    """A row; translations are only told apart by what is missing."""
    if old == new or not marked:
        return Pair(address, escape(old), escape(new), not old or not new)
    before, after = WORDS.findall(old), WORDS.findall(new)
    if len(before) + len(after) > LONGEST or not old or not new:
        return Pair(address, _mark("del", old), _mark("ins", new), True)
    left, right = Markup(), Markup()
    for act, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        left += escape(gone) if act == "equal" else _mark("del", gone)
        right += escape(come) if act == "equal" else _mark("ins", come)
    return Pair(address, left, right, True)


def _mark(name: str, text: str) -> Markup:
    """A stretch that one side has and the other lacks."""
    return Markup("<{0}>{1}</{0}>").format(Markup(name), text) if text else Markup()
