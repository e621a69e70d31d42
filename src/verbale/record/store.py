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

import msgspec
from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from verbale.model.dossier import Dossier
from verbale.model.reading import Source
from verbale.record import schema
from verbale.record.edition import edition
from verbale.record.keeping.holding import held_elsewhere
from verbale.record.keeping.judgements import Judgement, checked
from verbale.record.keeping.putting import Before, judgements, known_as, put, versions_of
from verbale.record.keeping.rows import unpacked
from verbale.record.keeping.transaction import writing
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

    def __init__(self, engine: Engine, sources: Sources, index: Path, search_server: str | None = None) -> None:
        self.engine = engine
        self.sources = sources
        self.index_folder = index
        self.search_server = search_server

    def known(self, digest: str) -> Kept | None:
        """Where a file with this SHA-256 is kept; None when the record does not hold it."""
        with self.engine.connect() as connection:
            return self._manifestation(connection, digest)

    def keep(self, content: bytes, dossier: Dossier, *, reader: str | None = None, settled: bool = True) -> Kept:
        """Keep a source and what was read of it; bytes that are known already change nothing.

        `reader` is the edition of the program that read it, this one where it is left out; `settled` as in `Sources`.
        """
        digest = self.sources.keep(content, settled=settled)
        about = Source(name=dossier.source.name, sha256=digest, media_type=dossier.source.media_type)
        return self.keep_reading(about, len(content), dossier, reader=reader)

    def keep_reading(
        self, source: Source, size: int, dossier: Dossier, *, reader: str | None = None, added: str | None = None
    ) -> Kept:
        """Keep what was read of a source whose bytes are kept already, or are to come later."""
        with writing(self.engine) as connection:
            known = self._manifestation(connection, source.sha256)
            if known is not None:
                return known
            expression = put(connection, dossier, source.sha256)
            row = {"sha256": source.sha256, "expression": expression, "name": source.name, "bytes": size}
            row |= {"media_type": source.media_type, "added": added or now(), "reader": reader or edition()}
            connection.execute(insert(schema.manifestations).values(**row))
            kept = self._manifestation(connection, source.sha256)
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

    def replace(self, digest: str, dossier: Dossier, *, reader: str | None = None) -> Kept | None:
        """Put a newer reading of a kept file in place of the old one; None where the file was removed meanwhile.

        Addresses that are no more lead to where their paragraphs stand now, and judgements are put over it again. A
        text read from another file keeps that reading.
        """
        with writing(self.engine) as connection:
            before = known_as(connection, digest)
            if before is None:
                return None
            files = schema.manifestations
            row = update(files).where(files.c.sha256 == digest)
            connection.execute(row.values(reader=reader or edition()))
            put(connection, dossier, digest, before)
            return self._manifestation(connection, digest)

    def judge(self, judgement: Judgement) -> Judgement:
        """Keep a judgement and put it over the document. Raises `ValueError` where it is about nothing there."""
        with writing(self.engine) as connection:
            key = self._key(connection, judgement.key)
            versions = versions_of(connection, key)
            field = judgement.subject.startswith("field:")
            chosen = [one for one in versions if field or one.language == judgement.language]
            if not chosen:
                held = ", ".join(one.language for one in versions) or "nothing"
                raise ValueError(f"The record holds {held} of {key}, not {judgement.language or 'that'}.")
            judgement = checked(msgspec.structs.replace(judgement, key=key), unpacked(chosen[0].dossier))
            if judgement.subject == "field:symbol" and judgement.value:
                self._free(connection, judgement.value, chosen)
            connection.execute(insert(schema.judgements).values(**msgspec.structs.asdict(judgement)))
            for one in chosen:
                put(connection, unpacked(one.machine or one.dossier), one.source, one)
        return judgement

    def _free(self, connection: Connection, symbol: str, chosen: list[Before]) -> None:
        """Raise `ValueError` where a text in the same language has a symbol already."""
        languages = {one.language for one in chosen}
        for held in versions_of(connection, self._key(connection, symbol)):
            if held.language in languages and held not in chosen:
                raise ValueError(f"{symbol} is another text in {held.language}: judge that one's symbol first.")

    def judgements(self, key: str | None = None) -> list[Judgement]:
        """What people judged, of one document or of all, the earliest first."""
        with self.engine.connect() as connection:
            if key is not None:
                return judgements(connection, [self._key(connection, key)])
            table = schema.judgements
            columns = [table.c[name] for name in Judgement.__struct_fields__]
            rows = connection.execute(select(*columns).order_by(table.c.at, table.c.id))
            return [Judgement(**row._mapping) for row in rows]

    def key(self, symbol: str) -> str:
        """The key of the work with a symbol, whatever it was called before; the symbol itself where there is none."""
        with self.engine.connect() as connection:
            return self._key(connection, symbol)

    @staticmethod
    def _key(connection: Connection, symbol: str) -> str:
        """The same, inside a transaction."""
        plain = symbol.replace(" ", "")
        works, symbols, aliases = schema.works, schema.symbols, schema.aliases
        query = select(works.c.key).join_from(symbols, works, symbols.c.work == works.c.id)
        known = connection.scalar(query.where(symbols.c.symbol == plain))
        return known or connection.scalar(select(aliases.c.new).where(aliases.c.old == plain)) or plain

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
        works, expressions = schema.works, schema.expressions
        query = select(expressions.c.dossier).join_from(expressions, works, expressions.c.work == works.c.id)
        query = query.order_by(expressions.c.language)
        if language is not None:
            query = query.where(expressions.c.language == language)
        with self.engine.connect() as connection:
            content = connection.scalar(query.where(works.c.key == self._key(connection, key)).limit(1))
        return unpacked(content) if content is not None else None

    def remove(self, symbol: str) -> int:
        """Remove a work with everything under it; returns how many files went. Judgements and aliases stay.

        The bytes of a file that anything else in the same database still names (the desk) stay too.
        """
        works, expressions, files = schema.works, schema.expressions, schema.manifestations
        with writing(self.engine) as connection:
            work = connection.scalar(select(works.c.id).where(works.c.key == self._key(connection, symbol)))
            if work is None:
                return 0
            inside = select(expressions.c.id).where(expressions.c.work == work)
            digests = list(connection.scalars(select(files.c.sha256).where(files.c.expression.in_(inside))))
            connection.execute(delete(works).where(works.c.id == work))
            loose = [digest for digest in digests if not held_elsewhere(connection, digest)]
        for digest in loose:
            self.sources.drop(digest)
        return len(digests)

    def text(self, block: int) -> str:
        """The text of a block by its number."""
        with self.engine.connect() as connection:
            return connection.scalar(select(schema.blocks.c.text).where(schema.blocks.c.id == block)) or ""

    def files(self, *, not_read_by: str | None = None) -> list[tuple[str, str]]:
        """Hash and name of the files kept, in the order of their texts; only those another edition read, if asked."""
        table = schema.manifestations
        query = select(table.c.sha256, table.c.name)
        if not_read_by is not None:
            query = query.where(table.c.reader != not_read_by)
        with self.engine.connect() as connection:
            rows = connection.execute(query.order_by(table.c.expression, table.c.added, table.c.sha256))
            return [(row.sha256, row.name) for row in rows]

    def counts(self) -> dict[str, int]:
        """The record in numbers: works, expressions, files, blocks, mentions, positions."""
        tables = ("works", "expressions", "manifestations", "blocks", "mentions", "positions", "relations")
        with self.engine.connect() as connection:
            return {
                name: connection.scalar(select(func.count()).select_from(schema.metadata.tables[name])) or 0
                for name in tables
            }


def now() -> str:
    """The time as the record writes it: UTC, ISO 8601, seconds."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
