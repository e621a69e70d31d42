"""Senders and addressee of communications, in the word order of each language."""

from __future__ import annotations

import pytest

from verbale.structure.head.parties import divide, first_sender, parties_of


@pytest.mark.parametrize(
    ("title", "language", "senders", "addressee"),
    [
        (
            "Letter dated 3 March 2025 from the Permanent Representative of Kenya addressed to the Secretary-General",
            "en", ("state/ke",), "Secretary-General",
        ),
        (
            "Note verbale datée du 3 mars 2025, adressée au Président du Conseil par la Mission permanente du Pérou, "
            "transmettant une déclaration sur le Chili",
            "fr", ("state/pe",), "Président du Conseil",
        ),
        (
            "Carta de fecha 3 de marzo de 2025 dirigida al Secretario General por el Representante de Kenya",
            "es", ("state/ke",), "Secretario General",
        ),
        (
            "Письмо Постоянного представителя Кении от 3 марта 2025 года на имя Генерального секретаря",
            "ru", ("state/ke",), "Генерального секретаря",
        ),
        ("2025年3月3日肯尼亚常驻代表给秘书长的信", "zh", ("state/ke",), "秘书长"),
        (
            "رسالة مؤرخة 3 آذار/مارس 2025 موجهة إلى الأمين العام من الممثل الدائم لكينيا",
            "ar", ("state/ke",), "الأمين العام",
        ),
        ("مذكرة شفوية موجهة من البعثة الدائمة لتونس إلى الأمين العام", "ar", ("state/tn",), "الأمين العام"),
        ("Risks: working paper submitted by Thailand, Mexico and Kyrgyzstan", "en",
         ("state/kg", "state/mx", "state/th"), None),
    ],
)  # fmt: skip
def test_a_title_names_its_parties(title: str, language: str, senders: tuple[str, ...], addressee: str | None) -> None:
    found = parties_of(title, language)
    assert (found.senders, found.addressee) == (senders, addressee)


def test_states_in_what_is_transmitted_send_nothing() -> None:
    title = "Letter from the Permanent Representative of Peru addressed to the President transmitting a letter of Chile"
    assert parties_of(title, "en").senders == ("state/pe",)
    assert divide(title, "en").transmitting == title.index("transmitting")


def test_the_formula_of_a_note_names_its_sender_first() -> None:
    text = "The Embassy of Norway presents its compliments to the Ministry of Foreign Affairs of Chile."
    assert first_sender(text, "en") == "state/no"
    assert first_sender("The Embassy presents its compliments.", "en") is None
