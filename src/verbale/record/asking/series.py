"""Texts that return: the resolution of one title that a body adopts again, session after session.

    for one in series(reader, work, "fr"):      # oldest first, the work itself among them
        one.key, one.date, one.title

A series is found by the title in one language and by citation: the next text recalls the last one, even where its title
has changed a little.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, NamedTuple

from sqlalchemy import Select, func, or_, select

from verbale.record import schema
from verbale.record.asking.lead import lead
from verbale.record.asking.reader import WORK, Reader, Work
from verbale.tongues.fold import fold

ALIKE = 0.72
"""Share of words in common (Dice) from which two titles are of one series where one text cites the other."""

MOST_STEPS = 40
"""Texts of one series that are followed."""

WORD = re.compile(r"[\u4e00-\u9fff]|[^\W\d_]+")


class Issue(NamedTuple):
    """One text of a series, in the language asked for."""

    work: Work
    title: str
    language: str


def series(reader: Reader, work: Work, language: str) -> list[Issue]:
    """The texts of a work's series, oldest first; the work alone where there is no other."""
    own = _titled(reader, language, schema.works.c.id == work.id)
    if not own or not own[0].title:
        return own
    found = {one.work.key: one for one in own}
    waiting = list(own)
    while waiting and len(found) < MOST_STEPS:
        one = waiting.pop(0)
        fresh = [other for other in _near(reader, one, language) if other.work.key not in found]
        found |= {other.work.key: other for other in fresh}
        waiting += fresh
    return sorted(found.values(), key=lambda one: (one.work.date or "", one.work.key))


def _near(reader: Reader, one: Issue, language: str) -> list[Issue]:
    """Texts of the same body and kind with the same title, or with much the same title and a citation between them."""
    works, table, links = schema.works, schema.expressions, schema.relations
    same = (works.c.kind == one.work.kind, works.c.body == one.work.body)
    cites = select(links.c.symbol).join_from(links, table, links.c.expression == table.c.id)
    cites = cites.where(table.c.work == one.work.id, links.c.kind == "cites")
    cited = select(schema.symbols.c.work).where(schema.symbols.c.symbol.in_(cites))
    cited_by = select(table.c.work).join_from(links, table, links.c.expression == table.c.id)
    cited_by = cited_by.where(links.c.symbol == one.work.key, links.c.kind == "cites")
    known = or_(table.c.title == one.title, works.c.id.in_(cited), works.c.id.in_(cited_by))
    return [other for other in _titled(reader, language, known, *same) if alike(one.title, other.title) >= ALIKE]


def _titled(reader: Reader, language: str, *where: Any) -> list[Issue]:
    """Works with the title of their version in a language."""
    table, works = schema.expressions, schema.works
    query: Select[Any] = select(*WORK, table.c.title, table.c.language)
    query = query.join_from(table, works, table.c.work == works.c.id).where(*where, table.c.id.in_(lead(language)))
    rows = reader.rows(query.order_by(func.coalesce(works.c.date, ""), works.c.key), 400)
    return [Issue(Work(*row[:-2]), row.title or "", row.language) for row in rows]


def alike(first: str, second: str) -> float:
    """Share of words that two titles have in common; numbers and years do not count."""
    if first == second:
        return 1.0
    bags = [Counter(WORD.findall(fold(title).text)) for title in (first, second)]
    total = bags[0].total() + bags[1].total()
    return 2 * (bags[0] & bags[1]).total() / total if total else 0.0
