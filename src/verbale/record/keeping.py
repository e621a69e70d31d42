"""A dossier as rows, and back: what is written for one expression, in one transaction."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from verbale.model.dossier import Dossier
from verbale.record import schema

DISTRIBUTIONS = ("general", "limited", "restricted")
"""Distribution classes, the most open first; a document that prints none is general."""

RELATIONS = {"Corr": "corrects", "Add": "adds-to", "Rev": "revises", "Amend": "revises"}
"""What a symbol's last modifier makes of its document, towards the symbol without it."""


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
        "year": int(date[:4]) if date else None,
        "date": date,
    }
    key = key_of(dossier)
    held = connection.execute(
        select(schema.works.c.id, schema.works.c.distribution).where(schema.works.c.key == key)
    ).first()
    known = held.id if held else None
    values["distribution"] = strictest(document.distribution, held.distribution if held else None)
    if known is None:
        known = _inserted(connection, insert(schema.works).values(key=key, **values))
    else:
        connection.execute(update(schema.works).where(schema.works.c.id == known).values(**values))
    for symbol in {key, *(symbol.replace(" ", "") for symbol in document.symbols)}:
        if connection.scalar(select(schema.symbols.c.work).where(schema.symbols.c.symbol == symbol)) is None:
            connection.execute(insert(schema.symbols).values(symbol=symbol, work=known))
    return int(known)


def write_expression(connection: Connection, work: int, dossier: Dossier) -> int:
    """The expression's row and everything under it, replacing what an earlier reading left."""
    language = dossier.document.language or "und"
    values = {"title": dossier.document.title, "dossier": packed(dossier), "source": dossier.source.sha256}
    table = schema.expressions
    where = (table.c.work == work) & (table.c.language == language)
    known = connection.scalar(select(table.c.id).where(where))
    if known is None:
        row = insert(table).values(work=work, language=language, **values)
        known = _inserted(connection, row)
    else:
        connection.execute(update(table).where(table.c.id == known).values(**values))
        for child in (schema.blocks, schema.relations, schema.findings):
            connection.execute(delete(child).where(child.c.expression == known))
    _write_blocks(connection, known, dossier)
    _insert(connection, schema.relations, list(_relations(known, dossier)))
    _insert(connection, schema.findings, list(_findings(known, dossier)))
    return int(known)


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
    rows = [
        {"expression": expression, "place": place, **row} for place, row in enumerate(_block_rows(dossier), start=1)
    ]
    _insert(connection, schema.blocks, rows)
    table = schema.blocks
    found = connection.execute(select(table.c.address, table.c.id).where(table.c.expression == expression))
    ids = dict(found.all())
    _insert(connection, schema.mentions, [_mention(ids[one.at], one) for one in dossier.mentions if one.at in ids])
    _write_positions(connection, ids, dossier)


def _block_rows(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Blocks of all components, then notes; both can be read, found and cited."""
    for part in dossier.components:
        for block in part.blocks:
            yield {
                "address": block.address,
                "component": part.address,
                "role": block.role,
                "number": block.number,
                "language": block.language or part.language or dossier.document.language,
                "text": block.text,
            }
    language = dossier.document.language
    for note in dossier.notes:
        row = {"address": note.address, "component": "", "role": "note", "number": note.mark}
        yield {**row, "language": language, "text": note.text}


def _mention(block: int, one: Any) -> dict[str, Any]:
    """One row of a mention."""
    names = ("start", "end", "type", "target", "pinpoint", "score")
    return {"block": block, **{name: getattr(one, name) for name in names}}


def _write_positions(connection: Connection, ids: dict[str, int], dossier: Dossier) -> None:
    """Positions with those who have a part in them."""
    kept = [one for one in dossier.positions if one.at in ids]
    if not kept:
        return
    first = (connection.scalar(select(schema.positions.c.id).order_by(schema.positions.c.id.desc()).limit(1)) or 0) + 1
    rows, roles = [], []
    for number, one in enumerate(kept, start=first):
        names = ("start", "end", "attitude", "force", "mode", "negated", "rule", "quote")
        row = {name: getattr(one, name) for name in names}
        request = msgspec.json.encode(one.request).decode() if one.request else None
        rows.append({"id": number, "block": ids[one.at], "class": one.force_class, "request": request, **row})
        parts = {"holder": one.holder, "through": one.through, "addressee": one.addressee, "about": one.about}
        for role, targets in {**parts, "topic": one.topics}.items():
            roles += [{"position": number, "role": role, "target": target} for target in dict.fromkeys(targets)]
    _insert(connection, schema.positions, rows)
    _insert(connection, schema.parties, roles)


def _relations(expression: int, dossier: Dossier) -> Iterator[dict[str, Any]]:
    """What a document cites, corrects, adds to, revises; where it was issued before. Open until the target comes."""
    for symbol in dossier.document.earlier:
        yield {"kind": "earlier-issue", "expression": expression, "address": "", "symbol": symbol, "pinpoint": None}
    for symbol in dossier.document.symbols:
        parent, _, last = symbol.replace(" ", "").rpartition("/")
        kind = RELATIONS.get(last.partition(".")[0])
        if kind and parent:
            yield {"kind": kind, "expression": expression, "address": "", "symbol": parent, "pinpoint": None}
    for one in dossier.mentions:
        if one.type == "symbol" and one.target:
            symbol = one.target.removeprefix("symbol/").replace(" ", "")
            row = {"kind": "cites", "expression": expression, "address": one.at}
            yield {**row, "symbol": symbol, "pinpoint": one.pinpoint}


def _findings(expression: int, dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Findings of one reading."""
    for one in dossier.findings:
        row = {"expression": expression, "code": one.code, "level": one.level, "address": one.at}
        yield {**row, "text": one.text}
