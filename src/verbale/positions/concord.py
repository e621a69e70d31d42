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
from verbale.positions.lexicon import attitudes
from verbale.tongues.files import read_knowledge

COMPARED = frozenset({"preambular", "operative", "paragraph", "item"})
GROUPED = re.compile(r"(?<!\d)\d{3}(?:\s\d{3})*\s\d{1,2}(?!\d)|(?<![\d.,])\d{1,3}(?:[\s.,'’]\d{3})+(?!\d)")
"""Groups of thousands, in Arabic texts also written from right to left ("005 117 1")."""

FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
ADDRESSED = re.compile(r"(?:^|/)(?:\d|pre-|art-|[a-z]$)")
"""Addresses made of printed numbers or of order in the preamble: what every version must have."""


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
        positions[position.at].append(position)
    blocks = {block.address: block for part in dossier.components for block in part.blocks if block.role in COMPARED}
    language = dossier.document.language or "und"
    return _Version(language=language, blocks=blocks, mentions=mentions, positions=positions)


def _differences(first: _Version, other: _Version) -> Iterator[Difference]:
    """Differences of one version from the first."""
    shifted = _shifted(first, other)
    for address, block in first.blocks.items():
        if address not in other.blocks:
            if ADDRESSED.search(address):
                yield _told("missing", address, other, block.text[:80], "")
        elif _series(address) not in shifted:
            yield from _of_block(address, first, other)
    for address, block in other.blocks.items():
        if address not in first.blocks and ADDRESSED.search(address):
            yield _told("extra", address, other, "", block.text[:80])


def _series(address: str) -> str | None:
    """The series an address counts in, where it is made of order ("pre-", "annex-1/p-")."""
    part = address.rpartition("/")[2]
    name = next((name for name in ("pre-", "p-") if part.startswith(name)), None)
    return None if name is None else address.removesuffix(part) + name


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
    expected, given = _figures(first, address), _figures(other, address)
    if (expected - given).total() == (given - expected).total():
        yield from _each_lacks("number", address, other, expected, given)
    notes, found = len(first.blocks[address].notes), len(other.blocks[address].notes)
    if notes != found:
        yield _told("note", address, other, str(notes), str(found))
    yield from _attitude(address, first, other)


def _each_lacks(
    kind: str, at: str, other: _Version, expected: Counter[str], found: Counter[str]
) -> Iterator[Difference]:
    """A difference where each side has something that the other lacks."""
    lost, gained = expected - found, found - expected
    if lost and gained:
        yield _told(kind, at, other, " ".join(sorted(lost)), " ".join(sorted(gained)))


def _targets(version: _Version, address: str, kind: str) -> Counter[str]:
    """Symbols or dates that a paragraph names, each once."""
    return Counter({one.target for one in version.mentions.get(address, []) if one.type == kind and one.target})


def _figures(version: _Version, address: str) -> Counter[str]:
    """Figures of a paragraph that belong to no date and no symbol; thousands and decimals written alike."""
    text = version.blocks[address].text
    pieces, at = [], 0
    for one in sorted(version.mentions.get(address, []), key=lambda one: one.start):
        if one.type in {"date", "symbol", "session", "meeting"} and one.start >= at:
            pieces.append(text[at : one.start])
            at = one.end
    plain = fold_figures(" § ".join([*pieces, text[at:]]))
    return Counter(FIGURE.findall(plain))


def fold_figures(text: str) -> str:
    """Figures in Western digits, groups of thousands joined, decimals with a point."""
    digits = text if text.isascii() else "".join(_western(letter) for letter in text)
    joined = GROUPED.sub(_joined, digits)
    return re.sub(r"(\d),(\d)", r"\1.\2", joined)


def _joined(found: re.Match[str]) -> str:
    """Groups of thousands as one figure whose groups stand in no order, since Arabic prints them in either."""
    return "".join(sorted(re.split(r"\D", found[0])))


def _western(letter: str) -> str:
    """A decimal figure of any script in Western digits; any other letter as it is."""
    return str(int(letter)) if letter.isdecimal() else letter


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
