"""Nothing of a class is shown, counted or told of to a reader who may not see it, at any address."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient

from tests.room.conftest import DRAFT
from verbale.journey import read
from verbale.record import open_record
from verbale.record.search.index import SearchIndex
from verbale.room.app import make_app, tokens_of
from verbale.room.visit import Door

HIDDEN = {
    "general": ("limitword", "secretword", "CD/7002", "CD/7003"),
    "limited": ("secretword", "CD/7003"),
    "restricted": (),
}
SHOWN = {"general": "plainword", "limited": "limitword", "restricted": "secretword"}


def addresses() -> Iterator[str]:
    """Every kind of address, for documents of every class."""
    yield from ("/", "/documents", "/documents.json", "/documents?year=2044", "/feeds", "/feeds/recent", "/sitemap.xml")
    for name in ("state/is", "state/pe", "state/to", "instrument/npt", "org/un/cd"):
        yield from (f"/{name}", f"/{name}.json", f"/{name}.csv", f"/feeds/{name}")
    for question in ("Iceland", "outcome", "body:org/un/cd", "holder:state/is", "year:2044", "paper"):
        yield from (f"/search?q={question}", f"/search.json?q={question}", f"/feeds/search?q={question}")
    yield from ("/fr/CD/9901", "/fr/CD/9901/annex-1/1", "/CD/9901/annex-1/1.json")


def own(symbol: str) -> Iterator[str]:
    """Every address of one document."""
    for ending in ("", ".json", ".akn", ".html", ".md", ".txt", ".bib", ".ris", ".csl", "?view=positions", "?with=en"):
        yield f"/{symbol}{ending}"
        yield f"/en/{symbol}{ending}"
    yield from (f"/{symbol}/1", f"/{symbol}/1.json", f"/en/{symbol}/1.txt")


@pytest.mark.parametrize("reader", ["general", "limited", "restricted"])
def test_no_address_shows_what_a_reader_may_not_see(visitor: Callable[..., TestClient], reader: str) -> None:
    room = visitor(reader)
    for address in addresses():
        text = room.get(address).text
        leaks = [word for word in HIDDEN[reader] if word in text]
        assert not leaks, f"{address} shows {leaks} to {reader}"
    for symbol in ("CD/7001", "CD/7002", "CD/7003"):
        for address in own(symbol):
            answer = room.get(address)
            if symbol in HIDDEN[reader]:
                assert answer.status_code == 404, address
                assert "word outcome" not in answer.text


def test_each_reader_sees_the_classes_up_to_their_own(visitor: Callable[..., TestClient]) -> None:
    for reader, word in SHOWN.items():
        assert visitor(reader).get(f"/search.json?q={word}").json()["total"] > 0


def test_counts_are_of_what_may_be_seen(visitor: Callable[..., TestClient]) -> None:
    totals = [visitor(reader).get("/search.json?q=year:2044").json()["total"] for reader in SHOWN]
    years = [visitor(reader).get("/state/is.csv").text for reader in SHOWN]
    assert totals[0] < totals[1] < totals[2] and len(set(years)) == 3


def test_a_token_opens_its_class_and_a_wrong_one_nothing(visitor: Callable[..., TestClient]) -> None:
    room = visitor("general", key="restricted")
    assert room.get("/CD/7003").status_code == 404
    assert room.get("/CD/7003", headers={"Authorization": "Bearer wrong"}).status_code == 404
    assert room.get("/CD/7003", headers={"Authorization": "Bearer key"}).status_code == 200
    assert room.get("/CD/7003", auth=("anybody", "key")).status_code == 200
    assert room.get("/sign-in").headers["www-authenticate"].startswith("Basic")


def test_a_missing_document_and_a_hidden_one_look_alike(visitor: Callable[..., TestClient]) -> None:
    room = visitor()
    hidden, missing = room.get("/CD/7003.json"), room.get("/CD/7999.json")
    assert hidden.json() | {"instance": ""} == missing.json() | {"instance": ""}


def test_a_version_that_prints_a_stricter_class_closes_the_document(tmp_path: Path) -> None:
    record = open_record(tmp_path)
    for distribution, language in (("General", "English"), ("Restricted", "French")):
        text = DRAFT.format(number=7001, distribution=distribution, word="plainword")
        text = text if language == "English" else text.replace("Original: English", "French\nOriginal: English")
        dossier = read(text.encode(), name=f"{language}.txt")
        document = msgspec.structs.replace(dossier.document, language=language[:2].lower())
        kept = msgspec.structs.replace(dossier, document=document)
        if distribution == "General":
            record.keep(text.encode(), kept)
            SearchIndex(record).update()
    room = TestClient(make_app(record, Door()))
    assert room.get("/CD/7001").status_code == 200 and room.get("/search.json?q=plainword").json()["total"]
    record.keep(text.encode(), kept)
    assert room.get("/CD/7001").status_code == room.get("/en/CD/7001").status_code == 404
    assert room.get("/search.json?q=plainword").json()["hits"] == []
    SearchIndex(record).update()
    assert room.get("/search.json?q=plainword").json()["total"] == 0


def test_the_room_asks_the_record_through_its_reader_only() -> None:
    folder = Path(__file__).resolve().parents[2] / "src" / "verbale" / "room"
    for path in folder.rglob("*.py"):
        if path.parent.name == "desk":  # behind its own sign-in, on tables of its own
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert not (node.module or "").startswith("sqlalchemy"), path
                assert "schema" not in [name.name for name in node.names], path


def test_a_file_of_tokens_is_checked_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "tokens"
    path.write_text("limited one\n\nrestricted two\n")
    assert tokens_of(str(path)) == {"one": "limited", "two": "restricted"} and tokens_of("") == {}
    for wrong in ("limited\n", "limited one two\n", "secret one\n"):
        path.write_text(wrong)
        with pytest.raises(ValueError, match="class"):
            tokens_of(str(path))
