"""A PostgreSQL server of the tests' own, from Debian's package, in a folder of its own; gone when they end."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


def program(name: str) -> str | None:
    """Where a program of the server is."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(found[-1]) if found else None)


@contextmanager
def running() -> Iterator[str]:
    """The folder of the socket of a server; skips the test where there is none."""
    pytest.importorskip("psycopg")
    init, control = program("initdb"), program("pg_ctl")
    if init is None or control is None:
        pytest.skip("PostgreSQL is not installed: install its server to run this test.")
    folder = Path(tempfile.mkdtemp(prefix="verbale-pg-"))
    who: dict[str, str] = {}
    if os.geteuid() == 0:  # the server refuses to run as root
        try:
            shutil.chown(folder, "postgres", "postgres")
        except LookupError:
            pytest.skip("PostgreSQL does not start as root and there is no user postgres.")
        who = {"user": "postgres", "group": "postgres"}
    run: dict[str, Any] = {"check": True, "cwd": folder, "timeout": 120, "stdout": subprocess.DEVNULL, **who}
    data = str(folder / "data")
    try:
        subprocess.run([init, "-D", data, "-A", "trust", "-U", "postgres", "--locale=C.UTF-8"], **run)
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
        subprocess.run([control, "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start"], **run)
        yield str(folder)
    finally:
        subprocess.run([control, "-D", data, "-m", "immediate", "stop"], **{**run, "check": False})
        shutil.rmtree(folder, ignore_errors=True)
