"""The record as one reader sees it: documents by address, versions, lists, what cites what.

    reader = Reader(record, classes_up_to("general"))
    place = reader.find(["A", "RES", "66", "20", "7"])      # the work A/RES/66/20, address 7

Nothing of a class the reader may not see is found, counted or told of; a document of such a class is as if it were
not there.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, func, or_, select

from verbale.record import schema
from verbale.record.access import prepared, visible
from verbale.record.store import Record
from verbale.tongues.files import TONGUES

LONGEST = 16
"""Parts of a path that may be a symbol; longer ones are none."""

MOST_ROWS = 2000
"""Rows of one list that are read, whatever the record holds."""


class Work(NamedTuple):
    """A document, whatever its languages."""

    id: int
    key: str
    kind: str
    body: str | None
    session: str | None
    year: int | None
    date: str | None
    distribution: str


class Place(NamedTuple):
    """What a path leads to: a work, the address inside it, the symbol as it was asked for."""

    work: Work
    address: str
    asked: str


class Version(NamedTuple):
    """A document in one language: its title, the hash of its source."""

    language: str
    title: str | None
    source: str


class Line(NamedTuple):
    """One paragraph in one language."""

    language: str
    number: str | None
    role: str
    text: str


class Citing(NamedTuple):
    """A place that leads to a document: which relation, from where, to which paragraph of it."""

    kind: str
    key: str
    language: str
    address: str
    pinpoint: str | None
    date: str | None


class Summary(NamedTuple):
    """A document in a list: its facts, its title in the reader's language where there is one, its languages."""

    work: Work
    title: str | None
    language: str
    languages: tuple[str, ...]


WORK = tuple(schema.works.c[name] for name in Work._fields)


@functools.cache
def _find() -> Select[Any]:
    """Works by `symbols`. Queries of every page are made once: making them took longer than asking them."""
    works, table = schema.works, schema.symbols
    query = select(table.c.symbol, *WORK).join_from(table, works, table.c.work == works.c.id)
    return prepared(query.where(table.c.symbol.in_(bindparam("symbols", expanding=True))))


@functools.cache
def _versions() -> Select[Any]:
    """Language versions of `work`."""
    table = schema.expressions
    query = select(table.c.language, table.c.title, table.c.source)
    query = query.join_from(table, schema.works, table.c.work == schema.works.c.id)
    return prepared(query.where(table.c.work == bindparam("work")).order_by(table.c.language))


@functools.cache
def _packed() -> Select[Any]:
    """The dossier of `work` in `language`."""
    table = schema.expressions
    query = select(table.c.dossier).join_from(table, schema.works, table.c.work == schema.works.c.id)
    return prepared(query.where(table.c.work == bindparam("work"), table.c.language == bindparam("language")))


@functools.cache
def _paragraph() -> Select[Any]:
    """`address` in every language of `work`."""
    blocks, table = schema.blocks, schema.expressions
    query = select(table.c.language, blocks.c.number, blocks.c.role, blocks.c.text)
    query = query.join_from(blocks, table, blocks.c.expression == table.c.id)
    query = query.join(schema.works, table.c.work == schema.works.c.id)
    query = query.where(table.c.work == bindparam("work"), blocks.c.address == bindparam("address"))
    return prepared(query.order_by(table.c.language))


@functools.cache
def _citing() -> Select[Any]:
    """What leads to `symbols` from works other than `work`."""
    links, table, works = schema.relations, schema.expressions, schema.works
    columns = (links.c.kind, works.c.key, table.c.language, links.c.address, links.c.pinpoint, works.c.date)
    query = select(*columns).join_from(links, table, links.c.expression == table.c.id)
    query = query.join(works, table.c.work == works.c.id).where(works.c.id != bindparam("work"))
    query = query.where(links.c.symbol.in_(bindparam("symbols", expanding=True)))
    return prepared(query.order_by(works.c.date.desc().nulls_last(), works.c.key, links.c.id).limit(MOST_ROWS))


@functools.cache
def _symbols() -> Select[Any]:
    """Symbols of `work`."""
    table = schema.symbols
    query = select(table.c.symbol).join_from(table, schema.works, table.c.work == schema.works.c.id)
    return prepared(query.where(table.c.work == bindparam("work")).order_by(table.c.symbol))


@functools.cache
def _leads_to() -> Select[Any]:
    """Relations of `work` that are more than a citation."""
    links, table = schema.relations, schema.expressions
    query = select(links.c.kind, links.c.symbol).join_from(links, table, links.c.expression == table.c.id)
    query = query.join(schema.works, table.c.work == schema.works.c.id)
    query = query.where(table.c.work == bindparam("work"), links.c.kind != "cites").distinct()
    return prepared(query.order_by(links.c.kind, links.c.symbol).limit(MOST_ROWS))


class Reader:
    """What one class of readers sees of a record, for the time of one question."""

    def __init__(self, record: Record, classes: tuple[str, ...]) -> None:
        self.record = record
        self.classes = classes
        self._versions: dict[int, list[Version]] = {}

    def rows(self, query: Select[Any], limit: int = MOST_ROWS) -> list[Any]:
        """Rows of a query over works, of visible classes only."""
        with self.record.engine.connect() as connection:
            return list(connection.execute(visible(query, self.classes).limit(limit)).all())

    def ask(self, query: Select[Any], **given: Any) -> list[Any]:
        """Rows of a query that was made before (`prepared`), of visible classes only."""
        with self.record.engine.connect() as connection:
            return list(connection.execute(query, {"classes": self.classes, **given}).all())

    def find(self, parts: Sequence[str]) -> Place | None:
        """The work whose symbol is the longest start of a path, and the rest as address."""
        starts = ["/".join(parts[:end]) for end in range(1, min(len(parts), LONGEST) + 1)]
        found = self.ask(_find(), symbols=starts)
        if not found:
            return None
        best = max(found, key=lambda row: len(row.symbol))
        return Place(Work(*best[1:]), "/".join(parts[best.symbol.count("/") + 1 :]), best.symbol)

    def alias(self, path: str) -> str | None:
        """Where an old address leads now, if its reader may see that."""
        table = schema.aliases
        with self.record.engine.connect() as connection:
            new = connection.scalar(select(table.c.new).where(table.c.old == path))
        return new if new and self.find(new.split("/")) else None

    def versions(self, work: Work) -> list[Version]:
        """Language versions, in the order of languages."""
        if work.id not in self._versions:
            found = self.ask(_versions(), work=work.id)
            self._versions[work.id] = [Version(*row) for row in found]
        return self._versions[work.id]

    def packed(self, work: Work, language: str) -> bytes | None:
        """The stored dossier of a version."""
        found = self.ask(_packed(), work=work.id, language=language)
        return bytes(found[0].dossier) if found else None

    def paragraph(self, work: Work, address: str) -> list[Line]:
        """The same paragraph in every language that has it."""
        return [Line(*row) for row in self.ask(_paragraph(), work=work.id, address=address)]

    def texts(self, numbers: Sequence[int]) -> dict[int, Any]:
        """Rows of paragraphs by their number in the record: text, title, date of what they stand in."""
        blocks, table, works = schema.blocks, schema.expressions, schema.works
        columns = (blocks.c.id, blocks.c.text, blocks.c.number, blocks.c.language, table.c.title, works.c.date)
        query = select(*columns, works.c.kind).join_from(blocks, table, blocks.c.expression == table.c.id)
        query = query.join(works, table.c.work == works.c.id).where(blocks.c.id.in_(numbers))
        return {row.id: row for row in self.rows(query)}

    def names_in(self, numbers: Sequence[int], target: str) -> list[Any]:
        """Where paragraphs name an entity: block, start, end."""
        names, blocks, table = schema.mentions, schema.blocks, schema.expressions
        query = select(names.c.block, names.c.start, names.c.end).join_from(names, blocks, names.c.block == blocks.c.id)
        query = query.join(table, blocks.c.expression == table.c.id).join(
            schema.works, table.c.work == schema.works.c.id
        )
        return self.rows(query.where(names.c.block.in_(numbers), names.c.target == target))

    def citing(self, symbols: Sequence[str], language: str, work: Work | None = None) -> list[Citing]:
        """What leads to a document by any of its symbols, newest first, each place once whatever its languages."""
        found: dict[tuple[Any, ...], Citing] = {}
        for row in self.ask(_citing(), symbols=symbols, work=work.id if work is not None else 0):
            one = Citing(*row)
            place = (one.kind, one.key, one.address, one.pinpoint)
            if place not in found or one.language == language:
                found[place] = one
        return list(found.values())

    def symbols(self, work: Work) -> list[str]:
        """Every symbol of a work, its key first."""
        found = [row.symbol for row in self.ask(_symbols(), work=work.id)]
        return [work.key, *(symbol for symbol in found if symbol != work.key)]

    def leads_to(self, work: Work) -> list[tuple[str, str]]:
        """Relations of a document to others that are more than a citation: kind and symbol."""
        own = self.symbols(work)
        found = self.ask(_leads_to(), work=work.id)
        return [(row.kind, row.symbol) for row in found if row.symbol not in own]

    def listed(self, language: str, *, limit: int = 50, after: str | None = None, **wanted: str) -> list[Summary]:
        """Documents, newest first. `after`: cursor of the last one seen; `wanted`: values of columns of works."""
        works = schema.works
        stamp = func.coalesce(works.c.date, "")
        given = {name: int(value) if name == "year" else value for name, value in wanted.items()}
        query = select(*WORK).where(*(works.c[name] == value for name, value in given.items()))
        if after is not None:
            date, _, key = after.partition("~")
            query = query.where(or_(stamp < date, and_(stamp == date, works.c.key > key)))
        found = [Work(*row) for row in self.rows(query.order_by(stamp.desc(), works.c.key), limit)]
        return self._summaries(found, language)

    def _summaries(self, found: list[Work], language: str) -> list[Summary]:
        """Works with their titles, all of them in one query."""
        table = schema.expressions
        query = select(table.c.work, table.c.language, table.c.title)
        query = query.join_from(table, schema.works, table.c.work == schema.works.c.id)
        titles: dict[int, dict[str, str | None]] = {}
        for row in self.rows(query.where(table.c.work.in_([work.id for work in found]))):
            titles.setdefault(row.work, {})[row.language] = row.title
        return [_summary(work, titles.get(work.id, {}), language) for work in found]

    def keyed(self, keys: Sequence[str], language: str) -> dict[str, Summary]:
        """Documents by key."""
        found = [Work(*row) for row in self.rows(select(*WORK).where(schema.works.c.key.in_(keys)))]
        return {one.work.key: one for one in self._summaries(found, language)}

    def counts(self) -> dict[str, int]:
        """The record in numbers, as far as it may be seen."""
        works, table, blocks = schema.works, schema.expressions, schema.blocks
        inside = select(func.count()).join_from(table, works, table.c.work == works.c.id)
        below = select(func.count()).join_from(blocks, table, blocks.c.expression == table.c.id)
        below = below.join(works, table.c.work == works.c.id)
        queries = {"documents": select(func.count()).select_from(works), "versions": inside, "paragraphs": below}
        for name, child in (("mentions", schema.mentions), ("positions", schema.positions)):
            deeper = select(func.count()).join_from(child, blocks, child.c.block == blocks.c.id)
            deeper = deeper.join(table, blocks.c.expression == table.c.id)
            queries[name] = deeper.join(works, table.c.work == works.c.id)
        return {name: int(self.rows(query)[0][0]) for name, query in queries.items()}


def preferred(held: Sequence[str], *wanted: str | None) -> str:
    """The language to show of those held: the first wanted one, else the first of the house's order of fallback."""
    order = [*filter(None, wanted), "en", *TONGUES, *held]
    return next(language for language in order if language in held)


def _summary(work: Work, titles: dict[str, str | None], language: str) -> Summary:
    """A work as a line of a list."""
    shown = preferred(list(titles), language) if titles else "und"
    return Summary(work, titles.get(shown), shown, tuple(sorted(titles)))
