"""Overviews of a record: requests and answers, positions by issue, who cites whom, a text through time."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from verbale.journey import read
from verbale.record import open_record
from verbale.record.search.index import SearchIndex
from verbale.record.store import Record
from verbale.room.app import make_app
from verbale.room.visit import Door
from verbale.tongues.files import TONGUES

RESOLUTION = """United Nations
General Assembly
A/RES/{session}/901
Distr.: General
16 January {year}
Original: English

{ordinal} session
Agenda item 20

Resolution adopted by the General Assembly on 12 January {year}

{session}/901. Year of careful reading

The General Assembly,

Recalling its resolution {before}/901 of 12 January {last},

1. {verb} all States to read documents with care and to answer what they are asked;

2. Requests the Secretary-General to submit to the General Assembly at its {next} session a report on the \
implementation of the present resolution{more}.
"""
REPORT = """A/98/905
Distr.: General
3 August 2043
Original: English

General Assembly
Ninety-eighth session

Careful reading

Report of the Secretary-General

1. The present report is submitted pursuant to paragraph 2 of General Assembly resolution 97/901.
"""
VIEW = """CD/7100
Distr.: General
5 March 2044
Original: English

Conference on Disarmament

Working paper submitted by Iceland

1. Iceland welcomes the Treaty on the Non-Proliferation of Nuclear Weapons and urges Peru to support disarmament.
"""
PAPER = """CD/7101
Distr.: {distribution}
5 March 2044
Original: English

Conference on Disarmament

Working paper submitted by Iceland

1. Iceland condemns Peru for nuclear disarmament, recalls A/RES/97/901, paragraph 2, and requests Tonga to report by \
5 May 2045.
"""


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Two resolutions of one title, the report that the first asks for, and a restricted paper."""
    made = open_record(tmp_path_factory.mktemp("series"))
    texts = [
        RESOLUTION.format(session=97, year=2043, last=2042, before=96, ordinal="Ninety-seventh", verb="Invites",
                          next="ninety-eighth", more=""),
        RESOLUTION.format(session=98, year=2044, last=2043, before=97, ordinal="Ninety-eighth", verb="Urges",
                          next="ninety-ninth", more=" and on its costs"),
        REPORT,
        VIEW,
        PAPER.format(distribution="Restricted"),
    ]  # fmt: skip
    for number, text in enumerate(texts):
        made.keep(text.encode(), read(text.encode(), name=f"{number}.txt"))
    SearchIndex(made).update()
    return made


@pytest.fixture(scope="module")
def room(series: Record) -> TestClient:
    """The room on it, as the public sees it."""
    return TestClient(make_app(series, Door()), headers={"Accept": "text/html", "Accept-Language": "en"})


def rows(room: TestClient, address: str) -> list[dict[str, str]]:
    """A table as CSV."""
    answer = room.get(address)
    assert answer.headers["content-type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_a_request_is_shown_with_its_deadline_and_the_document_that_answered(room: TestClient) -> None:
    page = html.fromstring(room.get("/requests?session=97").content)
    [duty] = page.xpath("//ul[@class='duties']/li[.//blockquote[contains(., 'report on the implementation')]]")
    assert "Session 98" in duty.text_content() and "A/98/905" in duty.xpath("string(.//dl)")
    assert "cites the paragraph" in duty.text_content()
    assert "/org/un/sg" in duty.xpath(".//a[@class='party addressee']/@href")
    [row] = [one for one in rows(room, "/requests.csv?session=97&due=yes") if one["by"]]
    assert (row["key"], row["address"], row["by"], row["action"]) == ("A/RES/97/901", "2", "session 98", "report")
    assert row["answers"].split()[0] == "A/98/905"


def test_requests_are_filtered_by_party_deadline_and_act(room: TestClient) -> None:
    def asked(query: str) -> set[str]:
        return {one["key"] for one in room.get(f"/requests.json?{query}").json()["requests"]}

    assert asked("to=org/un/sg&by=98") == {"A/RES/97/901"} and asked("by=99") == {"A/RES/98/901"}
    assert not asked("to=org/un/sg&action=ratify") and not asked("sort=commitment&to=org/un/sg")
    assert asked("to=Генеральный секретарь&by=98") == {"A/RES/97/901"}
    first = room.get("/requests.json?due=no&limit=1").json()
    following = room.get(first["next"].partition("testserver")[2]).json()
    assert first["requests"][0] != following["requests"][0]


def test_a_matrix_counts_positions_by_holder_and_issue(room: TestClient) -> None:
    page = html.fromstring(room.get("/matrix?rows=state&columns=instrument&part=holder").content)
    assert page.xpath("//table[@class='matrix']//th[@scope='row']/a/@href") == ["/state/is"]
    [cell] = page.xpath("//table[@class='matrix']//td/a")
    assert cell.get("class") == "evaluative-plus" and cell.xpath("string(text())") == "1"
    [row] = rows(room, "/matrix.csv?columns=instrument")
    assert (row["row"], row["column"], row["evaluative+"]) == ("state/is", "instrument/npt", "1")
    assert room.get(cell.get("href")).status_code == 200


def test_a_network_names_who_cites_whom(room: TestClient) -> None:
    ties = {(one["source"], one["target"]): int(one["times"]) for one in rows(room, "/network.csv")}
    assert ties["org/un/ga", "org/un/ga"] >= 2
    around = room.get("/network.json?of=A/RES/97/901").json()["ties"]
    assert {"source": "A/98/905", "target": "A/RES/97/901", "times": 1} in around
    page = html.fromstring(room.get("/network?of=A/RES/97/901").content)
    assert page.xpath("//svg[@class='flows']//a[@href='/A/98/905']") and page.xpath("//table//a[@href='/A/98/905']")
    assert room.get("/network?of=A/RES/1/1").status_code == 404


def test_a_paragraph_is_followed_through_its_series(room: TestClient) -> None:
    page = html.fromstring(room.get("/en/A/RES/97/901/1?view=time").content)
    stages = page.xpath("//ol[@class='stages']/li")
    assert [one.xpath("string(.//a[@class='symbol']/bdi)") for one in stages] == ["A/RES/97/901", "A/RES/98/901"]
    assert stages[1].xpath(".//span[@class='turn stronger']") and stages[1].xpath("string(.//ins)") == "Urges"
    back = html.fromstring(room.get("/en/A/RES/98/901/2?view=time").content)
    assert back.xpath("//ol[@class='stages']/li[2]//ins/text()") == ["ninth", " and on its costs"]
    assert back.xpath("count(//ol[@class='stages']/li)") == 2


def test_a_whole_text_is_compared_with_the_one_before(room: TestClient) -> None:
    page = html.fromstring(room.get("/en/A/RES/98/901?view=time").content)
    assert page.xpath("//table//tr/th[@scope='row']//bdi/text()") == ["A/RES/97/901", "A/RES/98/901"]
    counted = list(csv.DictReader(io.StringIO(room.get("/en/A/RES/98/901?view=time&as=csv").text)))
    assert counted[1]["stronger"] == "1" and counted[0]["stronger"] == "0"
    assert room.get("/en/A/98/905?view=time").status_code == 200


def test_what_is_restricted_enters_no_overview(series: Record) -> None:
    for highest, seen in (("general", False), ("restricted", True)):
        room = TestClient(make_app(series, Door(highest)), headers={"Accept": "text/html"})
        text = "".join(
            room.get(address).text
            for address in ("/requests?due=no", "/requests.csv?due=no", "/matrix.csv?columns=topic", "/network.csv",
                            "/network.json?of=A/RES/97/901", "/requests.json?by=2045")
        )  # fmt: skip
        assert ("CD/7101" in text) == seen, highest
    cells = [
        rows(TestClient(make_app(series, Door(one))), "/matrix.csv?rows=state") for one in ("general", "restricted")
    ]
    assert sum(int(one["paragraphs"]) for one in cells[0]) < sum(int(one["paragraphs"]) for one in cells[1])


@pytest.mark.parametrize("language", TONGUES)
@pytest.mark.parametrize("address", ["/requests", "/matrix", "/network", "/A/RES/98/901?view=time",
                                     "/A/RES/98/901/1?view=time", "/A/RES/98/901?margin=names,positions"])  # fmt: skip
def test_overviews_speak_the_readers_language_and_run_nothing(room: TestClient, address: str, language: str) -> None:
    page = html.fromstring(room.get(address, headers={"Accept-Language": language}).content)
    assert page.get("lang") == language
    assert not page.xpath("//script|//style|//*[@style]|//iframe")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert page.xpath("string(//h1)").strip()


@pytest.mark.parametrize(
    "query", ["rows=<script>", "columns=../x", "part=%00", "limit=x", "session='\"--", "year=9" * 50]
)
def test_no_choice_breaks_an_overview(room: TestClient, query: str) -> None:
    for name in ("matrix", "network", "requests"):
        answer = room.get(f"/{name}?{query}")
        assert answer.status_code in (200, 404) and "<script" not in answer.text


def test_cells_of_csv_run_no_formula() -> None:
    from verbale.room.pages.overviews import _cell

    assert _cell("=1+1") == "'=1+1" and _cell(["a", "b"]) == "a b" and _cell({"session": 98}) == "session 98"


def test_saved_searches_tell_what_came_in(tmp_path: Path) -> None:
    from verbale.record.search.watching import Watch, watch

    made = open_record(tmp_path)
    first = RESOLUTION.format(session=97, year=2043, last=2042, before=96, ordinal="Ninety-seventh", verb="Invites",
                              next="ninety-eighth", more="")  # fmt: skip
    made.keep(first.encode(), read(first.encode(), name="0.txt"))
    SearchIndex(made).update()
    watch(made, Watch(name="npt", asked="name:instrument/npt"))
    watch(made, Watch(name="iceland", sort="holder", asked="state/is"))
    room = TestClient(make_app(made, Door()), headers={"Accept": "text/html", "Accept-Language": "fr"})
    before = html.fromstring(room.get("/watches").content)
    assert before.xpath("//section/h2/bdi/text()") == ["iceland", "npt"] and not before.xpath(
        "//ol//a[@class='symbol']"
    )
    for text in (VIEW, PAPER.format(distribution="Restricted")):
        made.keep(text.encode(), read(text.encode(), name="1.txt"))
    SearchIndex(made).update()
    page = html.fromstring(room.get("/watches").content)
    assert "/en/CD/7100#1" in page.xpath("//section[h2/bdi='npt']//a[@class='symbol']/@href")
    [npt] = page.xpath("//section[h2/bdi='iceland']//li[.//a[@href='/instrument/npt']]")
    assert npt.xpath("string(.//span[@class='attitude'])").strip() == "se félicite"
    told = room.get("/watches.json").text
    assert "CD/7100" in told and "CD/7101" not in told and room.get("/watches.json").text == told
    assert b"CD/7100" in room.get("/watches.atom").content


def test_where_tokens_are_given_saved_searches_need_one(series: Record) -> None:
    room = TestClient(make_app(series, Door("general", {"key": "restricted"})))
    assert room.get("/watches").status_code == 404 and "/watches" not in room.get("/").text
    assert room.get("/watches", headers={"Authorization": "Bearer key"}).status_code == 200


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    made = open_record(tmp_path)
    bad = '<script>alert(1)</script> "><img src=x onerror=y> {{ 7 * 7 }}'
    for session, year, ordinal, last in ((97, 2043, "Ninety-seventh", "a"), (98, 2044, "Ninety-eighth", bad)):
        text = RESOLUTION.format(session=session, year=year, last=year - 1, before=session - 1, ordinal=ordinal,
                                 verb="Invites", next="ninety-ninth", more=f" {bad} {last}")  # fmt: skip
        text = text.replace("Year of careful reading", f"Year of {bad}")
        made.keep(text.encode(), read(text.encode(), name=f"{bad[:8]}{session}.txt"))
    SearchIndex(made).update()
    room = TestClient(make_app(made, Door()), headers={"Accept": "text/html", "Accept-Language": "en"})
    one = "/en/A/RES/98/901"
    addresses = [one, f"{one}/2", f"{one}?view=time", f"{one}/2?view=time", f"{one}?view=positions",
                 f"{one}?margin=names,positions", "/requests?due=no", "/matrix?rows=org", "/network", "/", "/documents",
                 "/network?of=A/RES/98/901", "/watches", f"/requests?to={bad}", f"/matrix?session={bad}"]  # fmt: skip
    for address in addresses:
        answer = room.get(address)
        assert answer.status_code == 200, address
        page = html.fromstring(answer.content)
        assert not page.xpath("//script|//img|//@onerror"), address
        assert "{{ 7 * 7 }}" in answer.text or "49 " not in answer.text
    assert "&lt;script&gt;" in room.get(one).text
    assert "<script" not in room.get(f"{one}.marcxml").text
