"""Printed numbers: the examples of the knowledge files, readings of doubtful ones, format and parse as inverses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.grammar.counting import Example, Lists, counting
from verbale.grammar.markers import SHAPES, format_marker, parse
from verbale.tongues.files import TONGUES, read_knowledge


def examples(which: str) -> list[tuple[str, Example]]:
    return [(t, e) for t in TONGUES for e in getattr(read_knowledge(f"tongues/{t}/lists.toml", Lists), which)]


@pytest.mark.parametrize(("tongue", "example"), examples("examples"))
def test_examples_are_markers(tongue: str, example: Example) -> None:
    found = parse(example.text)
    assert found is not None
    assert found.printed == example.number
    assert found.ranks.get(example.series) == example.rank
    assert example.text[found.end :] == example.text[len(example.number) :].lstrip()


@pytest.mark.parametrize(("tongue", "example"), examples("counterexamples"))
def test_counterexamples_are_none(tongue: str, example: Example) -> None:
    assert parse(example.text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7. Text", "7"),
        ("٧ - نص", "7"),
        ("7 bis. Text", "7-bis"),
        ("35.1 Text", "35.1"),
        ("96.1.1. Text", "96.1.1"),
        ("12-4 - نص", "12.4"),
        ("１．文本", "1"),
        ("VII. Text", "7"),
        ("七、文本", "7"),
        ("7.\u2003Text", "7"),
        ("7\tText", "7"),
    ],
)
def test_numbers_in_western_digits(text: str, number: str) -> None:
    found = parse(text)
    assert found is not None
    assert found.number == number


@pytest.mark.parametrize(
    "text",
    ["15.05.2012", "1–5 May 2012", "1 – 5 May 2012", "3.5 million", "A text", "I am", "", "2012 was", "1,500 men"],
)
def test_what_is_no_number(text: str) -> None:
    assert parse(text) is None


def test_doubtful_marks_keep_all_readings() -> None:
    both = parse("(i) to do so")
    twin = parse("с) текст")
    assert both is not None and twin is not None
    assert (both.ranks["latin"], both.ranks["roman"]) == (9, 1)
    assert (twin.ranks["latin"], twin.ranks["cyrillic"]) == (3, 17)


@given(
    st.sampled_from(sorted(set(counting().lengths) | {"arabic", "roman", "han", "roman-capital"})),
    st.integers(1, 60),
    st.sampled_from(["(x)", "x)", "x."]),
)
def test_format_and_parse_are_inverse(series: str, rank: int, shape: str) -> None:
    rank = min(rank, 2 * counting().lengths.get(series, 99))
    printed = format_marker(series, rank, shape)
    found = parse(printed + " text")
    assert found is not None
    assert (found.printed, found.ranks.get(series), found.shape) == (printed, rank, shape)
    assert set(SHAPES) > {shape}


def test_arabic_letters_double_after_the_twenty_sixth() -> None:
    """(ض) is the last letter lists use; (أأ) follows it as (aa) follows (z)."""
    last, doubled = parse("(ض) نص"), parse("(أأ) نص")
    assert last is not None and doubled is not None
    assert (last.ranks["abjad"], doubled.ranks["abjad"]) == (26, 27)
    assert format_marker("abjad", 27, "(x)") == "(أأ)"
