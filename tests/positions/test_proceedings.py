"""Votes and sponsors of a text: told by metadata, held by States, about the whole of it, kept by Akoma Ntoso."""

from __future__ import annotations

import pytest

import verbale
from verbale.model.dossier import Dossier
from verbale.model.proceedings import Step, Voter
from verbale.positions.compare import compare

STATEMENT = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:u="http://un.org/akn4un">
<statement name="resolution"><meta><workflow source="#un">
<step date="2024-03-01" outcome="draftResolution" as="A/99/L.1" by="Chad, Fiji and Congo"/>
<step date="0001-01-01" outcome="draftResolutionAdditionalSponsors" by="Peru"/>
<step date="0001-01-01" outcome="recommendedForAdoption" by=""/>
<step date="2024-03-02" outcome="adopted" as="A/99/PV.1" by=""/></workflow>
<analysis source="#un"><parliamentary><voting outcome="{outcome}">{votes}</voting></parliamentary></analysis></meta>
<coverPage><p><docNumber refersTo="#symbol">A/RES/99/1</docNumber></p></coverPage>
<preface><p><docNumber>99/1.</docNumber> <docTitle>Exercise in voting</docTitle></p></preface>
<preamble><formula name="enactingFormula"><p>The General Assembly,</p></formula></preamble>
<mainBody><paragraph><num>1.</num><content><p>Decides to meet;</p></content></paragraph>
<paragraph><num>2.</num><content><p>Requests a report.</p></content></paragraph></mainBody></statement></akomaNtoso>"""
COUNT = '<count value="{}" refersTo="{}"><u:voters>{}</u:voters></count>'
VOTER = '<organization refersTo="memberState">{}</organization>'


def comes_back(dossier: Dossier) -> bool:
    """Whether a dossier written as Akoma Ntoso is without fault and read back the same."""
    from verbale.renditions.akn.carried import comparable
    from verbale.renditions.akn.check import check
    from verbale.renditions.akn.reading_back import read
    from verbale.renditions.akn.write import render

    written = render(dossier)
    faults = [one for one in check(written, "verbale") if one.level == "error"]
    return not faults and comparable(read(written)) == comparable(dossier)


def adopted(outcome: str, votes: str) -> Dossier:
    return verbale.read(STATEMENT.format(outcome=outcome, votes=votes).encode(), name="exercise.xml")


@pytest.fixture(scope="module")
def voted() -> Dossier:
    sides = (
        COUNT.format(2, "inFavour", VOTER.format("CHAD") + VOTER.format("CONGO")),
        COUNT.format(1, "#against", VOTER.format("NOWHERE")),
        COUNT.format(3, "abstaining", VOTER.format("VIET NAM")),
    )
    return adopted("adoptedRecordedVote", "".join(sides))


def test_voters_and_sponsors_are_data_with_their_identifiers(voted: Dossier) -> None:
    told = voted.proceedings
    assert told is not None and told.outcome == "recorded-vote"
    assert [(side.choice, side.count) for side in told.votes] == [("in-favour", 2), ("against", 1), ("abstaining", 3)]
    assert told.votes[0].voters == (Voter("CHAD", "state/td"), Voter("CONGO", "state/cg"))
    assert told.votes[1].voters == (Voter("NOWHERE"),)
    sponsors = ("state/td", "state/fj", "state/cg")
    draft = Step(step="draft", date="2024-03-01", symbol="A/99/L.1", by="Chad, Fiji and Congo", sponsors=sponsors)
    assert told.steps[0] == draft
    assert [step.step for step in told.steps] == ["draft", "sponsors", "adopted"]


def test_who_votes_or_sponsors_holds_a_position_on_the_text(voted: Dossier) -> None:
    held = [one for one in voted.positions if one.rule.startswith("proceedings/")]
    assert [(one.rule.partition("/")[2], one.attitude, one.holder) for one in held] == [
        ("sponsor", "endorse", ("state/td", "state/fj", "state/cg", "state/pe")),
        ("in-favour", "support", ("state/td", "state/cg")),
        ("abstaining", "reserve", ("state/vn",)),
    ]
    assert {one.about for one in held} == {("symbol/A/RES/99/1",)}
    assert {(one.at, one.quote) for one in held} == {("title", "Exercise in voting")}
    assert len({one.id for one in voted.positions}) == len(voted.positions)


def test_akoma_ntoso_keeps_the_proceedings(voted: Dossier) -> None:
    assert comes_back(voted)


def test_a_text_adopted_without_a_vote_has_sponsors_only() -> None:
    dossier = adopted("adoptedWithoutVote", '<quorum value=""/>')
    assert dossier.proceedings is not None and dossier.proceedings.outcome == "without-vote"
    assert [one.rule for one in dossier.positions][-1] == "proceedings/sponsor"
    assert comes_back(dossier)


def test_other_words_for_an_outcome_are_kept_as_they_are() -> None:
    dossier = adopted("Adopted 2-1-3, 1st meeting", '<quorum value=""/>')
    assert dossier.proceedings is not None and dossier.proceedings.outcome == "Adopted 2-1-3, 1st meeting"
    assert comes_back(dossier)


def test_votes_are_no_change_of_the_text(voted: Dossier) -> None:
    other = adopted("adoptedWithoutVote", '<quorum value=""/>')
    assert {change.kind for change in compare(other, voted)} == {"same"}


def test_a_count_that_is_none_and_a_side_nobody_knows() -> None:
    sides = COUNT.format("9" * 5000, "inFavour", VOTER.format("CHAD")) + COUNT.format(
        1, "no side", VOTER.format("FIJI")
    )
    dossier = adopted("adoptedRecordedVote", sides)
    assert dossier.proceedings is not None
    assert [(side.choice, side.count) for side in dossier.proceedings.votes] == [("in-favour", None)]
    assert comes_back(dossier)
