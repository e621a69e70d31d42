"""Pages and data at their addresses."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree

import pytest
from lxml import html
from starlette.testclient import TestClient

from verbale.record.search import index
from verbale.record.store import Record
from verbale.room.words import best_language, interface
from verbale.tongues.files import TONGUES

NOTE = "/fr/CD/9901"
PAGES = ["/", "/documents", "/search?q=disarmament", NOTE, f"{NOTE}?view=positions", f"{NOTE}/annex-1/1", "/state/uy",
         "/org/un/ga", "/ar/A/RES/99/906?with=en", "/A/RES/1/1"]  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["ar", "fr", "zh"])
def test_a_page_is_in_the_readers_language_and_runs_nothing(room: TestClient, address: str, language: str) -> None:
    answer = room.get(address, headers={"Accept": "text/html", "Accept-Language": language})
    page = html.fromstring(answer.content)
    assert page.get("lang") == language
    assert page.get("dir") == ("rtl" if language == "ar" else "ltr")
    assert not page.xpath("//script|//style|//*[@style]|//@onclick|//iframe")
    assert not [link for link in page.xpath("//link/@href|//img/@src") if link.startswith("//")]
    assert "unsafe" not in answer.headers["content-security-policy"]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(page.xpath(f"//*[@id='{target[1:]}']") for target in page.xpath("//a/@href") if target.startswith("#"))


def test_a_document_shows_masthead_contents_components_and_metadata(room: TestClient) -> None:
    page = html.fromstring(room.get(NOTE).content)
    assert page.xpath("//header[@class='masthead']") and page.xpath("//nav[@class='contents']")
    assert page.xpath("//section[@id='annex-1']//*[@id='annex-1/1']")
    assert page.xpath("//meta[@name='citation_technical_report_number']/@content") == ["CD/9901"]
    assert "/state/uy" in page.xpath("//a[@class='m']/@href")
    assert f"{NOTE}/annex-1/1" in page.xpath("//a[@class='no']/@href")


@pytest.mark.parametrize(
    ("ending", "media", "start"),
    [
        ("json", "application/json", b'{"contract"'),
        ("akn", "application/akn+xml", b"<?xml"),
        ("md", "text/markdown", b""),
        ("txt", "text/plain", b""),
        ("bib", "application/x-bibtex", b"@techreport{"),
        ("csl", "application/vnd.citationstyles", b'[{"id"'),
        ("ris", "application/x-research-info-systems", b"TY  - RPRT\r\n"),
    ],
)
def test_every_format_stands_at_its_ending_and_by_negotiation(
    room: TestClient, ending: str, media: str, start: bytes
) -> None:
    answer = room.get(f"{NOTE}.{ending}")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith(media)
    assert answer.content.startswith(start)
    asked = room.get(NOTE, headers={"Accept": answer.headers["content-type"].partition(";")[0]})
    assert asked.content == answer.content


def test_a_paragraph_has_one_address_for_all_languages(room: TestClient) -> None:
    page = html.fromstring(room.get("/A/RES/99/906/1").content)
    assert set(page.xpath("//section[@class='version']/@lang")) == {"ar", "en"}
    value = room.get("/A/RES/99/906/1.json").json()
    assert set(value["versions"]) == {"ar", "en"} and value["block"]["address"] == "1"
    assert list(page.xpath("//dl[@class='citations']/dt/text()")) == [
        "UN", "OSCOLA", "Bluebook", "Chicago", "BibTeX", "RIS", "CSL-JSON"]  # fmt: skip


def test_a_citation_of_a_document_without_a_field_leaves_no_empty_signs(room: TestClient) -> None:
    key = next(one["key"] for one in room.get("/documents.json").json()["documents"] if one["key"].startswith("nn-"))
    page = room.get(f"/{key}/title").text
    assert "{" not in html.fromstring(page).xpath("string(//dl[@class='citations']/dd[1])")


def test_a_paragraph_says_who_cites_it(room: TestClient) -> None:
    page = html.fromstring(room.get(NOTE).content)
    assert any(link.startswith("/en/CD/7001#") for link in page.xpath("//section[@id='cited']//a/@href"))


def test_results_are_highlighted_and_open_at_the_paragraph(room: TestClient) -> None:
    page = html.fromstring(room.get("/search?q=plainword").content)
    assert set(map(str.lower, page.xpath("//mark/text()"))) == {"plainword"}
    assert any(link.startswith("/en/CD/7001#") for link in page.xpath("//ol[@class='hits']//a/@href"))
    found = room.get("/search.json?q=plainword&limit=1").json()
    assert found["total"] > 1 == len(found["hits"]) and found["counts"]["lang"]["en"] == found["total"]


@pytest.mark.parametrize("question", ['"', "NOT", "((", "a OR", "name:", "<script>", "*", "NEAR(", "x" * 5000])
def test_no_question_breaks_the_search(room: TestClient, question: str) -> None:
    answer = room.get("/search", params={"q": question})
    assert answer.status_code == 200 and "<script" not in answer.text


def test_a_filter_that_nothing_meets_names_what_there_is(room: TestClient) -> None:
    for address in ("/search?q=lang:xx", "/search.json?q=lang:xx"):
        answer = room.get(address)
        assert answer.status_code == 400 and "ar, en, es, fr, ru, zh" in answer.text


def test_an_entity_has_names_places_plot_and_table(room: TestClient) -> None:
    page = html.fromstring(room.get("/instrument/npt").content)
    assert len(page.xpath("//table[@class='names']//tr")) == 6
    assert page.xpath("//svg[@class='plot']/rect") and page.xpath("//ol[@class='hits']/li")
    table = room.get("/instrument/npt.csv").text.splitlines()
    assert table[0].startswith("year,documents,paragraphs") and len(table) > 1


def test_what_is_missing_is_a_page_for_people_and_a_problem_for_programs(room: TestClient) -> None:
    assert room.get("/A/RES/1/1").status_code == 404 == room.get(f"{NOTE}/999").status_code
    answer = room.get("/A/RES/1/1", headers={"Accept": "application/json"})
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 404 and answer.json()["detail"]
    assert room.post("/search").status_code == 405
    assert room.get("/" + "x/" * 3000).status_code == 404


def test_addresses_typed_small_lead_to_the_document(room: TestClient) -> None:
    answer = room.get("/cd/9901", follow_redirects=False)
    assert answer.status_code == 308 and answer.headers["location"] == "/CD/9901"


def test_old_addresses_lead_on_for_ever(room: TestClient, record: Record) -> None:
    from sqlalchemy import insert

    from verbale.record import schema

    with record.engine.begin() as connection:
        connection.execute(insert(schema.aliases).values(old="OLD/1", new="CD/9901"))
    assert room.get("/OLD/1.json", follow_redirects=False).headers["location"] == "/CD/9901.json"


def test_a_question_that_takes_too_long_is_told(room: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "LONGEST_SECONDS", -1.0)
    answer = room.get("/search.json?q=the")
    assert answer.status_code == 503 and answer.headers["content-type"] == "application/problem+json"
    monkeypatch.undo()
    assert room.get("/search.json?q=the").status_code == 200


def test_what_a_reader_has_is_not_sent_again(room: TestClient) -> None:
    for address in ("/", NOTE, f"{NOTE}.json", "/static/text.css"):
        tag = room.get(address).headers["etag"]
        again = room.get(address, headers={"If-None-Match": tag})
        assert again.status_code == 304 and not again.content


def test_feeds_are_well_formed(room: TestClient) -> None:
    for address in ("/feeds/recent", "/feeds/search?q=plainword", "/feeds/state/uy", "/sitemap.xml"):
        tree = ElementTree.fromstring(room.get(address).content)
        assert len(tree) > 1


def test_every_language_of_the_interface_has_the_same_texts() -> None:
    shapes = [json.loads(json.dumps({name: sorted(getattr(interface(code), name)) for name in
              ("texts", "kinds", "relations", "differences", "facets", "counts")})) for code in TONGUES]  # fmt: skip
    assert all(shape == shapes[0] for shape in shapes)


def test_the_browsers_first_known_language_is_taken() -> None:
    assert best_language("de, ru;q=0.5, zh-Hans;q=0.8") == "zh"
    assert best_language("nonsense;q=x, ,") == "en"


def test_the_page_of_a_note_is_small_and_quick(room: TestClient) -> None:
    import time

    room.get(NOTE)
    start = time.process_time()
    assert len(room.get(NOTE).content) < 60_000
    assert time.process_time() - start < 0.1


def test_a_paragraph_that_is_not_there_leads_to_its_document(room: TestClient) -> None:
    answer = room.get("/fr/CD/9901/999")
    assert answer.status_code == 404 and '<a href="/CD/9901">' in answer.text


def test_what_the_program_says_of_a_filter_is_marked_as_its_language(room: TestClient) -> None:
    answer = room.get("/search?q=lang:xx", headers={"Accept-Language": "ar"})
    assert answer.status_code == 400 and '<p lang="en" dir="ltr">There is no lang:xx' in answer.text


def test_arrows_point_the_way_their_reader_reads(room: TestClient) -> None:
    for language, back in (("ar", "→"), ("fr", "←")):
        assert (
            f">{back} <bdi>CD/9901</bdi>" in room.get("/CD/9901/annex-1/1", headers={"Accept-Language": language}).text
        )
