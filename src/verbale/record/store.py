"""Record: dossiers kept, in a folder with SQLite or on a PostgreSQL server, by the same code.

    record = open_record("archive")            # a folder, made if it is not there
    record.keep(content, dossier)              # idempotent by content
    record.dossier("A/RES/66/20", "fr")

One writer at a time; readers never wait. Every change is one transaction, so a kill leaves the record as it was.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine, create_engine, delete, event, func, insert, select

from verbale.model.dossier import Dossier
from verbale.record import schema
from verbale.record.keeping import unpacked, write_expression, write_work
from verbale.record.sources import Sources


class Kept(NamedTuple):
    """What became of a document: key of its work, its language, whether the record already held these bytes."""

    key: str
    language: str
    known: bool


class Listed(NamedTuple):
    """One expression as lists show it."""

    key: str
    language: str
    kind: str
    body: str | None
    date: str | None
    distribution: str
    title: str | None
    source: str


class Record:
    """Works, expressions and sources of one record."""

    def __init__(self, engine: Engine, sources: Sources, index: Path) -> None:
        self.engine = engine
        self.sources = sources
        self.index_folder = index

    def known(self, digest: str) -> Kept | None:
        """Where a file with this SHA-256 is kept; None when the record does not hold it."""
        with self.engine.connect() as connection:
            return self._manifestation(connection, digest)

    def keep(self, content: bytes, dossier: Dossier) -> Kept:
        """Keep a source and what was read of it; bytes that are known already change nothing."""
        digest = self.sources.keep(content)
        with self.engine.begin() as connection:
            known = self._manifestation(connection, digest)
            if known is not None:
                return known
            work = write_work(connection, dossier)
            expression = write_expression(connection, work, dossier)
            now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
            row = {"sha256": digest, "expression": expression, "name": dossier.source.name, "added": now}
            table = schema.manifestations
            connection.execute(insert(table).values(media_type=dossier.source.media_type, bytes=len(content), **row))
            kept = self._manifestation(connection, digest)
        assert kept is not None
        return kept._replace(known=False)

    def _manifestation(self, connection: Connection, digest: str) -> Kept | None:
        """Where a kept file belongs."""
        works, expressions, files = schema.works, schema.expressions, schema.manifestations
        query = (
            select(works.c.key, expressions.c.language)
            .join_from(files, expressions, files.c.expression == expressions.c.id)
            .join(works, expressions.c.work == works.c.id)
            .where(files.c.sha256 == digest)
        )
        row = connection.execute(query).first()
        return Kept(row.key, row.language, known=True) if row else None

    def replace(self, dossier: Dossier) -> None:
        """Put a newer reading of a kept file in place of the old one; addresses that vanish get no other meaning."""
        with self.engine.begin() as connection:
            write_expression(connection, write_work(connection, dossier), dossier)

    def listed(self, distributions: tuple[str, ...] | None = None) -> Iterator[Listed]:
        """Every expression, by key and language; only of the given distribution classes where they are given."""
        works, expressions = schema.works, schema.expressions
        columns = (works.c.key, expressions.c.language, works.c.kind, works.c.body, works.c.date)
        query = select(*columns, works.c.distribution, expressions.c.title, expressions.c.source)
        query = query.join_from(expressions, works, expressions.c.work == works.c.id)
        if distributions is not None:
            query = query.where(works.c.distribution.in_(distributions))
        with self.engine.connect() as connection:
            for row in connection.execute(query.order_by(works.c.key, expressions.c.language)):
                yield Listed(*row)

    def dossier(self, key: str, language: str | None = None) -> Dossier | None:
        """The dossier of a work, by any of its symbols; in any language where none is asked."""
        works, expressions, symbols = schema.works, schema.expressions, schema.symbols
        query = (
            select(expressions.c.dossier)
            .join_from(symbols, expressions, symbols.c.work == expressions.c.work)
            .join(works, works.c.id == expressions.c.work)
            .where(symbols.c.symbol == key.replace(" ", ""))
            .order_by(expressions.c.language)
        )
        if language is not None:
            query = query.where(expressions.c.language == language)
        with self.engine.connect() as connection:
            content = connection.scalar(query.limit(1))
        return unpacked(content) if content is not None else None

    def remove(self, key: str) -> int:
        """Remove a work with everything under it; returns how many files went. Judgements and aliases stay."""
        works, expressions, files = schema.works, schema.expressions, schema.manifestations
        with self.engine.begin() as connection:
            work = connection.scalar(select(works.c.id).where(works.c.key == key))
            if work is None:
                return 0
            inside = select(expressions.c.id).where(expressions.c.work == work)
            digests = list(connection.scalars(select(files.c.sha256).where(files.c.expression.in_(inside))))
            connection.execute(delete(works).where(works.c.id == work))
        for digest in digests:
            self.sources.drop(digest)
        return len(digests)

    def text(self, block: int) -> str:
        """The text of a block by its number."""
        with self.engine.connect() as connection:
            return connection.scalar(select(schema.blocks.c.text).where(schema.blocks.c.id == block)) or ""

    def files(self) -> list[tuple[str, str]]:
        """Hash and name of every file kept, in the order they were added."""
        table = schema.manifestations
        with self.engine.connect() as connection:
            query = select(table.c.sha256, table.c.name).order_by(table.c.added, table.c.sha256)
            return [(row.sha256, row.name) for row in connection.execute(query)]

    def faults(self) -> Iterator[str]:
        """What is wrong with the record, one sentence each: sources lost or changed, dossiers that cannot be read."""
        files, expressions = schema.manifestations, schema.expressions
        with self.engine.connect() as connection:
            for digest, name in connection.execute(select(files.c.sha256, files.c.name).order_by(files.c.sha256)):
                if not self.sources.whole(digest):
                    yield f"The source {digest} ({name}) is lost or changed: add the file again."
            query = select(expressions.c.id, expressions.c.dossier)
            for number, content in connection.execute(query):
                try:
                    dossier = unpacked(content)
                except Exception as fault:  # whatever is wrong with stored bytes is a fault to be told
                    yield f"The dossier of expression {number} cannot be read ({fault}): run `verbale record reread`."
                    continue
                wanted = sum(len(part.blocks) for part in dossier.components) + len(dossier.notes)
                blocks = schema.blocks
                held = select(func.count()).select_from(blocks).where(blocks.c.expression == number)
                if (connection.scalar(held) or 0) != wanted:
                    yield f"Expression {number} lost blocks: run `verbale record reread`."

    def counts(self) -> dict[str, int]:
        """The record in numbers: works, expressions, files, blocks, mentions, positions."""
        tables = ("works", "expressions", "manifestations", "blocks", "mentions", "positions", "relations")
        with self.engine.connect() as connection:
            return {
                name: connection.scalar(select(func.count()).select_from(schema.metadata.tables[name])) or 0
                for name in tables
            }


def open_record(place: str | Path) -> Record:
    """Open a record: a folder (made if missing) or a database address `postgresql://…?sources=…&index=…`.

    Raises `ValueError` when the record was written by a newer version of the program.
    """
    if "://" in str(place):
        address, _, options = str(place).partition("?")
        given = dict(option.split("=", 1) for option in options.split("&") if "=" in option)
        engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://", 1))
        record = Record(engine, Sources(given.get("sources", "sources")), Path(given.get("index", "index")))
    else:
        folder = Path(place)
        (folder / "sources").mkdir(parents=True, exist_ok=True)
        engine = create_engine(f"sqlite:///{folder / 'record.db'}", connect_args={"timeout": 60})
        event.listen(engine, "connect", _tune)
        record = Record(engine, Sources(str(folder / "sources")), folder / "index")
    _prepare(record.engine)
    return record


def _tune(connection: object, _: object) -> None:
    """SQLite as a record needs it: readers beside the writer, foreign keys obeyed, no write lost to a kill."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for line in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL", "busy_timeout=60000"):
        cursor.execute(f"PRAGMA {line}")
    cursor.close()


def _prepare(engine: Engine) -> None:
    """Make the tables of a new record; refuse one that a newer program wrote."""
    with engine.begin() as connection:
        schema.metadata.create_all(connection)
        known = connection.scalar(select(schema.state.c.value).where(schema.state.c.name == "schema"))
        if known is None:
            connection.execute(insert(schema.state).values(name="schema", value=str(schema.VERSION)))
        elif int(known) > schema.VERSION:
            raise ValueError(f"This record has schema {known}: install the version of Verbale that wrote it.")
