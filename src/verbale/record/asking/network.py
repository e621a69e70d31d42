"""Who cites whom: bodies by bodies over a record, or the documents around one; each citing document counts once.

What is cited need not be held: its symbol tells whose series it belongs to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from verbale.grammar.symbols import parse
from verbale.record import schema
from verbale.record.access import visible
from verbale.record.asking.lead import lead, narrowed
from verbale.record.asking.reader import MOST_ROWS, Reader, Work


class Tie(NamedTuple):
    """One who cites, one who is cited, and how often."""

    source: str
    target: str
    times: int


def between_bodies(reader: Reader, language: str, most: int = 60, **wanted: str) -> list[Tie]:
    """Bodies that cite and are cited, the strongest ties first. `wanted`: values of columns of works."""
    counted: Counter[tuple[str, str]] = Counter()
    links, works = schema.relations, schema.works
    query = _links(select(works.c.body, works.c.kind, links.c.symbol, func.count(works.c.id.distinct())), language)
    query = narrowed(query, wanted).group_by(works.c.body, works.c.kind, links.c.symbol)
    bodies: dict[str, str | None] = {}
    with reader.record.engine.connect() as connection:
        for body, kind, symbol, count in connection.execute(visible(query, reader.classes)):
            if symbol not in bodies:
                parsed = parse(symbol)
                bodies[symbol] = parsed.body if parsed else None
            cited = bodies[symbol]
            if cited:
                counted[body or f"kind/{kind}", cited] += count
    return _strongest(counted, most)


def around(reader: Reader, work: Work, symbols: Iterable[str], language: str, most: int = 30) -> list[Tie]:
    """What a document cites and what cites it, most often first; ties between those are left out."""
    links, works = schema.relations, schema.works
    ties: Counter[tuple[str, str]] = Counter()
    out = _links(select(links.c.symbol, func.count(links.c.address.distinct()).label("times")), language)
    out = out.where(works.c.id == work.id, links.c.symbol.not_in(list(symbols))).group_by(links.c.symbol)
    for row in reader.rows(out, MOST_ROWS):
        ties[work.key, row.symbol] += row.times
    back = _links(select(works.c.key, func.count(links.c.address.distinct()).label("times")), language)
    back = back.where(works.c.id != work.id, links.c.symbol.in_(list(symbols))).group_by(works.c.key)
    incoming: Counter[tuple[str, str]] = Counter()
    for row in reader.rows(back, MOST_ROWS):
        incoming[row.key, work.key] += row.times
    return _strongest(incoming, most) + _strongest(ties, most)


def _links(query: Select[Any], language: str) -> Select[Any]:
    """A query over relations, led on to works, one version each."""
    links, table, works = schema.relations, schema.expressions, schema.works
    query = query.select_from(links).join(table, links.c.expression == table.c.id)
    return query.join(works, table.c.work == works.c.id).where(table.c.id.in_(lead(language)))


def _strongest(counted: Counter[tuple[str, str]], most: int) -> list[Tie]:
    """The strongest ties, by name where they are equal."""
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    return [Tie(*pair, count) for pair, count in ordered]
