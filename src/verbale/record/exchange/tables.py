"""A record as Parquet tables for analysis: documents, versions, paragraphs, mentions, positions, parties, relations.

Needs the extra `parquet`. Rows go from the database into the files a batch at a time, so the size of the record does
not matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
from sqlalchemy import Boolean, Float, Integer, Select, select

from verbale.record import schema
from verbale.record.access import visible
from verbale.record.store import Record

ROWS = 50_000
"""Rows of one batch, and of one group in a file."""


def _queries() -> dict[str, Select[Any]]:
    """Name of the table → its query over works."""
    works, table, blocks = schema.works, schema.expressions, schema.blocks
    placed = [works.c.key, table.c.language.label("version"), blocks.c.address]
    inside = table.join(works, table.c.work == works.c.id)
    below = blocks.join(table, blocks.c.expression == table.c.id).join(works, table.c.work == works.c.id)
    names, held, parts, links = schema.mentions, schema.positions, schema.parties, schema.relations
    facts = [works.c[name] for name in ("key", "kind", "body", "session", "year", "date", "distribution")]
    text = [blocks.c[name] for name in ("component", "role", "number", "language", "text")]
    named = [names.c[name] for name in ("start", "end", "type", "target", "pinpoint", "score")]
    taken = [held.c[name] for name in ("start", "end", "attitude", "class", "force", "mode", "negated", "rule")]
    linked = [links.c[name] for name in ("kind", "address", "symbol", "pinpoint")]
    judged = [one for one in schema.judgements.columns if one.name != "id"]
    known = schema.judgements.join(works, schema.judgements.c.key == works.c.key)
    return {
        "documents": select(*facts).order_by(works.c.id),
        "versions": select(works.c.key, table.c.language, table.c.title, table.c.source)
        .select_from(inside)
        .order_by(table.c.id),
        "paragraphs": select(*placed, *text).select_from(below).order_by(blocks.c.id),
        "mentions": select(*placed, *named)
        .select_from(names.join(below, names.c.block == blocks.c.id))
        .order_by(names.c.id),
        "positions": select(held.c.id.label("position"), *placed, *taken, held.c.quote, held.c.request)
        .select_from(held.join(below, held.c.block == blocks.c.id))
        .order_by(held.c.id),
        "parties": select(parts.c.position, parts.c.role, parts.c.target)
        .select_from(parts.join(held, parts.c.position == held.c.id).join(below, held.c.block == blocks.c.id))
        .order_by(parts.c.position, parts.c.role, parts.c.target),
        "relations": select(works.c.key, table.c.language.label("version"), *linked)
        .select_from(links.join(inside, links.c.expression == table.c.id))
        .order_by(links.c.id),
        "judgements": select(*judged).select_from(known).order_by(schema.judgements.c.id),
    }


def write(record: Record, folder: Path, classes: Sequence[str]) -> dict[str, int]:
    """Write the tables into a folder; returns how many rows each has. Only what these classes of readers may see."""
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for name, query in _queries().items():
        shape = pyarrow.schema([(one["name"], _type(one["type"])) for one in query.column_descriptions])
        part, counts[name] = folder / f".{name}.part", 0
        with (
            record.engine.connect().execution_options(yield_per=ROWS) as connection,
            pyarrow.parquet.ParquetWriter(part, shape, compression="zstd") as writer,
        ):
            for rows in connection.execute(visible(query, tuple(classes))).partitions():
                columns = dict(zip(shape.names, zip(*rows, strict=True), strict=True))
                writer.write_table(pyarrow.table(columns, schema=shape))
                counts[name] += len(rows)
        part.replace(folder / f"{name}.parquet")
    return counts


def _type(column: Any) -> Any:
    """The type of a column as Parquet knows it."""
    if isinstance(column, Boolean):
        return pyarrow.bool_()
    if isinstance(column, Float):
        return pyarrow.float64()
    return pyarrow.int64() if isinstance(column, Integer) else pyarrow.string()
