"""The search index: what it finds, counts, hides and forgets; the same on both databases."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from msgspec import structs

from tests.record.conftest import keep, paper
from verbale.record import Record, open_record
from verbale.record.limits import OverTimeError
from verbale.record.search import COUNTED, QuestionError, index, open_index
from verbale.record.search.index import SearchIndex
from verbale.record.search.rows import versions

RUSSIAN = """CD/{number}
Общее распределение
5 марта 2044 года

Конференция по разоружению

Рабочий документ

1. Исландия приветствует права женщин и призывает Перу изучить этот вопрос.
"""


def found(record: Record, question: str, **wanted: object) -> list[str]:
    """Keys and addresses of the answer."""
    return [f"{hit.key} {hit.address}" for hit in open_index(record).ask(question, **wanted).hits]


@pytest.fixture
def filled(record: Record) -> Record:
    """Five papers of one year each, one with words of its own, one in Russian, one restricted."""
    for number in range(1, 4):
        keep(record, paper(f"CD/700{number}", day=str(number)))
    keep(
        record, paper("CD/7004", first="Fissile material and its production are discussed at length by everybody here.")
    )
    keep(record, paper("CD/7005", distribution="Restricted", first="A secretword for few readers stands in this text."))
    keep(record, RUSSIAN.format(number=7006).encode())
    open_index(record).update()
    return record


def test_finds_words_phrases_starts_neighbours(filled: Record) -> None:
    assert found(filled, "discuss production") == ["CD/7004 1"]
    assert found(filled, '"fissile material"') == ["CD/7004 1"] and found(filled, '"material fissile"') == []
    assert found(filled, "fissi*") == ["CD/7004 1"]
    assert found(filled, "NEAR(production material)") == ["CD/7004 1"]
    assert found(filled, "женщина") == ["CD/7006 1"]
    assert len(found(filled, "fissile OR женщина")) == 2
    assert "CD/7001 1" in found(filled, "CD/9901") and "CD/7001 1" in found(filled, "CD/99*")


def test_a_name_finds_the_other_languages_after_its_own(filled: Record) -> None:
    there = found(filled, "Iceland")
    assert "CD/7006 1" in there and there.index("CD/7006 1") > there.index("CD/7001 1")
    assert "CD/7001 1" in found(filled, "Исландия")
    assert found(filled, "Исландия lang:ru")[0].startswith("CD/7006")


def test_a_word_weighs_the_same_where_another_language_quotes_it(filled: Record) -> None:
    quoting = RUSSIAN.replace("женщин", "женщин (welcomes, welcomes)").format(number=7008)
    keep(filled, quoting.encode())
    keep(filled, paper("CD/7009", first="Iceland welcomes what Peru welcomes."))
    open_index(filled).update()
    there = found(filled, "welcomes")
    assert there[0] == "CD/7009 1" and "CD/7008 1" in there


def test_equal_scores_stand_newest_first_then_by_symbol_and_place(filled: Record) -> None:
    hits = open_index(filled).ask("outcome").hits
    assert len({hit.score for hit in hits}) == 1
    assert [hit.key for hit in hits] == ["CD/7003", "CD/7002", "CD/7001"]


def test_pages_follow_one_another_whatever_the_segments(filled: Record) -> None:
    for number in range(10, 22):
        keep(filled, paper(f"CD/70{number}", day=str(number)))
        open_index(filled).update()
    whole = found(filled, "outcome", limit=100)
    assert whole == [one for start in range(0, 15, 4) for one in found(filled, "outcome", limit=4, start=start)]
    assert whole[0] == "CD/7021 1" and whole[-1] == "CD/7001 1"
    open_index(filled).rebuild()
    assert found(filled, "outcome", limit=100) == whole


def test_counts_are_of_all_hits_and_narrow_to_what_they_say(filled: Record) -> None:
    ask = open_index(filled).ask
    counted = ask("outcome OR женщина", limit=1)
    assert tuple(counted.counts) == COUNTED and counted.total == 4
    assert counted.counts["lang"] == {"en": 3, "ru": 1} and counted.counts["year"] == {"2044": 4}
    assert counted.counts["state"]["state/is"] == 4 and counted.counts["attitude"]["welcome"] >= 3
    for name in COUNTED:
        for value, count in counted.counts[name].items():
            assert ask(f"(outcome OR женщина) AND {name}:{value}").total == count, (name, value)
    assert ask("outcome", counts=False).counts == {}


def test_filters_narrow_leave_out_and_offer_alternatives(filled: Record) -> None:
    ask = open_index(filled).ask
    assert ask("lang:ru").total + ask("-lang:ru").total == ask("lang:ru lang:en").total
    assert {hit.key for hit in ask("symbol:cd/700*").hits} >= {"CD/7001", "CD/7004"}
    assert ask("outcome year:2040-2050").total == 3 and ask("outcome year:1990-2000").total == 0
    assert ask("outcome state:is holder:state/is").total == 3 and ask("outcome -state:is").total == 0
    with pytest.raises(QuestionError, match="ar, en, es, fr, ru, zh"):
        ask("outcome lang:xx")


def test_nothing_of_a_hidden_class_is_found_or_counted(filled: Record) -> None:
    ask = open_index(filled).ask
    assert ask("secretword").total == 0
    hidden = ask("symbol:CD/7005")
    assert not hidden.hits and hidden.total == 0 and not any(hidden.counts.values())
    assert ask("secretword", distributions=("general", "limited", "restricted")).total == 1
    assert all(hit.key != "CD/7005" for hit in ask("-outcome", limit=100).hits)


def test_a_question_without_anything_finds_nothing(filled: Record) -> None:
    for question in ("", "  ", "()", "NOT", '""', "*"):
        assert open_index(filled).ask(question).total == 0


def test_what_the_record_forgets_the_index_forgets(filled: Record) -> None:
    filled.remove("CD/7004")
    assert open_index(filled).update() == 0
    assert found(filled, "fissile") == []
    assert open_index(filled).update() == 0


def test_a_record_that_has_not_changed_is_not_indexed_again(filled: Record) -> None:
    made = open_index(filled)
    assert made.update() == 0
    with filled.engine.connect() as connection:
        assert made.held() == versions(connection)


def test_another_process_sees_what_was_committed(filled: Record) -> None:
    reader = open_index(filled)
    assert reader.ask("latecomer").total == 0
    keep(filled, paper("CD/7008", first="A latecomer to this conference speaks of many things at once."))
    open_index(filled).update()
    assert reader.ask("latecomer").total == 1


def test_a_fault_while_writing_leaves_the_index_as_it_was(filled: Record) -> None:
    made = open_index(filled)
    before = made.held()

    def broken() -> object:
        raise RuntimeError("the disk is full")
        yield

    with pytest.raises(RuntimeError):
        made.write(list(before), broken())  # type: ignore[arg-type]
    assert made.held() == before and made.ask("outcome").total == 3


def test_an_index_that_was_deleted_is_made_again(filled: Record) -> None:
    asked = found(filled, "outcome")
    shutil.rmtree(filled.index_folder)
    assert open_index(filled).update() == 6
    assert found(filled, "outcome") == asked


def test_both_databases_answer_alike(databases: object, tmp_path: Path) -> None:
    address = f"{databases()}&sources={tmp_path / 's'}&index={tmp_path / 'i'}"  # type: ignore[operator]
    answers = []
    for place in (str(tmp_path / "record"), address):
        record = open_record(place)
        for number in range(1, 9):
            keep(record, paper(f"CD/700{number}", day=str(number), title=f"matters {number % 3}"))
        open_index(record).update()
        ask = open_index(record).ask
        answers.append(
            [
                [structs.astuple(hit)[1:] for hit in ask(text, limit=50).hits]
                for text in ("outcome", "matter*", "lang:en", "Iceland")
            ]
        )
        record.engine.dispose()
    assert answers[0] == answers[1] and all(answers[0])


def test_what_takes_too_long_is_given_up(filled: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "LONGEST_SECONDS", -1.0)
    with pytest.raises(OverTimeError):
        SearchIndex(filled).ask("outcome")


def test_no_question_is_costly(filled: Record) -> None:
    start = time.process_time()
    for question in ("a* " * 300, "(" * 500 + "x", "x OR " * 2000, '"' + "a " * 5000 + '"', "NEAR(" + "a " * 900 + ")"):
        open_index(filled).ask(question)
    assert time.process_time() - start < 5
