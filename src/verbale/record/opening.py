"""Opening a record by its place: a folder, a server, or a folder whose `verbale.toml` says where its parts are.

    archive                                             a folder: record.db, sources/, index/
    postgresql://user@host/base?sources=…&index=…       a server; what else stands behind `?` is for the database
    archive with verbale.toml                           database = "postgresql://…", sources = "s3://bucket/sources",
                                                        index = "https://search.example.org:9200/verbale"

A record made by an older program is led to the present schema when it is opened.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import msgspec
from sqlalchemy import Engine, create_engine, event, select, text
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from verbale.record import schema
from verbale.record.migrations import bring_up
from verbale.record.sources import Sources
from verbale.record.store import Record

SETTINGS = "verbale.toml"
OPENING_LOCK = 1_896_403_217
"""A number of ours by which PostgreSQL lets one process at a time make or mend the tables."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the parts of a record are, where not in its folder; `store` are options of the place of the sources."""

    database: str | None = None
    sources: str | None = None
    index: str | None = None
    store: dict[str, Any] = {}


def open_record(place: str | Path) -> Record:
    """Open a record: a folder (made if missing) or a database address `postgresql://…?sources=…&index=…`.

    Raises `ValueError` with one sentence where the place holds no record, the database does not answer, or a newer
    program wrote the record.
    """
    served = "://" in str(place)
    record = _on_server(str(place), "index", None, {}) if served else _in_folder(Path(place))
    _prepare(record.engine, str(place).partition("?")[0])
    return record


def _in_folder(folder: Path) -> Record:
    """A record whose home is a folder."""
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"{folder} is a file: give the folder of a record.")
    settings = _settings(folder / SETTINGS)
    database = folder / "record.db"
    if not database.exists() and settings.database is None and folder.is_dir() and _in_use(folder):
        raise ValueError(f"{folder} holds other files and no record: give a folder of its own.")
    sources = settings.sources or str(folder / "sources")
    index, server = _index(folder, settings.index)
    if settings.database is not None:
        return _on_server(settings.database, settings.index or str(index), sources, settings.store)
    folder.mkdir(parents=True, exist_ok=True)
    if settings.sources is None:
        (folder / "sources").mkdir(exist_ok=True)
    engine = create_engine(f"sqlite:///{database}", connect_args={"timeout": 60})
    event.listen(engine, "connect", _tune)
    return Record(engine, Sources(sources, **settings.store), index, server)


def _index(folder: Path, given: str | None) -> tuple[Path, str | None]:
    """Folder of the search index, and the address of a search server where one is given."""
    return (folder / "index", given) if given and "://" in given else (folder / (given or "index"), None)


def _in_use(folder: Path) -> bool:
    """Whether a folder holds more than a record's parts and hidden files."""
    ours = {SETTINGS, "sources", "index"}
    return any(one.name not in ours and not one.name.startswith(".") for one in folder.iterdir())


def _settings(path: Path) -> Settings:
    """What the settings of a folder say; nothing where there are none."""
    if not path.exists():
        return Settings()
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), type=Settings)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as fault:
        raise ValueError(f"Mend {path}: {fault}.") from fault


def _on_server(address: str, index: str, sources: str | None, store: dict[str, Any]) -> Record:
    """A record on a database server; `sources` and `index` may stand in its address."""
    plain, _, options = address.partition("?")
    given = dict(parse_qsl(options, keep_blank_values=True))
    sources = given.pop("sources", "") or sources or "sources"
    folder, server = _index(Path(), given.pop("index", "") or index)
    if not plain.startswith(("postgresql://", "postgresql+psycopg://")):
        raise ValueError(f"{plain} is no database of a record: give a folder or postgresql://….")
    plain = plain.replace("postgresql://", "postgresql+psycopg://", 1)
    try:
        engine = create_engine(f"{plain}?{urlencode(given)}" if given else plain)
    except ImportError as missing:
        raise ValueError(f"Install verbale[postgres] to use PostgreSQL ({missing.name} is missing).") from missing
    except SQLAlchemyError as fault:
        raise ValueError(f"{plain} is no address of a database ({fault}).") from fault
    return Record(engine, Sources(sources, **store), folder, server)


def _tune(connection: object, _: object) -> None:
    """SQLite as a record needs it: readers beside the writer, foreign keys obeyed, no write lost to a kill."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for line in ("busy_timeout=60000", "journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL"):
        cursor.execute(f"PRAGMA {line}")
    cursor.close()


def _prepare(engine: Engine, place: str) -> None:
    """Make the tables of a new record, lead an older one on, refuse what is none; one process at a time."""
    try:
        if _version(engine) == str(schema.VERSION):
            return
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                connection = connection.execution_options(isolation_level="AUTOCOMMIT")
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                bring_up(connection)
                connection.exec_driver_sql("COMMIT")
            else:
                connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": OPENING_LOCK})
                bring_up(connection)
                connection.commit()
    except DBAPIError as fault:
        reason = str(fault.orig).strip().splitlines()[0] if str(fault.orig).strip() else type(fault.orig).__name__
        raise ValueError(f"The record at {place} does not open ({reason}): {_advice(engine, fault)}") from fault


def _version(engine: Engine) -> str | None:
    """The schema a database says it has; None where it says nothing."""
    with engine.connect() as connection:
        try:
            return connection.scalar(select(schema.state.c.value).where(schema.state.c.name == "schema"))
        except DBAPIError as fault:
            if "no such table" in str(fault.orig) or getattr(fault.orig, "sqlstate", "") == "42P01":
                return None
            raise


def _advice(engine: Engine, fault: DBAPIError) -> str:
    """What to do about a database that does not open."""
    if engine.dialect.name != "sqlite":
        return "start the server, or mend the address."
    if isinstance(fault, OperationalError):
        return "make room, or make the folder writable."
    return "its record.db is no database of ours; restore it, or give another folder."
