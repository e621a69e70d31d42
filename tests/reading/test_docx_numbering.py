"""Automatic numbering of Word, recovered as it prints."""

from __future__ import annotations

import pytest

from tests.reading.word_files import labels, level, numbered, paragraph, printed, read_word
from verbale.reading.list_numbers import counted

TWO_LEVELS = (
    f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "(%2)")}</w:abstractNum>'
)
ONE = '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'


@pytest.mark.parametrize(
    ("form", "rank", "printed_as"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("lowerRoman", 14, "xiv"),
        ("upperRoman", 4, "IV"),
        ("lowerLetter", 27, "aa"),
        ("russianLower", 3, "в"),
        ("arabicAbjad", 4, "د"),
        ("arabicAlpha", 3, "ت"),
        ("chineseCounting", 20, "二十"),
        ("chineseCounting", 12, "十二"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("ideographTraditional", 2, "乙"),
        ("decimalEnclosedCircle", 3, "③"),
        ("none", 5, ""),
        ("a-form-of-the-future", 5, "5"),
    ],
)
def test_number_formats(form: str, rank: int, printed_as: str) -> None:
    assert counted(rank, form) == printed_as


def test_a_deeper_level_begins_anew_under_each_paragraph() -> None:
    reading = read_word(
        numbered("one") + numbered("x", level=1) + numbered("y", level=1) + numbered("two") + numbered("z", level=1),
        numbering=TWO_LEVELS + ONE,
    )
    assert labels(reading) == ["1.", "(a)", "(b)", "2.", "(a)"]
    assert printed(reading)[0] == "1.\tone"


def test_lists_of_one_kind_count_on_unless_told_to_start_anew() -> None:
    numbering = (
        TWO_LEVELS
        + ONE
        + '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        + '<w:num w:numId="3"><w:abstractNumId w:val="1"/>'
        + '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    reading = read_word(
        numbered("a") + numbered("b", 2) + numbered("c", 3) + numbered("d", 3) + numbered("e"), numbering=numbering
    )
    assert labels(reading) == ["1.", "2.", "1.", "2.", "3."]


def test_a_level_may_be_overridden_whole() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "Part %1", start=3)}</w:lvlOverride>'
    reading = read_word(
        numbered("a", 2) + numbered("b", 2),
        numbering=f'{TWO_LEVELS}<w:num w:numId="2"><w:abstractNumId w:val="1"/>{override}</w:num>',
    )
    assert labels(reading) == ["Part III", "Part IV"]


def test_a_level_that_never_begins_anew() -> None:
    levels = level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
    reading = read_word(
        numbered("I") + numbered("x", level=1) + numbered("II") + numbered("y", level=1),
        numbering=f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>{ONE}',
    )
    assert labels(reading) == ["I.", "1.", "II.", "2."]


def test_numbers_of_several_levels_and_legal_numbers() -> None:
    levels = level(0, "upperRoman", "%1") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    reading = read_word(
        numbered("a") + numbered("b", level=1) + numbered("c", level=1),
        numbering=f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>{ONE}',
    )
    assert labels(reading) == ["I", "1.1", "1.2"]


def test_numbers_may_come_from_the_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Para"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item"/><w:basedOn w:val="Para"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    reading = read_word(
        paragraph("one", '<w:pStyle w:val="Para"/>')
        + paragraph("item", '<w:pStyle w:val="Item"/>')
        + paragraph("bare", '<w:pStyle w:val="Para"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
        styles=styles,
        numbering=TWO_LEVELS + ONE,
    )
    assert labels(reading) == ["1.", "(a)", ""]


def test_a_level_tied_to_a_style_is_found() -> None:
    tied = level(1, "lowerLetter", "(%2)", '<w:pStyle w:val="Item"/>')
    styles = (
        '<w:style w:type="paragraph" w:styleId="Item"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    reading = read_word(
        paragraph("item", '<w:pStyle w:val="Item"/>'),
        styles=styles,
        numbering=f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1.")}{tied}</w:abstractNum>{ONE}',
    )
    assert labels(reading) == ["(a)"]


def test_a_list_style_is_followed_to_its_levels() -> None:
    numbering = (
        TWO_LEVELS
        + '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Outline"/></w:abstractNum>'
        + ONE
        + '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    )
    styles = '<w:style w:styleId="Outline"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert labels(read_word(numbered("a", 2), styles=styles, numbering=numbering)) == ["1."]


def test_bullets_print_as_bullets_whatever_font_they_are_stored_in() -> None:
    levels = level(0, "bullet", "\uf0b7") + level(1, "bullet", "o") + level(2, "bullet", "–")
    reading = read_word(
        numbered("a") + numbered("b", level=1) + numbered("c", level=2),
        numbering=f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>{ONE}',
    )
    assert labels(reading) == ["•", "•", "–"]


def test_typed_numbers_stay_in_the_text() -> None:
    reading = read_word(paragraph(inside="<w:r><w:t>3.</w:t><w:tab/><w:t>Typed</w:t></w:r>"))
    assert printed(reading) == ["3.\tTyped"]
    assert labels(reading) == [""]


def test_a_blank_numbered_paragraph_counts_and_prints_nothing() -> None:
    reading = read_word(numbered("a") + numbered("") + numbered("c"), numbering=TWO_LEVELS + ONE)
    assert labels(reading) == ["1.", "3."]
