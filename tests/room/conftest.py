"""A record of three documents of different classes, and the room on it."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from verbale.journey import read
from verbale.record import open_record
from verbale.record.search.index import SearchIndex
from verbale.record.store import Record

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

from verbale.room.app import make_app
from verbale.room.visit import Door

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
DRAFT = """CD/{number}
Distr.: {distribution}
5 March 2044
Original: English

Conference on Disarmament

{word} paper of Iceland: {word} matters

1. Iceland and Peru welcome the {word} outcome, recall CD/9901 and call upon Tonga to study the Treaty on the \
Non-Proliferation of Nuclear Weapons.
2. The {word} text ends here.
"""
DOCUMENTS = {
    "general": DRAFT.format(number=7001, distribution="General", word="plainword"),
    "limited": DRAFT.format(number=7002, distribution="Limited", word="limitword"),
    "restricted": DRAFT.format(number=7003, distribution="Restricted", word="secretword"),
}


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The samples, and one document of each class."""
    made = open_record(tmp_path_factory.mktemp("room"))
    for path in sorted(SAMPLES.iterdir()):
        if path.suffix in {".md", ".html", ".txt", ".docx", ".pdf"}:
            made.keep(path.read_bytes(), read(path))
    for name, text in DOCUMENTS.items():
        made.keep(text.encode(), read(text.encode(), name=f"{name}.txt"))
    SearchIndex(made).update()
    return made


@pytest.fixture(scope="session")
def visitor(record: Record) -> Callable[..., TestClient]:
    """A client whose requests see up to a class."""

    def make(highest: str = "general", **tokens: str) -> TestClient:
        return TestClient(make_app(record, Door(highest, tokens)), raise_server_exceptions=True)

    return make


@pytest.fixture(scope="session")
def room(visitor: Callable[..., TestClient]) -> TestClient:
    """The room as the public sees it."""
    return visitor()
