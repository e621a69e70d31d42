"""Languages told by script and by words of grammar."""

from __future__ import annotations

import pytest

from verbale.tongues.language import identify, identify_all


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Mission presents its compliments to the Secretariat.", "en"),
        ("La Mission présente ses compliments au secrétariat.", "fr"),
        ("La Misión saluda atentamente a la Secretaría de las Naciones Unidas.", "es"),
        ("Представительство свидетельствует свое уважение Секретариату.", "ru"),
        ("常驻代表团向秘书处致意。", "zh"),
        ("تهدي البعثة الدائمة تحياتها إلى الأمانة العامة.", "ar"),
        ("见 A/RES/75/1 号决议第 3 段", "zh"),
        ("Moscou, le 15 mai 2012", "fr"),
    ],
)
def test_a_sentence_has_its_language(text: str, language: str) -> None:
    assert identify(text) == language


@pytest.mark.parametrize("text", ["", "A/79/803", "2024", "25-04418 (E)", "*", "— 3 —", "México"])
def test_symbols_numbers_and_names_have_none(text: str) -> None:
    assert identify(text) is None


def test_running_text_of_another_language_is_not_taken_for_ours() -> None:
    text = "Die Regierung der Bundesrepublik und die Regierung des Königreichs haben das folgende Abkommen geschlossen"
    assert identify(text) is None


def test_the_longer_text_decides() -> None:
    assert identify_all(["Original: English", "Постоянное представительство имеет честь сообщить"]) == "ru"
    assert identify_all(["A/1", "7"]) is None


def test_the_start_of_a_text_is_enough() -> None:
    assert identify("Nous appuyons les efforts de la Conférence. " + "x" * 1_000_000) == "fr"
