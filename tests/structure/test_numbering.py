"""Numbers, items and addresses of a component: the cases of the contract, one by one."""

from __future__ import annotations

import pytest

from tests.structure.outline import body, outline
from verbale.model.address import letter


def addresses(text: str, kind: str = "document") -> list[str]:
    return [one.address for one in body(text, kind).blocks]


def test_paragraphs_and_items_on_two_levels() -> None:
    text = """
    1. The States shall:
    (a) Meet every year, namely:
    (i) In spring;
    (ii) In autumn;
    (b) Report.
    2. Nothing else is agreed.
    """
    assert outline(text) == [
        "1 paragraph 1. The",
        "1/a item (a) Meet",
        "1/a/1 item (i) In",
        "1/a/2 item (ii) In",
        "1/b item (b) Report.",
        "2 paragraph 2. Nothing",
    ]


def test_unnumbered_paragraphs_take_the_number_before() -> None:
    text = "Opening words.\n1. First.\nMore of it.\nStill more:\n(a) an item;\n2. Second.\nLast words."
    assert addresses(text) == ["p-1", "1", "1-b", "1-c", "1-c/a", "2", "2-b"]


def test_items_under_an_unnumbered_paragraph() -> None:
    assert addresses("The parties will:\n(a) meet;\n(b) part.\nThen they will:\n(a) rest.") == [
        "p-1", "p-1/a", "p-1/b", "p-2", "p-2/a",
    ]  # fmt: skip


def test_letter_i_after_h_and_roman_i_before_ii() -> None:
    letters = "\n".join(f"({letter}) thing;" for letter in "abcdefghijk")
    assert addresses("1. Things:\n" + letters)[-3:] == ["1/i", "1/j", "1/k"]
    inner = "1. Things:\n" + "\n".join(f"({letter}) thing;" for letter in "abcdefgh") + "\n(i) inner;\n(ii) inner."
    assert addresses(inner)[-3:] == ["1/h", "1/h/1", "1/h/2"]


def test_items_after_z_go_on_doubled() -> None:
    marks = [*"abcdefghijklmnopqrstuvwxyz", "aa", "bb"]
    assert addresses("1. Things:\n" + "\n".join(f"({mark}) thing;" for mark in marks))[-2:] == ["1/aa", "1/bb"]


@pytest.mark.parametrize(
    ("marks", "script"),
    [
        (["(أ)", "(ب)", "(ج)", "(د)", "(ه)"], "abjad"),
        (["(أ)", "(ب)", "(ت)", "(ث)", "(ج)"], "alphabet"),
        (["а)", "б)", "в)", "г)", "д)"], "Cyrillic"),
        (["а)", "b)", "с)", "d)", "е)"], "Latin with look-alikes"),
        (["（一）", "（二）", "（三）", "（四）", "（五）"], "Chinese"),
        (["(甲)", "(乙)", "(丙)", "(丁)", "(戊)"], "stems"),
        (["(子)", "(丑)", "(寅)", "(卯)", "(辰)"], "branches"),
        (["’1‘", "’2‘", "’3‘", "’4‘", "’5‘"], "Arabic second level alone"),
        (["㈠", "㈡", "㈢", "㈣", "㈤"], "enclosed"),
    ],
)
def test_marks_of_all_scripts_become_their_rank(marks: list[str], script: str) -> None:
    text = "1. Words that open a list:\n" + "\n".join(f"{mark} 文本 متن текст;" for mark in marks)
    blocks = body(text).blocks
    assert [one.address for one in blocks[1:]] == ["1/a", "1/b", "1/c", "1/d", "1/e"], script
    assert [one.number for one in blocks[1:]] == marks


def test_numbers_of_all_scripts_are_western_in_addresses() -> None:
    assert addresses("٧ - نص أول.\n٨ - نص ثان.\n٩ - نص ثالث.") == ["7", "8", "9"]
    assert addresses("7 bis. One.\n8. Two.\n8 ter. Three.") == ["7-bis", "8", "8-ter"]
    assert addresses("12.1 One of them.\n12.2 Two of them.\n12.2.1 Inner one.\n12.3 Three of them.") == [
        "12.1", "12.2", "12.2.1", "12.3",
    ]  # fmt: skip


def test_a_count_that_restarts_takes_its_section_in_front() -> None:
    text = """
    **I. Aims**
    1. First aim.
    2. Second aim.
    **II. Means**
    1. First means.
    A line between.
    2. Second means.
    """
    assert addresses(text) == [
        "part-1", "part-1/1", "part-1/2", "part-2", "part-2/1", "part-2/1-b", "part-2/2",
    ]  # fmt: skip


def test_a_count_that_goes_on_through_sections_stays_plain() -> None:
    text = "**I. Aims**\n1. First aim.\n2. Second aim.\n**II. Means**\n3. First means.\n4. Second means."
    assert addresses(text) == ["part-1", "1", "2", "part-2", "3", "4"]


def test_repeated_number_gets_an_address_of_its_own_and_a_finding() -> None:
    made = body("1. One.\n2. Two.\n2. Two again.\n3. Three.")
    assert [one.address for one in made.blocks] == ["1", "2", "2~2", "3"]
    assert [(one.name, one.at) for one in made.findings] == [("number-repeated", "2~2")]


def test_gap_is_said_aloud() -> None:
    made = body("1. One.\n2. Two.\n4. Four.")
    assert [one.address for one in made.blocks] == ["1", "2", "4"]
    assert [one.name for one in made.findings] == ["number-skipped"]


@pytest.mark.parametrize(
    "line",
    [
        "1992. A year that opens a sentence.",
        "2.5 million people were hungry.",
        "15 May 2012 was the day.",
        "№ 7 it was.",
    ],
)
def test_figures_that_count_nothing_stay_in_the_text(line: str) -> None:
    blocks = body(f"1. One.\n{line}\n2. Two.").blocks
    assert [one.address for one in blocks] == ["1", "1-b", "2"]
    assert blocks[1].text == line


def test_numbers_inside_a_quotation_are_not_the_components_own() -> None:
    text = """
    The Chairman wrote as follows:
    “1. Whoever reads this long sentence is in a quotation of several paragraphs.
    “2. Whoever reads that long sentence is still in the same quotation of them.”
    1. This is the first number of the letter itself.
    """
    assert outline(text) == [
        "p-1 paragraph - The",
        "quote-1 quotation - “1.",
        "quote-2 quotation - “2.",
        "1 paragraph 1. This",
    ]


def test_list_of_figures_inside_a_paragraph_is_a_list() -> None:
    text = "1. One.\n2. Two is:\n1. this;\n2. that.\n3. Three."
    assert addresses(text) == ["1", "2", "2/a", "2/b", "3"]


def test_treaty_from_the_outside_in() -> None:
    text = """
    The States Parties,
    Recognizing the value of order,
    Have agreed as follows:
    Part I
    General rules
    Article 1
    Aims
    The aim of this treaty is order.
    Article 2
    1. Each Party shall:
    (a) keep order;
    (b) report.
    2. No Party shall break it.
    Part II
    Final rules
    Article 3
    1. This treaty enters into force at once.
    """
    assert addresses(text, "treaty") == [
        "pre-1", "pre-2", "pre-3", "part-1", "h-1", "part-1/art-1", "h-2", "part-1/art-1/p-1", "part-1/art-2",
        "part-1/art-2/1", "part-1/art-2/1/a", "part-1/art-2/1/b", "part-1/art-2/2", "part-2", "h-3", "part-2/art-3",
        "part-2/art-3/1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Article premier", "Article 2"), ("Artículo 1", "Artículo 2"), ("Статья 1", "Статья 2"),
        ("第一条", "第二条"), ("المادة الأولى", "المادة الثانية"), ("Article I", "Article II"), ("Rule 1", "Rule 2"),
    ],
)  # fmt: skip
def test_articles_have_one_address_in_all_languages(first: str, second: str) -> None:
    text = f"{first}\n1. 文 متن text.\n2. 文 متن text.\n{second}\n1. 文 متن text."
    assert addresses(text, "treaty") == ["art-1", "art-1/1", "art-1/2", "art-2", "art-2/1"]


def test_parts_with_the_word_of_order_first() -> None:
    for first, second in (("Première partie", "Deuxième partie"), ("Primera parte", "Segunda parte")):
        text = f"{first}\nArticle 1\n1. Texte.\n{second}\nArticle 2\n1. Texte."
        assert addresses(text, "treaty") == [
            "part-1", "part-1/art-1", "part-1/art-1/1", "part-2", "part-2/art-2", "part-2/art-2/1",
        ]  # fmt: skip
    titled = "**Première partie Généralités**\nArticle 1\n1. Texte.\n**Deuxième partie Suites**\nArticle 2\n1. Texte."
    assert addresses(titled, "treaty") == addresses(text, "treaty")


def test_arabic_sections_beyond_twenty() -> None:
    text = "عشرون\n1 - نص.\n2 - نص.\nحاديا وعشرين\n1 - نص.\nثاني وعشرون\n1 - نص."
    assert addresses(text)[::2] == ["part-20", "part-20/2", "part-21/1", "part-22/1"]


def test_article_quoted_in_a_paragraph_is_left_when_the_count_goes_on() -> None:
    text = (
        "1. Decides to amend it as follows:\nArticle 10\nThe Council shall:\n(a) meet;\n(b) part.\n2. Decides to rest."
    )
    assert addresses(text) == ["1", "art-10", "art-10/p-1", "art-10/p-1/a", "art-10/p-1/b", "2"]


def test_generated_numbers_are_trusted_and_never_in_the_text() -> None:
    import msgspec

    from tests.structure.outline import passages
    from verbale.structure.body.blocks import blocks_of
    from verbale.structure.body.part import Part

    lines = passages("Decides to meet:\nin spring;\nin autumn.\nDecides to part.")
    labels = ("1.", "(a)", "(b)", "2.")
    made = blocks_of(
        Part(
            passages=tuple(
                msgspec.structs.replace(line, label=label) for line, label in zip(lines, labels, strict=True)
            )
        )
    )
    assert [(one.address, one.number) for one in made.blocks] == [
        ("1", "1."),
        ("1/a", "(a)"),
        ("1/b", "(b)"),
        ("2", "2."),
    ]
    assert made.blocks[0].text == "Decides to meet:"


def test_chinese_figures_before_their_comma_count_paragraphs() -> None:
    text = (
        "第一条\n一、维持国际和平及安全，采取有效集体办法。\n"
        "二、发展国际间的友好关系：\n（一）合作；\n（二）协商。\n第二条\n本组织依下列原则行事。"
    )
    assert addresses(text, "treaty") == [
        "art-1", "art-1/1", "art-1/2", "art-1/2/a", "art-1/2/b", "art-2", "art-2/p-1",
    ]  # fmt: skip


def test_decimals_name_their_article_themselves() -> None:
    text = "Clause 1\n1.1 The first of them.\n1.2 The second of them.\nClause 2\n2.1 The third of them."
    assert addresses(text) == ["art-1", "1.1", "1.2", "art-2", "2.1"]


def test_a_list_that_begins_in_its_paragraph_goes_on() -> None:
    made = body("4. (a) Each Party shall report.\n(b) Each Party shall be heard.\n5. That is all.")
    assert [one.address for one in made.blocks] == ["4", "4/b", "5"]
    assert made.findings == ()


def test_a_number_without_its_stop_counts_where_the_count_goes_on() -> None:
    assert outline("4. Decides this.\n5 Decides that.\n6. Decides more.")[1] == "5 paragraph 5 Decides"


def test_two_numbers_without_their_stop_in_a_row_and_the_last_of_a_section() -> None:
    text = "39. Decides this.\n40 Decides that.\n41 Decides more.\n42. Decides all.\n43 Decides the rest."
    assert addresses(text) == ["39", "40", "41", "42", "43"]
    assert addresses("1. The States met.\n7 States were absent.") == ["1", "1-b"]
    assert addresses("1. 各国开会。\n2日各国散会。") == ["1", "1-b"]


def test_the_one_paragraph_in_a_gap_of_one_number_takes_it() -> None:
    made = body("1. Decides this;\nDecides that;\n3. Decides more.")
    assert [(one.address, one.number) for one in made.blocks] == [("1", "1."), ("2", None), ("3", "3.")]
    assert [one.code for one in made.findings] == ["V230"]
    assert addresses("1. Decides this;\nAnd also;\nAnd more;\n4. Ends.") == ["1", "1-b", "1-c", "4"]


def test_addresses_stay_short_however_many_paragraphs_follow() -> None:
    assert [letter(rank) for rank in (1, 26, 27, 28, 78, 79, 200_000)] == ["a", "z", "aa", "bb", "zzz", "79", "200000"]
