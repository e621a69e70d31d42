"""Saved searches and watched holders: what is new since somebody looked last.

    watch(record, Watch(name="csto", sort="question", asked="name:org/csto", author="desk"))
    look(record, "csto")        # paragraphs that came in since and answer the question

A saved search alerts to paragraphs of files that came in later, each once whatever its languages: one whose other
version was there before is no news. A watched holder alerts to changed positions: its position on something is the
attitudes of the newest document in which it takes one on it; another document that is newer, with other attitudes,
is a change. A reading that is made again brings no alerts of saved searches, since nothing came in.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from verbale.authority import open_authority
from verbale.record import schema
from verbale.record.access import classes_up_to, visible
from verbale.record.asking.reader import preferred
from verbale.record.keeping.rows import DISTRIBUTIONS, strictest
from verbale.record.keeping.transaction import writing
from verbale.record.search import Hit, Index, Wanted, open_index
from verbale.record.store import Record, now

MOST_ALERTS = 1000
"""Alerts of one look; what is beyond them stays in the search itself."""


class Watch(msgspec.Struct, frozen=True, kw_only=True):
    """A saved search (`asked`: the question as typed) or a watched holder (`asked`: its identifier)."""

    name: str
    sort: Literal["question", "holder"] = "question"
    asked: str
    author: str = ""
    made: str = ""
    looked: str = ""


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """Something new: a paragraph, and for a holder what it is about, the attitudes before and now."""

    watch: str
    key: str
    address: str
    languages: tuple[str, ...]
    about: str | None = None
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def watch(record: Record, wanted: Watch) -> Watch:
    """Save a search or watch a holder from now on. Raises `ValueError` for what cannot be asked, or a name in use."""
    if not wanted.name.strip() or not wanted.asked.strip():
        raise ValueError("Give a name and what to watch: a question, or the identifier of a holder.")
    if wanted.sort == "holder" and open_authority().entry(wanted.asked) is None:
        raise ValueError(f"There is no {wanted.asked}: give an identifier like state/fr or org/csto.")
    if wanted.sort == "question":
        open_index(record).understand(wanted.asked)
    made = msgspec.structs.replace(wanted, made=now(), looked=now())
    table = schema.watches
    with writing(record.engine) as connection:
        if connection.scalar(select(table.c.name).where(table.c.name == made.name)) is not None:
            raise ValueError(f"There is a watch named {made.name} already: remove it first, or take another name.")
        seen = _seen(connection, made)
        connection.execute(insert(table).values(**msgspec.structs.asdict(made), seen=json.dumps(seen)))
    return made


def watches(record: Record) -> list[Watch]:
    """Everything that is watched, by name."""
    table = schema.watches
    columns = [table.c[name] for name in Watch.__struct_fields__]
    with record.engine.connect() as connection:
        rows = connection.execute(select(*columns).order_by(table.c.name)).all()
    return [Watch(**dict(zip(Watch.__struct_fields__, row, strict=True))) for row in rows]


def forget(record: Record, name: str) -> bool:
    """Watch something no more; whether it was watched."""
    table = schema.watches
    with writing(record.engine) as connection:
        return bool(connection.execute(delete(table).where(table.c.name == name)).rowcount)


def look(
    record: Record, name: str, *, distributions: tuple[str, ...] = ("general",), keep: bool = False
) -> list[Alert]:
    """What is new since the last look, which this one becomes unless `keep`; as far as the index is up to date.

    Raises `ValueError` where nothing of the name is watched.
    """
    index = open_index(record)
    if not keep:
        index.update()  # what counts as seen must have been looked through
    table = schema.watches
    with record.engine.connect() as connection:
        row = connection.execute(select(table).where(table.c.name == name)).first()
        if row is None:
            held = ", ".join(one.name for one in watches(record)) or "nothing yet"
            raise ValueError(f"There is no watch named {name}; watched are: {held}.")
        before = json.loads(row.seen)
        if row.sort == "holder":
            known = before.get("seen", {}).get(strictest(*distributions), {})
            alerts = _changed(connection, name, row.asked, known, distributions)
        else:
            alerts = _arrived(connection, index, name, row.asked, before, distributions)
        seen = None if keep else _seen(connection, Watch(name=name, sort=row.sort, asked=row.asked))
    if seen is not None:
        with writing(record.engine) as connection:
            values = {"looked": now(), "seen": json.dumps(seen)}
            connection.execute(update(table).where(table.c.name == name).values(**values))
    return alerts


def _seen(connection: Connection, one: Watch) -> dict[str, Any]:
    """What there is at this moment: the newest files of a saved search, the positions of a holder."""
    if one.sort == "holder":
        return {"seen": {name: _held(connection, one.asked, name) for name in DISTRIBUTIONS}}
    files = schema.manifestations
    until = connection.scalar(select(func.max(files.c.added))) or ""
    last = connection.scalars(select(files.c.expression).where(files.c.added == until).distinct())
    return {"until": until, "last": sorted(last)}


def _held(connection: Connection, holder: str, highest: str) -> dict[str, Any]:
    """Positions of a holder as a reader of a class knows them: what is new to one may be old to another."""
    return {about: _told(state) for about, state in _positions(connection, holder, classes_up_to(highest)).items()}


def _fresh(connection: Connection, seen: dict[str, Any]) -> list[int]:
    """Expressions with a file that came in since; the last second of the last look is told file by file."""
    files = schema.manifestations
    query = select(files.c.expression, func.max(files.c.added)).group_by(files.c.expression)
    rows = connection.execute(query.having(func.max(files.c.added) >= seen["until"])).all()
    return sorted(number for number, added in rows if added > seen["until"] or number not in seen["last"])


def _arrived(
    connection: Connection, index: Index, name: str, asked: str, seen: dict[str, Any], classes: tuple[str, ...]
) -> list[Alert]:
    """Paragraphs of files that came in since and answer a saved question."""
    fresh = _fresh(connection, seen)
    hits = _hits(index, asked, fresh, classes)
    table, works = schema.expressions, schema.works
    query = select(table.c.id).join_from(table, works, table.c.work == works.c.id)
    query = query.where(works.c.key.in_({hit.key for hit in hits}), table.c.id.not_in(fresh))
    known = {(hit.key, hit.address) for hit in _hits(index, asked, list(connection.scalars(query)), classes)}
    languages: dict[tuple[str, str], list[str]] = defaultdict(list)
    for hit in hits:
        if (hit.key, hit.address) not in known:
            languages[hit.key, hit.address].append(hit.language)
    return [
        Alert(watch=name, key=key, address=address, languages=tuple(sorted(found)))
        for (key, address), found in languages.items()
    ]


def _hits(index: Index, asked: str, expressions: Sequence[int], classes: tuple[str, ...]) -> list[Hit]:
    """Hits of a question in some expressions."""
    question = index.understand(asked, classes)
    if not expressions or question.empty:
        return []
    wanted = Wanted(limit=MOST_ALERTS, distributions=classes, counts=False, expressions=tuple(expressions))
    return index.answer(question, wanted).hits


class _Position(msgspec.Struct, frozen=True):
    """A holder's position on something: the newest document that shows it, attitudes, first place, languages."""

    date: str
    key: str
    address: str
    languages: tuple[str, ...]
    attitudes: tuple[str, ...]


def _told(state: _Position) -> dict[str, Any]:
    """What of a position is remembered."""
    return {"date": state.date, "key": state.key, "attitudes": state.attitudes}


def _positions(connection: Connection, holder: str, classes: tuple[str, ...]) -> dict[str, _Position]:
    """What a holder's position is about → the position, from the newest document that shows one."""
    found: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(_newest(holder, classes)):
        found[row.about].append(row)
    return {about: _position(rows) for about, rows in found.items()}


def _newest(holder: str, classes: tuple[str, ...]) -> Any:
    """Query: positions of a holder in the newest documents on each thing, in the order of documents."""
    held, about = schema.parties.alias("held"), schema.parties.alias("about")
    positions, blocks, table, works = schema.positions, schema.blocks, schema.expressions, schema.works
    date = func.coalesce(works.c.date, "")

    def placed(*columns: Any) -> Any:
        query = select(*columns).join_from(held, positions, held.c.position == positions.c.id)
        query = query.join(about, about.c.position == positions.c.id)
        query = query.join(blocks, positions.c.block == blocks.c.id).join(table, blocks.c.expression == table.c.id)
        query = query.join(works, table.c.work == works.c.id)
        query = query.where(held.c.role == "holder", held.c.target == holder, about.c.role.in_(("about", "topic")))
        return visible(query, classes)

    last = placed(about.c.target, func.max(date).label("date")).group_by(about.c.target).subquery("last")
    columns = (about.c.target.label("about"), date.label("date"), works.c.key, table.c.language, blocks.c.address)
    query = placed(*columns, positions.c.attitude)
    query = query.join(last, (last.c.target == about.c.target) & (last.c.date == date))
    return query.order_by(about.c.target, works.c.key.desc(), blocks.c.place)


def _position(rows: Iterable[Any]) -> _Position:
    """A position from its rows; versions of one document are told by one of them, as their attitudes may differ."""
    rows = list(rows)
    same = [row for row in rows if row.key == rows[0].key]
    languages = tuple(sorted({row.language for row in same}))
    shown = [row for row in same if row.language == preferred(languages)]
    attitudes = tuple(sorted({row.attitude for row in shown}))
    return _Position(shown[0].date, shown[0].key, shown[0].address, languages, attitudes)


def _changed(
    connection: Connection, name: str, holder: str, seen: dict[str, Any], classes: tuple[str, ...]
) -> list[Alert]:
    """Positions of a holder that are other than they were, or new."""
    alerts = []
    for about, state in _positions(connection, holder, classes).items():
        before = seen.get(about, {"date": "", "key": "", "attitudes": []})
        newer = (state.date, state.key) != (before["date"], before["key"]) and state.date >= before["date"]
        if newer and list(state.attitudes) != before["attitudes"]:
            alerts.append(
                Alert(
                    watch=name,
                    key=state.key,
                    address=state.address,
                    languages=state.languages,
                    about=about,
                    before=tuple(before["attitudes"]),
                    after=state.attitudes,
                )
            )
    return alerts[:MOST_ALERTS]
