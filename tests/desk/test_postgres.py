"""The same desk on PostgreSQL, on a server started for the test in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from verbale.desk import open_desk
from verbale.desk.register import listed
from verbale.desk.verifying import faults

SCRIPT = str(Path(__file__).with_name("registering.py"))


def program(name: str) -> str | None:
    """Where a program of the server is."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(found[-1]) if found else None)


@pytest.fixture
def place() -> Iterator[str]:
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
    run = {"check": True, "capture_output": True, "cwd": folder, "timeout": 60, **who}
    try:
        subprocess.run([init, "-D", str(folder / "data"), "-A", "trust", "-U", "postgres"], **run)
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        start = [control, "-D", str(folder / "data"), "-o", options, "-l", str(folder / "log"), "-w", "start"]
        subprocess.run(start, **{**run, "capture_output": False}, stdout=subprocess.DEVNULL)
        sources = tempfile.mkdtemp(prefix="desk-sources-")
        yield f"postgresql://postgres@/postgres?host={folder}&sources={sources}&index={sources}"
        subprocess.run([control, "-D", str(folder / "data"), "-m", "immediate", "stop"], **run)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_registers_on_postgresql(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", place.partition("host=")[2].partition("&")[0])
    desk = open_desk(place)
    command = [sys.executable, SCRIPT, place]
    whole = [subprocess.Popen([*command, f"p{n}", "40"], stdout=subprocess.PIPE, text=True) for n in range(3)]
    victim = subprocess.Popen([*command, "v", "100"], stdout=subprocess.PIPE, text=True)
    assert victim.stdout is not None
    first = victim.stdout.readline()
    victim.kill()
    said = (first + victim.communicate()[0]).split()
    for process in whole:
        said += process.communicate(timeout=60)[0].split()
    with desk.reading() as connection:
        rows = list(listed(connection))
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert len(set(said)) == len(said) >= 121
    assert list(faults(desk)) == []
    with pytest.raises(Exception, match="only added to"), desk.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM desk_journal")
