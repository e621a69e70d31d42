"""Typed relations, both ways, to the paragraph; references that are open until their target arrives."""

from __future__ import annotations

import pytest

from tests.record.conftest import keep, paper
from verbale.record import Record
from verbale.record.asking.relations import leading_from, leading_to, open_references
from verbale.record.keeping.linking import Linking, answers
from verbale.tongues.files import TONGUES, read_knowledge


def test_a_reference_closes_when_its_target_arrives_and_opens_when_it_goes(record: Record) -> None:
    keep(record, paper())
    (before,) = [one for one in leading_from(record, "CD/7001") if one.kind == "cites"]
    assert (before.address, before.target, before.held) == ("1", "CD/9901", False)
    assert list(open_references(record)) == [("CD/9901", 1)]
    keep(record, paper("CD/9901", first="Nothing is cited in this paragraph of the paper at all."))
    (after,) = [one for one in leading_from(record, "CD/7001") if one.kind == "cites"]
    assert after.held
    assert [(one.kind, one.key, one.address) for one in leading_to(record, "CD/9901")] == [("cites", "CD/7001", "1")]
    assert list(open_references(record)) == []
    record.remove("CD/9901")
    assert list(open_references(record)) == [("CD/9901", 1)]


def test_corrections_and_additions_lead_to_what_they_change(record: Record) -> None:
    keep(record, paper())
    keep(record, paper("CD/7001/Corr.1"))
    keep(record, paper("CD/7001/Add.1"))
    kinds = {(one.kind, one.key) for one in leading_to(record, "CD/7001")}
    assert {("corrects", "CD/7001/Corr.1"), ("adds-to", "CD/7001/Add.1")} <= kinds


def test_an_answer_leads_to_what_it_answers(record: Record) -> None:
    keep(record, paper(first="In reply to the note of 3 May (CD/9901), Iceland states what follows here."))
    assert [one.target for one in leading_from(record, "CD/7001") if one.kind == "replies-to"] == ["CD/9901"]


def test_a_reader_of_a_lower_class_sees_no_closed_target(record: Record) -> None:
    keep(record, paper())
    keep(record, paper("CD/9901", distribution="Restricted"))
    (seen,) = [one for one in leading_from(record, "CD/7001", ("general",)) if one.kind == "cites"]
    assert not seen.held
    assert leading_to(record, "CD/7001", ("general",)) == []


@pytest.mark.parametrize("language", TONGUES)
def test_words_of_answers(language: str) -> None:
    known = read_knowledge(f"tongues/{language}/linking.toml", Linking)
    for text in known.answered:
        start = text.index("CD/") if "CD/" in text else text.index("A/")
        assert answers(text, language, start), text
    for text in known.cited:
        assert not answers(text, language, text.index("CD/")), text
