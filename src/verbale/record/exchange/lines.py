"""A record as lines of JSON, and back: the same answers from the same documents.

    {"verbale": "record", "form": 1}
    {"alias": {"old": …, "new": …}}
    {"judgement": {…}}
    {"watch": {…}}
    {"document": {"key": …, "language": …, "source": …, "files": [{"sha256": …, "content": base64 …}]}, "dossier": {…}}
    {"end": {"documents": 5148}}

The dossier is the machine's; judgements are put over it again when it is taken in. Documents come in the order in which
the record came to know them, so that equal scores stand in the same order in both records. A file cut short has no end
line, and says so when it is taken in.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec
from sqlalchemy import Connection, insert, select

from verbale.model.dossier import Dossier
from verbale.record import schema
from verbale.record.keeping.judgements import Judgement
from verbale.record.keeping.putting import put
from verbale.record.keeping.rows import DISTRIBUTIONS, unpacked
from verbale.record.keeping.transaction import writing
from verbale.record.store import Record

FORM = 1
"""Number of the form of the lines."""

LONGEST_LINE = 1_000_000_000
"""Bytes of one line that are read."""


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A source file of a document, with its bytes where they go along."""

    sha256: str
    name: str
    media_type: str
    bytes: int
    added: str
    reader: str = ""
    content: str | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """Which document a dossier is of, and the files it was read from, the one that counts named as `source`."""

    key: str
    language: str
    source: str
    files: tuple[File, ...]


class Alias(msgspec.Struct, frozen=True):
    """An address that was, and where it leads."""

    old: str
    new: str


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line; one of its fields is given (`dossier` goes with `document`)."""

    verbale: str | None = None
    form: int | None = None
    alias: Alias | None = None
    judgement: Judgement | None = None
    watch: dict[str, str] | None = None
    document: Document | None = None
    dossier: Dossier | None = None
    end: dict[str, int] | None = None


def exported(record: Record, classes: tuple[str, ...], *, sources: bool = True) -> Iterator[bytes]:
    """The record as lines; only what readers of these classes may see."""
    with record.engine.connect() as connection:
        yield _line(Line(verbale="record", form=FORM))
        keys = None if set(classes) == set(DISTRIBUTIONS) else _visible(connection, classes)
        aliases = schema.aliases
        for old, new in connection.execute(select(aliases.c.old, aliases.c.new).order_by(aliases.c.old)).all():
            if keys is None or _within(new, keys):
                yield _line(Line(alias=Alias(old, new)))
        for judgement in record.judgements():
            if keys is None or judgement.key in keys:
                yield _line(Line(judgement=judgement))
        if keys is None:  # what a watch has seen may be closed to others
            for row in connection.execute(select(schema.watches).order_by(schema.watches.c.name)).all():
                yield _line(Line(watch=dict(row._mapping)))
        count = 0
        for document, dossier in _documents(connection, record, classes, sources=sources):
            count += 1
            yield _line(Line(document=document, dossier=dossier))
    yield _line(Line(end={"documents": count}))


def _line(line: Line) -> bytes:
    """One line of the file."""
    return msgspec.json.encode(line) + b"\n"


def _visible(connection: Connection, classes: tuple[str, ...]) -> set[str]:
    """Keys of the works that may be seen."""
    works = schema.works
    return set(connection.scalars(select(works.c.key).where(works.c.distribution.in_(classes))))


def _within(path: str, keys: set[str]) -> bool:
    """Whether a place lies in one of some works."""
    parts = path.split("/")
    return any("/".join(parts[:end]) in keys for end in range(1, len(parts) + 1))


def _documents(
    connection: Connection, record: Record, classes: tuple[str, ...], *, sources: bool
) -> Iterator[tuple[Document, Dossier]]:
    """Every text in the order of the record, one at a time."""
    works, table, files = schema.works, schema.expressions, schema.manifestations
    query = select(table.c.id).join_from(table, works, table.c.work == works.c.id)
    numbers = list(connection.scalars(query.where(works.c.distribution.in_(classes)).order_by(table.c.id)))
    columns = (works.c.key, table.c.language, table.c.source, table.c.dossier, table.c.machine)
    one = select(*columns).join_from(table, works, table.c.work == works.c.id)
    names = [files.c[name] for name in File.__struct_fields__ if name != "content"]
    for number in numbers:
        row = connection.execute(one.where(table.c.id == number)).first()
        if row is None:
            continue
        held = connection.execute(select(*names).where(files.c.expression == number).order_by(files.c.added))
        kept = tuple(File(**each._mapping, content=_bytes(record, each.sha256, sources=sources)) for each in held)
        yield (
            Document(key=row.key, language=row.language, source=row.source, files=kept),
            unpacked(row.machine or row.dossier),
        )


def _bytes(record: Record, digest: str, *, sources: bool) -> str | None:
    """A source as base64; none where it is not wanted or lost."""
    if not sources or not record.sources.whole(digest):
        return None
    return base64.b64encode(record.sources.read(digest)).decode()


def write(record: Record, target: Path, classes: tuple[str, ...], *, sources: bool = True) -> int:
    """Write the lines to a file (compressed where its name ends in `.gz`), whole or not at all; returns how many."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    count = 0
    try:
        with _open(part, "wb", packed=target.suffix == ".gz") as handle:
            for line in exported(record, classes, sources=sources):
                handle.write(line)
                count += line.startswith(b'{"document"')
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    return count


def _open(path: Path, mode: str, *, packed: bool) -> BinaryIO:
    """A file, or what is compressed in it."""
    return cast(BinaryIO, gzip.open(path, mode) if packed else path.open(mode))


def imported(record: Record, source: Path) -> tuple[int, int]:
    """Take the lines of a file in; returns how many documents were kept and how many were known before.

    Raises `ValueError` with the number of the line that is none of ours; what came before it stays.
    """
    counts: dict[str, int] = {"kept": 0, "known": 0}
    ended, number = False, 0
    with source.open("rb") as handle:
        packed = handle.read(2) == b"\x1f\x8b"
    with _open(source, "rb", packed=packed) as handle:
        try:
            while content := handle.readline(LONGEST_LINE):
                number += 1
                line = msgspec.json.decode(content, type=Line)
                if number == 1 and (line.verbale != "record" or line.form != FORM):
                    raise ValueError("it is no exported record of this form")
                ended = ended or line.end is not None
                _take(record, line, counts)
        except (msgspec.MsgspecError, ValueError, EOFError, OSError, binascii.Error) as fault:
            raise ValueError(f"Line {number + (not number)} of {source} cannot be taken in: {fault}.") from fault
    if not ended:
        sentence = f"{source} is cut short after {number} lines: export it again; what it held is kept."
        raise ValueError(sentence)
    return counts["kept"], counts["known"]


def _take(record: Record, line: Line, counts: dict[str, int]) -> None:
    """Take one line in; what the record holds stays as it is."""
    if line.alias is not None:
        with writing(record.engine) as connection:
            table = schema.aliases
            if connection.scalar(select(table.c.old).where(table.c.old == line.alias.old)) is None:
                connection.execute(insert(table).values(old=line.alias.old, new=line.alias.new))
    elif line.watch is not None:
        names = schema.watches.columns
        if set(line.watch) != set(names.keys()):
            raise ValueError("a watch lacks something or has too much")
        with writing(record.engine) as connection:
            if connection.scalar(select(names.name).where(names.name == line.watch["name"])) is None:
                connection.execute(insert(schema.watches).values(**line.watch))
    elif line.judgement is not None:
        _judged(record, msgspec.structs.asdict(line.judgement))
    elif line.document is not None and line.dossier is not None:
        counts["kept" if _kept(record, line.document, line.dossier) else "known"] += 1


def _judged(record: Record, values: dict[str, Any]) -> None:
    """Keep a judgement that is not kept yet; documents that come after it are judged by it."""
    table = schema.judgements
    with writing(record.engine) as connection:
        same = [table.c[name].is_(None) if value is None else table.c[name] == value for name, value in values.items()]
        if connection.scalar(select(table.c.id).where(*same)) is None:
            connection.execute(insert(table).values(**values))


def _kept(record: Record, document: Document, dossier: Dossier) -> bool:
    """Keep a document with its files; whether it was not known."""
    if document.source not in {one.sha256 for one in document.files}:
        raise ValueError("a document lacks the file it was read from")
    for one in document.files:
        if one.content is not None:
            content = base64.b64decode(one.content, validate=True)
            if record.sources.keep(content) != one.sha256:
                raise ValueError(f"the bytes of {one.name} are not those of its hash")
    if record.known(document.source) is not None:
        return False
    table = schema.manifestations
    with writing(record.engine) as connection:
        expression = put(connection, dossier, document.source)
        for one in document.files:
            if connection.scalar(select(table.c.sha256).where(table.c.sha256 == one.sha256)) is None:
                values = msgspec.structs.asdict(one)
                del values["content"]
                connection.execute(insert(table).values(expression=expression, **values))
    return True
