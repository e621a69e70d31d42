"""Numbers: the examples of the knowledge files, all scripts, and what is no number."""

import pytest

from verbale.grammar.numerals import (
    Numerals,
    find_ordinal,
    format_chinese,
    format_roman,
    parse_chinese,
    parse_number,
    parse_ordinal,
    parse_roman,
)
from verbale.tongues import TONGUES, read_knowledge

EXAMPLES = [
    (tongue, text, value)
    for tongue in TONGUES
    for text, value in read_knowledge(f"tongues/{tongue}/numerals.toml", Numerals).examples.items()
]


@pytest.mark.parametrize(("tongue", "text", "value"), EXAMPLES)
def test_ordinals_of_the_knowledge_files(tongue: str, text: str, value: int) -> None:
    assert parse_ordinal(text, tongue) == value


@pytest.mark.parametrize("printed", ["7", "٧", "۷", "７", "VII", "Ⅶ", "七", "㈦", "（七）", "زاي", "庚"])
def test_seven_in_every_script(printed: str) -> None:
    assert parse_number(printed) == 7


@pytest.mark.parametrize("text", ["", "IIII", "VX", "abc", "十x", "1" * 200, "IM"])
def test_no_numbers(text: str) -> None:
    assert parse_number(text) is None


def test_roman_and_chinese_round_trip() -> None:
    for value in range(1, 4000, 7):
        assert parse_roman(format_roman(value)) == value
        assert parse_chinese(format_chinese(value)) == value


def test_numbers_outside_the_scales_are_refused() -> None:
    with pytest.raises(ValueError, match="1 to 3999"):
        format_roman(0)
    with pytest.raises(ValueError, match="0 to 9999"):
        format_chinese(10000)


def test_a_number_is_found_inside_a_line() -> None:
    found = find_ordinal("Семьдесят пятая сессия", "ru")
    assert found is not None
    assert (found.start, found.end, found.value) == (0, 15, 75)
    assert parse_ordinal("Семьдесят пятая сессия", "ru") is None


def test_every_session_of_the_assembly_in_english() -> None:
    tens = {60: "Sixtieth", 70: "Seventieth", 80: "Eightieth"}
    stems = {60: "Sixty", 70: "Seventy", 80: "Eighty"}
    units = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
    for ten, word in tens.items():
        assert parse_ordinal(word, "en") == ten
        for unit, name in enumerate(units, 1):
            assert parse_ordinal(f"{stems[ten]}-{name}", "en") == ten + unit
