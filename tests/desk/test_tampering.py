"""A byte changed past the desk, in journal, register or a stored file, is found by `verbale desk journal --verify`."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.desk.test_life import circulated
from verbale.desk import open_desk
from verbale.desk.accounts import set_account
from verbale.desk.dispatch import lists
from verbale.desk.roles import name_person, set_duties
from verbale.desk.verifying import faults


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with something in each of its tables; its database is one file."""
    place = tmp_path_factory.mktemp("tampering") / "record"
    desk = open_desk(place)
    circulated(desk, 2)
    name_person(desk, "root", "root", ("administrator",))
    set_duties(desk, "root", "joined")
    set_account(desk, "root", "root", password="correct horse battery")
    name_person(desk, "root", "clerk", ("registry",))
    page = "delegation,address,language\nstate/kz,kz@example.org,ru\n"
    lists.write(desk, "clerk", "cd", lists.delegations(page))
    assert list(faults(desk)) == []
    desk.engine.dispose()
    with sqlite3.connect(place / "record.db") as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("PRAGMA journal_mode=DELETE")
    return place


@contextmanager
def copied(folder: Path, to: Path) -> Iterator[Path]:
    """The desk once more, to be spoilt."""
    shutil.copytree(folder, to)
    yield to
    shutil.rmtree(to)


def found(place: Path) -> list[str]:
    """What verification says, from a fresh start."""
    try:
        desk = open_desk(place)
    except Exception as refusal:  # a database that does not even open is found as well
        return [str(refusal)]
    try:
        return list(faults(desk))
    finally:
        desk.engine.dispose()


def changed(cell: Any, chance: random.Random) -> Any:
    """A cell with one character or its number changed; what was empty is filled."""
    if isinstance(cell, int):
        return cell + 1000
    if not cell:
        return "x"
    place = chance.randrange(len(cell))
    return f"{cell[:place]}{'x' if cell[place] != 'x' else 'y'}{cell[place + 1 :]}"


def test_any_changed_cell_is_found(folder: Path, tmp_path: Path) -> None:
    """Every column of every table of the desk: a row changed, a row gone, a row too many."""
    chance, unfound, tried = random.Random(11), [], 0
    with copied(folder, tmp_path / "copy") as place:
        database = sqlite3.connect(place / "record.db", isolation_level=None)
        for trigger in ("desk_journal_update", "desk_journal_delete"):
            database.execute(f"DROP TRIGGER {trigger}")
        desk = open_desk(place)
        tables = [
            name
            for (name,) in database.execute(
                "SELECT name FROM sqlite_master WHERE name GLOB 'desk_*' AND type = 'table'"
            )
        ]
        for table in tables:
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            rows = list(database.execute(f"SELECT rowid, * FROM {table}"))
            assert rows, f"{table} is empty: fill it in the fixture"
            for rowid, *cells in chance.sample(rows, min(3, len(rows))):
                acts = [
                    (f'UPDATE {table} SET "{name}" = ? WHERE rowid = {rowid}', (changed(cell, chance),))
                    for name, cell in zip(columns, cells, strict=True)
                ]
                for statement, values in [*acts, (f"DELETE FROM {table} WHERE rowid = {rowid}", ())]:
                    database.execute("SAVEPOINT spoilt")
                    database.execute("PRAGMA defer_foreign_keys = ON")
                    database.execute(statement, values)
                    database.execute("RELEASE spoilt")
                    tried += 1
                    if not list(faults(desk)):
                        unfound.append(statement)
                    database.execute(f"DELETE FROM {table} WHERE rowid IN ({rowid}, {rowid} + 1000)")  # a key moved too
                    marks = ",".join("?" * len(columns))
                    names = ",".join(f'"{name}"' for name in columns)
                    database.execute(f"INSERT INTO {table} (rowid, {names}) VALUES (?, {marks})", (rowid, *cells))
        assert list(faults(desk)) == [], "something was not put back"
        desk.engine.dispose()
    assert unfound == [] and tried >= 120


def dump(place: Path) -> list[str] | None:
    """All the desk's rows; None where the database cannot be read."""
    try:
        database = sqlite3.connect(place / "record.db")
        names = [
            name
            for (name,) in database.execute(
                "SELECT name FROM sqlite_master WHERE name GLOB 'desk_*' AND type = 'table' ORDER BY name"
            )
        ]
        rows = [repr(row) for name in names for row in database.execute(f"SELECT * FROM {name} NOT INDEXED")]
        database.close()
        return [*names, *rows]
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return None


def inside(folder: Path, whole: bytes, chance: random.Random) -> Iterator[int]:
    """Places in the database file where something that the desk has written stands."""
    database = sqlite3.connect(folder / "record.db")
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE name GLOB 'desk_*'")]
    for table in sorted(name for name in tables if "journal_" not in name and "autoindex" not in name):
        for row in database.execute(f"SELECT * FROM {table}").fetchmany(8) if not table.startswith("ix_") else ():
            for cell in row:
                if isinstance(cell, str) and len(cell) > 5 and chance.random() < 0.3:
                    yield whole.index(cell.encode()) + chance.randrange(len(cell.encode()))
    database.close()


def test_bytes_of_the_database(folder: Path, tmp_path: Path) -> None:
    """One byte of the file at a time: where it changes what the desk says, it is found."""
    whole, chance, changes = (folder / "record.db").read_bytes(), random.Random(7), 0
    before = dump(folder)
    with copied(folder, tmp_path / "copy") as place:
        for at in [*(chance.randrange(len(whole)) for _ in range(40)), *inside(folder, whole, chance)]:
            spoilt = bytes([whole[at] ^ chance.randrange(1, 256)])
            (place / "record.db").write_bytes(whole[:at] + spoilt + whole[at + 1 :])
            if dump(place) != before:
                changes += 1
                assert found(place), f"byte {at} of the database was changed and nothing found"
    assert changes >= 20


def test_bytes_of_stored_files(folder: Path, tmp_path: Path) -> None:
    """Every file the desk keeps, a byte at its start, its end and somewhere between."""
    chance = random.Random(3)
    with copied(folder, tmp_path / "copy") as place:
        desk = open_desk(place)
        for path in sorted(path for path in (place / "sources").rglob("*") if path.is_file()):
            whole = path.read_bytes()
            for at in (0, len(whole) - 1, chance.randrange(len(whole))):
                path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
                assert any(path.name in fault for fault in faults(desk)), path.name
            path.unlink()
            assert any(path.name in fault for fault in faults(desk)), path.name
            path.write_bytes(whole)
        assert list(faults(desk)) == []
        desk.engine.dispose()
