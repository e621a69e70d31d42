"""Whether language versions of one document say the same: paragraphs, numbers, dates, symbols, notes, attitudes.

Versions are compared paragraph by paragraph at the same address, each with the first one given. Translations differ in
ways that mean nothing (a figure written as a word, a month by its number), so a difference is told only where each
version has something the other lacks; and an attitude only where translators never render the one by the other
(`knowledge/renderings.toml`, counted in official versions of adopted texts).
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import msgspec

from verbale.model.dossier import Block, Dossier
from verbale.model.mention import Mention
from verbale.model.position import Position
from verbale.positions.figures import Side, differing, figures, only
from verbale.positions.lexicon import attitudes
from verbale.positions.proceedings import is_of_proceedings
from verbale.tongues.files import read_knowledge

COMPARED = frozenset({"preambular", "operative", "paragraph", "item"})
MONTHS = 12
"""Figures up to this may be months, which other versions write in words."""

PREAMBLE = "pre-"
ORDERED = re.compile(rf"(?:^|/)({PREAMBLE}|p-|\d[^/]*-(?=[b-z]$))(?:\d+|[b-z])$")
"""Addresses of order: paragraphs of a preamble (`pre-3`), without a number (`p-2`), after a numbered one (`7-b`)."""

UNPRINTED = re.compile(r"(?:^|/)(?:p-\d+|\d[^/]*-[b-z])(?:/|$)")
"""Addresses in which something has its place by order alone: translations divide text as they please."""


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One way in which a version departs from the first: where, in which language, what stood there and stands here."""

    kind: str
    at: str
    language: str
    expected: str
    found: str


class _Version(msgspec.Struct, frozen=True, kw_only=True):
    """A version ready for comparison, everything by address."""

    language: str
    blocks: dict[str, Block]
    mentions: dict[str, list[Mention]]
    positions: dict[str, list[Position]]


def concord(versions: list[Dossier]) -> list[Difference]:
    """Differences of every version from the first, in the order of the text."""
    first, *others = [_version(dossier) for dossier in versions]
    return [difference for other in others for difference in _differences(first, other)]


def _version(dossier: Dossier) -> _Version:
    """A dossier by address."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    positions: dict[str, list[Position]] = defaultdict(list)
    for mention in dossier.mentions:
        mentions[mention.at].append(mention)
    for position in dossier.positions:
        if not is_of_proceedings(position):
            positions[position.at].append(position)
    blocks = {block.address: block for part in dossier.components for block in part.blocks if block.role in COMPARED}
    language = dossier.document.language or "und"
    return _Version(language=language, blocks=blocks, mentions=mentions, positions=positions)


def _differences(first: _Version, other: _Version) -> Iterator[Difference]:
    """Differences of one version from the first."""
    shifted = _shifted(first, other)
    for address, block in first.blocks.items():
        if address not in other.blocks:
            if not UNPRINTED.search(address):
                yield _told("missing", address, other, block.text[:80], "")
        elif _series(address) not in shifted:
            yield from _of_block(address, first, other)
    for address, block in other.blocks.items():
        if address not in first.blocks and not UNPRINTED.search(address):
            yield _told("extra", address, other, "", block.text[:80])


def _series(address: str) -> str | None:
    """The series an address counts in, where it is made of order ("pre-", "annex-1/p-")."""
    ordered = ORDERED.search(address)
    return None if ordered is None else address[: ordered.end(1)]


def _shifted(first: _Version, other: _Version) -> frozenset[str | None]:
    """Series that one version has more members of than the other."""
    counts = [Counter(map(_series, version.blocks)) for version in (first, other)]
    return frozenset(
        each for each in counts[0].keys() | counts[1].keys() if each and counts[0][each] != counts[1][each]
    )


def _told(kind: str, at: str, other: _Version, expected: str, found: str) -> Difference:
    """A difference of a version."""
    return Difference(kind=kind, at=at, language=other.language, expected=expected, found=found)


def _of_block(address: str, first: _Version, other: _Version) -> Iterator[Difference]:
    """Differences inside one paragraph."""
    for kind in ("symbol", "date"):
        yield from _each_lacks(kind, address, other, _targets(first, address, kind), _targets(other, address, kind))
    yield from _numbers(address, first, other)
    notes, found = len(first.blocks[address].notes), len(other.blocks[address].notes)
    if notes != found:
        yield _told("note", address, other, str(notes), str(found))
    yield from _attitude(address, first, other)


def _each_lacks(
    kind: str, at: str, other: _Version, expected: Counter[str], found: Counter[str]
) -> Iterator[Difference]:
    """A difference where each side has something that the other lacks, or has more often while it lacks another."""
    lost, gained = expected - found, found - expected
    if lost and gained and (lost.keys() - found.keys() or gained.keys() - expected.keys()):
        yield _told(kind, at, other, " ".join(sorted(lost)), " ".join(sorted(gained)))


def _targets(version: _Version, address: str, kind: str) -> Counter[str]:
    """Symbols or days that a paragraph names, each as often as it does."""
    named = [one.target for one in version.mentions.get(address, []) if one.type == kind and one.target]
    if kind != "date":
        return Counter(named)
    days = [day for target in named for day in target.removeprefix("date/").split("/")]
    return Counter(day for day in days if "-" in day)  # a range is its two days; years count as figures


def _figures(version: _Version, address: str) -> Counter[str]:
    """Figures of a paragraph."""
    return figures(version.blocks[address].text, version.mentions.get(address, []))


def _numbers(address: str, first: _Version, other: _Version) -> Iterator[Difference]:
    """A difference where each side has a figure that the other has in no form."""
    sides = [Side(each.blocks[address].text, each.language, _figures(each, address)) for each in (first, other)]
    lost, gained = differing(*sides)
    if lost and gained:
        yield _told("number", address, other, " ".join(lost), " ".join(gained))
    else:
        yield from _impossible_day(address, first, other, sides)


def _impossible_day(address: str, first: _Version, other: _Version, sides: list[Side]) -> Iterator[Difference]:
    """A day that one version lacks while it has figures that the other lacks: a day that no calendar has."""
    days = [_targets(version, address, "date") for version in (first, other)]
    for lost, kept, broken in ((days[0] - days[1], sides[0], sides[1]), (days[1] - days[0], sides[1], sides[0])):
        strange = [one for one in only(broken, kept) if one.isdecimal() and int(one) > MONTHS]
        if lost and strange:
            yield _told("date", address, other, " ".join(sorted(lost)), " ".join(strange))
            return


@functools.cache
def _renderings(language: str) -> dict[str, frozenset[str]]:
    """English attitude → attitudes by which a language renders it, itself always among them."""
    table = read_knowledge("renderings.toml", dict[str, dict[str, tuple[str, ...]]]).get(language, {})
    return {attitude: frozenset({attitude, *table.get(attitude, ())}) for attitude in attitudes()}


def _agree(one: Position, language: str, two: Position, other: str) -> bool:
    """Whether some attitude is rendered by both: by the one in its language, by the other in the other."""
    first, second = _renderings(language), _renderings(other)
    return any(one.attitude in first[each] and two.attitude in second[each] for each in first)


def _attitude(address: str, first: _Version, other: _Version) -> Iterator[Difference]:
    """A difference where the first attitude of a paragraph is one that translators never make of it."""
    expected, found = first.positions.get(address), other.positions.get(address)
    if not expected or not found:
        return
    one, two = expected[0], found[0]
    if one.cue.at or two.cue.at:
        return  # what an item takes from its chapeau is told at the chapeau
    if one.negated != two.negated or not _agree(one, first.language, two, other.language):
        yield _told("attitude", address, other, one.cue.text or one.attitude, two.cue.text or two.attitude)
