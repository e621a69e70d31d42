"""Pinpoints: "paragraph 7 of resolution 66/20" leads to the document and to the address inside it.

In: a text, its language, its surroundings, and the mentions already found in it (documents, instruments). Out: mentions
over the words of the part (one part of an instrument: part and instrument, "Chapter VIII of the Charter", is one
reference), with `target` the whole and `pinpoint` the address (`7`, `10/b`, `annex-1/274`, `art-6/2`,
`1..3` for a range: first to last at that level). Rules `pinpoint/of` (part before whole), `pinpoint/in` (whole before
part), `pinpoint/here` (this document), `pinpoint/open` (a whole that is not known: no target).
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Sequence

import msgspec

from verbale.grammar.pinpoint_parts import Part, alternation, alternation_raw, find_parts, patterns, pinpoints
from verbale.grammar.symbol_items import references
from verbale.grammar.symbol_text import PlainText, plain_text
from verbale.model.mention import Mention
from verbale.naming.symbols import NOWHERE, Surroundings

_RANK = {
    "annex": 0,
    "appendix": 1,
    "part": 2,
    "chapter": 2,
    "section": 3,
    "article": 4,
    "preamble": 5,
    "paragraph": 5,
    "clause": 5,
    "item": 6,
}
"""Order of the parts from whole to part."""
_DIVISIONS = ("part", "section", "subsection")
"""Names of unnamed divisions in an address, from the outside in (CONTRACT §1)."""
_REACH = 160
"""How far from the part its whole may stand, in code points."""
_DATE_REACH = 40
"""How far after a document its date may stand, in code points."""
_WEAK = frozenset({"annex", "appendix", "item", "section", "part"})
"""Parts whose words mean other things too: without a known whole they are no references."""
WHOLES = frozenset({"symbol", "instrument"})
"""Types of mentions that have parts."""


class _Links(msgspec.Struct, frozen=True):
    """Compiled patterns of one language."""

    inner: re.Pattern[str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    here: re.Pattern[str]
    genitive: re.Pattern[str]
    ends: frozenset[str]
    connectors: frozenset[str]
    direct: bool
    """Whether the whole may follow its part without a word between (Russian genitive)."""


@functools.cache
def _links(language: str) -> _Links:
    """What joins parts to parts and parts to wholes in a language."""
    known, words = pinpoints(language), references(language)
    zh = known.number_first
    of = "|".join(sorted((word for word in known.of if word), key=len, reverse=True))
    edge = "" if zh else r"(?![^\W\d_])"
    organs = "|".join(name for names in words.organs.values() for name in names)
    nouns = alternation_raw((*words.resolution, *words.decision))
    filler = alternation(known.filler)
    token = rf"(?:(?:{of}|{filler}|{nouns}|{organs}){edge}|[\s\"“”«»《》]|,(?=\s))"
    loose = rf"(?:(?:{alternation(known.particular)}|{nouns}|{filler}|{organs}|{of}){edge}|[\s,،，)\]”»》:]|号)"
    return _Links(
        inner=re.compile(
            rf"\s*[,،，]?\s*(?:(?:{of}|{alternation(known.preamble_of) if zh else '(?!)'}){edge}\s*)?", re.IGNORECASE
        ),
        after=re.compile(rf"(?>{token})*+", re.IGNORECASE),
        before=re.compile(rf"(?>{loose})*+", re.IGNORECASE),
        here=re.compile(rf"\s*(?:{alternation(known.here)}){edge}", re.IGNORECASE),
        ends=frozenset(known.whole_ends),
        connectors=frozenset(words.connectors),
        direct="" in known.of,
        genitive=re.compile(rf"\s*,?\s*(?:{of}){edge}\s*" if of and not zh else r"(?!)", re.IGNORECASE),
    )


class _Chain(msgspec.Struct, frozen=True):
    """Parts that stand in one another: "alinéa b) du paragraphe 10 de la section II"."""

    start: int
    end: int
    parts: tuple[Part, ...]


def pinpoint_mentions(
    text: str, language: str, around: Surroundings = NOWHERE, *, at: str = "", mentions: Sequence[Mention] = ()
) -> list[Mention]:
    """Every reference to a part of a document or instrument. `mentions` are those found in the same text."""
    links = _links(language)
    plain = plain_text(text)
    parts = find_parts(plain, language)
    if not parts:
        return []
    wholes = _Wholes(plain, mentions)
    chains = _chains(plain.text, _preambles(plain.text, parts, language, links), links)
    found: list[Mention] = []
    last: tuple[int, Mention | None] = (-_REACH, None)
    for chain in chains:
        rule, whole = _whole(plain.text, chain, wholes, links, last)
        if rule == "pinpoint/open" and all(part.unit in _WEAK for part in chain.parts):
            continue
        last = (chain.end, whole if rule in ("pinpoint/in", "pinpoint/of") else None)
        found.extend(_mentions(text, plain, chain, rule, whole, around, at))
    return found


def _dated(mentions: Sequence[Mention]) -> dict[int, int]:
    """Ends of documents with the date that follows taken in: "resolution 66/20 of 2 December 2011, paragraph 5"."""
    dates = sorted((m.start, m.end) for m in mentions if m.type == "date")
    starts = [start for start, _ in dates]
    wholes = sorted((m.start, m.end) for m in mentions if m.type in WHOLES)
    ends: dict[int, int] = {}
    for place, (_, end) in enumerate(wholes):
        at = bisect.bisect_left(starts, end)
        following = wholes[place + 1][0] if place + 1 < len(wholes) else end + _DATE_REACH
        if at < len(dates) and dates[at][0] - end <= _DATE_REACH and (dates[at][0] < following or following < end):
            ends[end] = dates[at][1]
    return ends


class _Wholes:
    """Mentions that have parts, in plain offsets, for quick neighbours."""

    def __init__(self, plain: PlainText, mentions: Sequence[Mention]) -> None:
        forward = None if plain.back is None else {original: here for here, original in enumerate(plain.back)}
        dated = _dated(mentions)
        rows = []
        for mention in mentions:
            if mention.type not in WHOLES or mention.target is None or mention.rule.startswith("pinpoint"):
                continue
            for start, end in {(mention.start, mention.end), (mention.start, dated.get(mention.end, mention.end))}:
                if forward is not None:
                    start, end = forward.get(start, -1), forward.get(end - 1, -2) + 1
                if start >= 0 and end > start:
                    rows.append((start, end, mention))
        self.by_start = sorted(rows, key=lambda r: (r[0], -(r[2].end - r[2].start)))
        self.by_end = sorted(rows, key=lambda r: (r[1], r[2].end - r[2].start))
        self.starts = [row[0] for row in self.by_start]
        self.ends = [row[1] for row in self.by_end]

    def after(self, place: int) -> tuple[int, int, Mention] | None:
        """The first whole that starts at or after a place."""
        index = bisect.bisect_left(self.starts, place)
        return self.by_start[index] if index < len(self.starts) else None

    def before(self, place: int) -> tuple[int, int, Mention] | None:
        """The last whole that ends at or before a place."""
        index = bisect.bisect_right(self.ends, place) - 1
        return self.by_end[index] if index >= 0 else None


def _preambles(text: str, parts: list[Part], language: str, links: _Links) -> list[Part]:
    """A paragraph "of the preamble" is a preambular paragraph."""
    preamble = patterns(language).preamble
    if not preamble.search(text):
        return parts
    changed = []
    known = pinpoints(language)
    for part in parts:
        if part.unit == "paragraph":
            joined = links.genitive.match(text, part.end)
            blank = part.end + text.startswith(" ", part.end)
            after = preamble.match(text, joined.end() if joined else blank)
            before = (
                _ends_with(text[max(0, part.start - 8) : part.start], known.preamble_of) if known.number_first else 0
            )
            if after is not None:
                part = msgspec.structs.replace(part, unit="preamble", end=after.end())
            elif before:
                part = msgspec.structs.replace(part, unit="preamble", start=part.start - before)
        changed.append(part)
    return changed


def _ends_with(text: str, words: tuple[str, ...]) -> int:
    """Length of the word a text ends with, 0 where it is none of them."""
    return next((len(word) for word in words if text.endswith(word)), 0)


def _chains(text: str, parts: list[Part], links: _Links) -> list[_Chain]:
    """Neighbouring parts of different ranks, joined by "of" or a comma, in one direction."""
    chains: list[_Chain] = []
    for part in parts:
        if chains:
            last = chains[-1]
            gap = text[last.end : part.start]
            direction = _RANK[part.unit] - _RANK[last.parts[-1].unit]
            earlier = _RANK[last.parts[-1].unit] - _RANK[last.parts[0].unit]
            if direction and direction * earlier >= 0 and len(gap) <= 24 and links.inner.fullmatch(gap):
                chains[-1] = _Chain(last.start, part.end, (*last.parts, part))
                continue
        chains.append(_Chain(part.start, part.end, (part,)))
    return chains


def _whole(
    text: str, chain: _Chain, wholes: _Wholes, links: _Links, last: tuple[int, Mention | None]
) -> tuple[str, Mention | None]:
    """Where a chain leads: the rule and the whole."""
    here = links.here.match(text, chain.end)
    after = wholes.after(chain.end)
    if here is not None:
        return "pinpoint/here", None
    before = wholes.before(chain.start)
    inside = (
        before is not None
        and chain.start - before[1] <= _REACH
        and links.before.fullmatch(text, before[1], chain.start) is not None
    )
    if after is not None and after[0] - chain.end <= _REACH:
        gap = text[chain.end : after[0]]
        listed = inside and gap.lstrip().startswith(",")
        if (gap.strip(" ,") or (links.direct and gap == " ")) and not listed and links.after.fullmatch(gap):
            return "pinpoint/of", after[2]
    if before is not None and inside:
        return "pinpoint/in", before[2]
    if last[1] is not None and chain.start - last[0] <= 12 and links.before.fullmatch(text, last[0], chain.start):
        return "pinpoint/in", last[1]
    if _of_another(text, chain, links) or chain.parts[-1].unit not in ("paragraph", "item", "clause"):
        return "pinpoint/open", None
    return "pinpoint/here", None


def _of_another(text: str, chain: _Chain, links: _Links) -> bool:
    """Whether a part stands beside the name of a whole that is not known: "paragraph 14 of the report"."""
    if links.genitive.match(text, chain.end):
        return True
    if text[max(0, chain.start - 2) : chain.start].rstrip()[-1:] in links.ends:
        return True
    word = _WORD.match(text, chain.end) if links.direct else None
    return word is not None and word.group(1) not in links.connectors


_WORD = re.compile(r"\s+([^\W\d_]{3,})")


def _mentions(
    text: str, plain: PlainText, chain: _Chain, rule: str, whole: Mention | None, around: Surroundings, at: str
) -> list[Mention]:
    """One mention for each number of the innermost part; the first takes in the whole chain where it stands alone."""
    ordered = sorted(chain.parts, key=lambda part: _RANK[part.unit])
    inner = ordered[-1]
    head = _address(ordered[:-1])
    target = (
        whole.target
        if whole is not None
        else f"symbol/{around.document}"
        if around.document and rule == "pinpoint/here"
        else None
    )
    score = {"pinpoint/of": 1.0, "pinpoint/in": 0.95, "pinpoint/here": 0.8}.get(rule, 0.5)
    prefix = around.component if rule == "pinpoint/here" and not head.startswith("annex") else ""
    found = []
    for place, number in enumerate(inner.numbers):
        alone = len(inner.numbers) == 1
        start = chain.start if alone or (place == 0 and chain.start < inner.start) else number.start
        end = chain.end if alone or (place == len(inner.numbers) - 1 and chain.end > inner.end) else number.end
        start, end = plain.start(start), plain.end(end)
        if alone and rule == "pinpoint/of" and whole is not None and whole.type == "instrument":
            end = max(end, whole.end)
        pieces = [prefix, head, _piece(inner.unit, number.value, _divisions(ordered[:-1]))]
        found.append(
            Mention(
                id="", at=at, start=start, end=end, text=text[start:end], type=whole.type if whole else "symbol",
                target=target, score=score, rule=rule, pinpoint="/".join(filter(None, pieces)),
            )
        )  # fmt: skip
    return found


def _divisions(parts: list[Part]) -> int:
    """How many of the parts are divisions without a name of their own in addresses."""
    return sum(part.unit in ("part", "chapter", "section") for part in parts)


def _address(parts: list[Part]) -> str:
    """Address of the parts that hold the innermost one."""
    pieces = []
    for depth, part in enumerate(parts):
        pieces.append(_piece(part.unit, part.numbers[0].value, _divisions(parts[:depth])))
    return "/".join(pieces)


def _piece(unit: str, value: str, divisions: int) -> str:
    """One part as a piece of an address."""
    if unit in ("paragraph", "clause", "item"):
        return value
    if unit == "preamble":
        return f"pre-{value}"
    if unit == "article":
        return f"art-{value}"
    if unit in ("annex", "appendix"):
        return f"{unit}-{value}"
    return f"{_DIVISIONS[min(divisions, 2)]}-{value}"
