"""Kinds told by the noun a title is about, by symbols, by formulas."""

from __future__ import annotations

import pytest

from verbale.grammar.symbol_list import find_symbols
from verbale.structure.body.closing import is_letter
from verbale.structure.head.kinds import kind, kind_of_opening, kind_of_symbols, kind_of_title, kinds
from verbale.structure.passage import Passage


@pytest.mark.parametrize(
    ("title", "language", "name"),
    [
        ("Note verbale dated 5 May 2020 transmitting a declaration", "en", "note-verbale"),
        ("Identical letters dated 12 May 2025 from the Representative", "en", "identical-letters"),
        ("Lettre conjointe datée du 10 mars 2025", "fr", "joint-letter"),
        ("Déclaration de la Ministre des affaires étrangères", "fr", "statement"),
        ("Déclaration commune sur l’eau", "fr", "joint-declaration"),
        ("Момбасская декларация об океане", "ru", "declaration"),
        ("Снижение риска: рабочий документ, представленный Перу", "ru", "working-paper"),
        ("2025年3月17日常驻代表给秘书长的信", "zh", "letter"),
        ("关于海洋的宣言", "zh", "declaration"),
        ("الإعلان المشترك لرؤساء الدول", "ar", "joint-declaration"),
        ("مذكرة تفاهم بين حكومة وحكومة", "ar", "treaty"),
        ("Memorando de entendimiento entre los Gobiernos", "es", "treaty"),
        ("Implementation of the Declaration on the granting of independence", "en", None),
        ("Coordenadas y carta ilustrativa de la zona", "es", None),
        ("Programme of voluntary commitments", "en", None),
    ],
)
def test_a_title_names_its_kind(title: str, language: str, name: str | None) -> None:
    assert kind_of_title(title, language) == name


@pytest.mark.parametrize(
    ("symbol", "name"),
    [("A/RES/75/1", "resolution"), ("A/DEC/77/405", "decision"), ("S/PRST/2019/5", "presidential-statement"),
     ("S/PV.7813", "verbatim-record"), ("A/79/803", None)],
)  # fmt: skip
def test_a_symbol_proves_some_kinds(symbol: str, name: str | None) -> None:
    assert kind_of_symbols(find_symbols(symbol)[0].parsed) == name


def test_a_symbol_suggests_others() -> None:
    parsed = find_symbols("NPT/CONF.2020/WP.77")[0].parsed
    assert kind_of_symbols(parsed) is None
    assert kind_of_symbols(parsed, hints=True) == "working-paper"


def test_formulas_show_the_kind_of_a_text_without_title() -> None:
    text = "The Permanent Mission presents its compliments to the Secretariat and has the honour to inform it."
    assert kind_of_opening([text], "en") == "note-verbale"
    assert kind_of_opening(["常驻代表团向秘书处致 意，并谨通知如下。"], "zh") == "note-verbale"
    assert is_letter((Passage(text="Excellency,", pieces=()), Passage(text="I write to you.", pieces=())), "en")
    assert not is_letter((Passage(text="Excellence is a habit,", pieces=()),), "en")


def test_every_kind_of_the_contract_has_a_file() -> None:
    names = (
        "note-verbale letter identical-letters joint-letter aide-memoire resolution decision presidential-statement "
        "declaration joint-declaration statement working-paper report treaty verbatim-record summary-record agenda "
        "press-release document"
    )
    assert set(names.split()) == set(kinds())
    assert kind("of no file").name == "document"
