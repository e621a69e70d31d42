"""Headings: by looks against the rest of the component, by words where there are no looks."""

from __future__ import annotations

import msgspec

from tests.structure.outline import outline, passages
from verbale.structure.body.blocks import blocks_of
from verbale.structure.body.part import Part


def roles(text: str, kind: str = "document") -> list[str]:
    return [line.split()[1] for line in outline(text, kind)]


def test_bold_lines_head_what_follows() -> None:
    assert roles("**Aims**\nThe aims are plain.\n**Means and ways.**\nThe means are many.") == [
        "heading", "paragraph", "heading", "paragraph",
    ]  # fmt: skip


def test_bold_says_nothing_where_all_is_bold() -> None:
    assert roles("**The aims are plain.**\n**The means are many.**") == ["paragraph", "paragraph"]


def test_a_short_line_without_a_stop_before_text_is_a_heading() -> None:
    assert roles("Aims of the plan\nThe aims of the plan are said here.\nThe last line has no stop") == [
        "heading", "paragraph", "paragraph",
    ]  # fmt: skip


def test_plain_lines_are_paragraphs_where_headings_are_bold() -> None:
    text = "**Annex, paragraph 4**\nFor is read has been\n**Enclosure, first line**\nFor urgent read immediate"
    assert roles(text) == [
        "heading", "paragraph", "heading", "paragraph",
    ]  # fmt: skip


def test_lines_under_a_colon_are_a_list() -> None:
    assert (
        roles("The members are:\nFirst country\nSecond country\nThird country\nThe list is closed.")
        == ["paragraph"] * 5
    )


def test_number_of_a_heading_is_not_in_its_words() -> None:
    assert outline("**II. Means and ways**\nThe means are many.") == ["part-2 heading II. Means", "p-1 paragraph - The"]
    assert outline("ثانيا - الوسائل\nهذه هي الوسائل.")[0] == "part-2 heading ثانيا - الوسائل"
    assert outline("二、方法\n方法很多。")[0] == "part-2 heading 二、 方法"


def test_sections_nest_by_the_style_of_their_numbers() -> None:
    text = "I\nAims\n1. One.\nA. First aim\n2. Two.\nB. Second aim\n3. Three.\nII\nMeans\n1. One."
    found = [line.split()[0] for line in outline(text) if line.split()[1] == "heading"]
    assert found == ["part-1", "h-1", "part-1/section-a", "part-1/section-b", "part-2", "h-2"]


def test_an_article_named_in_a_sentence_is_no_heading() -> None:
    assert roles("Article 6 of the Charter provides that Members shall act.\nThat is so.") == ["paragraph", "paragraph"]
    assert roles("第六条规定会员国应采取行动。\n情况如此。") == ["paragraph", "paragraph"]


def test_a_table_of_contents_takes_no_address_from_the_text() -> None:
    text = "I. Summary ........ 5\nII. Conclusions ... 67\nI. Summary\n1. The review took place."
    assert [line.split()[0] for line in outline(text)] == ["p-1", "p-2", "part-1", "1"]


def test_a_bold_line_with_a_colon_is_a_heading_where_the_count_goes_on() -> None:
    text = "1. We met.\n2. We spoke at length.\n**As a follow-up, we:**\n3. Request a report.\n4. Decide to part."
    assert roles(text) == ["paragraph", "paragraph", "heading", "paragraph", "paragraph"]
    assert "heading" not in roles("1. We met.\n**We decided:**\n(a) to speak;\n(b) to part.")


def test_lines_in_italics_head_what_follows() -> None:
    lines = passages("First words of the text, which are many.\nCauses of crime\n1. Develop plans, and carry them out.")
    stated = (lines[0], msgspec.structs.replace(lines[1], italic=True), lines[2])
    assert [one.role for one in blocks_of(Part(kind="document", passages=stated)).blocks][1] == "heading"


def test_the_one_paragraph_of_a_section_is_no_heading_though_it_has_its_type() -> None:
    text = "The General Assembly,\nC\nDanger pay\nTakes note of the decision;\nD\nOther\n1. Decides this."
    lines = passages(text)
    styled = tuple(
        msgspec.structs.replace(one, role="heading") if 0 < place < 6 else one for place, one in enumerate(lines)
    )
    made = blocks_of(Part(kind="resolution", passages=styled))
    assert [one.role for one in made.blocks][:5] == ["formula", "heading", "heading", "operative", "heading"]


def test_a_section_number_before_a_blank_counts_after_one_that_stands_alone() -> None:
    lines = passages("XVIII\n1. First.\nXIX Estimates of the year\n1. Second.\nXX\n1. Third.")
    styled = tuple(
        msgspec.structs.replace(one, role="heading") if place % 2 == 0 else one for place, one in enumerate(lines)
    )
    assert [one.address for one in blocks_of(Part(kind="document", passages=styled)).blocks][::2] == [
        "part-18", "part-19", "part-20",
    ]  # fmt: skip


def test_a_line_without_a_stop_between_two_numbers_that_go_on_is_a_heading() -> None:
    text = "**Aims**\n1. We met, and spoke at length.\nOf the area\n2. We left.\n3. We wrote down what was said."
    assert roles(text) == ["heading", "paragraph", "heading", "paragraph", "paragraph"]
