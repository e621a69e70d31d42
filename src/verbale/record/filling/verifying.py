"""Whether a record is whole: every source, every dossier, every row, every judgement. One sentence a fault."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from verbale.record import schema
from verbale.record.keeping.judgements import applied
from verbale.record.keeping.putting import judgements
from verbale.record.keeping.rows import unpacked
from verbale.record.store import Record

TOGETHER = 200
"""Dossiers that are looked at in one question to the database."""


def faults(record: Record) -> Iterator[str]:
    """What is wrong with a record: sources lost or changed, dossiers or rows lost, judgements whose words are gone."""
    with record.engine.connect() as connection:
        yield from _database(connection)
        yield from _sources(connection, record)
        yield from _orphans(connection)
        last = 0
        while numbers := _following(connection, last):
            yield from _dossiers(connection, numbers)
            last = numbers[-1]


def _database(connection: Connection) -> Iterator[str]:
    """What the database finds wrong with itself."""
    if connection.dialect.name != "sqlite":
        return
    for (told,) in connection.exec_driver_sql("PRAGMA quick_check(10)").all():
        if told != "ok":
            yield f"The database is damaged ({told}): restore record.db, or add the sources to a new record."
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").all()[:10]:
        yield f"A row of {row[0]} belongs to nothing: run `verbale record reread --all`."


def _sources(connection: Connection, record: Record) -> Iterator[str]:
    """Sources that are lost or changed."""
    files = schema.manifestations
    for digest, name in connection.execute(select(files.c.sha256, files.c.name).order_by(files.c.sha256)).all():
        if not record.sources.whole(digest):
            yield f"The source {digest} ({name}) is lost or changed: add the file again."


def _orphans(connection: Connection) -> Iterator[str]:
    """Texts without their file, works without a text."""
    works, table, files = schema.works, schema.expressions, schema.manifestations
    query = select(works.c.key, table.c.language).join_from(table, works, table.c.work == works.c.id)
    lost = query.join(files, files.c.sha256 == table.c.source, isouter=True)
    lost = lost.where((files.c.sha256.is_(None)) | (files.c.expression != table.c.id))
    for key, language in connection.execute(lost.order_by(works.c.key, table.c.language)):
        yield f"{key} in {language} is read from a file the record does not hold: add that file."
    inside = select(table.c.work)
    for (key,) in connection.execute(select(works.c.key).where(works.c.id.not_in(inside)).order_by(works.c.key)):
        yield f"{key} has no text: remove it with `verbale record remove {key}`."


def _following(connection: Connection, last: int) -> list[int]:
    """Numbers of the next expressions."""
    table = schema.expressions
    query = select(table.c.id).where(table.c.id > last).order_by(table.c.id).limit(TOGETHER)
    return list(connection.scalars(query))


def _dossiers(connection: Connection, numbers: list[int]) -> Iterator[str]:
    """Dossiers that cannot be read, rows that are not as many as their dossier says, judgements adrift."""
    works, table = schema.works, schema.expressions
    columns = (table.c.id, works.c.key, table.c.language, table.c.dossier)
    query = select(*columns).join_from(table, works, table.c.work == works.c.id).where(table.c.id.in_(numbers))
    blocks, names, held = (_count(connection, sort, numbers) for sort in ("blocks", "mentions", "positions"))
    for number, key, language, content in connection.execute(query.order_by(table.c.id)).all():
        try:
            dossier = unpacked(content)
        except Exception as fault:  # whatever is wrong with stored bytes is a fault to be told
            yield f"The dossier of {key} in {language} cannot be read ({fault}): run `verbale record reread --all`."
            continue
        places = [block.address for part in dossier.components for block in part.blocks]
        places += [note.address for note in dossier.notes]
        inside = set(places)
        wanted = (
            len(places),
            sum(one.at in inside for one in dossier.mentions),
            sum(one.at in inside for one in dossier.positions),
        )
        if wanted != (blocks.get(number, 0), names.get(number, 0), held.get(number, 0)):
            yield f"{key} in {language} lost paragraphs, mentions or positions: run `verbale record reread --all`."
        for one in applied(dossier, judgements(connection, [key], language))[1]:
            where = f"{key}/{one.address}".rstrip("/")
            yield f"The judgement of {one.author} on {where} finds its words no more ({one.quote}): judge again."


def _count(connection: Connection, sort: str, numbers: list[int]) -> dict[int, int]:
    """How many blocks, mentions or positions some expressions have."""
    blocks, child = schema.blocks, schema.metadata.tables[sort]
    query = select(blocks.c.expression, func.count())
    if sort != "blocks":
        query = query.join_from(child, blocks, child.c.block == blocks.c.id)
    rows = connection.execute(query.where(blocks.c.expression.in_(numbers)).group_by(blocks.c.expression))
    return {row[0]: row[1] for row in rows}
