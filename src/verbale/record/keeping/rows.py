"""A dossier as rows, and back: what is written for one expression, in one transaction."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from verbale.model.dossier import Dossier
from verbale.record import schema
from verbale.record.keeping.linking import relations

DISTRIBUTIONS = ("general", "limited", "restricted")
"""Distribution classes, the most open first; a document that prints none is general."""

MOST_SYMBOLS = 16
"""Symbols of one document by which its work is looked for."""

RUNNING = ("paragraph", "preambular", "operative", "list-intro", "quotation")
"""Roles of running text, whose first words stand for a title that is not printed."""

SUPPLIED = 90
"""Characters of such a title."""


def strictest(*classes: str | None) -> str:
    """The most closed of some classes; what prints none is general. One version may leave out what another prints."""
    known = [DISTRIBUTIONS.index(each) for each in classes if each in DISTRIBUTIONS]
    return DISTRIBUTIONS[max(known, default=0)]


def packed(dossier: Dossier) -> bytes:
    """A dossier as it is stored."""
    return zlib.compress(msgspec.msgpack.encode(dossier), 6)


def unpacked(content: bytes) -> Dossier:
    """A stored dossier."""
    return msgspec.msgpack.decode(zlib.decompress(content), type=Dossier)


def key_of(dossier: Dossier) -> str:
    """First part of a document's address: its symbol without blanks, else `nn-` and twelve figures of its hash."""
    symbol = dossier.document.symbol
    return symbol.replace(" ", "") if symbol else f"nn-{dossier.source.sha256[:12]}"


def language_of(dossier: Dossier) -> str:
    """Language of the expression: two letters, `und` where it is not known."""
    return dossier.document.language or "und"


def date_of(dossier: Dossier) -> str | None:
    """The date a document is known by: issued, else adopted, else signed, else the first."""
    dates = {date.role: date.date for date in reversed(dossier.document.dates) if date.date}
    wanted = (dates.get(role) for role in ("issued", "adopted", "signed"))
    return next((date[:10] for date in wanted if date), next((date[:10] for date in dates.values()), None))


def write_work(connection: Connection, dossier: Dossier) -> int:
    """The work's row, made or brought up to date; its symbols too."""
    document, date = dossier.document, date_of(dossier)
    values = {
        "kind": document.kind,
        "body": document.body,
        "session": document.session,
        "year": int(date[:4]) if date and date[:4].isdigit() else None,
        "date": date,
    }
    key, table = key_of(dossier), schema.works
    known = find_work(connection, dossier)
    if known is None:
        row = insert(table).values(key=key, distribution=strictest(document.distribution), **values)
        known = _inserted(connection, row)
    else:
        connection.execute(update(table).where(table.c.id == known).values(**values))
    symbols = schema.symbols
    for symbol in dict.fromkeys((key, *(symbol.replace(" ", "") for symbol in document.symbols))):
        owner = connection.scalar(select(symbols.c.work).where(symbols.c.symbol == symbol))
        if owner is None:
            connection.execute(insert(symbols).values(symbol=symbol, work=known))
        elif owner != known and symbol == connection.scalar(select(table.c.key).where(table.c.id == known)):
            connection.execute(update(symbols).where(symbols.c.symbol == symbol).values(work=known))
    return known


def find_work(connection: Connection, dossier: Dossier) -> int | None:
    """The work a dossier belongs to: the one with its key, or one with which it shares two symbols both print."""
    table, symbols, key = schema.works, schema.symbols, key_of(dossier)
    known = connection.scalar(select(table.c.id).where(table.c.key == key))
    others = [symbol.replace(" ", "") for symbol in dossier.document.symbols[:MOST_SYMBOLS]]
    if known is None and others:
        query = select(table.c.id).join_from(symbols, table, symbols.c.work == table.c.id)
        query = query.where(symbols.c.symbol == key, table.c.key.in_(others))
        known = connection.scalar(query.order_by(table.c.id))
    return int(known) if known is not None else None


def write_expression(connection: Connection, work: int, dossier: Dossier, machine: Dossier, source: str) -> int:
    """The expression's row and everything under it, replacing what an earlier reading left.

    `dossier` is what is shown, `machine` the same before people's judgements; `source` the hash of what was read.
    """
    language, table = language_of(dossier), schema.expressions
    document = dossier.document
    values = {"title": _clean(title_of(dossier)), "dossier": packed(dossier), "source": source}
    values |= {"machine": None if machine == dossier else packed(machine)}
    values |= {"distribution": strictest(document.distribution)}
    known = connection.scalar(select(table.c.id).where(table.c.work == work, table.c.language == language))
    if known is None:
        known = _inserted(connection, insert(table).values(work=work, language=language, **values))
    else:
        row = update(table).where(table.c.id == known)
        connection.execute(row.values(revision=table.c.revision + 1, **values))
        for child in (schema.blocks, schema.relations, schema.findings):
            connection.execute(delete(child).where(child.c.expression == known))
    _write_blocks(connection, known, dossier)
    rows = [{"expression": known, **row} for row in relations(dossier, key_of(dossier))]
    _insert(connection, schema.relations, rows)
    _insert(connection, schema.findings, list(_findings(known, dossier)))
    close_work(connection, work)
    return int(known)


def close_work(connection: Connection, work: int) -> None:
    """Give a work the strictest distribution class that any of its versions prints."""
    works, table = schema.works, schema.expressions
    printed = list(connection.scalars(select(table.c.distribution).where(table.c.work == work)))
    held = connection.scalar(select(works.c.distribution).where(works.c.id == work))
    classes = [held if one is None else one for one in printed]  # an older program did not keep it a version
    connection.execute(update(works).where(works.c.id == work).values(distribution=strictest(*classes)))


def _inserted(connection: Connection, row: Any) -> int:
    """Insert one row and tell its number."""
    key = connection.execute(row).inserted_primary_key
    assert key is not None
    return int(key[0])


def _insert(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    """Insert many rows; none is no fault."""
    if rows:
        connection.execute(insert(table), rows)


def _write_blocks(connection: Connection, expression: int, dossier: Dossier) -> None:
    """Blocks and notes in the order of the document, then what was found in them."""
    first = _next(connection, schema.blocks)
    ids: dict[str, int] = {}
    rows = []
    for place, row in enumerate(_block_rows(dossier), start=1):
        ids[row["address"]] = first + place - 1
        rows.append({"id": first + place - 1, "expression": expression, "place": place, **row})
    _insert(connection, schema.blocks, rows)
    _insert(connection, schema.mentions, [_mention(ids[one.at], one) for one in dossier.mentions if one.at in ids])
    _write_positions(connection, ids, dossier)


def _next(connection: Connection, table: Any) -> int:
    """The number after the highest of a table: there is one writer, so nobody else takes it."""
    return (connection.scalar(select(func.max(table.c.id))) or 0) + 1


def title_of(dossier: Dossier) -> str:
    """What a document is listed by: its title, its first component's, its opening words, the name of its file.

    Opening words stand in brackets, as catalogues print a title they supply.
    """
    printed = dossier.document.title or next((one.title for one in dossier.components if one.title), None)
    if printed:
        return printed
    text = next((block.text for part in dossier.components for block in part.blocks if block.role in RUNNING), "")
    words = " ".join((text[:SUPPLIED].rsplit(" ", 1)[0] if len(text) > SUPPLIED else text).split())
    return f"[{words}…]" if words else dossier.source.name


def _clean(text: str | None) -> str | None:
    """Text as every database takes it: PostgreSQL refuses the zero sign, which stays one sign long."""
    return text.replace("\0", "\ufffd") if text and "\0" in text else text


def _block_rows(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Blocks of all components, then notes; both can be read, found and cited."""
    spoken = dossier.document.language
    for part in dossier.components:
        for block in part.blocks:
            yield {
                "address": block.address,
                "component": part.address,
                "role": block.role,
                "number": _clean(block.number),
                "language": block.language or part.language or spoken,
                "text": _clean(block.text),
            }
    for note in dossier.notes:
        row = {"address": note.address, "component": "", "role": "note", "number": _clean(note.mark)}
        yield {**row, "language": spoken, "text": _clean(note.text)}


def _mention(block: int, one: Any) -> dict[str, Any]:
    """One row of a mention."""
    names = ("start", "end", "type", "target", "pinpoint", "score")
    return {"block": block, **{name: getattr(one, name) for name in names}}


def _write_positions(connection: Connection, ids: dict[str, int], dossier: Dossier) -> None:
    """Positions with those who have a part in them."""
    kept = [one for one in dossier.positions if one.at in ids]
    if not kept:
        return
    first = _next(connection, schema.positions)
    rows, roles = [], []
    for number, one in enumerate(kept, start=first):
        names = ("start", "end", "attitude", "force", "mode", "negated", "rule", "quote")
        row = {name: getattr(one, name) for name in names}
        request = msgspec.json.encode(one.request).decode() if one.request else None
        row["quote"] = _clean(row["quote"])
        rows.append({"id": number, "block": ids[one.at], "class": one.force_class, "request": request, **row})
        parts = {"holder": one.holder, "through": one.through, "addressee": one.addressee, "about": one.about}
        for role, targets in {**parts, "topic": one.topics}.items():
            roles += [{"position": number, "role": role, "target": target} for target in dict.fromkeys(targets)]
    _insert(connection, schema.positions, rows)
    _insert(connection, schema.parties, roles)


def _findings(expression: int, dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Findings of one reading."""
    for one in dossier.findings:
        row = {"expression": expression, "code": one.code, "level": one.level, "address": one.at}
        yield {**row, "text": _clean(one.text)}
