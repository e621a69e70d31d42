"""Search on a server: the same answers as the index here, over the protocol of OpenSearch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.record.conftest import keep, paper
from tests.record.search_server import Protocol, serving
from verbale.journey import read
from verbale.record import Record, open_record
from verbale.record.keeping.rows import DISTRIBUTIONS
from verbale.record.search import Found, open_index
from verbale.record.search.index import SearchIndex

pytest.importorskip("opensearchpy")

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
QUESTIONS = (
    *("outcome", "Tonga Peru", '"study the matter"', "outcome OR nothing", "outcome -Tonga", "NEAR(study care)"),
    *("outc*", "A/*", "CD/9901", "lang:fr", "year:2044", "symbol:CD/700*", "kind:note-verbale désarmement"),
    *("state:pe", "state:pe -holder:state/is", "attitude:welcome", "裁军", "Нота", "lang:en outcome (Tonga OR Peru)"),
    "Iceland welcomes the outcome recalls and calls upon Peru and Tonga to study",
)


@pytest.fixture
def server() -> Iterator[tuple[str, type[Protocol]]]:
    """A search server."""
    with serving() as made:
        yield made


@pytest.fixture
def record(server: tuple[str, type[Protocol]], tmp_path: Path) -> Record:
    """A record whose index is on the server."""
    folder = tmp_path / "record"
    folder.mkdir()
    (folder / "verbale.toml").write_text(f'index = "{server[0]}/papers"\n')
    made = open_record(folder)
    for number in range(1, 6):
        keep(made, paper(f"CD/700{number}", day=str(number)))
    keep(made, paper("CD/7009", distribution="Restricted"))
    for name in ("note-verbale.fr.md", "declaration.zh.docx", "letter.ru.eml", "resolution.es.html"):
        content = (SAMPLES / name).read_bytes()
        made.keep(content, read(content, name=name))
    return made


def places(found: Found) -> list[tuple[int, str, str, str]]:
    """Hits without their scores."""
    return [(hit.id, hit.key, hit.language, hit.address) for hit in found.hits]


def test_gives_the_same_answers_as_the_index_here(record: Record) -> None:
    there, here = open_index(record), SearchIndex(record)
    assert type(there).__name__ == "OpenSearchIndex"
    assert there.update() == here.update() == 10
    assert there.held() == here.held()
    for question in QUESTIONS:
        first, second = there.ask(question, limit=100), here.ask(question, limit=100)
        assert first.total == second.total, question
        assert set(places(first)) == set(places(second)), question
        assert first.counts == second.counts, question
        if not second.hits or second.hits[0].score == 0:
            assert places(first) == places(second), question
    assert sum(there.ask(question).total > 0 for question in QUESTIONS) >= 15
    for classes in (("general",), DISTRIBUTIONS):
        assert there.values("lang", classes) == sorted(here.values("lang", classes))
    closed = there.ask("outcome", distributions=("general", "restricted"))
    assert closed.total == there.ask("outcome").total + 1


def test_takes_in_only_what_changed(record: Record, server: tuple[str, type[Protocol]]) -> None:
    index = open_index(record)
    index.update()
    assert index.update() == 0
    record.remove("CD/7001")
    keep(record, paper("CD/7002", second="A newer file of the same text, unheard of."))
    assert index.update() == 1
    assert index.ask("symbol:CD/7001").total == 0
    assert index.ask("unheard").total == 1
    made = SearchIndex(record)
    made.rebuild()
    assert index.held() == made.held()


def test_what_a_kill_left_without_a_mark_is_taken_in_once(record: Record, server: tuple[str, type[Protocol]]) -> None:
    index = open_index(record)
    index.update()
    total = index.ask("outcome").total
    documents = server[1].indexes["papers"].documents
    for key in [key for key in documents if key.startswith("mark-")][:3]:
        del documents[key]
    assert index.update() == 3
    assert index.ask("outcome").total == total
    index.rebuild()
    assert index.ask("outcome").total == total


def test_a_row_that_is_refused_is_told(record: Record, server: tuple[str, type[Protocol]]) -> None:
    index = open_index(record)
    del server[1].indexes["papers"].fields["year"]
    with pytest.raises(ValueError, match="refuses rows"):
        index.update()
