"""What holds for every component: no character lost, no place outside, no address twice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.structure.body.blocks import blocks_of
from verbale.structure.body.part import Part
from verbale.structure.passage import Passage, Piece

MARKS = [
    "", "1. ", "2. ", "3. ", "7 bis. ", "12.1 ", "(a) ", "(b) ", "(i) ", "(ii) ", "а) ", "с) ",
    "(أ) ", "(ب) ", "٣ - ", "㈠ ", "（二）", "I. ", "II. ", "A. ", "B. ", "– ", "• ", "Article 1 ",
    "第二条 ", "المادة 3 ", "Part II ", "ثانيا - ", "* * *", "“", "1992. ", "’1‘ ",
]  # fmt: skip
WORDS = [
    "The General Assembly,", "Recalling its work,", "Decides to meet.", "Aims", "as follows:", "大会，",
    "回顾其工作，", "决定开会。",
    "إن الجمعية العامة،", "تقرر ما يلي:", "принимает решение;", "",
    "Moscow, 15 May 2012", "a long sentence goes on and on.”",
]  # fmt: skip
ROLES = [None, None, None, "heading", "operative", "preambular", "signature", "place-date", "item"]


@st.composite
def parts(draw: st.DrawFn) -> Part:
    """A part of any lines, with and without what formats state."""
    made, at = [], 0
    for _ in range(draw(st.integers(0, 14))):
        text = (draw(st.sampled_from(MARKS)) + draw(st.sampled_from(WORDS))).strip() or "x"
        label = draw(st.sampled_from([None, None, None, "1.", "2.", "(a)", "(i)", "•", "4.2"]))
        role = draw(st.sampled_from(ROLES))
        made.append(
            Passage(text=text, pieces=(Piece(0, at, at + len(text)),), label=label, role=role, bold=draw(st.booleans()))
        )
        at += len(text) + 1
    return Part(
        address=draw(st.sampled_from(["", "annex-1"])),
        kind=draw(st.sampled_from(["resolution", "treaty", "declaration", "letter"])),
        passages=tuple(made),
    )


@settings(max_examples=300, deadline=None)
@given(parts())
def test_every_character_is_in_one_place(part: Part) -> None:
    body = blocks_of(part)
    pieces = sorted(
        [span for one in body.blocks for span in one.spans] + [span for one in body.furniture for span in one.spans]
    )
    assert pieces == [(piece.start, piece.end) for passage in part.passages for piece in passage.pieces]


@settings(max_examples=300, deadline=None)
@given(parts())
def test_no_address_is_given_twice(part: Part) -> None:
    addresses = [one.address for one in blocks_of(part).blocks]
    assert len(addresses) == len(set(addresses))
    assert all(one and not one.startswith("/") and "//" not in one for one in addresses)


@settings(max_examples=300, deadline=None)
@given(parts())
def test_number_and_text_are_the_passage(part: Part) -> None:
    blocks = blocks_of(part).blocks
    texts = {piece.start: passage for passage in part.passages for piece in passage.pieces}
    for one in blocks:
        passage = texts[one.spans[0][0]]
        assert passage.text.endswith(one.text)
        cut = passage.text[: len(passage.text) - len(one.text)].strip()
        assert cut == ("" if passage.label and not cut else (one.number or ""))
        assert one.text
