"""Roles of running text: resolutions with preamble and operative part, treaties, lines of stars."""

from __future__ import annotations

import msgspec
import pytest

from tests.structure.outline import body, outline, passages
from verbale.structure.body.blocks import blocks_of
from verbale.structure.body.part import Part
from verbale.structure.body.roles import Openings, is_formula, opens_preamble
from verbale.structure.body.treaty import Articles, division
from verbale.tongues.files import TONGUES, read_knowledge

RESOLUTIONS = {
    "en": ("The General Assembly,", "Recalling its work,", "1. Decides to work;", "2. Requests a report."),
    "fr": ("L’Assemblée générale,", "Rappelant ses travaux,", "1. Décide de travailler ;", "2. Prie de faire rapport."),
    "es": ("La Asamblea General,", "Recordando su labor,", "1. Decide trabajar;", "2. Solicita un informe."),
    "ru": ("Генеральная Ассамблея,", "ссылаясь на свою работу,", "1. постановляет работать;", "2. просит доклад."),
    "zh": ("大会，", "回顾其工作，", "1. 决定工作；", "2. 请提出报告。"),
    "ar": ("إن الجمعية العامة،", "إذ تشير إلى عملها،", "1 - تقرر أن تعمل؛", "2 - تطلب تقريرا."),
}


@pytest.mark.parametrize("tongue", TONGUES)
def test_a_resolution_in_six_languages(tongue: str) -> None:
    found = [line.split()[:2] for line in outline("\n".join(RESOLUTIONS[tongue]), "resolution")]
    assert found == [["formula", "formula"], ["pre-1", "preambular"], ["1", "operative"], ["2", "operative"]]


def test_a_single_operative_paragraph_has_no_number() -> None:
    text = "The General Assembly,\nHaving considered the report of its committee,\nApproves the report."
    assert [line.split()[:2] for line in outline(text, "resolution")][1:] == [
        ["pre-1", "preambular"],
        ["p-1", "operative"],
    ]


def test_a_declaration_inside_a_resolution_stays_operative() -> None:
    text = "The General Assembly\nAdopts the following declaration:\nDeclaration on work\n1. We work.\n2. We rest."
    assert [line.split()[1] for line in outline(text, "resolution")] == [
        "formula", "operative", "heading", "operative", "operative",
    ]  # fmt: skip


def test_what_decides_before_the_first_number_is_operative() -> None:
    text = "大会\n回顾其工作，\n正式决定：\n1. 核准预算；\n2. 授权秘书长行事。"
    assert [line.split()[1] for line in outline(text, "resolution")] == [
        "formula", "preambular", "operative", "operative", "operative",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "opening", ["Nous félicitant de ces travaux,", "Recognizing their duty,", "Assembled in the city,"]
)
def test_a_declarations_preamble_is_what_ends_with_a_comma(opening: str) -> None:
    text = f"We, the ministers,\n{opening}\nRecalling our work,\nDeclare as follows:\n1. We work."
    assert [line.split()[:2] for line in outline(text, "declaration")] == [
        ["pre-1", "preambular"], ["pre-2", "preambular"], ["pre-3", "preambular"], ["p-1", "paragraph"],
        ["1", "paragraph"],
    ]  # fmt: skip


def test_a_sentence_inside_an_article_is_no_preamble_whatever_the_format_says() -> None:
    lines = passages(
        "Article 1\nIn accordance with their duties, States shall meet.\nArticle 2\nNothing else is agreed."
    )
    stated = (lines[0], msgspec.structs.replace(lines[1], role="preambular"), *lines[2:])
    made = blocks_of(Part(kind="treaty", passages=stated))
    assert [one.role for one in made.blocks] == ["heading", "paragraph", "heading", "paragraph"]


def test_lines_of_stars_are_furniture() -> None:
    made = body("1. We work.\n* * *\n2. We rest.\n_______________")
    assert [one.address for one in made.blocks] == ["1", "2"]
    assert [(one.kind, one.text) for one in made.furniture] == [
        ("separator", "* * *"),
        ("separator", "_______________"),
    ]


@pytest.mark.parametrize("tongue", TONGUES)
def test_examples_of_openings(tongue: str) -> None:
    known = read_knowledge(f"tongues/{tongue}/openings.toml", Openings)
    assert all(opens_preamble(line) for line in known.examples)
    assert not any(opens_preamble(line) for line in known.counterexamples)
    assert all(is_formula(line) for line in known.formulas)


@pytest.mark.parametrize("tongue", TONGUES)
def test_examples_of_divisions(tongue: str) -> None:
    known = read_knowledge(f"tongues/{tongue}/articles.toml", Articles)
    for one in known.examples:
        found = division(one.text)
        assert found is not None, one.text
        assert (found.number, found.style == "art") == (one.number, one.sort == "art")
    for one in known.counterexamples:
        found = division(one.text)
        assert found is None or not found.parted
