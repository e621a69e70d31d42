"""Requests and commitments of a record: who asks whom for what by when, and which document answered.

    rows, more = duties(reader, Wanted(to="org/un/sg", due=True), "fr")

An answer is a later document that cites the paragraph itself, or one of the asked party that cites the document; where
neither is held, what a later text of the same series cites from the session the answer was due at is a candidate.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Select, func, select

from verbale.grammar.symbols import parse
from verbale.record import schema
from verbale.record.asking.lead import lead, narrowed
from verbale.record.asking.reader import Reader
from verbale.record.asking.series import ALIKE, alike

PROMISES = "commissive"
ANSWERING = frozenset({"report", "letter", "note-verbale", "identical-letters", "aide-memoire", "working-paper"})
"""Kinds of documents that answer; resolutions follow up."""

MOST_CANDIDATES = 4
"""Documents of a later text that are told as possible answers; where it cites more, none is likelier than another."""


ORDER = ("replies-to", "cites-paragraph", "cites-document", "cited-in-series")
"""Why a document is taken for an answer, the surest reason first."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which requests: of whom, from whom, which act, due at a session or date, promises only, with a deadline only."""

    to: str = ""
    holder: str = ""
    action: str = ""
    by: str = ""
    sort: str = ""
    body: str = ""
    year: str = ""
    session: str = ""
    due: bool = False


class Answer(NamedTuple):
    """A document that answers: its symbol, whether it is held, and why it is taken for an answer."""

    symbol: str
    held: bool
    date: str | None
    reason: str


class Duty(NamedTuple):
    """A request or commitment with its evidence."""

    key: str
    language: str
    address: str
    date: str | None
    session: str | None
    title: str | None
    attitude: str
    force_class: str
    quote: str
    holder: tuple[str, ...]
    to: tuple[str, ...]
    action: str | None
    by: dict[str, str | int]
    answers: tuple[Answer, ...] = ()


def duties(
    reader: Reader, wanted: Wanted, language: str, *, start: int = 0, limit: int = 50
) -> tuple[list[Duty], bool]:
    """Requests that are wanted, newest document first, and whether there are more."""
    rows = reader.rows(_query(wanted, language).offset(start), limit + 1)
    holders = _holders(reader, [row.id for row in rows])
    found = [_duty(row, holders.get(row.id, ())) for row in rows[:limit]]
    answers = _answers(reader, found, language)
    return [one._replace(answers=tuple(answers.get((one.key, one.address), ()))) for one in found], len(rows) > limit


def _query(wanted: Wanted, language: str) -> Select[Any]:
    """Requests of one version of each document."""
    held, blocks, table, works = schema.positions, schema.blocks, schema.expressions, schema.works
    columns: list[Any] = [
        held.c.id,
        works.c.key,
        table.c.language,
        blocks.c.address,
        works.c.date,
        works.c.session,
        table.c.title,
    ]
    columns += [held.c.attitude, held.c["class"].label("force_class"), held.c.quote, held.c.request]
    query: Select[Any] = select(*columns).select_from(held).join(blocks, held.c.block == blocks.c.id)
    query = query.join(table, blocks.c.expression == table.c.id).join(works, table.c.work == works.c.id)
    query = query.where(held.c.request.is_not(None), table.c.id.in_(lead(language)))
    for role, target in (("addressee", wanted.to), ("holder", wanted.holder)):
        if target:
            part = schema.parties
            query = query.where(
                held.c.id.in_(select(part.c.position).where(part.c.target == target, part.c.role == role))
            )
    if wanted.due or wanted.by:
        query = query.where(held.c.request.contains('"by":{', autoescape=True))
    if wanted.by:
        named = f'"session":{wanted.by}}}' if wanted.by.isdecimal() and len(wanted.by) < 4 else f'"date":"{wanted.by}'
        query = query.where(held.c.request.contains(named, autoescape=True))
    if wanted.action:
        query = query.where(held.c.request.contains(f'"action":"{wanted.action}"', autoescape=True))
    if wanted.sort:
        promised = held.c["class"] == PROMISES
        query = query.where(promised if wanted.sort == "commitment" else ~promised)
    query = narrowed(query, {name: getattr(wanted, name) for name in ("body", "year", "session")})
    return query.order_by(func.coalesce(works.c.date, "").desc(), works.c.key, blocks.c.place, held.c.start, held.c.id)


def _holders(reader: Reader, positions: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Who holds some positions."""
    table = schema.parties
    query = select(table.c.position, table.c.target).where(table.c.position.in_(positions), table.c.role == "holder")
    found: dict[int, tuple[str, ...]] = {}
    with reader.record.engine.connect() as connection:
        for number, target in connection.execute(query.order_by(table.c.position, table.c.target)):
            found[number] = (*found.get(number, ()), target)
    return found


def _duty(row: Any, holder: tuple[str, ...]) -> Duty:
    """A row as a request."""
    asked = json.loads(row.request)
    facts = (row.key, row.language, row.address, row.date, row.session, row.title, row.attitude, row.force_class)
    return Duty(*facts, row.quote, holder, tuple(asked.get("to") or ()), asked.get("action"), asked.get("by") or {})


class _Citing(NamedTuple):
    """A later place that cites a document with requests."""

    key: str
    kind: str
    body: str | None
    session: str | None
    date: str | None
    title: str | None
    expression: int
    pinpoint: str | None
    relation: str


def _answers(reader: Reader, found: list[Duty], language: str) -> dict[tuple[str, str], list[Answer]]:
    """Answers of requests by key and address, the surest first."""
    citing = _citing(reader, {one.key for one in found if one.date}, language)
    told: dict[tuple[str, str], list[Answer]] = {}
    follows: dict[int, list[Duty]] = defaultdict(list)
    for one in found:
        later = [other for other in citing.get(one.key, ()) if (other.date or "") > (one.date or "~")]
        reasons = [(_reason(one, other), other) for other in later]
        order = [(ORDER.index(reason), other.date or "", other.key, reason) for reason, other in reasons if reason]
        answers = [Answer(key, True, date, reason) for _, date, key, reason in sorted(order)]
        told[one.key, one.address] = list({answer.symbol: answer for answer in reversed(answers)}.values())[::-1]
        for other in later:
            if str(one.by.get("session", "")) == other.session and alike(one.title or "", other.title or "") >= ALIKE:
                follows[other.expression].append(one)
    for expression, symbols in _cited(reader, follows).items():
        for one in follows[expression]:
            due = [symbol for symbol in symbols if _of_session(symbol, one.by.get("session"))]
            if not told[one.key, one.address] and len(due) <= MOST_CANDIDATES:
                held = reader.keyed(due, language)
                told[one.key, one.address] = [Answer(name, name in held, None, ORDER[-1]) for name in due]
    return told


def _reason(one: Duty, other: _Citing) -> str | None:
    """Why a later document may be the answer to a request."""
    if other.relation == "replies-to":
        return "replies-to"
    if other.pinpoint == one.address:
        return "cites-paragraph"
    answers = other.kind in ANSWERING and (not one.to or other.body in one.to)
    return "cites-document" if answers and other.relation == "cites" else None


def _citing(reader: Reader, keys: set[str], language: str) -> dict[str, list[_Citing]]:
    """What cites some documents, by the symbol cited."""
    links, table, works = schema.relations, schema.expressions, schema.works
    columns = [works.c.key, works.c.kind, works.c.body, works.c.session, works.c.date, table.c.title, table.c.id]
    query = select(*columns, links.c.pinpoint, links.c.kind.label("relation"), links.c.symbol)
    query = query.join_from(links, table, links.c.expression == table.c.id).join(works, table.c.work == works.c.id)
    query = query.where(links.c.symbol.in_(keys), works.c.key.not_in(keys))
    query = query.where(table.c.id.in_(lead(language))).order_by(works.c.date.asc().nulls_first(), works.c.key)
    found: dict[str, list[_Citing]] = defaultdict(list)
    for row in reader.rows(query):
        found[row.symbol].append(_Citing(*row[:9]))
    return found


def _cited(reader: Reader, expressions: dict[int, list[Duty]]) -> dict[int, list[str]]:
    """Symbols that some versions cite."""
    links, table, works = schema.relations, schema.expressions, schema.works
    query = select(links.c.expression, links.c.symbol).join_from(links, table, links.c.expression == table.c.id)
    query = query.join(works, table.c.work == works.c.id).where(links.c.expression.in_(expressions)).distinct()
    found: dict[int, list[str]] = defaultdict(list)
    for row in reader.rows(query.order_by(links.c.expression, links.c.symbol)):
        found[row.expression].append(row.symbol)
    return found


def _of_session(symbol: str, session: object) -> bool:
    """Whether a symbol counts among the documents of a session; adopted texts are no answers."""
    parsed = parse(symbol)
    return parsed is not None and parsed.kind == "document" and str(session) in parsed.parts[1:-1]
