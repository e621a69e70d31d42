"""What points back: "the said resolution", "Ibid."; who held an office on the day of a document."""

from __future__ import annotations

import pytest

from verbale.model.dossier import Block, Component, Date, Document, Dossier, Note
from verbale.model.mention import Mention
from verbale.model.reading import Source
from verbale.naming import name
from verbale.naming.earlier import earlier, said_mentions
from verbale.tongues import TONGUES


def _named(language: str, blocks: list[str], notes: tuple[str, ...] = (), day: str = "2012-05-15") -> list[Mention]:
    """Mentions of a document of the General Assembly with these blocks and notes."""
    dossier = Dossier(
        source=Source(name="x", sha256="", media_type=""),
        document=Document(
            language=language,
            body="org/un/ga",
            bodies=("org/un/ga",),
            dates=(Date(role="issued", date=day),) if day else (),
        ),
        components=(
            Component(
                address="",
                kind="resolution",
                language=language,
                blocks=tuple(Block(address=f"p-{n}", role="paragraph", text=text) for n, text in enumerate(blocks, 1)),
            ),
        ),
        notes=tuple(Note(address=f"note-{n}", mark=str(n), text=text) for n, text in enumerate(notes, 1)),
    )
    return list(name(dossier).mentions)


@pytest.mark.parametrize("language", TONGUES)
def test_examples_of_the_knowledge_files(language: str) -> None:
    assert earlier(language).examples
    for example in earlier(language).examples:
        found = said_mentions(example.text, language, "p-1", [], None)
        assert [each.text for each in found] == ([example.said] if example.said else []), example


@pytest.mark.parametrize(
    ("language", "first", "then"),
    [
        ("en", "Recalling its resolution 66/20 of 2 December 2011,", "in accordance with the said resolution,"),
        ("fr", "Rappelant sa résolution 66/20 du 2 décembre 2011,", "conformément à ladite résolution,"),
        ("es", "Recordando su resolución 66/20, de 2 de diciembre de 2011,", "de conformidad con dicha resolución,"),
        ("ru", "ссылаясь на свою резолюцию 66/20 от 2 декабря 2011 года,", "в соответствии с указанной резолюцией,"),
        ("ar", "وإذ تشير إلى قرارها 66/20 المؤرخ 2 كانون الأول/ديسمبر 2011،", "وفقا للقرار المذكور،"),
        ("zh", "回顾其2011年12月2日第66/20号决议，", "依照上述决议，"),
    ],
)
def test_the_said_resolution_leads_across_blocks(language: str, first: str, then: str) -> None:
    found = [each for each in _named(language, [first, then]) if each.rule == "said/last"]
    assert [each.target for each in found] == ["symbol/A/RES/66/20"]


def test_the_said_resolution_stays_open_where_none_was_named() -> None:
    (found,) = (each for each in _named("en", ["The said resolution was noted."]) if each.rule == "said/last")
    assert found.target is None


@pytest.mark.parametrize(
    ("language", "same"),
    [("en", "Ibid."), ("fr", "Idem"), ("es", "Ibíd."), ("ru", "Там же"), ("ar", "المرجع نفسه"), ("zh", "同上")],
)
def test_the_same_leads_to_the_document_of_the_note_before(language: str, same: str) -> None:
    found = _named(language, [], ("A/66/823.", f"{same}.", f"{same}."))
    assert [each.target for each in found if each.rule == "same/note"] == ["symbol/A/66/823"] * 2


def test_the_same_takes_a_pinpoint_and_another_volume_stays_open() -> None:
    found = _named("en", [], ("See A/66/823, annex.", "Ibid., para. 7.", "Ibid., vol. 2, No. 3."))
    assert [(each.target, each.pinpoint) for each in found if each.text == "para. 7"] == [("symbol/A/66/823", "7")]
    assert [each.target for each in found if each.rule == "same/note"] == ["symbol/A/66/823", None]


def test_a_note_without_document_leaves_the_same_open() -> None:
    found = _named("en", [], ("A/66/823.", "The delegation informed the Secretariat later.", "Ibid."))
    assert [each.target for each in found if each.rule == "same/note"] == [None]


@pytest.mark.parametrize(
    ("day", "person"),
    [
        ("2012-05-15", "ban-ki-moon"),
        ("2003", "kofi-annan"),
        ("1998-02-23", "kofi-annan"),
        ("2020-01", "antonio-guterres"),
    ],
)
def test_an_office_has_its_holder_as_candidate(day: str, person: str) -> None:
    (found,) = (each for each in _named("en", ["The Secretary-General reported."], day=day) if each.type == "body")
    assert found.target == "org/un/sg"
    assert [each.target for each in found.candidates] == ["org/un/sg", f"person/{person}"]


def test_an_office_without_day_has_no_holder() -> None:
    (found,) = (each for each in _named("en", ["The Secretary-General reported."], day="") if each.type == "body")
    assert found.candidates == ()
