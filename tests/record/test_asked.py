"""What the reading room asks of a record, on both databases: a clock, a stamp of changes, the whole by keys."""

from __future__ import annotations

import pytest
from sqlalchemy import text, update
from starlette.testclient import TestClient

from tests.record.conftest import keep, paper
from verbale.record import Record, schema
from verbale.record.access import classes_up_to
from verbale.record.asking import harvest
from verbale.record.asking.reader import Reader
from verbale.record.changes import Changes
from verbale.record.limits import OverTimeError, limit_time
from verbale.record.search import open_index
from verbale.room.app import make_app
from verbale.room.visit import Door

FOR_EVER = "WITH RECURSIVE up(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up) SELECT count(*) FROM up"


def test_a_question_that_takes_too_long_is_given_up(record: Record) -> None:
    limit_time(record.engine, 0.3)
    with pytest.raises(OverTimeError), record.engine.connect() as connection:
        connection.execute(text(FOR_EVER))
    with record.engine.connect() as connection:
        assert connection.scalar(text("SELECT 1")) == 1


def test_a_stamp_differs_after_every_change(record: Record) -> None:
    keep(record, paper())
    changes = Changes(record)
    seen = [changes.stamp()]
    for kind in ("letter", "report", "letter"):
        with record.engine.begin() as connection:
            connection.execute(update(schema.works).values(kind=kind))
        seen.append(changes.stamp())
    assert len(set(seen)) == 4
    if record.engine.dialect.name == "sqlite":
        assert changes.local and changes.stamp() == seen[-1]


def test_the_whole_record_is_given_by_pages_of_keys(record: Record) -> None:
    keys = [keep(record, paper(f"CD/71{number:02}")) for number in range(7)]
    reader = Reader(record, classes_up_to("general"))
    found: list[str] = []
    while page := harvest.added(reader, after=found[-1] if found else "", limit=3):
        found += [one.work.key for one in page]
    assert found == sorted(keys)
    assert harvest.pages(reader, 3) == ["", keys[2], keys[5]]
    assert [key for key, _ in harvest.versions(reader, keys[2], 3)] == keys[3:6]
    first = harvest.one(reader, harvest.added(reader, limit=1)[0].work)
    assert first is not None and harvest.earliest(reader) == first.at
    assert harvest.added(reader, since="2999") == []


def test_the_room_stands_on_either_database(record: Record) -> None:
    keep(record, paper("CD/7101"))
    open_index(record).update()
    room = TestClient(make_app(record, Door()))
    addresses = ("/", "/CD/7101", "/en/CD/7101.json", "/documents?year=2044", "/documents.jsonl", "/sitemap.xml",
                 "/oai?verb=ListRecords&metadataPrefix=marc21", "/search?q=outcome", "/state/is", "/matrix", "/network",
                 "/requests")  # fmt: skip
    for address in addresses:
        assert room.get(address).status_code == 200, address
    tag = room.get("/CD/7101").headers["etag"]
    assert room.get("/CD/7101", headers={"If-None-Match": tag}).status_code == 304
