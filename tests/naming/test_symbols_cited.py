"""Documents cited in words: the examples of the knowledge files, organs told by context, parts, double symbols."""

import pytest

from verbale.grammar.dates import find_dates
from verbale.grammar.symbol_items import references
from verbale.model.mention import Mention
from verbale.naming.symbols import NOWHERE, Surroundings, symbol_mentions
from verbale.tongues import TONGUES

ASSEMBLY = Surroundings(organ="org/un/ga")
EXAMPLES = [(tongue, e.text, e.symbols) for tongue in TONGUES for e in references(tongue).examples]


def cited(text: str, language: str = "en", around: Surroundings = ASSEMBLY) -> list[Mention]:
    """Mentions with the dates of the text at hand, as naming calls it."""
    return symbol_mentions(text, language, around, dates=find_dates(text, language))


def targets(text: str, language: str = "en", around: Surroundings = ASSEMBLY) -> list[str]:
    """Normal forms of the documents named; the whole of a part left out."""
    return [(m.target or "")[7:] for m in cited(text, language, around) if m.rule != "symbol/whole"]


@pytest.mark.parametrize(("tongue", "text", "symbols"), EXAMPLES)
def test_references_of_the_knowledge_files(tongue: str, text: str, symbols: tuple[str, ...]) -> None:
    assert tuple(targets(text, tongue)) == symbols


def test_its_resolution_is_that_of_the_organ_that_speaks() -> None:
    council = Surroundings(organ="org/un/hrc")
    assert targets("its resolution 34/21", "en", council) == ["A/HRC/RES/34/21"]
    assert targets("its resolution 34/21", "en", ASSEMBLY) == ["A/RES/34/21"]
    assert targets("General Assembly resolution 60/251 and its resolution 5/1", "en", council) == [
        "A/RES/60/251",
        "A/HRC/RES/5/1",
    ]


def test_the_council_is_the_one_the_document_means() -> None:
    assert targets("Council resolution 5/1", "en", Surroundings(council="org/un/hrc")) == ["A/HRC/RES/5/1"]
    assert targets("Council resolution 1980/67") == ["E/RES/1980/67"]


def test_the_printed_date_tells_organs_apart() -> None:
    assert targets("resolution 45/5 of 6 October 2020") == ["A/HRC/RES/45/5"]
    assert targets("resolution 45/5 of 4 December 1990") == ["A/RES/45/5"]


def test_an_organ_named_once_holds_for_its_list() -> None:
    text = "les résolutions 16/21 du 25 mars 2011 et 5/1 du 18 juin 2007 du Conseil des droits de l’homme"
    assert targets(text, "fr") == ["A/HRC/RES/16/21", "A/HRC/RES/5/1"]


def test_other_candidates_are_kept() -> None:
    (mention,) = cited("resolution 43/5")
    assert mention.target == "symbol/A/RES/43/5"
    assert {c.target for c in mention.candidates} >= {"symbol/A/RES/43/5", "symbol/A/HRC/RES/43/5"}


def test_a_part_and_its_whole_are_both_named() -> None:
    found = {m.target: m.text for m in cited("its resolution 55/180 B of 14 June 2001")}
    assert found == {"symbol/A/RES/55/180": "55/180", "symbol/A/RES/55/180B": "55/180 B"}


def test_halves_of_a_double_symbol_stand_over_their_own_words() -> None:
    text = "note A/66/823\u2011S/2012/405 du 6 juin"
    assert [(m.text, m.target) for m in cited(text, "fr")] == [
        ("A/66/823", "symbol/A/66/823"),
        ("S/2012/405", "symbol/S/2012/405"),
    ]


def test_no_words_no_reference() -> None:
    for text in ("a ratio of 66/20", "24/7", "2020/2021", "General recommendation No. 38 (2020)", ""):
        assert targets(text, "en", NOWHERE) == []


def test_a_first_word_is_no_part() -> None:
    assert targets("See resolution 66/20. A new paragraph") == ["A/RES/66/20"]
    assert targets("resolution 72/266 A of 24 December 2017") == ["A/RES/72/266A"]


def test_a_special_session_beyond_those_of_the_assembly_is_of_the_council() -> None:
    assert targets("resolution S-34/1 of 12 May 2022") == ["A/HRC/RES/S-34/1"]
    assert targets("resolution S-32/1") == ["A/RES/S-32/1"]


def test_a_decision_inside_a_report_stays_alone() -> None:
    assert targets("(A/52/25), annex, decision 19/1, annex") == ["A/52/25"]


def test_russian_look_alikes_as_letters_of_parts() -> None:
    assert targets("пункта 14 резолюции 55/180\u00a0В", "ru") == ["A/RES/55/180B"]
