"""What two texts say differently: a draft and the resolution, two years of one resolution.

Paragraphs are paired by their words, not by their numbers, since numbers move when one is put in. Then each pair is
compared as a delegate reads it: the same, reworded, stronger or weaker; and what has no pair is new or dropped.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from typing import Literal

import msgspec

from verbale.model.dossier import Block, Dossier
from verbale.model.position import Position
from verbale.positions.proceedings import is_of_proceedings
from verbale.tongues.fold import fold

Kind = Literal["same", "reworded", "stronger", "weaker", "changed", "new", "dropped"]

PAIRED = 0.45
"""Share of words in common (Dice, by rarity) from which two paragraphs are the same paragraph."""

SAME_THING = 0.7
"""Share of governed words in common from which two positions are one position said otherwise."""

WEIGHTY = 4
"""Letters from which a word tells what a text speaks of."""

GOVERNED = 60
"""Words of what a position governs that are compared."""

COMPARED = frozenset({"preambular", "operative", "paragraph", "item", "heading", "quotation", "table"})
WORD = re.compile(r"[\u4e00-\u9fff]|[^\W_]+")
PART = re.compile(r"[\u4e00-\u9fff]|\w+|\s+|[^\w\s]")


class Piece(msgspec.Struct, frozen=True):
    """A stretch of wording: `kept`, `added` or `removed`."""

    kind: str
    text: str


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One paragraph compared: addresses in the old and new text, what kind of change, the wording piece by piece.

    `moved` says that its place among its neighbours changed; `old_attitude` and `new_attitude` are the positions that
    made it stronger, weaker or changed.
    """

    kind: Kind
    old: str | None = None
    new: str | None = None
    moved: bool = False
    old_attitude: str | None = None
    new_attitude: str | None = None
    pieces: tuple[Piece, ...] = ()


def compare(old: Dossier, new: Dossier) -> list[Change]:
    """Changes in the order of the new text, then what was dropped, in the order of the old."""
    before, after = _blocks(old), _blocks(new)
    pairs = _pairs(before, after)
    stances = _stances(old), _stances(new)
    settled = _in_order([pairs[number] for number in sorted(pairs)])
    changes = []
    for number, block in enumerate(after):
        if number not in pairs:
            changes.append(Change(kind="new", new=block.address, pieces=(Piece("added", block.text),)))
            continue
        other = before[pairs[number]]
        changes.append(_change(other, block, stances, moved=pairs[number] not in settled))
    kept = set(pairs.values())
    gone = [block for number, block in enumerate(before) if number not in kept]
    changes += [Change(kind="dropped", old=block.address, pieces=(Piece("removed", block.text),)) for block in gone]
    return changes


def _blocks(dossier: Dossier) -> list[Block]:
    """Blocks that say something, in order."""
    return [block for part in dossier.components for block in part.blocks if block.role in COMPARED]


def _stances(dossier: Dossier) -> dict[str, list[Position]]:
    """Positions that words of the text take, by the address of their block."""
    found: dict[str, list[Position]] = defaultdict(list)
    for position in dossier.positions:
        if not is_of_proceedings(position):
            found[position.at].append(position)
    return found


def _words(text: str) -> list[str]:
    """Words of a text as they are compared; Chinese by characters."""
    return WORD.findall(fold(text).text)


def _pairs(before: list[Block], after: list[Block]) -> dict[int, int]:
    """New paragraph → old paragraph, best pairs first; rare words weigh more, so boilerplate does not decide."""
    bags = [[Counter(_words(block.text)) for block in side] for side in (before, after)]
    spread = Counter(word for side in bags for bag in side for word in bag)
    weight = {word: 1.0 / count for word, count in spread.items()}
    sums = [[sum(weight[word] * count for word, count in bag.items()) for bag in side] for side in bags]
    where: dict[str, list[int]] = defaultdict(list)
    for number, bag in enumerate(bags[0]):
        for word in bag:
            where[word].append(number)
    scored = []
    for number, bag in enumerate(bags[1]):
        common: Counter[int] = Counter()
        for word, count in bag.items():
            if len(where[word]) > 50 and len(before) > 200:
                continue  # a word of every paragraph tells nothing and would make long texts quadratic
            for other in where[word]:
                common[other] += weight[word] * min(count, bags[0][other][word])  # type: ignore[assignment]
        for other, shared in common.items():
            score = 2 * shared / (sums[0][other] + sums[1][number] or 1)
            if score >= PAIRED and (before[other].role == "heading") == (after[number].role == "heading"):
                scored.append((-score, abs(other - number), other, number))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, other, number in sorted(scored):
        if number not in pairs and other not in taken:
            pairs[number] = other
            taken.add(other)
    return pairs


def _in_order(places: list[int]) -> set[int]:
    """The longest run of old places that keeps its order in the new text; every other place has moved."""
    tails: list[int] = []
    chain: list[int] = []
    came_from: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(tails, place)
        came_from[place] = tails[at - 1] if at else None
        tails[at : at + 1] = [place]
    last: int | None = tails[-1] if tails else None
    while last is not None:
        chain.append(last)
        last = came_from[last]
    return set(chain)


def _change(
    old: Block, new: Block, stances: tuple[dict[str, list[Position]], dict[str, list[Position]]], *, moved: bool
) -> Change:
    """How one paragraph became another."""
    if _words(old.text) == _words(new.text):
        return Change(kind="same", old=old.address, new=new.address, moved=moved)
    before, after = stances[0].get(old.address, []), stances[1].get(new.address, [])
    kind, first, second = _turn(before, after)
    pieces = tuple(_pieces(old.text, new.text))
    return Change(
        kind=kind, old=old.address, new=new.address, moved=moved, old_attitude=first, new_attitude=second, pieces=pieces
    )


def _turn(before: list[Position], after: list[Position]) -> tuple[Kind, str | None, str | None]:
    """Whether the first position that differs became stronger, weaker, or another attitude.

    Positions are set against each other by their order; of those left between two that agree, only two that speak of
    the same thing are one position said otherwise. Else one was put in or taken out, and the paragraph is reworded.
    """
    stances = [[(one.attitude, one.force, one.negated) for one in side] for side in (before, after)]
    for kind, a, b, c, d in SequenceMatcher(None, stances[0], stances[1], autojunk=False).get_opcodes():
        pairs = [(old, new) for old in before[a:b] for new in after[c:d]] if kind == "replace" else []
        for old, new in sorted(pairs, key=_unlikeness):
            if _unlikeness((old, new)) > 1 - SAME_THING:
                break
            if turn := _against(old, new):
                return turn, old.cue.text or old.attitude, new.cue.text or new.attitude
    return "reworded", None, None


def _against(old: Position, new: Position) -> Kind | None:
    """What one position said otherwise became; None where only words changed."""
    if (old.cue.at is None) != (new.cue.at is None):
        return None  # an item under a chapeau and a sentence of its own are two constructions
    needs = (old.attitude == "necessity") != (new.attitude == "necessity")  # to say and to require have no common scale
    if old.force_class == new.force_class and old.negated == new.negated and old.force != new.force and not needs:
        return "stronger" if new.force > old.force else "weaker"
    return "changed" if (old.attitude, old.negated) != (new.attitude, new.negated) else None


def _unlikeness(pair: tuple[Position, Position]) -> float:
    """How little two positions share of the words they govern, 0 to 1; their own verbs do not count."""
    bags = [Counter(_weighty(one.quote.removeprefix(one.cue.text))) for one in pair]
    total = bags[0].total() + bags[1].total()
    return 1 - 2 * (bags[0] & bags[1]).total() / total if total else 0.0


def _weighty(text: str) -> list[str]:
    """Words that tell what a text speaks of: short ones are mostly articles."""
    words = _words(text)[:GOVERNED]
    return [word for word in words if len(word) >= WEIGHTY or "\u4e00" <= word <= "\u9fff"]


def _pieces(old: str, new: str) -> list[Piece]:
    """The wording as kept, removed and added stretches, word by word; one blank is as good as another."""
    first, second = re.findall(PART, old), re.findall(PART, new)
    alike = [[" " if one.isspace() else one for one in text] for text in (first, second)]
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, alike[0], alike[1], autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("kept", "".join(second[c:d])))
            continue
        pieces += [
            Piece(name, text)
            for name, text in (("removed", "".join(first[a:b])), ("added", "".join(second[c:d])))
            if text
        ]
    return pieces
