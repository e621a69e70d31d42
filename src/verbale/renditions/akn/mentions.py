"""Mentions ↔ inline elements (profile V20, V21), and those that cannot be inline ↔ `v:mentions`."""

from __future__ import annotations

import bisect
import datetime
import re
from collections.abc import Iterable, Sequence

import msgspec
from lxml import etree

from verbale.model.mention import Candidate, Mention
from verbale.renditions.akn.identifiers import element_id
from verbale.renditions.akn.manuscript import Manuscript
from verbale.renditions.akn.markup import EDGES, Markup, attributes, quoted
from verbale.renditions.akn.references import ontology_address, type_of
from verbale.renditions.akn.vocabulary import mention_elements, vocabulary
from verbale.renditions.inline import Stretch, nesting

DAYS = re.compile(r"^date/(\d{4}-\d\d-\d\d)(?:/\d{4}-\d\d-\d\d)?$")


def place_mentions(
    paper: Manuscript, place: str, lines: Sequence[tuple[int, str]], component: str
) -> list[list[Stretch]]:
    """Mentions of a place as stretches of its lines (offset in the place's text, and the line).

    A block is one line; a table has one a cell. Mentions that no line can carry are set apart on the manuscript.
    """
    here = paper.mentions.get(place)
    if not here or place in paper.visited or not lines:
        return [[] for _ in lines]
    if place in paper.twins:
        here = _of_this_twin(paper, here, lines)
    else:
        paper.visited.add(place)
    offsets = [offset for offset, _ in lines]
    good: list[list[Mention]] = [[] for _ in lines]
    for mention in here:
        index = max(0, bisect.bisect_right(offsets, mention.start) - 1)
        offset, text = lines[index]
        if text[max(0, mention.start - offset) : max(0, mention.end - offset)] != mention.text or mention.start < 0:
            paper.apart.append(mention)
        elif fits_inline(paper, mention, component):
            good[index].append(mention)
        else:
            paper.apart.append(mention)
    placed = []
    for (offset, _), some in zip(lines, good, strict=True):
        inside, crossing = nesting(some)
        paper.apart += crossing
        placed.append([Stretch(one.start - offset, one.end - offset, _tags(paper, one, component)) for one in inside])
    return placed


def _of_this_twin(paper: Manuscript, here: list[Mention], lines: Sequence[tuple[int, str]]) -> list[Mention]:
    """Of the mentions at an address that two blocks share, those whose words stand in this block's first line."""
    text = lines[0][1]
    mine = [one for one in here if text[one.start : one.end] == one.text and id(one) not in paper.placed]
    paper.placed.update(map(id, mine))
    return mine


def fits_inline(paper: Manuscript, mention: Mention, component: str) -> bool:
    """Whether one thing alone is meant, its words are tight (R48), and an element can say it."""
    loose = mention.text != mention.text.strip(EDGES)
    if _ambiguous(mention) or loose or mention.type not in vocabulary().mentions:
        return False
    if mention.type == "date":
        return mention.target is not None and day_of(mention.target) is not None
    if mention.target:
        return True
    return mention.pinpoint is not None and paper.link(mention.pinpoint, component) is not None


def _ambiguous(mention: Mention) -> bool:
    """Whether more than one thing may be meant; who held an office does not make the office doubtful."""
    others = (one.target for one in mention.candidates if one.target != mention.target)
    return any(mention.target is None or not other.startswith("person/") for other in others)


def day_of(target: str) -> str | None:
    """First day a date target names, when the calendar has it."""
    found = DAYS.match(target)
    if not found:
        return None
    try:
        datetime.date.fromisoformat(found[1])
    except ValueError:
        return None
    return found[1]


def _tags(paper: Manuscript, mention: Mention, component: str) -> tuple[str, str]:
    """Start and end tag of a mention."""
    element = vocabulary().mentions[mention.type].element
    pairs: list[tuple[str, str | None]] = []
    if mention.type == "date":
        pairs.append(("date", day_of(mention.target or "")))
    elif not mention.target:
        element = "ref"
        pairs.append(("href", paper.link(mention.pinpoint or "", component)))
    else:
        if element == "entity":
            pairs.append(("name", mention.type))
        if element == "ref":
            pairs.append(("href", _cited(mention)))
        pairs.append(("refersTo", paper.references.named(mention.target, mention.type, mention.text)))
    plain = mention.target is not None and f"date/{day_of(mention.target)}" == mention.target
    whole = None if mention.type != "date" or plain else mention.target
    said = mention.type if mention.type != derived_type(element, mention.target) else None
    score = None if mention.score == 1.0 else repr(mention.score)
    pairs += [("v:id", mention.id), ("v:type", said), ("v:target", whole), ("v:score", score)]
    pairs += [("v:pinpoint", mention.pinpoint), ("v:rule", mention.rule), ("v:candidates", _listed(mention))]
    return f"<{element}{attributes(pairs)}>", f"</{element}>"


def _listed(mention: Mention) -> str | None:
    """Candidates beside a sure target (who held an office), as the contract's JSON."""
    return msgspec.json.encode(mention.candidates).decode() if mention.candidates else None


def _cited(mention: Mention) -> str:
    """Address of a cited document: the Work in the ontology, with component and id where a paragraph is meant.

    The IRI of R8 needs the cited document's date, which a citation seldom prints; nothing is made up for it.
    """
    address = ontology_address(mention.target or "", mention.type)
    if not mention.pinpoint:
        return address
    return f"{address}/!main#{element_id(tuple(mention.pinpoint.split('/')))}"


def derived_type(element: str, target: str | None) -> str:
    """Type of a mention as element and identifier tell it."""
    if element == "date":
        return "date"
    if target:
        return type_of(target)
    return "symbol" if element == "ref" else "topic"


def write_apart(paper: Manuscript, mentions: Iterable[Mention], out: Markup) -> None:
    """`v:mentions`: those that cross, are ambiguous or lead nowhere."""
    kept = list(mentions)
    if not kept:
        return
    out.open("v:mentions")
    for mention in kept:
        at = paper.place_of(mention.at, mention.start, mention.end, mention.text)
        pairs = [
            ("id", mention.id),
            ("at", f"#{at}" if at else None),
            ("address", None if at else mention.at),
            ("start", str(mention.start)),
            ("end", str(mention.end)),
            ("type", mention.type),
            ("target", mention.target),
            ("score", repr(mention.score)),
            ("pinpoint", mention.pinpoint),
            ("rule", mention.rule),
            ("text", mention.text),
        ]
        if not mention.candidates:
            out.empty("v:mention", pairs)
            continue
        out.open("v:mention", pairs)
        for one in mention.candidates:
            reason = f' reason="{quoted(one.reason)}"' if one.reason else ""
            out.line(f'<v:candidate target="{quoted(one.target)}" score="{one.score!r}"{reason}/>')
        out.close("v:mention")
    out.close("v:mentions")


def read_apart(root: etree._Element, places: dict[str, str], texts: dict[str, str]) -> list[Mention]:
    """Mentions of every `v:mentions` of a file; `places` leads from ids to addresses, `texts` from those to texts."""
    found = []
    for element in root.iter(f"{{{vocabulary().ours}}}mention"):
        where = element.get("at", "").removeprefix("#")
        at = element.get("address") or places.get(where, where)
        start, end = int(element.get("start", "0")), int(element.get("end", "0"))
        candidates = tuple(
            Candidate(target=one.get("target", ""), score=float(one.get("score", "0")), reason=one.get("reason", ""))
            for one in element
        )
        found.append(
            Mention(
                id=element.get("id", ""),
                at=at,
                start=start,
                end=end,
                text=element.get("text", texts.get(at, "")[start:end]),
                type=element.get("type", "topic"),
                target=element.get("target") or None,
                score=float(element.get("score", "1")),
                candidates=candidates,
                rule=element.get("rule", ""),
                pinpoint=element.get("pinpoint"),
            )
        )
    return found


def read_inline(
    element: etree._Element, at: str, start: int, text: str, entries: dict[str, str], number: int
) -> Mention | None:
    """The mention an inline element stands for, if it is one. `number` names it where it has no id."""
    tag = etree.QName(element).localname
    if tag not in mention_elements():
        return None
    ours = f"{{{vocabulary().ours}}}"
    target = element.get(f"{ours}target") or entries.get(element.get("refersTo", "").removeprefix("#"))
    if tag == "date" and not target:
        target = f"date/{element.get('date', '')[:10]}"
    return Mention(
        id=element.get(f"{ours}id") or f"m{number}",
        at=at,
        start=start,
        end=start + len(text),
        text=text,
        type=element.get(f"{ours}type") or derived_type(tag, target),
        target=target,
        score=float(element.get(f"{ours}score", "1")),
        rule=element.get(f"{ours}rule", "akn"),
        pinpoint=element.get(f"{ours}pinpoint"),
        candidates=_relisted(element.get(f"{ours}candidates")),
    )


def _relisted(listed: str | None) -> tuple[Candidate, ...]:
    """Candidates as `_listed` wrote them; none where a hand has spoilt the list."""
    try:
        return msgspec.json.decode(listed, type=tuple[Candidate, ...]) if listed else ()
    except (msgspec.DecodeError, UnicodeEncodeError):
        return ()
