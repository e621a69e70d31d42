"""Records made by older and newer programs, and places that are no records."""

from __future__ import annotations

import zlib
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import create_engine, inspect, text

from tests.record.conftest import dossier_of, keep, paper
from verbale.record import open_record, schema
from verbale.record.filling.rereading import reread
from verbale.record.filling.verifying import faults

OLD = Path(__file__).with_name("schema_1.sql")


def older(place: str) -> None:
    """A record of schema 1 with one document, as the program of that time wrote it."""
    sqlite = "://" not in place
    if sqlite:
        (Path(place) / "sources").mkdir(parents=True)
    address = f"sqlite:///{place}/record.db" if sqlite else place.partition("&sources=")[0]
    engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
    lines = OLD.read_text().replace("IDENTITY", "INTEGER" if sqlite else "SERIAL")
    lines = lines.replace("BYTES", "BLOB" if sqlite else "BYTEA")
    content = paper()
    dossier = dossier_of(content)
    packed = zlib.compress(msgspec.msgpack.encode(dossier))
    digest = dossier.source.sha256
    with engine.begin() as connection:
        for line in lines.split(";\n"):
            if line.strip():
                connection.execute(text(line))
        connection.execute(text("INSERT INTO state VALUES ('schema', '1')"))
        connection.execute(
            text("INSERT INTO works (key, kind, distribution) VALUES ('CD/7001', 'working-paper', 'limited')")
        )
        connection.execute(text("INSERT INTO symbols VALUES ('CD/7001', 1)"))
        row = text("INSERT INTO expressions (work, language, dossier, source) VALUES (1, 'en', :dossier, :source)")
        connection.execute(row, {"dossier": packed, "source": digest})
        file = (
            "INSERT INTO manifestations VALUES (:source, 1, 'paper.txt', 'text/plain', 9, '2026-01-01T00:00:00+00:00')"
        )
        connection.execute(text(file), {"source": digest})
        judgement = """INSERT INTO judgements (key, language, address, subject, verdict, value, author, at)
                       VALUES ('CD/7001', '', '', 'field:kind', 'wrong', 'report', 'A. Reader', '2026-01-02')"""
        connection.execute(text(judgement))
    engine.dispose()


def test_a_record_of_an_older_program_opens_and_goes_on(place: str) -> None:
    older(place)
    record = open_record(place)
    record.sources.keep(paper())
    assert [(one.key, one.distribution) for one in record.listed()] == [("CD/7001", "limited")]
    assert record.dossier("CD/7001") is not None
    assert [one.kept.key for one in reread(record) if one.kept] == ["CD/7001"]
    keep(record, paper("CD/7002"))
    assert [(one.key, one.kind) for one in record.listed()] == [("CD/7001", "report"), ("CD/7002", "working-paper")]
    assert list(faults(record)) == []
    again = open_record(place)
    assert again.counts() == record.counts()


def test_migrations_lead_to_the_tables_a_new_record_has(place: str, tmp_path: Path) -> None:
    older(place)
    record = open_record(place)
    held = inspect(record.engine)
    for table in schema.metadata.sorted_tables:
        assert {one["name"] for one in held.get_columns(table.name)} == {one.name for one in table.columns}


def test_a_record_of_a_newer_program_says_what_to_do(place: str) -> None:
    record = open_record(place)
    with record.engine.begin() as connection:
        connection.execute(text("UPDATE state SET value = '99' WHERE name = 'schema'"))
    with pytest.raises(ValueError, match="schema 99: install the version"):
        open_record(place)


def test_a_database_of_another_program_is_left_alone(place: str) -> None:
    record = open_record(place)
    with record.engine.begin() as connection:
        connection.execute(text("UPDATE state SET name = 'colour'"))
    with pytest.raises(ValueError, match="tables of another program"):
        open_record(place)


def test_places_that_are_no_records(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ValueError, match="is a file"):
        open_record(tmp_path / "file")
    used = tmp_path / "used"
    used.mkdir()
    (used / "letter.doc").write_text("x")
    with pytest.raises(ValueError, match="holds other files"):
        open_record(used)
    (used / "record.db").write_bytes(b"no database of any kind" * 100)
    with pytest.raises(ValueError, match="no database of ours"):
        open_record(used)
    with pytest.raises(ValueError, match="start the server"):
        pytest.importorskip("psycopg")
        open_record(f"postgresql://nobody@/none?host={tmp_path}")
    with pytest.raises(ValueError, match="no database of a record"):
        open_record("mysql://somewhere/base")
    (used / "verbale.toml").write_text("colour = 'red'")
    with pytest.raises(ValueError, match=r"Mend .*verbale\.toml"):
        open_record(used)


def test_a_folder_says_where_its_parts_are(tmp_path: Path) -> None:
    folder = tmp_path / "record"
    folder.mkdir()
    (folder / "verbale.toml").write_text(f'sources = "memory://kept-{tmp_path.name}"\nindex = "elsewhere"\n')
    record = open_record(folder)
    keep(record, paper())
    assert not (folder / "sources").exists()
    assert record.index_folder == folder / "elsewhere"
    assert list(record.sources.held()) == [record.files()[0][0]]
    assert list(faults(open_record(folder))) == []
