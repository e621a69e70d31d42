"""The same desk on PostgreSQL, on a server started for the test in a folder of its own."""

from __future__ import annotations

import runpy
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.postgres import running
from verbale.desk import open_desk
from verbale.desk.intake import Incoming, receive
from verbale.desk.verifying import faults
from verbale.model.dossier import Document, Dossier
from verbale.model.reading import Source


@contextmanager
def server() -> Iterator[str]:
    """The place of a record on a PostgreSQL server of the test's own."""
    sources = tempfile.mkdtemp(prefix="desk-sources-")
    try:
        with running() as folder, pytest.MonkeyPatch.context() as setting:
            setting.setenv("PGHOST", folder)
            yield f"postgresql://postgres@/postgres?host={folder}&sources={sources}&index={sources}"
    finally:
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
