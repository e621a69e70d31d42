"""A record out and in again: the same answers in the same order; what a class may not see stays; broken files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import insert

from tests.record.conftest import keep, paper
from tests.record.test_rereading import judged, renumbered
from verbale.journey import read
from verbale.record import Record, open_record, schema
from verbale.record.access import classes_up_to
from verbale.record.asking.relations import leading_from, leading_to, open_references
from verbale.record.exchange import lines
from verbale.record.filling.verifying import faults
from verbale.record.search import open_index

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
ALL = classes_up_to("restricted")
QUESTIONS = ("outcome", "Tonga", "désarmement", "study matter", "lang:fr", "tonga OR peru", '"the outcome"')


def fill(record: Record) -> Record:
    """Papers, a sample, a judgement, an alias."""
    for number in (7001, 7003, 7002):
        keep(record, paper(f"CD/{number}", day=str(number % 9 + 1)))
    keep(record, paper("CD/7004", distribution="Restricted", title="hushword matters"))
    for name in ("note-verbale.fr.md", "letter.en.docx", "letter.ru.eml"):
        content = (SAMPLES / name).read_bytes()
        record.keep(content, read(content, name=name))
    start = "Iceland welcomes the outcome, recalls CD/9901 and calls upon ".__len__()
    judged(record, f"mention:{start}-{start + 4}", address="1", value="state/ec")
    digest = next(one.source for one in record.listed() if one.key == "CD/7003")
    moved = record.dossier("CD/7003")
    assert moved is not None
    record.replace(digest, renumbered(moved, {"2": "p-2"}))
    with record.engine.begin() as connection:
        row = {
            "name": "tonga",
            "sort": "question",
            "asked": "name:state/to",
            "author": "desk",
            "made": "",
            "looked": "",
        }
        connection.execute(insert(schema.watches).values(seen="{}", **row))
    return record


def answers(record: Record) -> list[object]:
    """What a record answers, rows' numbers aside."""
    index = open_index(record)
    index.update()
    asked: list[object] = []
    for question in QUESTIONS:
        found = index.ask(question, distributions=ALL, limit=50)
        hits = [(hit.key, hit.language, hit.address, round(hit.score, 6)) for hit in found.hits]
        asked.append((question, found.total, hits, found.counts))
    asked += list(record.listed())
    asked += [record.dossier(one.key, one.language) for one in record.listed()]
    asked += [leading_from(record, one.key) + leading_to(record, one.key) for one in record.listed()]
    asked += [record.judgements(), list(open_references(record)), record.counts()]
    return asked


def test_out_and_in_again_gives_the_same_answers(record: Record, tmp_path: Path) -> None:
    fill(record)
    target = tmp_path / "out" / "record.jsonl.gz"
    assert lines.write(record, target, ALL) == 7
    copy = open_record(tmp_path / "copy")
    assert lines.imported(copy, target) == (7, 0)
    assert answers(copy) == answers(record)
    assert list(faults(copy)) == []
    assert lines.imported(copy, target) == (0, 7)
    assert list(lines.exported(copy, ALL)) == list(lines.exported(record, ALL))


def test_both_databases_give_the_same_answers_in_the_same_order(record: Record, tmp_path: Path) -> None:
    assert answers(fill(record)) == answers(fill(open_record(tmp_path / "other")))


def test_what_a_class_may_not_see_does_not_go_out(record: Record, tmp_path: Path) -> None:
    fill(record)
    judged(record, "field:title", key="CD/7004", value="hushword title", language="")
    out = b"".join(lines.exported(record, classes_up_to("general")))
    assert b"CD/7001" in out
    assert b"hushword" not in out
    assert b"CD/7004" not in out


def test_without_sources_the_record_says_what_it_lacks(record: Record, tmp_path: Path) -> None:
    keep(record, paper())
    target = tmp_path / "record.jsonl"
    lines.write(record, target, ALL, sources=False)
    copy = open_record(tmp_path / "copy")
    lines.imported(copy, target)
    assert len(list(faults(copy))) == 1
    keep(copy, paper())
    assert list(faults(copy)) == []


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        (lambda whole: whole[1:], "Line 1 of .* no exported record"),
        (lambda whole: whole[:-1], "cut short after 3 lines"),
        (lambda whole: [*whole[:2], b"{broken\n", *whole[2:]], "Line 3 of"),
        (lambda whole: [], "cut short after 0 lines"),
        (
            lambda whole: [whole[0], whole[1].replace(b'"content":"', b'"content":"AAAA'), *whole[2:]],
            "Line 2 of .* hash",
        ),
    ],
)
def test_broken_files_say_where(tmp_path: Path, broken, sentence: str) -> None:  # type: ignore[no-untyped-def]
    record = open_record(tmp_path / "record")
    keep(record, paper())
    keep(record, paper("CD/7002"))
    target = tmp_path / "broken.jsonl"
    target.write_bytes(b"".join(broken(list(lines.exported(record, ALL)))))
    with pytest.raises(ValueError, match=sentence):
        lines.imported(open_record(tmp_path / "copy"), target)


def test_tables_hold_every_row(record: Record, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    from verbale.record.exchange import tables

    fill(record)
    counts = tables.write(record, tmp_path / "tables", ALL)
    held = record.counts()
    assert counts["documents"] == held["works"]
    assert {name: counts[name] for name in ("mentions", "positions", "relations")} == {
        name: held[name] for name in ("mentions", "positions", "relations")
    }
    rows = parquet.read_table(tmp_path / "tables" / "paragraphs.parquet").to_pylist()
    assert len(rows) == held["blocks"]
    assert any(row["key"] == "CD/7001" and row["address"] == "1" and "Tonga" in row["text"] for row in rows)
    open_counts = tables.write(record, tmp_path / "open", classes_up_to("general"))
    assert open_counts["documents"] == counts["documents"] - 1


def test_lines_are_what_the_contract_says(record: Record) -> None:
    keep(record, paper())
    dossier = json.loads(list(lines.exported(record, ALL))[1])["dossier"]
    assert dossier["document"]["symbol"] == "CD/7001"
    assert {"contract", "source", "components", "notes", "mentions", "positions", "findings"} <= set(dossier)
