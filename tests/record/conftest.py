"""A record on each database: a folder with SQLite, and a PostgreSQL server of the tests' own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.postgres import running
from verbale.journey import read
from verbale.model.dossier import Dossier
from verbale.record import Record, open_record

PAPER = """{symbol}
Distr.: {distribution}
{day} March 2044
Original: English

Conference on Disarmament

Working paper of Iceland: {title}

1. {first}
2. {second}
"""
FIRST = "Iceland welcomes the outcome, recalls CD/9901 and calls upon Peru and Tonga to study the matter with care."
SECOND = "The text ends here, and nothing more is said of it in this place."


def paper(symbol: str = "CD/7001", **words: str) -> bytes:
    """A working paper of our own making."""
    plain = {"distribution": "General", "title": "plain matters", "first": FIRST, "second": SECOND, "day": "5"}
    return PAPER.format(symbol=symbol, **(plain | words)).encode()


def dossier_of(content: bytes, name: str = "paper.txt") -> Dossier:
    """What is read of some bytes."""
    return read(content, name=name)


def keep(record: Record, content: bytes) -> str:
    """Keep a document; its key."""
    return record.keep(content, dossier_of(content)).key


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The folder of the socket of a PostgreSQL server."""
    with running() as folder:
        yield folder


@pytest.fixture
def databases(server: str) -> Callable[[], str]:
    """Makes empty databases on the server, whose locale orders otherwise than code points; tells their addresses."""
    import psycopg

    def make() -> str:
        name = f"base{next(COUNT)}"
        with psycopg.connect(f"host={server} user=postgres dbname=postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE {name} TEMPLATE template0 ICU_LOCALE "en-x-icu" LOCALE_PROVIDER icu')
        return f"postgresql://postgres@/{name}?host={server}"

    return make


COUNT = iter(range(10**6))


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new record is to be made, on each database."""
    if request.param == "sqlite":
        return str(tmp_path / "record")
    address = request.getfixturevalue("databases")()
    return f"{address}&sources={tmp_path / 'sources'}&index={tmp_path / 'index'}"


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    """A new record on each database."""
    opened = open_record(place)
    yield opened
    opened.engine.dispose()
