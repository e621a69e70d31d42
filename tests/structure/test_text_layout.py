"""Texts without ink: paragraphs, titles, notes, furniture, halves healed, and every character in one place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.model.reading import Reading
from verbale.reading import open_source
from verbale.structure.layout.text.pages import TextLayout, text_passages

MARKDOWN = """---

# Commission d'exercice    EX/1

3 mai 2021  
Français  

---

**Note verbale datée du 2 mai 2021, adressée  
au secrétariat par la mission  
permanente\\***

La mission présente ses compliments au secrétariat et lui transmet le texte<sup>1</sup> de la déclaration qui suit.

---

\\* Publiée d'abord sous une autre cote.

1 Le texte est reproduit tel qu'il a été reçu.

EX/1
2

---

## **Déclaration**

1. Les ministres rappellent que la paix est une condition du développement et saluent la création de zones

exemptes de mines dans toute la région, qu'ils entendent étendre.

2. Ils continueront.
"""

COLUMNS = """Exercise                                                       EX/2

     1.   The Committee recalls its decision of last year on the matter and
takes note of the report,[1] which it welcomes as a well-balanced account of
what was done.

     2.   It decides to remain seized.

_______________

[1] EX/2020/4, chap.
    II.
[2] Ibid.
"""


def laid(text: str, name: str = "a.txt") -> tuple[Reading, TextLayout]:
    reading = open_source(text.encode(), name=name)
    return reading, text_passages(reading)


def places(reading: Reading, layout: TextLayout) -> list[tuple[int, int]]:
    return sorted(
        [(piece.start, piece.end) for passage in (*layout.passages, *layout.notes) for piece in passage.pieces]
        + [span for item in layout.furniture for span in item.spans]
    )


def nothing_lost(reading: Reading, layout: TextLayout) -> None:
    at = 0
    for start, end in places(reading, layout):
        assert start >= at, f"twice: {reading.text[start:at]!r}"
        assert not reading.text[at:start].strip(), f"lost: {reading.text[at:start]!r}"
        at = max(at, end)
    assert not reading.text[at:].strip(), f"lost: {reading.text[at:]!r}"


def test_a_conversion_of_pdf_is_put_together_again() -> None:
    reading, layout = laid(MARKDOWN, "a.md")
    texts = [passage.text for passage in layout.passages]
    assert texts[:4] == ["Commission d'exercice", "EX/1", "3 mai 2021", "Français"]
    assert texts[4] == "Note verbale datée du 2 mai 2021, adressée au secrétariat par la mission permanente"
    assert layout.passages[4].bold
    assert [(mark.at, mark.key) for mark in layout.passages[4].notes] == [(len(texts[4]), "*")]
    assert texts[5].count("texte de") == 1
    assert [mark.key for mark in layout.passages[5].notes] == ["1"]
    assert texts[7].endswith("zones exemptes de mines dans toute la région, qu'ils entendent étendre.")
    assert [(note.mark, note.text[:8]) for note in layout.notes] == [("*", "Publiée "), ("1", "Le texte")]
    assert [(item.kind, item.text) for item in layout.furniture if item.kind != "rule"] == [
        ("running-header", "EX/1"),
        ("page-number", "2"),
    ]
    nothing_lost(reading, layout)


def test_columns_are_joined_and_notes_at_the_end_tied() -> None:
    reading, layout = laid(COLUMNS)
    texts = [passage.text for passage in layout.passages]
    assert texts[:2] == ["Exercise", "EX/2"]
    assert texts[2].startswith("1. The Committee recalls its decision of last year on the matter and takes note")
    assert "report, which it welcomes as a well-balanced account" in texts[2]
    assert [(note.mark, note.text) for note in layout.notes] == [("1", "EX/2020/4, chap. II."), ("2", "Ibid.")]
    assert texts[2][layout.passages[2].notes[0].at - 7 :].startswith("report,")
    nothing_lost(reading, layout)


def test_arabic_marks_are_tied_only_when_a_note_answers() -> None:
    text = "# ورقة تمرين\n\n1 - نشير إلى القرار(1) وإلى الفقرة 3(2) منه.\n\n---\n\n(1) القرار 70/1.\n"
    reading, layout = laid(text, "a.md")
    assert layout.passages[1].text == "1 - نشير إلى القرار وإلى الفقرة 3(2) منه."
    assert layout.passages[1].direction == "rtl"
    assert [note.text for note in layout.notes] == ["القرار 70/1."]
    nothing_lost(reading, layout)


def test_chinese_lines_are_joined_without_blanks() -> None:
    first = "     1.   练习委员会回顾其去年就此事项作出的决定，并注意到秘书处的报告，该报告全面介"
    second = "     2.   委员会决定继续处理此案，并请秘书处向其下一届会议提出报告，说明执行情"
    _, layout = laid(f"{first}\n绍了已完成的工作。\n\n{second}\n况。\n")
    assert [passage.text[-9:] for passage in layout.passages] == ["绍了已完成的工作。", "报告，说明执行情况。"[-9:]]


def test_a_raised_sign_ties_its_note_without_a_rule() -> None:
    _, layout = laid("1. Welcomes the report;¹\n\n2. Decides to meet.\n\n¹ A/HRC/97/41.\n")
    assert [(note.mark, note.text) for note in layout.notes] == [("1", "A/HRC/97/41.")]
    assert [len(passage.notes) for passage in layout.passages] == [1, 0]


def test_a_list_after_a_rule_is_no_list_of_notes() -> None:
    told = "The following is agreed by all of the parties to this plan, namely:"
    _, layout = laid(f"# Plan\n\n{told}\n\n---\n\n(a) One;\n\n(b) Two.\n", "a.md")
    assert not layout.notes
    assert [passage.text for passage in layout.passages][-2:] == ["(a) One;", "(b) Two."]


def test_a_preamble_is_not_healed() -> None:
    first = "ссылаясь на свое решение прошлого года по этому вопросу и на все последующие решения,"
    _, layout = laid(f"# Упражнение\n\n{first}\n\n{first}\n\nEX/1\n\n---\n\n{first}\n", "a.md")
    assert [passage.text for passage in layout.passages][1:4] == [first] * 2 + ["EX/1"]
    assert layout.passages[-1].text == first


def test_a_hyphen_is_undone_only_where_the_line_put_it() -> None:
    lines = (
        "     1.   The delegation referred once more to the decisions of the commit-",
        "tee. The committee, for its part, had before it a report on the well-known",
        "case of last year, and it took up that matter in some detail and at a well-",
        "known place.",
    )
    _, layout = laid("\n".join(lines))
    assert layout.passages[0].text.count("committee") == 2
    assert layout.passages[0].text.count("well-known") == 2


def test_a_table_keeps_its_rows() -> None:
    reading, layout = laid("Annex\n\nState\tShare\n\nKenya\t2\nPeru\t\n", "a.txt")
    assert layout.passages[1].rows == (("State", "Share"), ("Kenya", "2"), ("Peru", ""))
    assert layout.passages[1].text == "State\tShare\nKenya\t2\nPeru\t"
    nothing_lost(reading, layout)


SIGNS = "\n|\n\n|---\n|**|*|\\*|1. |[1]|(1)|\n[1] |\n* |#|<sup>1</sup>|  \n|    |\t|A/1/2|\nA/1/2\n|\f|_____\n|-|&amp;"
PIECES = st.sampled_from(["word ", "Слово ", "كلمة ", "字", "| a | b |\n", *SIGNS.split("|")])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=60), st.sampled_from(["a.txt", "a.md"]))
def test_every_character_has_one_place(pieces: list[str], name: str) -> None:
    text = "Letter " + "".join(pieces)
    reading, layout = laid(text, name)
    nothing_lost(reading, layout)
    for passage in (*layout.passages, *layout.notes):
        assert all(0 <= mark.at <= len(passage.text) for mark in passage.notes)
        assert all(0 <= mark.start < mark.end <= len(passage.text) for mark in passage.marks)


@pytest.mark.parametrize("name", ["CD-2391", "A-HRC-58-G-7"])
def test_real_looks(corpus: object, name: str) -> None:
    for path in sorted(corpus.glob(f"measure-comm/{name}/*/doc.txt")):  # type: ignore[attr-defined]
        reading = open_source(path)
        nothing_lost(reading, text_passages(reading))
