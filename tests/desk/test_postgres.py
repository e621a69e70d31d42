"""The same desk on PostgreSQL, on a server started for the test in a folder of its own."""

from __future__ import annotations

import os
import runpy
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from verbale.desk import open_desk
from verbale.desk.intake import Incoming, receive
from verbale.desk.verifying import faults
from verbale.model.dossier import Document, Dossier
from verbale.model.reading import Source


def program(name: str) -> str | None:
    """Where a program of the server is."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(found[-1]) if found else None)


@contextmanager
def server() -> Iterator[str]:
    """A PostgreSQL server of its own in a folder of its own; the place of a record on it. Skips where there is none."""
    pytest.importorskip("psycopg")
    init, control = program("initdb"), program("pg_ctl")
    if init is None or control is None:
        pytest.skip("PostgreSQL is not installed: install its server to run this test.")
    folder = Path(tempfile.mkdtemp(prefix="desk-pg-"))
    who: dict[str, str] = {}
    if os.geteuid() == 0:
        try:
            shutil.chown(folder, "postgres", "postgres")
        except LookupError:
            pytest.skip("PostgreSQL does not start as root and there is no user postgres.")
        who = {"user": "postgres", "group": "postgres"}
    run: dict[str, Any] = {"check": True, "capture_output": True, "cwd": folder, "timeout": 60, **who}
    sources = tempfile.mkdtemp(prefix="desk-sources-")
    before = os.environ.get("PGHOST")
    try:
        subprocess.run([init, "-D", str(folder / "data"), "-A", "trust", "-U", "postgres"], **run)
        options = f"-k {folder} -c listen_addresses=''"
        start = [control, "-D", str(folder / "data"), "-o", options, "-l", str(folder / "log"), "-w", "start"]
        subprocess.run(start, **{**run, "capture_output": False}, stdout=subprocess.DEVNULL)
        os.environ["PGHOST"] = str(folder)
        yield f"postgresql://postgres@/postgres?host={folder}&sources={sources}&index={sources}"
    finally:
        os.environ.pop("PGHOST") if before is None else os.environ.update(PGHOST=before)
        subprocess.run([control, "-D", str(folder / "data"), "-m", "immediate", "stop"], **{**run, "check": False})
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(sources, ignore_errors=True)


@pytest.fixture(scope="module")
def place() -> Iterator[str]:
    with server() as held:
        yield held


def test_registers_on_postgresql(place: str) -> None:
    """A short run of benchmarks/speed/register.py, one process after another killed."""
    run = runpy.run_path(str(Path(__file__).resolve().parents[2] / "benchmarks" / "speed" / "register.py"))["run"]
    result = run(place, processes=3, each=40, kills=3)
    assert (result.gaps, result.doubles, result.lost, result.faults) == (0, 0, 0, 0)
    assert result.told >= 120 and result.kills


def test_the_journal_is_only_added_to(place: str) -> None:
    desk = open_desk(place)
    receive(
        desk,
        "a",
        [
            Incoming(
                "a.txt", b"a", Dossier(source=Source(name="a", sha256="0" * 64, media_type="t"), document=Document())
            )
        ],
    )
    with pytest.raises(Exception, match="only added to"), desk.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM desk_journal")
    assert list(faults(desk)) == []
