"""What an index is told of each paragraph: read from the record, the same for every engine."""

from __future__ import annotations

import datetime
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, exists, select

from verbale.record import schema
from verbale.record.keeping.rows import DISTRIBUTIONS
from verbale.record.search.words import indexed, symbol_word
from verbale.tongues.files import TONGUES

AT_ONCE = 64
"""Expressions that are read from the record in one go: some thousands of paragraphs."""

FORM = 4
"""Number of the form of rows; an index of another form is made anew."""

LAST_DAY = (1 << 22) - 1

PLACE_BITS = 16
"""Bits of an order that tell a paragraph's place in its document; later ones share the last place."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph or note as an index takes it in.

    `order` breaks ties of the score, smaller first: newest documents, then by symbol, language and place.
    `facts`: what can be filtered and counted, name of the filter → values. `year` is None where no date is known.
    """

    block: int
    expression: int
    version: str
    order: int
    key: str
    language: str
    address: str
    distribution: str
    stems: str
    forms: str
    year: int | None
    facts: dict[str, tuple[str, ...]]


def versions(connection: Connection) -> dict[int, str]:
    """Expression with text → a word that differs after every change of what its rows are made from."""
    blocks = schema.blocks
    filled = exists().where(blocks.c.expression == schema.expressions.c.id)
    return {row.id: _version(row) for row in connection.execute(_heads().where(filled))}


def rows_of(connection: Connection, expressions: Sequence[int]) -> Iterator[Row]:
    """Rows of some expressions, each expression's together and in order."""
    for at in range(0, len(expressions), AT_ONCE):
        yield from _batch(connection, expressions[at : at + AT_ONCE])


def _heads() -> Any:
    """Query: every expression with what its work says."""
    works, table = schema.works, schema.expressions
    columns = (works.c.key, works.c.kind, works.c.body, works.c.session, works.c.year, works.c.date)
    query = select(table.c.id, table.c.language, table.c.source, table.c.revision, works.c.distribution, *columns)
    return query.join_from(table, works, works.c.id == table.c.work).order_by(table.c.id)


def _version(head: Any) -> str:
    """Number, revision and hash of all that an expression's rows take from its work."""
    said = zlib.crc32(repr(tuple(head)).encode())
    return f"{head.id}.{head.revision}.{FORM}.{said:08x}"


def _batch(connection: Connection, expressions: Sequence[int]) -> Iterator[Row]:
    """Rows of a few expressions, read with four queries."""
    table, blocks = schema.expressions, schema.blocks
    heads = {row.id: row for row in connection.execute(_heads().where(table.c.id.in_(expressions)))}
    columns = (blocks.c.id, blocks.c.expression, blocks.c.place, blocks.c.address, blocks.c.role, blocks.c.language)
    query = select(*columns, blocks.c.text).where(blocks.c.expression.in_(expressions))
    found = connection.execute(query.order_by(blocks.c.expression, blocks.c.place)).all()
    facts = _facts(connection, expressions)
    marks = {number: (_version(head), _order(head)) for number, head in heads.items()}
    for block in found:
        yield _row(heads[block.expression], marks[block.expression], block, facts[block.id])


def _row(head: Any, mark: tuple[str, int], block: Any, facts: dict[str, set[str]]) -> Row:
    """One paragraph; `mark`: version and order of its expression."""
    language = block.language or head.language
    stems, forms = indexed(block.text, language)
    plain = {"lang": language, "body": head.body, "kind": head.kind, "session": head.session, "role": block.role}
    known = {name: (value,) for name, value in plain.items() if value}
    return Row(
        block=block.id,
        expression=head.id,
        version=mark[0],
        order=mark[1] << PLACE_BITS | min(block.place, (1 << PLACE_BITS) - 1),
        key=head.key,
        language=language,
        address=block.address,
        distribution=head.distribution if head.distribution in DISTRIBUTIONS else DISTRIBUTIONS[-1],
        stems=stems,
        forms=forms,
        year=head.year,
        facts={**known, **{name: tuple(sorted(values)) for name, values in facts.items()}},
    )


def _order(head: Any) -> int:
    """Place among texts: newest first, then by the last number of the symbol and the language."""
    try:
        day = datetime.date.fromisoformat(head.date or "").toordinal()
    except ValueError:
        day = 0
    numbers = re.findall(r"\d+", head.key)
    parts = (
        (LAST_DAY - day, 22),
        (int(numbers[-1][:9]) if numbers else 0, 16),
        (zlib.crc32(head.key.encode()), 6),
        (TONGUES.index(head.language) if head.language in TONGUES else 7, 3),
    )
    order = 0
    for value, bits in parts:
        most = (1 << bits) - 1
        order = order << bits | (value & most if bits == 6 else min(value, most))
    return order


def _facts(connection: Connection, expressions: Sequence[int]) -> defaultdict[int, dict[str, set[str]]]:
    """Block → what it names and cites, who holds which attitude about what."""
    blocks, mentions = schema.blocks, schema.mentions
    positions, parties = schema.positions, schema.parties
    found: defaultdict[int, dict[str, set[str]]] = defaultdict(dict)
    query = select(mentions.c.block, mentions.c.target).join_from(mentions, blocks, mentions.c.block == blocks.c.id)
    named = connection.execute(query.where(blocks.c.expression.in_(expressions), mentions.c.target.is_not(None)))
    for block, target in named:
        _add(found[block], _named(target))
    held = select(positions.c.block, positions.c.attitude, parties.c.role, parties.c.target)
    held = held.join_from(positions, blocks, positions.c.block == blocks.c.id)
    held = held.join(parties, parties.c.position == positions.c.id, isouter=True)
    for block, attitude, role, target in connection.execute(held.where(blocks.c.expression.in_(expressions))):
        _add(found[block], [("attitude", attitude)])
        if target is not None:
            _add(found[block], [(role, target)])
    return found


def _named(target: str) -> Iterable[tuple[str, str]]:
    """What a mention can be found by."""
    sort, _, rest = target.partition("/")
    if sort == "symbol":
        return [("cited", symbol_word(rest))]
    return [("name", target), *([(sort, target)] if sort in ("state", "instrument") else [])]


def _add(facts: dict[str, set[str]], pairs: Iterable[tuple[str, str]]) -> None:
    """Add values to the facts of one paragraph."""
    for name, value in pairs:
        facts.setdefault(name, set()).add(value)
