"""Documents kept, found, removed; versions; classes; what a hostile document or a full disk does."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from sqlalchemy import Column, MetaData, String, Table, insert, text

import verbale
from tests.record.conftest import dossier_of, keep, paper
from verbale.batch import jobs_of
from verbale.record import Record, open_record, sources
from verbale.record.asking.reader import Reader
from verbale.record.filling.many import fill
from verbale.record.filling.verifying import faults
from verbale.record.keeping.holding import loose


def test_keeps_a_document_once(record: Record) -> None:
    content = paper()
    first = record.keep(content, dossier_of(content))
    again = record.keep(content, dossier_of(content))
    assert (first.key, first.language, first.known) == ("CD/7001", "en", False)
    assert again.known
    assert record.counts()["manifestations"] == record.counts()["works"] == 1
    assert record.dossier("CD/7001") == dossier_of(content)
    assert list(faults(record)) == []


def test_lists_in_the_order_of_code_points_whatever_the_server_thinks(record: Record) -> None:
    for symbol in ("CD/WP.2", "CD/7", "CD/NTB/3", "CD/1001", "cd-x", "CD/PV.9"):
        content = paper(symbol)
        dossier = dossier_of(content)
        keep(record, content)
        assert dossier.document.language == "en"
    keys = [one.key for one in record.listed()]
    assert keys == sorted(keys)
    assert len(keys) == 6


def test_the_strictest_version_closes_a_work_and_a_milder_reading_opens_it(record: Record) -> None:
    keep(record, paper())
    closed = paper(distribution="Restricted", second="Changed and closed it is.")
    keep(record, closed)
    assert [one.distribution for one in record.listed()] == ["restricted"]
    keep(record, paper(second="Opened again after a year."))
    assert [one.distribution for one in record.listed()] == ["general"]


def test_removing_takes_all_but_what_others_hold(record: Record, tmp_path: Path) -> None:
    content = paper()
    keep(record, content)
    digest = record.files()[0][0]
    desk = Table("desk_things", MetaData(), Column("file", String(64)))
    with record.engine.begin() as connection:
        desk.create(connection)
        connection.execute(insert(desk).values(file=digest))
    assert record.remove("CD/7001") == 1
    assert record.sources.whole(digest)
    assert record.counts()["works"] == record.counts()["blocks"] == record.counts()["positions"] == 0
    with record.engine.begin() as connection:
        connection.execute(text("DELETE FROM desk_things"))
        assert list(loose(connection, record.sources)) == [digest]
    keep(record, content)
    assert record.remove("CD/7001") == 1
    assert not record.sources.whole(digest)
    assert record.remove("CD/7001") == 0


def test_verify_names_the_source_that_was_changed_or_lost(record: Record) -> None:
    content = paper()
    keep(record, content)
    keep(record, paper("CD/7002"))
    changed, lost = (digest for digest, _ in record.files())
    Path(record.sources.path(changed)).write_bytes(b"something else")
    Path(record.sources.path(lost)).unlink()
    told = list(faults(record))
    assert len(told) == 2
    assert any(changed in one for one in told)
    assert any(lost in one for one in told)
    assert all(one.endswith("add the file again.") for one in told)


def test_adding_again_puts_back_what_was_changed(record: Record, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "paper.txt").write_bytes(paper())
    assert [one.kept.known for one in fill(record, jobs_of([str(folder)]), workers=1) if one.kept] == [False]
    digest = record.files()[0][0]
    Path(record.sources.path(digest)).write_bytes(b"something else")
    assert [one.kept.known for one in fill(record, jobs_of([str(folder)]), workers=1) if one.kept] == [True]
    assert list(faults(record)) == []


def test_verify_tells_of_rows_that_are_gone(record: Record) -> None:
    keep(record, paper())
    with record.engine.begin() as connection:
        connection.execute(text("DELETE FROM blocks WHERE address = '1'"))
    assert [one for one in faults(record) if "lost paragraphs" in one]


def test_signs_a_database_refuses_do_not_stop_it(record: Record) -> None:
    content = paper(first="A zero\0sign stands here, and Peru welcomes the outcome of the meeting.")
    keep(record, content)
    assert list(faults(record)) == []
    long = paper("CD/7003", first="1" * 400 + ". " + "wide " * 300)
    keep(record, long)
    assert list(faults(record)) == []


def test_a_full_disk_leaves_nothing_half(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    content = paper()
    monkeypatch.setattr(sources.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        keep(record, content)
    monkeypatch.undo()
    assert list(record.sources.held()) == []
    assert record.counts()["works"] == 0
    keep(record, content)
    assert list(faults(record)) == []


def test_a_fault_in_the_middle_leaves_the_record_as_it_was(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(record, paper())
    monkeypatch.setattr("verbale.record.keeping.rows._findings", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        keep(record, paper("CD/7002"))
    monkeypatch.undo()
    assert [one.key for one in record.listed()] == ["CD/7001"]
    keep(record, paper("CD/7002"))
    assert list(faults(record)) == []


def test_many_records_of_one_place_write_in_turn(place: str) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def add(number: int) -> str:
        return keep(open_record(place), paper(f"CD/{7100 + number % 4}"))

    with ThreadPoolExecutor(4) as pool:
        keys = list(pool.map(add, range(12)))
    record = open_record(place)
    assert sorted({*keys}) == [one.key for one in record.listed()]
    assert record.counts()["manifestations"] == 4
    assert list(faults(record)) == []
    assert not list(Path(record.sources.path("x")).parent.parent.rglob("*.part"))


def test_two_symbols_of_one_document_are_one_work(record: Record) -> None:
    keep(record, paper("A/78/9902\nS/2044/9903"))
    keep(record, paper("S/2044/9903\nA/78/9902", second="The other organ prints it with one word more."))
    if len(record.dossier("S/2044/9903").document.symbols) < 2:  # type: ignore[union-attr]
        pytest.skip("the reader took one symbol only")
    assert len(list(record.listed())) == 1
    assert record.key("S/2044/9903") == record.key("A/78/9902")


def test_a_document_without_title_is_listed_by_its_opening_words(tmp_path: Path) -> None:
    record = open_record(tmp_path / "record")
    record.keep(b"x", verbale.read(b"Excellency,\n\nI have the honour to write to you on this day.\n", name="a.txt"))
    (listed,) = Reader(record, ("general",)).listed("en")
    assert listed.title == "[I have the honour to write to you on this day.…]"
