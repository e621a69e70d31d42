"""Questions as people type them, words as the index knows them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.record.search.filters import QuestionError, checked, years
from verbale.record.search.highlights import marks, sought
from verbale.record.search.names import names_in, whole_name
from verbale.record.search.question import (
    All,
    Cited,
    Either,
    Filter,
    Named,
    Near,
    Not,
    Phrase,
    Start,
    Word,
    understand,
)
from verbale.record.search.stems import asked_stem, stems
from verbale.record.search.words import engine_words, indexed, pairs_of, placed_words
from verbale.tongues.files import TONGUES

ENGLISH = ("en",)


def test_words_are_asked_together_and_or_binds_less() -> None:
    asked = understand("fish boats OR nets", ENGLISH).term
    assert asked == Either((All((Word(("fish",)), Word(("boat",)))), Word(("net",))))


def test_brackets_hold_alternatives_where_there_are_signs() -> None:
    asked = understand("boats AND (nets OR lines)", ENGLISH).term
    assert asked == All((Word(("boat",)), Either((Word(("net",)), Word(("line",))))))
    assert understand("boats (nets)", ENGLISH).term == All((Word(("boat",)), Word(("net",))))


@pytest.mark.parametrize("text", ["boats -nets", "boats NOT nets"])
def test_what_is_left_out(text: str) -> None:
    assert understand(text, ENGLISH).term == All((Word(("boat",)), Not(All((Word(("net",)),)))))


def test_phrases_starts_symbols_and_neighbours() -> None:
    assert understand('"Nets of Boats"', ENGLISH).term == Phrase(("nets", "of", "boats"))
    assert understand("Fish*", ENGLISH).term == Start("fish")
    assert understand("A/RES/66/*", ENGLISH).term == Cited("a/res/66/*")
    assert understand("CD/9901", ENGLISH).term == Either((Cited("cd/9901"), Phrase(("cd", "9901"))))
    assert understand("NEAR(boats nets)", ENGLISH).term == Near((("boat", "net"),))
    assert understand("and/or", ENGLISH).term == All((Word(("and",)), Word(("or",))))


def test_filters_and_what_is_left_out_by_them() -> None:
    asked = understand('boats lang:fr -kind:letter name:"state/fr" other:x', ENGLISH)
    assert asked.filters == (Filter("lang", "fr"), Filter("kind", "letter", True), Filter("name", "state/fr"))
    assert asked.plain == "boats other:x"


def test_words_are_looked_up_in_the_language_that_is_asked() -> None:
    assert understand("rights", TONGUES).term != understand("rights lang:en", TONGUES).term
    assert understand("rights lang:en", TONGUES).term == Word(("right",))


def test_a_name_also_finds_what_it_names_in_other_words() -> None:
    asked = understand("pêche en Islande", ("fr",), names_in).term
    assert isinstance(asked, All) and isinstance(asked.parts[-1], Either)
    assert asked.parts[-1].parts[0] == Word(("island",)) and asked.parts[-1].parts[1].ids == ("state/is",)
    assert understand('"Islande"', ("fr",), names_in).term == Phrase(("islande",))


def test_a_clitic_before_a_name_is_no_word() -> None:
    asked = understand("وآيسلندا", ("ar",), names_in).term
    assert isinstance(asked, Either) and any(isinstance(one, Named) and one.ids == ("state/is",) for one in asked.parts)


def test_names_are_whole_or_none() -> None:
    assert whole_name("Исландия") == ("state/is",) and whole_name("冰岛") == ("state/is",)
    assert whole_name("Исландия и море") == ()
    assert names_in("x" * 1000) == ()


def test_an_elision_is_no_word_and_a_single_letter_is_one() -> None:
    assert understand("l’Islande", ("fr",)).term == Word(("island",))
    assert understand("annexe b", ("fr",)).term == All((Word(("annex",)), Word(("b",))))


def test_a_long_question_prefers_its_very_wording() -> None:
    asked = understand("one two three four five six seven", ENGLISH).term
    assert isinstance(asked, All) and asked.wording == Phrase(("one", "two", "three", "four", "five", "six", "seven"))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='ab Aé裁军و"()-*:/ORNTD ', max_size=60))
def test_no_text_is_refused(text: str) -> None:
    understand(text, TONGUES)


@pytest.mark.parametrize(
    ("given_filter", "known"),
    [
        (Filter("lang", "xx"), "ar, en, es, fr, ru, zh"),
        (Filter("kind", "poem"), "letter"),
        (Filter("attitude", "love"), "welcome"),
        (Filter("role", "chorus"), "operative"),
        (Filter("state", "zz"), "state/fr"),
        (Filter("year", "soon"), "year:2012"),
    ],
)
def test_a_value_that_nothing_has_is_answered_by_what_there_is(given_filter: Filter, known: str) -> None:
    held = {"role": ["operative"], "state": ["state/fr"]}
    with pytest.raises(QuestionError, match=known) as fault:
        checked([given_filter], lambda name: held.get(name, []))
    assert str(fault.value).count("\n") == 0


def test_values_are_spelt_as_the_index_holds_them() -> None:
    asked = [
        Filter("state", "fr"),
        Filter("symbol", "CD/99*"),
        Filter("topic", "topic/health"),
        Filter("year", "2010-2012"),
    ]
    assert [one.value for one in checked(asked, lambda _: ())] == ["state/fr", "cd/99*", "topic/health", "2010-2012"]
    assert years("2010-2012") == (2010, 2012) and years("2012") == (2012, 2012)


@pytest.mark.parametrize(
    ("language", "asked", "forms"),
    [
        ("en", "country", ["countries"]),
        ("en", "woman", ["women"]),
        ("fr", "national", ["nationaux", "nationales"]),
        ("es", "mujer", ["mujeres"]),
        ("es", "nación", ["naciones"]),
        ("ru", "право", ["права", "правам", "правах"]),
        ("ru", "человек", ["люди", "человеку"]),
        ("ar", "حقوق", ["الحقوق", "لحقوق", "والحقوق", "بحقوقهم", "حقوقها"]),
        ("ar", "قرار", ["القرارات", "للقرارات", "وقراراتها"]),
        ("ar", "لجنة", ["اللجنة", "للجنة", "ولجنتها"]),
        ("ar", "تعاون", ["والتعاون", "للتعاون", "بتعاونها"]),
        ("ar", "التزام", ["الالتزام", "للالتزامات"]),
    ],
)
def test_forms_of_a_word_come_together(language: str, asked: str, forms: list[str]) -> None:
    for form in forms:
        assert asked_stem(asked, language) in stems(form, language), form


@pytest.mark.parametrize(("first", "second"), [("دول", "دولي"), ("سلام", "سلاح")])
def test_other_arabic_words_stay_apart(first: str, second: str) -> None:
    assert asked_stem(first, "ar") not in stems(second, "ar")


def test_chinese_is_indexed_by_characters_and_pairs() -> None:
    assert indexed("裁军，2044", "zh") == ("裁 军 2044", "裁军 2044")
    assert pairs_of("核裁军") == ["核裁", "裁军"] and pairs_of("核") == ["核"]
    assert engine_words(("核", "裁", "军")) == ("forms", ["核裁", "裁军"])
    assert engine_words(("第", "5", "条")) == ("stems", ["第", "5", "条"])
    assert engine_words(("plain", "words")) == ("forms", ["plain", "words"])


def test_words_know_where_they_stand() -> None:
    text = "L’Égypte et les N\u00adations"
    assert [(text[one.start : one.end], one.form) for one in placed_words(text, "fr")][1:2] == [("Égypte", "egypte")]
    assert [one.form for one in placed_words(text, "fr")][-1] == "nations"


def test_highlights_show_what_is_asked_and_nothing_left_out() -> None:
    text = "Nets and boats; the boat sails to the port of nets."
    for question, shown in {
        "boats": ["boats", "boat"],
        '"port of nets"': ["port of nets"],
        "sai*": ["sails"],
        "port -boats": ["port"],
        "NEAR(boat sails)": ["boats", "boat", "sails"],
    }.items():
        wanted = sought(understand(question, TONGUES))
        assert [text[start:end] for start, end in marks(wanted, text, "en")] == shown, question
    wanted = sought(understand("A/RES/99/1", TONGUES))
    assert marks(wanted, "see A/RES/99/1.", "en") == [(4, 14)]
    assert marks(sought(understand("裁军", TONGUES)), "核裁军。", "zh") == [(1, 3)]
