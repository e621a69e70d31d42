"""What people judged of a reading, kept apart from it and put over it anew after every reading.

    mention:12-30        the name at these offsets of the paragraph: right, wrong, or `value` instead
    position:0-40        the position with this evidence; `value` is `attitude=oppose holder=state/kz`
    field:kind           a fact of the document: kind, title, symbol, body, session, date, distribution

A judgement remembers the words it is about: when offsets change, the words are looked for in the paragraph. One whose
words are gone is kept and told of, never dropped. Of several about the same thing the latest counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from verbale.model.dossier import Date, Document, Dossier
from verbale.model.mention import Mention
from verbale.model.position import Position
from verbale.record.keeping.following import placed

Verdict = Literal["right", "wrong", "unsure"]

FIELDS = ("kind", "title", "symbol", "body", "session", "date", "distribution")
"""Facts of a document that can be judged; those of a work hold for all its languages."""

PARTIES = {"holder", "through", "addressee", "about", "topics"}
"""What of a position is a list of identifiers."""

TYPES = {"org": "organisation"}
"""Types of mentions whose identifiers begin with another word than the type."""

SUBJECT = re.compile(r"(?P<sort>mention|position):(?P<start>\d+)-(?P<end>\d+)|field:(?P<field>[a-z]+)")
RULE = "judgement"
"""The rule of what a person added."""


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """One judgement of a person about one thing in a document."""

    key: str
    language: str = ""
    address: str = ""
    subject: str
    verdict: Verdict
    quote: str | None = None
    value: str | None = None
    author: str
    at: str


def checked(judgement: Judgement, dossier: Dossier) -> Judgement:
    """A judgement with the words it is about. Raises `ValueError` where it is about nothing that is there."""
    subject = SUBJECT.fullmatch(judgement.subject)
    if subject is None or (subject["field"] and subject["field"] not in FIELDS):
        raise ValueError(f"Judge mention:START-END, position:START-END or field:NAME ({', '.join(FIELDS)}).")
    if not judgement.author.strip():
        raise ValueError("Say who judges.")
    if subject["field"]:
        if judgement.verdict == "wrong" and judgement.value is None and subject["field"] in {"kind", "distribution"}:
            raise ValueError(f"Say which {subject['field']} is right instead.")
        return msgspec.structs.replace(judgement, language="", address="")
    text = next((one.text for one in placed(dossier) if one.address == judgement.address), None)
    start, end = int(subject["start"]), int(subject["end"])
    if text is None or not 0 <= start < end <= len(text):
        raise ValueError(f"There are no characters {start} to {end} at {judgement.address or 'no address'}.")
    if subject["sort"] == "position":
        _changes(judgement.value)
        if not any(one.at == judgement.address and (one.start, one.end) == (start, end) for one in dossier.positions):
            raise ValueError(f"There is no position at {start}-{end} of {judgement.address}: see `verbale positions`.")
    return msgspec.structs.replace(judgement, quote=text[start:end])


def applied(dossier: Dossier, judgements: Iterable[Judgement]) -> tuple[Dossier, list[Judgement]]:
    """A dossier as people judged it, and the judgements that found nothing to hold to."""
    latest = {(one.address, one.subject): one for one in judgements}
    if not latest:
        return dossier, []
    texts = {one.address: one.text for one in placed(dossier)}
    adrift = []
    for one in latest.values():
        changed = _applied(dossier, one, texts.get(one.address))
        if changed is None:
            adrift.append(one)
        else:
            dossier = changed
    return dossier, adrift


def _applied(dossier: Dossier, judgement: Judgement, text: str | None) -> Dossier | None:
    """A dossier after one judgement; None where its words are gone."""
    subject = SUBJECT.fullmatch(judgement.subject)
    if subject is None:
        return None
    if subject["field"]:
        changed = _field(dossier.document, subject["field"], judgement)
        return msgspec.structs.replace(dossier, document=changed)
    place = _anchored(judgement, text, int(subject["start"]))
    if place is None:
        return None
    if judgement.verdict == "unsure":
        return dossier
    if subject["sort"] == "mention":
        return msgspec.structs.replace(dossier, mentions=_mentions(dossier.mentions, judgement, place))
    return msgspec.structs.replace(dossier, positions=_positions(dossier.positions, judgement, place))


def _anchored(judgement: Judgement, text: str | None, start: int) -> tuple[int, int] | None:
    """Where the words judged stand now, nearest to where they stood."""
    quote = judgement.quote or ""
    if text is None or not quote:
        return None
    if text.startswith(quote, start):
        return start, start + len(quote)
    after, before = text.find(quote, start), text.rfind(quote, 0, start + len(quote))
    found = [at for at in (before, after) if at >= 0]
    if not found:
        return None
    nearest = min(found, key=lambda at: abs(at - start))
    return nearest, nearest + len(quote)


def _mentions(mentions: tuple[Mention, ...], judgement: Judgement, place: tuple[int, int]) -> tuple[Mention, ...]:
    """Mentions after a judgement: one confirmed, mended, dropped, or added where the reader saw none."""
    kept, touched = [], False
    for one in mentions:
        if one.at != judgement.address or (one.start, one.end) != place:
            kept.append(one)
            continue
        touched = True
        if judgement.verdict == "right" or judgement.value is not None:
            target = judgement.value if judgement.value is not None else one.target
            kept.append(msgspec.structs.replace(one, target=target, score=1.0, candidates=(), type=_type(target, one)))
    if not touched and judgement.value is not None:
        kept.append(_added(judgement, place, judgement.value))
    return tuple(kept)


def _type(target: str | None, one: Mention) -> str:
    """The type of a mention with a target that a person gave."""
    if target is None or target == one.target:
        return one.type
    sort = target.partition("/")[0]
    return one.type if sort == "org" and one.type in {"body", "organisation"} else TYPES.get(sort, sort)


def _added(judgement: Judgement, place: tuple[int, int], target: str) -> Mention:
    """A mention that a person saw and the reader did not."""
    sort = target.partition("/")[0]
    return Mention(
        id=f"j{judgement.at}",
        at=judgement.address,
        start=place[0],
        end=place[1],
        text=judgement.quote or "",
        type=TYPES.get(sort, sort),
        target=target,
        rule=RULE,
    )


def _positions(positions: tuple[Position, ...], judgement: Judgement, place: tuple[int, int]) -> tuple[Position, ...]:
    """Positions after a judgement: one mended or dropped, all others as they were."""
    kept = []
    for one in positions:
        if one.at != judgement.address or (one.start, one.end) != place:
            kept.append(one)
        elif judgement.verdict == "right" or judgement.value is not None:
            kept.append(msgspec.structs.replace(one, **_changes(judgement.value)))
    return tuple(kept)


def _changes(value: str | None) -> dict[str, object]:
    """`attitude=oppose holder=state/kz,state/fr` as fields. Raises `ValueError` for anything else."""
    changes: dict[str, object] = {}
    for word in (value or "").split():
        name, sign, given = word.partition("=")
        if not sign or name not in {"attitude", *PARTIES}:
            raise ValueError("Write what is right as attitude=NAME holder=ID,ID about=ID … with a blank between.")
        changes[name] = tuple(filter(None, given.split(","))) if name in PARTIES else given
    return changes


def _field(document: Document, name: str, judgement: Judgement) -> Document:
    """A document after a judgement of one of its facts."""
    if judgement.verdict == "unsure" or (judgement.verdict == "right" and judgement.value is None):
        return document
    value = judgement.value
    if name == "date":
        rest = tuple(date for date in document.dates if date.role != "issued")
        dates = (Date(role="issued", date=value, text=value), *rest) if value else rest
        return msgspec.structs.replace(document, dates=dates)
    if name == "symbol" and value is not None:
        symbols = (value, *(symbol for symbol in document.symbols if symbol not in {value, document.symbol}))
        return msgspec.structs.replace(document, symbol=value, symbols=symbols)
    changes: dict[str, object] = {name: value}
    return msgspec.structs.replace(document, **changes)
