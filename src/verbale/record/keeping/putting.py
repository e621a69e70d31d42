"""A reading put into the record: judgements over it, old addresses led on, rows written. One transaction's work.

Whatever the occasion (a new file, a newer file of the same text, the same file read again, a new judgement), the way is
the same: see where the paragraphs known so far stand now, take judgements and addresses along, then write.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from verbale.model.dossier import Dossier
from verbale.record import schema
from verbale.record.keeping.disputing import another_text, without_symbol
from verbale.record.keeping.following import followed, placed
from verbale.record.keeping.judgements import Judgement, applied
from verbale.record.keeping.rows import (
    close_work,
    find_work,
    key_of,
    language_of,
    unpacked,
    write_expression,
    write_work,
)


class Before(NamedTuple):
    """What a text is known as until now: its expression and work, key, language, source, what was read of it."""

    expression: int
    work: int
    key: str
    language: str
    source: str
    dossier: bytes
    machine: bytes | None


WORKS, TABLE, FILES = schema.works, schema.expressions, schema.manifestations
COLUMNS = (TABLE.c.id, WORKS.c.id, WORKS.c.key, TABLE.c.language, TABLE.c.source, TABLE.c.dossier, TABLE.c.machine)
KNOWN = select(*COLUMNS).join_from(TABLE, WORKS, TABLE.c.work == WORKS.c.id)


def known_as(connection: Connection, digest: str) -> Before | None:
    """What a kept file is known as."""
    row = connection.execute(KNOWN.join(FILES, FILES.c.expression == TABLE.c.id).where(FILES.c.sha256 == digest))
    found = row.first()
    return Before(*found) if found else None


def versions_of(connection: Connection, key: str) -> list[Before]:
    """All language versions of a work."""
    rows = connection.execute(KNOWN.where(WORKS.c.key == key).order_by(TABLE.c.language))
    return [Before(*row) for row in rows]


def put(connection: Connection, machine: Dossier, digest: str, before: Before | None = None) -> int:
    """Write a reading of the file with this hash; returns the number of the expression it now belongs to.

    `before` is what the file was known as. Where the reading belongs to a text that is read from another file already,
    that one stays and this file is only counted to it.
    """
    facts, held = _claimed(connection, machine, digest, before)
    if before is not None and held is not None and held.expression == before.expression and held.source != digest:
        return held.expression
    elsewhere = before is not None and (held is None or held.expression != before.expression)
    known = before if before is not None and before.source == digest else None
    earlier = known if elsewhere else held
    moved = followed(unpacked(earlier.dossier), machine) if earlier else {}
    if earlier is not None:
        whole = elsewhere and _alone(connection, digest, earlier)
        _lead_judgements(connection, earlier, facts, moved, whole=whole)
    there = held.expression if elsewhere and held is not None else None
    key = key_of(facts) if held is None else held.key
    expression = there or _write(connection, machine, facts, digest, key)
    gone = _leave(connection, digest, before, expression) if elsewhere and before is not None else False
    if earlier is not None:
        _lead_addresses(connection, earlier, expression, machine, moved, gone=gone)
    return expression


def _claimed(
    connection: Connection, machine: Dossier, digest: str, before: Before | None
) -> tuple[Dossier, Before | None]:
    """A reading with the facts people judged, and the expression it is one of; its symbol lost where that is taken."""
    facts = _facts(connection, machine, before)
    held = _held(connection, facts)
    if held is None or held.source == digest or not another_text(unpacked(held.dossier), machine):
        return facts, held
    bare = without_symbol(machine)
    facts = _facts(connection, bare, before)
    if key_of(facts) != key_of(bare):  # somebody gave it a symbol that another text has
        held = _held(connection, facts)
        if held is None or held.source == digest:
            return facts, held
    return bare, _held(connection, bare)


def _facts(connection: Connection, machine: Dossier, before: Before | None) -> Dossier:
    """A reading with what people judged of the document as a whole: they may have given it its symbol."""
    return applied(machine, judgements(connection, [before.key if before else key_of(machine)], ""))[0]


def _held(connection: Connection, facts: Dossier) -> Before | None:
    """The expression that a dossier is a reading of, where the record has one."""
    work = find_work(connection, facts)
    row = connection.execute(KNOWN.where(WORKS.c.id == work, TABLE.c.language == language_of(facts))).first()
    return Before(*row) if row else None


def _write(connection: Connection, machine: Dossier, facts: Dossier, digest: str, key: str) -> int:
    """Judge a reading and write its rows."""
    dossier, _ = applied(facts, judgements(connection, [key], language_of(facts)))
    return write_expression(connection, write_work(connection, dossier), dossier, machine, digest)


def judgements(connection: Connection, keys: Iterable[str], *languages: str) -> list[Judgement]:
    """What people judged of the works with these keys, or with those they lead to now; the earliest first."""
    table, aliases = schema.judgements, schema.aliases
    wanted = set(keys)
    wanted |= set(connection.scalars(select(aliases.c.new).where(aliases.c.old.in_(sorted(wanted)))))
    columns = [table.c[name] for name in Judgement.__struct_fields__]
    query = select(*columns).where(table.c.key.in_(sorted(wanted)))
    if languages:
        query = query.where(table.c.language.in_(languages))
    rows = connection.execute(query.order_by(table.c.at, table.c.id))
    return [Judgement(**row._mapping) for row in rows]


def _alone(connection: Connection, digest: str, earlier: Before) -> bool:
    """Whether a work is nothing but one file in one language."""
    query = select(func.count()).join_from(FILES, TABLE, FILES.c.expression == TABLE.c.id)
    return not connection.scalar(query.where(TABLE.c.work == earlier.work, FILES.c.sha256 != digest))


def _lead_judgements(
    connection: Connection, earlier: Before, facts: Dossier, moved: Mapping[str, str], *, whole: bool
) -> None:
    """Take judgements along to where their paragraphs stand now, and to the new name of their document."""
    table, key, language = schema.judgements, key_of(facts), language_of(facts)
    renamed = earlier.key != key and find_work(connection, facts) != earlier.work
    query = select(table.c.id, table.c.address).where(table.c.key == earlier.key, table.c.language == earlier.language)
    for row in connection.execute(query).all():
        address = moved.get(row.address, row.address)
        values = {"address": address, "language": language, **({"key": key} if renamed else {})}
        connection.execute(update(table).where(table.c.id == row.id).values(**values))
    if whole and renamed:
        rest = update(table).where(table.c.key == earlier.key, table.c.language == "")
        connection.execute(rest.values(key=key))


def _leave(connection: Connection, digest: str, before: Before, expression: int) -> bool:
    """Count a file to its new expression and clear away what it left empty; whether its old work is gone."""
    connection.execute(update(FILES).where(FILES.c.sha256 == digest).values(expression=expression))
    left = connection.scalars(select(FILES.c.sha256).where(FILES.c.expression == before.expression))
    other = left.first()
    if other is None:
        connection.execute(delete(TABLE).where(TABLE.c.id == before.expression))
        if connection.scalar(select(func.count()).where(TABLE.c.work == before.work)) == 0:
            connection.execute(delete(WORKS).where(WORKS.c.id == before.work))
            return True
        close_work(connection, before.work)
    elif before.source == digest:  # the file that is left is read anew, to stand for itself
        connection.execute(update(TABLE).where(TABLE.c.id == before.expression).values(source=other))
        connection.execute(update(FILES).where(FILES.c.sha256 == other).values(reader=""))
    return False


def _lead_addresses(
    connection: Connection,
    earlier: Before,
    expression: int,
    machine: Dossier,
    moved: Mapping[str, str],
    *,
    gone: bool,
) -> None:
    """Leave aliases at addresses that are no more; at all of a document's where it has another name now."""
    query = select(WORKS.c.id, WORKS.c.key).join_from(TABLE, WORKS, TABLE.c.work == WORKS.c.id)
    work, key = connection.execute(query.where(TABLE.c.id == expression)).one()
    if work == earlier.work:
        live = {one.address for one in placed(machine)}
        pairs = {old: new for old, new in moved.items() if old not in live}
    else:
        pairs = {one.address: moved.get(one.address, one.address) for one in placed(unpacked(earlier.dossier))}
        pairs |= {"": ""} if gone else {}
    lead(connection, {_path(earlier.key, old): _path(key, new) for old, new in sorted(pairs.items())})


def _path(key: str, address: str) -> str:
    """A place in the record: key of the work, then the address in it."""
    return f"{key}/{address}" if address else key


def lead(connection: Connection, pairs: Mapping[str, str]) -> None:
    """Let old places lead to new ones; whatever led to an old place leads to the new one too."""
    table = schema.aliases
    rows = [{"was": old, "now": new} for old, new in pairs.items() if old != new]
    if not rows:
        return
    connection.execute(update(table).where(table.c.new == bindparam("was")).values(new=bindparam("now")), rows)
    connection.execute(delete(table).where(table.c.old == bindparam("was")), rows)
    connection.execute(insert(table).values(old=bindparam("was"), new=bindparam("now")), rows)
    connection.execute(delete(table).where(table.c.old == table.c.new))
