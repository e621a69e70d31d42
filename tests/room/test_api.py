"""Addresses for programs: what the description promises, conditional requests, methods, other sites, limits."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable

import pytest
from sqlalchemy import update
from starlette.testclient import TestClient

from verbale.record import schema
from verbale.record.store import Record
from verbale.room import openapi
from verbale.room.pages import feeds
from verbale.room.visit import accepted

NOTE = "/fr/CD/9901"
VALUES = {
    "language": "fr",
    "symbol": "CD/9901",
    "format": "json",
    "address": "annex-1/1",
    "sort": "state",
    "name": "uy",
}


def test_the_description_names_addresses_that_answer(room: TestClient) -> None:
    described = room.get("/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    for path, methods in described["paths"].items():
        answer = room.get(openapi.filled(path, VALUES))
        given = methods["get"]["responses"]["200"]["content"]
        assert answer.status_code == 200, path
        assert answer.headers["content-type"].partition(";")[0] in given, path


def test_every_format_described_is_there(room: TestClient) -> None:
    described = openapi.description()["paths"]
    for path, methods in described.items():
        for parameter in methods["get"]["parameters"]:
            for form in parameter["schema"].get("enum", []) if parameter["name"] == "format" else []:
                answer = room.get(openapi.filled(path, VALUES | {"format": form}))
                assert answer.status_code == 200, (path, form)


@pytest.mark.parametrize("address", [NOTE, f"{NOTE}.json", "/state/uy", "/search?q=plainword", "/openapi.json", "/"])
def test_who_has_an_answer_is_not_sent_it_again(room: TestClient, address: str) -> None:
    tag = room.get(address).headers["etag"]
    for held in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = room.get(address, headers={"If-None-Match": held})
        assert answer.status_code == 304 and not answer.content and answer.headers["etag"] == tag
    assert room.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_change_of_the_record_changes_what_was_kept_ready(record: Record, room: TestClient) -> None:
    def put(name: str) -> None:
        with record.engine.begin() as connection:
            connection.execute(update(schema.works).where(schema.works.c.key == "CD/9901").values(distribution=name))

    assert room.get(NOTE).status_code == room.get(NOTE).status_code == 200
    put("restricted")
    try:
        assert room.get(NOTE).status_code == 404
    finally:
        put("general")
    assert room.get(NOTE).status_code == 200


def test_what_is_kept_differs_by_reader_language_and_host(visitor: Callable[..., TestClient]) -> None:
    room = visitor("general", key="restricted")
    assert room.get("/CD/7003", headers={"Authorization": "Bearer key"}).status_code == 200
    assert room.get("/CD/7003").status_code == 404
    pages = {room.get(NOTE, headers={"Accept-Language": code}).content for code in ("ar", "en", "zh")}
    assert len(pages) == 3
    assert "elsewhere.example" in room.get(f"{NOTE}.bib", headers={"Host": "elsewhere.example"}).text
    assert "elsewhere.example" not in room.get(f"{NOTE}.bib").text


@pytest.mark.parametrize("address", ["/", NOTE, "/search.json", "/nothing/here", "/oai"])
def test_head_and_options_are_answered(room: TestClient, address: str) -> None:
    asked = room.get(address, headers={"Accept": "application/json"})
    head = room.head(address, headers={"Accept": "application/json"})
    assert head.status_code == asked.status_code
    options = room.options(address)
    assert options.status_code == 204 and "GET" in options.headers["allow"]


def test_other_sites_may_read_data_but_nothing_signed_in(room: TestClient) -> None:
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Headers": "authorization"}
    preflight = room.options("/search.json", headers=asked)
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert "Authorization" in preflight.headers["access-control-allow-headers"]
    assert "access-control-allow-credentials" not in room.get("/search.json").headers
    assert "access-control-allow-origin" not in room.get("/sign-in").headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused_with_those_that_are_not(room: TestClient, method: str) -> None:
    answer = room.request(method, f"{NOTE}.json", headers={"Accept": "application/json"})
    assert answer.status_code == 405 and "GET" in answer.headers["allow"]
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "address",
    [
        "/search.json?limit=0",
        "/search.json?limit=many",
        "/search.json?start=-1",
        "/documents.json?limit=501",
        "/documents.json?year=MMXLIV",
        "/documents.jsonl?limit=101",
        "/documents.jsonl?year=",
        "/state/uy.json?limit=",
    ],
)
def test_a_wrong_parameter_is_refused_by_name(room: TestClient, address: str) -> None:
    answer = room.get(address)
    name = address.partition("?")[2].partition("=")[0]
    assert answer.status_code == 400 and answer.json()["detail"].endswith(f" {name}")
    assert answer.json()["status"] == 400 and set(answer.json()) == {"type", "title", "status", "detail", "instance"}


def test_lists_go_on_where_they_stopped(room: TestClient) -> None:
    for start in ("/documents.json?limit=3", "/documents.jsonl?limit=2", "/search.json?q=the&limit=3"):
        seen: list[str] = []
        address: str | None = start
        for _ in range(40):
            answer = room.get(address or "")
            if start.startswith("/documents.jsonl"):
                seen += answer.text.splitlines()
            else:
                value = answer.json()
                rows = value.get("documents") or value.get("hits")
                seen += [one.get("key") + one.get("language", "") + one.get("address", "") for one in rows or []]
            address = answer.links.get("next", {}).get("url")
            if address is None:
                break
        assert address is None and len(seen) == len(set(seen)) > 6, start


def test_the_file_of_a_version_is_given_to_be_kept_and_nothing_else(room: TestClient) -> None:
    answer = room.get(f"{NOTE}.original")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert room.get("/CD/7003.original").status_code == 404 == room.get(f"{NOTE}/annex-1/1.original").status_code


def test_a_map_too_long_becomes_a_map_of_maps(room: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def places(address: str) -> list[str]:
        return [one.text or "" for one in ElementTree.fromstring(room.get(address).content).iter() if one.text]

    whole = places("/sitemap.xml")
    monkeypatch.setattr(feeds, "DOCUMENTS", 3)
    maps = places("/sitemap.xml")
    assert len(maps) > 2
    assert [one for each in maps for one in places(each.removeprefix("http://testserver"))] == whole


def test_weights_of_accept_decide() -> None:
    assert accepted("text/html;q=0.2, application/json;q=0.9") == "json"
    assert accepted("application/json;q=0, text/csv") == "csv"
    assert accepted("image/webp, */*;q=0.8") == "html"
