"""How documents are cited and described: styles, embedded metadata, MARC 21, linked data, unAPI; cards and margins."""

from __future__ import annotations

import io
import json

import pytest
from lxml import html
from starlette.testclient import TestClient

from verbale.journey import read
from verbale.record.exchange import marc
from verbale.record.store import Record
from verbale.room.citing import Styles, all_styles, place_in
from verbale.tongues.files import TONGUES, read_knowledge

NOTE = "/fr/CD/9901"
TURTLE = "http://purl.org/dc/terms/"


def styles_of(record: Record, key: str, language: str, address: str) -> dict[str, str]:
    """Sentences of a held document."""
    dossier = record.dossier(key, language)
    assert dossier is not None
    return all_styles(dossier, "https://room.example/x", address)


def test_an_adopted_text_is_cited_by_organ_and_number(record: Record) -> None:
    told = styles_of(record, "A/RES/99/906", "en", "1")
    assert told["UN"].startswith("General Assembly resolution 99/906 of ") and told["UN"].endswith(", para. 1")
    assert told["OSCOLA"].startswith("UNGA Res 99/906 (") and told["OSCOLA"].endswith("UN Doc A/RES/99/906, para 1")
    assert told["Bluebook"].startswith("G.A. Res. 99/906, ¶ 1, U.N. Doc. A/RES/99/906 (Jan. ")
    assert told["Chicago"].startswith("UN General Assembly, Resolution 99/906, ")


def test_a_note_is_cited_by_title_and_symbol_in_its_language(record: Record) -> None:
    told = styles_of(record, "CD/9901", "fr", "annex-1/1")
    assert told["UN"].startswith("Note verbale datée du 8 mars 2024")
    assert told["UN"].endswith("(CD/9901), annexe 1, par. 1")
    assert ", annex 1, ¶ 1, U.N. Doc. CD/9901 (Mar. 12, 2024)" in told["Bluebook"]
    assert json.loads(told["CSL-JSON"])[0]["number"] == "CD/9901"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("7", ", para. 7"),
        ("7/a/2", ", para. 7 (a) (2)"),
        ("pre-3", ", preamble, para. 3"),
        ("annex-2/enclosure-1/4-b", ", annex 2, enclosure 1, para. 4-b"),
        ("annex-1", ", annex 1"),
        ("p-2", ", unnumbered para. 2"),
        ("note-1", ", note-1"),
        ("part-2/section-3", ", part-2/section-3"),
        ("", ""),
    ],
)
def test_a_place_is_told_as_editors_tell_it(address: str, told: str) -> None:
    assert place_in(address, read_knowledge("citing.toml", Styles).pinpoints["en"]) == told if address else told == ""


def test_every_language_has_its_own_form() -> None:
    table = read_knowledge("citing.toml", Styles)
    assert set(table.un) == set(table.un_adopted) == set(TONGUES) == set(table.pinpoints) - set(table.styles)


def test_a_page_carries_what_reference_managers_take(room: TestClient) -> None:
    page = html.fromstring(room.get(NOTE).content)
    meta = {one.get("name"): one.get("content") for one in page.xpath("//meta[@name]")}
    assert meta["citation_title"].startswith("Note verbale") and meta["citation_publication_date"] == "2024/03/12"
    assert meta["citation_author"] == "République orientale de l'Uruguay" and meta["citation_language"] == "fr"
    assert meta["citation_technical_report_institution"] == "Conférence du désarmement"
    types = {one.get("type"): one.get("href") for one in page.xpath("//link[@rel='alternate']")}
    assert types["application/ld+json"] == f"{NOTE}.jsonld" and types["application/marcxml+xml"] == f"{NOTE}.marcxml"
    assert page.xpath("//link[@rel='unapi-server']/@href") == ["/unapi"]
    assert page.xpath("//abbr[@class='unapi-id']/@title") == ["CD/9901"]


def test_unapi_lists_formats_and_leads_to_one(room: TestClient) -> None:
    listed = room.get("/unapi?id=CD/9901")
    assert listed.status_code == 300 and b'name="ris"' in listed.content
    given = room.get("/unapi?id=CD/9901&format=ris")
    assert given.text.startswith("TY  - RPRT") and "SN  - CD/9901" in given.text
    assert room.get("/unapi?id=CD/9901&format=none").status_code == 406
    assert room.get("/unapi?id=CD/7003&format=ris").status_code == 404
    assert room.get("/unapi").status_code == 200


def test_marc_is_read_by_a_librarys_own_program(room: TestClient) -> None:
    pymarc = pytest.importorskip("pymarc", reason="pymarc is not installed")
    [record] = pymarc.MARCReader(room.get("/CD/9901.marc").content)
    assert record["191"]["a"] == "CD/9901" and record["191"]["b"] == "CD/"
    assert record["245"]["a"].startswith("Note verbale datée du 8 mars 2024")
    assert record["269"]["a"] == "2024-03-12" and record["260"]["c"] == "12 Mar. 2024"
    assert record["110"]["a"] == "Conference on Disarmament" and record["710"]["a"] == "Eastern Republic of Uruguay"
    assert record["041"]["a"] == "fre" and record["089"]["b"] == "B18" and len(record["008"].data) == 40
    assert {field["a"] for field in record.get_fields("993")} >= {"A/78/9902", "S/2024/9903"}
    assert any(field["0"].endswith("/instrument/npt") for field in record.get_fields("630"))
    [again] = pymarc.parse_xml_to_array(io.BytesIO(room.get("/CD/9901.marcxml").content))
    assert again.as_dict()["fields"] == record.as_dict()["fields"]


def test_marc_of_two_languages_has_both_titles(room: TestClient) -> None:
    pymarc = pytest.importorskip("pymarc", reason="pymarc is not installed")
    [record] = pymarc.MARCReader(room.get("/A/RES/99/906.marc").content)
    assert record["245"]["a"].isascii() and record["246"]["g"] == "ar" and not record["246"]["a"].isascii()
    assert record["008"].data[35:38] == "mul" and len(record.get_fields("856")) == 2
    assert record["989"]["b"] == "Resolutions and Decisions" and record["992"]["a"].startswith("20")


def test_no_sign_of_a_title_breaks_marc() -> None:
    pymarc = pytest.importorskip("pymarc", reason="pymarc is not installed")
    made = [("001", "", (("", "x"),)), ("245", "10", (("a", marc._clean("a\x1eb\x1fc\x1d <&> \n " + "я" * 9000)),))]
    [record] = pymarc.MARCReader(marc.as_iso2709(made))
    assert record["245"]["a"].startswith("abc <&> я")
    [again] = pymarc.parse_xml_to_array(io.BytesIO(marc.as_xml(made).encode()))
    assert again["245"]["a"].startswith("abc <&> я")


@pytest.mark.parametrize("address", ["/CD/9901", "/A/RES/99/906", "/state/uy", "/instrument/npt"])
def test_linked_data_says_the_same_in_both_forms(room: TestClient, address: str) -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    turtle = rdflib.Graph().parse(data=room.get(f"{address}.ttl").text, format="turtle")
    told = rdflib.Graph().parse(data=room.get(f"{address}.jsonld").text, format="json-ld")
    assert len(turtle) > 8 and set(turtle) == set(told)
    subject = rdflib.URIRef(f"http://testserver{address}")
    assert (subject, rdflib.URIRef(f"{TURTLE}identifier"), rdflib.Literal(address[1:])) in turtle


def test_linked_data_is_negotiated(room: TestClient) -> None:
    for media in ("text/turtle", "application/ld+json", "application/marc", "application/marcxml+xml"):
        assert room.get(NOTE, headers={"Accept": media}).headers["content-type"].startswith(media)


def test_a_name_has_a_card_in_the_readers_language(room: TestClient) -> None:
    for language, name, kind in (("fr", "République orientale de l'Uruguay", "État"), ("ru", "Уругвай", "государство")):
        page = html.fromstring(room.get(NOTE, headers={"Accept-Language": language}).content)
        cards = page.xpath("//a[@class='m'][@href='/state/uy']/small")
        assert len(cards) == 1 and name in cards[0].xpath("string(b)") and kind in cards[0].text_content()
        assert cards[0].get("lang") == (None if language == "fr" else language)
    assert "ISO 3166-1" in cards[0].text_content()


def test_margins_are_switched_on_without_script(room: TestClient) -> None:
    plain = html.fromstring(room.get(NOTE).content)
    assert not plain.xpath("//*[@class='aside']") and plain.xpath("//*[@class='stance']")
    assert plain.xpath("//nav[@class='switch']/a/@href")[1:] == [
        f"{NOTE}?margin=names", f"{NOTE}?margin=positions", f"{NOTE}?margin=names,positions"]  # fmt: skip
    named = html.fromstring(room.get(f"{NOTE}?margin=names").content)
    assert "/state/uy" in named.xpath("//span[@class='aside']//a/@href")
    told = html.fromstring(room.get(f"{NOTE}?margin=positions").content)
    assert told.xpath("//span[@class='aside']//a[starts-with(@href, '?view=positions#')]/b")
    assert not told.xpath("//span[@class='stance']/a[contains(@href, 'view=positions')]")


def test_every_paragraph_can_be_cited(room: TestClient) -> None:
    page = html.fromstring(room.get(NOTE).content)
    blocks = page.xpath("//main//*[@id][contains(@class, 'b ')]/@id")
    assert {f"{NOTE}/{one}#cite" for one in blocks} <= set(page.xpath("//a[@class='cite']/@href"))
    assert html.fromstring(room.get(f"{NOTE}/{blocks[0]}").content).xpath("//section[@id='cite']//pre")


def test_versions_that_differ_are_marked_at_the_word(record: Record) -> None:
    from verbale.model.mention import Mention
    from verbale.room.pages.side_by_side import marked

    date = Mention(id="m", at="1", start=3, end=14, text="12 May 2019", type="date", target="date/2019-05-12", rule="x")
    shown = marked("of 12 May 2019, <b> 300 metres", [date], ["2019-05-12", "300"])
    assert shown == "of <mark>12 May 2019</mark>, &lt;b&gt; <mark>300</mark> metres"


def test_a_document_without_anything_can_be_cited() -> None:
    told = all_styles(read(b"A line.\n", name="x.txt"), "https://room.example/nn-1", "p-1")
    assert all("{" not in told[name] and "\0" not in told[name] for name in ("UN", "OSCOLA", "Bluebook", "Chicago"))
