"""What a reader may not see changes nothing of what they see: not a title, not a count, not the order of a list.

Two records: one holds documents of every class, the other only those of a reader's class. The reader walks both, from
every address there is and along every link that a page shows; every answer must be the same in both, sign for sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient

from tests.room.conftest import DRAFT
from verbale.journey import read
from verbale.record import open_record
from verbale.record.search.index import SearchIndex
from verbale.record.search.watching import Watch, watch
from verbale.room import app, openapi
from verbale.room.app import make_app
from verbale.room.pages import overviews
from verbale.room.visit import MEDIA_TYPES, Door

CLASSES = ("general", "limited", "restricted")
CITED = """CD/7000
Distr.: General
1 March 2044
Original: English

Conference on Disarmament

Working paper of Peru: openword matters

1. Peru and Iceland welcome the openword outcome and call upon Tonga to study the Treaty on the Non-Proliferation of \
Nuclear Weapons.
2. The openword text ends here.
"""
CORRIGENDUM = CITED.replace("CD/7000", "CD/7000/Corr.1").replace("openword", "mendedword").replace("General", "Limited")
CITING = DRAFT.replace("recall CD/9901", "recall paragraph 1 of CD/7000 and CD/7998")
ALIEN = """S/2044/77
Distr.: Restricted
7 March 2044
Original: French

Security Council
Eighty-ninth year

Letter dated 6 March 2044 from the Permanent Representative of Kiribati to the United Nations addressed to the \
President of the Security Council

I have the honour to refer to Security Council resolution 1325 (2000) and to request the Secretary-General to report \
by 1 May 2045 on strangeword matters.

(Signed) Thirdsecret
"""
"""Another kind, body, State, instrument and deadline than any document that may be seen."""

SOURCES = [
    ("restricted", ALIEN),
    ("restricted", CITING.format(number=6001, distribution="Restricted", word="secretword")),
    ("general", CITED),
    ("limited", CORRIGENDUM),
    ("limited", CITING.format(number=6002, distribution="Limited", word="limitword")),
    ("general", CITING.format(number=7001, distribution="General", word="plainword")),
    ("restricted", CITING.format(number=7003, distribution="Restricted", word="secondsecret")),
    ("general", CITING.format(number=7004, distribution="General", word="lastword")),
]
WATCHED_FROM = 3
"""Number of the document from which on a question and a holder are watched."""

MOST = 420
"""Addresses that a walk takes, first come, first served."""


def made(folder: Path, classes: tuple[str, ...]) -> app.Record:
    """A record of the documents of some classes."""
    record = open_record(folder)
    for number, (name, text) in enumerate(SOURCES):
        if name in classes:
            record.keep(text.encode(), read(text.encode(), name=f"{number}.txt"))
        if number == WATCHED_FROM:
            watch(record, Watch(name="words", asked="outcome"))
            watch(record, Watch(name="holder", sort="holder", asked="state/is"))
    SearchIndex(record).update()
    return record


def starts() -> Iterator[str]:
    """Every address of the room's own, of every document in every format, of what documents name."""
    yield from (path for path in app.own_pages() if "{" not in path and path != "/openapi.json")
    yield from ("/feeds/recent", "/oai?verb=ListRecords&metadataPrefix=marc21")
    symbols = ("S/2044/77", "CD/6001", "CD/7003", "CD/6002", "CD/7000/Corr.1", "CD/7000", "CD/7001", "CD/7998")
    for symbol in symbols:
        yield from (
            f"/{symbol}",
            f"/en/{symbol}",
            f"/{symbol}/1",
            f"/en/{symbol}?with=fr",
            f"/en/{symbol}?view=positions",
        )
        yield from (f"/{symbol}?view=time", f"/{symbol}/1?view=time", f"/network?of={symbol}", f"/unapi?id={symbol}")
        yield from (f"/en/{symbol}.{form}" for form in MEDIA_TYPES)
        yield f"/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:testserver:{symbol}"
        yield from (f"/{symbol}/1.json", f"/{symbol}/1.csl")
    for name in ("state/is", "state/pe", "state/to", "state/ki", "instrument/npt", "org/un/cd", "org/un/sc"):
        yield from (f"/{name}", f"/{name}.json", f"/{name}.csv", f"/feeds/{name}")
    for page in {**overviews.PAGES, "watches": None}:
        yield from (f"/{page}", f"/{page}.json", f"/{page}.csv", f"/{page}.atom")
    for name in ("lang", "body", "kind", "year", "session", "name", "holder", "about", "topic", "attitude", "symbol"):
        yield from (f"/search?q={name}:zz", f"/search.json?q={name}:zz", f"/search.json?q={name}:2*")
    for question in ("kind:letter", "body:org/un/sc", "name:state/ki", "holder:state/ki", "symbol:S/*", "1325 (2000)"):
        yield f"/search.json?q={question}"
    for question in ("Iceland", "outcome", "secretword", "limitword", "body:org/un/cd", "holder:state/is", "year:2044"):
        yield from (f"/search?q={question}", f"/search.json?q={question}&limit=2", f"/feeds/search?q={question}")
    for limit in ("documents.json?limit=1", "documents.jsonl?limit=1", "documents?year=2044&limit=1"):
        yield f"/{limit}"
    for verb in ("Identify", "ListRecords&metadataPrefix=oai_dc", "ListIdentifiers&metadataPrefix=oai_dc"):
        yield f"/oai?verb={verb}"


def linked(answer_text: str, media: str, address: str) -> Iterator[str]:
    """Where an answer leads inside the room."""
    if media == "text/html":
        found = html.fromstring(answer_text).xpath("//*[not(self::nav[@class='tongues'])]/a/@href")
    else:
        found = re.findall(r"(?:\"href\":\"|<loc>|<link href=\")([^\"<]+)", answer_text)
    for one in found:
        place = urlsplit(urljoin(f"http://testserver{address}", one))
        if place.netloc == "testserver" and "ui=" not in place.query:
            yield place.path + (f"?{place.query}" if place.query else "")


def plain(text: str) -> str:
    """An answer without the time it was made at, or its documents were added at."""
    return re.sub(r"20[2-9]\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|\+00:00)", "", text)


def walk(room: TestClient, headers: dict[str, str]) -> dict[str, tuple[int, str, str]]:
    """Every answer of a walk: status, text, the links of its head."""
    waiting, seen = list(dict.fromkeys(starts())), {}
    for address in waiting:
        answer = room.get(address, headers=headers, follow_redirects=False)
        head = " ".join(answer.headers.get(name, "") for name in ("link", "location"))
        seen[address] = (answer.status_code, plain(answer.text), head)
        media = answer.headers.get("content-type", "").partition(";")[0]
        for one in (*linked(answer.text, media, address), *(each["url"] for each in answer.links.values())):
            place = one.removeprefix("http://testserver")
            if place not in waiting and len(waiting) < MOST and place.startswith("/"):
                waiting.append(place)
    return seen


@pytest.mark.parametrize("reader", ["general", "limited"])
@pytest.mark.parametrize("way", ["open to all", "token"])
def test_a_reader_sees_the_same_as_if_nothing_else_were_there(tmp_path: Path, reader: str, way: str) -> None:
    allowed = CLASSES[: CLASSES.index(reader) + 1]
    if (way, reader) == ("token", "general"):
        pytest.skip("a token of the lowest class opens what is open anyhow")
    door = Door(reader) if way == "open to all" else Door("general", {"key": reader})
    headers = {"Authorization": "Bearer key"} if way == "token" else {}
    whole = walk(TestClient(make_app(made(tmp_path / "whole", CLASSES), door)), headers)
    alone = walk(TestClient(make_app(made(tmp_path / "alone", allowed), door)), headers)
    assert list(whole) == list(alone) and len(whole) > 200
    assert [address for address in whole if whole[address] != alone[address]] == []
    assert sum(status == 200 for status, _, _ in whole.values()) > 100


def test_the_walk_starts_from_every_address_described() -> None:
    paths = {urlsplit(one).path for one in starts()}
    for path in openapi.description()["paths"]:
        pattern = re.sub(r"\\\{(?:sort|language|format)\\\}", r"[^/]+", re.escape(path))
        pattern = re.sub(r"\\\{\w+\\\}", ".+", pattern)
        assert any(re.fullmatch(pattern, one) for one in paths), path
