"""The search index of a record: derived from it, rebuilt at will, one SQLite file whatever the record's database is.

A row is a paragraph or note. Its words stand in an FTS5 table without content (the text is in the record); what can be
filtered and counted stands in plain columns and in `facts` (one row a name, holder, topic, attitude). Ranking is BM25.
The same file beside SQLite and PostgreSQL gives the same answers in the same order on both.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Select, select

from verbale.authority import open_authority
from verbale.record import schema
from verbale.record.search.question import Question, understand
from verbale.record.search.words import symbols_of, words_of
from verbale.record.store import Record
from verbale.tongues.files import TONGUES

TABLES = """
CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5(
  words, content='', detail=full, tokenize="unicode61 remove_diacritics 0 tokenchars '_'");
CREATE TABLE IF NOT EXISTS rows (
  id INTEGER PRIMARY KEY, block INTEGER, expression INTEGER, key TEXT, lang TEXT, address TEXT, role TEXT,
  body TEXT, kind TEXT, year INTEGER, session TEXT, distribution TEXT);
CREATE INDEX IF NOT EXISTS rows_expression ON rows (expression);
CREATE TABLE IF NOT EXISTS facts (
  sort TEXT, value TEXT, id INTEGER, PRIMARY KEY (sort, value, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS facts_id ON facts (id);
CREATE TABLE IF NOT EXISTS expressions (expression INTEGER PRIMARY KEY, source TEXT);
"""
LONGEST_SECONDS = 5.0
"""Time a question may take; then SQLite gives up with `sqlite3.OperationalError`."""

STEPS = 20_000
"""Steps of SQLite's machine between two looks at the clock."""

COLUMNS = ("lang", "body", "kind", "year", "session", "role")
FACTS = ("name", "holder", "about", "topic", "attitude")


class Hit(NamedTuple):
    """A paragraph found: its row in the record, work, language, address, score (higher is better)."""

    id: int
    key: str
    language: str
    address: str
    score: float


class Found(NamedTuple):
    """Hits of one page, how many there are in all, and counts by language, body, kind, year."""

    hits: list[Hit]
    total: int
    counts: dict[str, dict[str, int]]


class SearchIndex:
    """The index of one record."""

    def __init__(self, record: Record) -> None:
        self._record = record
        record.index_folder.mkdir(parents=True, exist_ok=True)
        self._path = record.index_folder / "search.db"
        self._database = _connect(self._path)

    def update(self) -> int:
        """Bring the index up to date with the record; returns how many expressions were indexed anew."""
        with self._record.engine.connect() as connection:
            table = schema.expressions
            held = {row.id: row.source for row in connection.execute(select(table.c.id, table.c.source))}
        known = dict(self._database.execute("SELECT expression, source FROM expressions").fetchall())
        stale = [number for number, source in known.items() if held.get(number) != source]
        fresh = [number for number, source in held.items() if known.get(number) != source]
        for number in stale:
            self._forget(number)
        for number in fresh:
            self._learn(number, held[number])
        self._follow_classes()
        return len(fresh)

    def _follow_classes(self) -> None:
        """Take over distribution classes that changed: a later version of a work may print a stricter one."""
        works, expressions = schema.works, schema.expressions
        query = select(expressions.c.id, works.c.distribution).join_from(
            expressions, works, works.c.id == expressions.c.work
        )
        known = set(self._database.execute("SELECT DISTINCT expression, distribution FROM rows").fetchall())
        with self._record.engine.connect() as connection:
            now = {row.id: row.distribution for row in connection.execute(query)}
        changed = [(now[number], number) for number, held in known if now.get(number, held) != held]
        with self._database:
            self._database.executemany("UPDATE rows SET distribution = ? WHERE expression = ?", changed)

    def rebuild(self) -> int:
        """Make the index anew from the record."""
        self._database.executescript("DROP TABLE texts; DROP TABLE rows; DROP TABLE facts; DROP TABLE expressions;")
        self._database.executescript(TABLES)
        return self.update()

    def _forget(self, expression: int) -> None:
        """Take an expression out of the index; its words stay until a rebuild, but lead to no row any more."""
        with self._database:
            self._database.execute(
                "DELETE FROM facts WHERE id IN (SELECT id FROM rows WHERE expression = ?)", (expression,)
            )
            self._database.execute("DELETE FROM rows WHERE expression = ?", (expression,))
            self._database.execute("DELETE FROM expressions WHERE expression = ?", (expression,))

    def _learn(self, expression: int, source: str) -> None:
        """Index one expression, whole or not at all."""
        rows, words, facts = self._rows(expression)
        with self._database:
            self._database.executemany(f"INSERT INTO rows VALUES ({', '.join('?' * 12)})", rows)
            self._database.executemany("INSERT INTO texts (rowid, words) VALUES (?, ?)", words)
            self._database.executemany("INSERT OR IGNORE INTO facts VALUES (?, ?, ?)", facts)
            self._database.execute("INSERT OR REPLACE INTO expressions VALUES (?, ?)", (expression, source))

    def _rows(
        self, expression: int
    ) -> tuple[list[Sequence[object]], list[tuple[int, str]], list[tuple[str, str, int]]]:
        """Rows, words and facts of an expression from the record."""
        works, expressions, blocks = schema.works, schema.expressions, schema.blocks
        with self._record.engine.connect() as connection:
            query = select(works, expressions.c.language.label("spoken")).join_from(
                expressions, works, works.c.id == expressions.c.work
            )
            work = connection.execute(query.where(expressions.c.id == expression)).one()
            found = connection.execute(select(blocks).where(blocks.c.expression == expression)).all()
            facts = self._facts(connection.execute(_names(expression)), connection.execute(_parties(expression)))
        rows: list[Sequence[object]] = []
        words: list[tuple[int, str]] = []
        number_of = {block.id: number for number, block in enumerate(found, start=self._next())}
        for block in found:
            number = number_of[block.id]
            place = (number, block.id, expression, work.key, block.language or work.spoken, block.address, block.role)
            rows.append((*place, work.body, work.kind, work.year, work.session, work.distribution))
            indexed = [*words_of(block.text, block.language), *symbols_of(block.text)]
            words.append((number, " ".join(indexed)))
        return rows, words, [(sort, value, number_of[block]) for sort, value, block in facts]

    def _next(self) -> int:
        """The first number no row ever had: words of rows that are gone keep theirs."""
        return (self._database.execute("SELECT max(id) FROM texts_docsize").fetchone()[0] or 0) + 1

    @staticmethod
    def _facts(names: Iterable[Sequence[object]], parts: Iterable[Sequence[object]]) -> list[tuple[str, str, int]]:
        """What can be filtered by: names, then the parts and attitudes of positions."""
        facts = {("name", str(target), int(str(block))) for block, target in names if target}
        for block, role, target, attitude in parts:
            facts.add((str(role), str(target), int(str(block))))
            facts.add(("attitude", str(attitude), int(str(block))))
        return [fact for fact in sorted(facts) if fact[0] in FACTS]

    def entities(self, plain: str) -> tuple[str, ...]:
        """The entity that plain words name whole; empty where they name none."""
        return _entities(plain)

    def ask(
        self,
        text: str,
        *,
        limit: int = 20,
        start: int = 0,
        distributions: tuple[str, ...] = ("general",),
        counts: bool = True,
    ) -> Found:
        """Paragraphs that answer a question, best first; only of the distribution classes given."""
        question = understand(text, TONGUES)
        where, values = _conditions(question, distributions)
        named = _entities(question.plain)
        if question.match is None and not question.filters:
            return Found([], 0, {})
        table, given = _matching(question.match, named)
        query = (
            f"{table} SELECT r.block, r.key, r.lang, r.address, m.score FROM m JOIN rows r ON r.id = m.id WHERE {where}"
        )
        order = " ORDER BY m.score DESC, r.key, r.lang, r.id LIMIT ? OFFSET ?"
        with self._in_time():
            found = self._database.execute(query + order, (*given, *values, limit, start)).fetchall()
            total = self._database.execute(
                f"{table} SELECT count(*) FROM m JOIN rows r ON r.id = m.id WHERE {where}", (*given, *values)
            ).fetchone()[0]
            counted = self._counts(table, where, (*given, *values)) if counts else {}
        return Found([Hit(*row) for row in found], total, counted)

    @contextlib.contextmanager
    def _in_time(self) -> Iterator[None]:
        """Give up with `sqlite3.OperationalError` what takes longer than a question may."""
        until = time.monotonic() + LONGEST_SECONDS
        self._database.set_progress_handler(lambda: time.monotonic() > until, STEPS)
        try:
            yield
        finally:
            self._database.set_progress_handler(None, 0)

    def _counts(self, table: str, where: str, values: tuple[object, ...]) -> dict[str, dict[str, int]]:
        """How many hits there are by language, body, kind and year."""
        counted: dict[str, dict[str, int]] = {}
        for column in ("lang", "body", "kind", "year"):
            query = f"{table} SELECT r.{column}, count(*) FROM m JOIN rows r ON r.id = m.id WHERE {where}"
            rows = self._database.execute(f"{query} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20", values)
            counted[column] = {str(value): count for value, count in rows if value is not None}
        return counted


def _connect(path: Path) -> sqlite3.Connection:
    """The index file, made if it is not there."""
    database = sqlite3.connect(path, timeout=60, check_same_thread=False)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=OFF")
    database.executescript(TABLES)
    return database


def _names(expression: int) -> Select[Any]:
    """Query: what every block of an expression names."""
    blocks, mentions = schema.blocks, schema.mentions
    query = select(mentions.c.block, mentions.c.target).join_from(mentions, blocks, mentions.c.block == blocks.c.id)
    return query.where(blocks.c.expression == expression)


def _parties(expression: int) -> Select[Any]:
    """Query: who has which part in the positions of an expression."""
    blocks, positions, parties = schema.blocks, schema.positions, schema.parties
    query = (
        select(positions.c.block, parties.c.role, parties.c.target, positions.c.attitude)
        .join_from(parties, positions, parties.c.position == positions.c.id)
        .join(blocks, positions.c.block == blocks.c.id)
    )
    return query.where(blocks.c.expression == expression)


def _entities(plain: str) -> tuple[str, ...]:
    """The entity that a question names whole, in whatever language it is written."""
    for language in TONGUES:
        for hit in open_authority().find(plain, language):
            if hit.start == 0 and hit.end >= len(plain.rstrip()):
                return hit.ids[:1]
    return ()


def _matching(match: str | None, named: tuple[str, ...]) -> tuple[str, tuple[object, ...]]:
    """The table of matching rows with their score: by words, and by the entity named, in any language."""
    tables, values = [], []
    if match is not None:
        tables.append("SELECT rowid AS id, -bm25(texts) AS score FROM texts WHERE texts MATCH ?")
        values.append(match)
    if named:
        tables.append("SELECT id, 0.5 AS score FROM facts WHERE sort = 'name' AND value = ?")
        values.append(named[0])
    if not tables:
        tables.append("SELECT id, 0.0 AS score FROM rows")
    names = [f"m{number}" for number in range(len(tables))]
    given = ", ".join(f"{name} AS MATERIALIZED ({table})" for name, table in zip(names, tables, strict=True))
    if len(names) == 1:
        return f"WITH {given.replace('m0', 'm', 1)}", tuple(values)
    union = " UNION ALL ".join(f"SELECT * FROM {name}" for name in names)
    return f"WITH {given}, m AS (SELECT id, max(score) AS score FROM ({union}) GROUP BY id)", tuple(values)


def _conditions(question: Question, distributions: tuple[str, ...]) -> tuple[str, list[object]]:
    """Filters as conditions; what a reader may not see is left out here, before anything is counted."""
    parts = [f"r.distribution IN ({', '.join('?' * len(distributions))})"]
    values: list[object] = list(distributions)
    for name, value in question.filters:
        if name == "symbol":
            parts.append("r.key GLOB ?")
            values.append(value)
        elif name in COLUMNS:
            parts.append(f"r.{name} = ?")
            values.append(value)
        elif name in FACTS:
            parts.append("r.id IN (SELECT id FROM facts WHERE sort = ? AND value = ?)")
            values += [name, value]
    return " AND ".join(parts), values
