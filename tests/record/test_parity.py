"""Everything a reader asks a record for is the same on both databases, in the same order; dates may be missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.record.conftest import keep, paper
from verbale.journey import read
from verbale.record import Record, open_record
from verbale.record.access import classes_up_to
from verbale.record.asking import entities, harvest, network, series
from verbale.record.asking.reader import Reader
from verbale.record.search import open_index

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
HOLDERS = ("state/is", "state/pe", "state/kz", "org/un/ga", "org/un")
ROLES = ("holder", "about", "addressee")


def filled(record: Record) -> Record:
    """Papers with dates and without, closed ones, samples in six languages."""
    for number in (7005, 7001, 7004, 7002):
        keep(record, paper(f"CD/{number}", day=str(number % 7 + 1)))
    undated = paper("CD/7003").replace(b"4 March 2044\n", b"").replace(b"5 March 2044\n", b"")
    keep(record, undated)
    keep(record, paper("CD/WP.7", distribution="Limited"))
    for path in sorted(SAMPLES.iterdir()):
        if path.suffix in {".md", ".html", ".txt", ".docx", ".eml"}:
            record.keep(path.read_bytes(), read(path))
    open_index(record).update()
    return record


def told(record: Record, highest: str) -> list[Any]:
    """All that a reader can ask, rows' numbers left out."""
    reader = Reader(record, classes_up_to(highest))
    found: list[Any] = [reader.counts(), harvest.earliest(reader) is not None, harvest.pages(reader, 3)]
    found.append([(one.work.key, one.title, one.languages) for one in reader.listed("fr", limit=100)])
    found.append(list(harvest.versions(reader, "", 100)))
    for key in found[3]:
        place = reader.find(key[0].split("/"))
        assert place is not None
        work = place.work
        found += [work[1:], reader.versions(work), reader.leads_to(work), reader.symbols(work)]
        found += [reader.citing(reader.symbols(work), "fr", work), reader.paragraph(work, "1")]
        found += [[one.work[1:] for one in series.series(reader, work, "en")]]
        found += [network.around(reader, work, reader.symbols(work), "en")]
    found.append(network.between_bodies(reader, "en"))
    found.append(entities.named(reader, HOLDERS, "es", 100))
    found.append(entities.named_by_year(reader, HOLDERS))
    found.append(entities.stances(reader, HOLDERS, "en", ROLES, 100))
    found.append(entities.attitudes_by_year(reader, HOLDERS, ROLES))
    return found


@pytest.mark.parametrize("highest", ["general", "restricted"])
def test_the_same_answers_in_the_same_order(record: Record, tmp_path: Path, highest: str) -> None:
    if record.engine.dialect.name == "sqlite":
        pytest.skip("compared with itself it would prove nothing")
    there, here = told(filled(record), highest), told(filled(open_record(tmp_path / "here")), highest)
    assert len(there) == len(here) > 100
    for one, other in zip(there, here, strict=True):
        assert one == other


def test_the_pages_of_the_room_are_the_same(record: Record, tmp_path: Path) -> None:
    if record.engine.dialect.name == "sqlite":
        pytest.skip("compared with itself it would prove nothing")
    testing = pytest.importorskip("starlette.testclient")
    from verbale.room.app import make_app
    from verbale.room.visit import Door

    rooms = [
        testing.TestClient(make_app(filled(one), Door("general", {})))
        for one in (record, open_record(tmp_path / "here"))
    ]
    for path in ("/", "/search?q=outcome", "/CD/9901", "/CD/9901/p-1", "/state/is", "/CD/7003.json", "/fr/CD/9901"):
        first, second = (room.get(path, headers={"Accept-Language": "en"}) for room in rooms)
        assert first.status_code == second.status_code == 200, path
        assert first.text == second.text, path
