"""Programs that libraries and readers have: each takes from the room what it came for."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.room import embedded
from tests.room.serving import served
from verbale.record.store import Record
from verbale.room.app import make_app
from verbale.room.pages import oai
from verbale.room.visit import Door

EXAMPLES = 8
"""Cases drawn for each address, right ones and wrong ones."""


@pytest.fixture(scope="module")
def address(record: Record) -> Iterator[str]:
    """The room on a port of this machine, for clients that speak through a socket."""
    with served(record, Door()) as place:
        yield place


def test_a_fuzzer_of_descriptions_finds_no_failure(record: Record) -> None:
    schemathesis = pytest.importorskip("schemathesis")
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis.errors import Unsatisfiable

    described = schemathesis.openapi.from_asgi("/openapi.json", make_app(record, Door()))
    drawing = settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    asked = 0
    for operation in (each.ok() for each in described.get_all_operations()):
        for mode in schemathesis.GenerationMode:

            @drawing
            @given(case=operation.as_strategy(generation_mode=mode))
            def check(case: Any) -> None:
                nonlocal asked
                asked += 1
                case.call_and_validate()

            with contextlib.suppress(Unsatisfiable):  # an address without parameters cannot be asked wrongly
                check()
    assert asked > 60


@pytest.mark.parametrize("prefix", sorted(oai.FORMATS))
def test_a_harvester_brings_every_document_once(
    address: str, room: TestClient, monkeypatch: pytest.MonkeyPatch, prefix: str
) -> None:
    sickle = pytest.importorskip("sickle").Sickle(f"{address}/oai")
    monkeypatch.setattr(oai, "AT_ONCE", 3)
    assert sickle.Identify().protocolVersion == "2.0"
    assert prefix in [one.metadataPrefix for one in sickle.ListMetadataFormats()]
    records = list(sickle.ListRecords(metadataPrefix=prefix))
    keys = [one.header.identifier.rpartition(":")[2] for one in records]
    held = {one["key"] for one in room.get("/documents.json?limit=500").json()["documents"]}
    assert len(keys) == len(set(keys)) and set(keys) == held and len(keys) > 6
    assert [one.identifier for one in sickle.ListIdentifiers(metadataPrefix=prefix)] == [
        one.header.identifier for one in records
    ]
    single = sickle.GetRecord(metadataPrefix=prefix, identifier=records[0].header.identifier)
    assert single.header.datestamp == records[0].header.datestamp
    since = records[0].header.datestamp
    assert list(sickle.ListRecords(**{"metadataPrefix": prefix, "from": since}))


def test_a_harvester_takes_titles_in_their_languages(address: str) -> None:
    sickle = pytest.importorskip("sickle").Sickle(f"{address}/oai")
    found = {
        one.header.identifier.rpartition(":")[2]: one.metadata for one in sickle.ListRecords(metadataPrefix="oai_dc")
    }
    resolution = found["A/RES/99/906"]
    assert set(resolution["language"]) == {"ar", "en"} and len(resolution["title"]) == 2
    assert "2045-01-16" in resolution["date"]


def test_a_harvester_may_post_its_question(room: TestClient) -> None:
    asked = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
    posted, got = room.post("/oai", data=asked), room.get("/oai", params=asked)
    assert posted.status_code == 200
    assert posted.text.partition("</responseDate>")[2] == got.text.partition("</responseDate>")[2]
    assert room.post("/oai", content=b"x" * 100_000).status_code == 413


def test_a_catalogue_reads_the_marc_records(room: TestClient) -> None:
    pymarc = pytest.importorskip("pymarc")
    import io

    answer = room.get("/oai", params={"verb": "ListRecords", "metadataPrefix": "marc21"})
    records = pymarc.parse_xml_to_array(io.BytesIO(answer.content))
    symbols = {field["a"] for record in records for field in record.get_fields("191")}
    assert {"CD/9901", "A/RES/99/906"} <= symbols
    for record in records:
        assert record.leader and record["001"].data and record["245"]["a"], record


@pytest.mark.parametrize(
    "feed", ["/feeds/recent", "/feeds/search?q=plainword", "/feeds/state/uy", "/feeds/instrument/npt"]
)
def test_a_feed_reader_reads_the_feeds(room: TestClient, feed: str) -> None:
    feedparser = pytest.importorskip("feedparser")
    answer = room.get(feed)
    read = feedparser.parse(answer.content, response_headers=dict(answer.headers))
    assert not read.bozo and read.version == "atom10" and read.feed.title and read.entries
    for entry in read.entries:
        assert entry.title and entry.updated_parsed and entry.id
        assert room.get(entry.link.removeprefix("http://testserver")).status_code == 200
    assert len({entry.id for entry in read.entries}) == len(read.entries)


@pytest.mark.parametrize(
    ("page", "symbol", "date", "author", "language"),
    [
        ("/fr/CD/9901", "CD/9901", "2024/03/12", True, "fr"),
        ("/ar/A/RES/99/906", "A/RES/99/906", "2045/01/16", True, "ar"),
        ("/zh/CD/9908", "CD/9908", "2045/05/09", True, "zh"),
        ("/en/A/99/903", "A/99/903", "2045/02/17", True, "en"),
        ("/en/NPT/CONF.2099/WP.1", "NPT/CONF.2099/WP.1", "2099/04/03", True, "en"),
    ],
)
def test_a_reference_manager_takes_author_title_symbol_and_date(
    room: TestClient, page: str, symbol: str, date: str, author: bool, language: str
) -> None:
    item = embedded.take(room.get(page).content)
    assert item.kind == "report" and item.number == symbol and item.date == date and item.language == language
    assert item.title == room.get(f"{page}.csl").json()[0]["title"]
    assert bool(item.authors) >= author and all(item.authors)
