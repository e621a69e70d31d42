"""Notes and letters as their senders print them: letterhead, courtesy, address, assurances."""

from __future__ import annotations

import pytest

import verbale
from verbale.model.dossier import Dossier
from verbale.structure.head.parties import greeted

NOTE = """REPUBLIC OF KENYA

MINISTRY OF FOREIGN AFFAIRS

No. 7/31

NOTE VERBALE

The Ministry of Foreign Affairs of the Republic of Kenya presents its compliments to the Embassy of the Kingdom of
Norway and has the honour to confirm receipt of its note of 4 May 2031.

The Ministry avails itself of this opportunity to renew to the Embassy the assurances of its highest consideration.

Nairobi, this 12th day of May 2031

Embassy of the Kingdom of Norway

NAIROBI
"""

LETTER = """MISIÓN PERMANENTE DEL URUGUAY ANTE LAS NACIONES UNIDAS

Nueva York, 8 de agosto de 2031

Excelencia:

Tengo el honor de dirigirme a usted para remitirle el comunicado de los Presidentes de la Argentina y del Uruguay.

Hago propicia la oportunidad para reiterar a Su Excelencia las seguridades de mi más alta consideración.

(Firmado) Inés Ferrari

Al Excelentísimo Señor
Secretario General de las Naciones Unidas
"""


def read(text: str) -> Dossier:
    """A text as a document."""
    return verbale.read(text.encode(), name="a.txt")


def roles(dossier: Dossier) -> list[str]:
    """Roles of the main text's blocks."""
    return [block.role for block in dossier.components[0].blocks]


def test_a_note_names_its_sender_above_and_its_addressee_below() -> None:
    dossier = read(NOTE)
    assert dossier.document.kind == "note-verbale"
    assert dossier.document.senders == ("state/ke",)
    assert dossier.document.addressee == "Embassy of the Kingdom of Norway NAIROBI"
    assert roles(dossier) == ["title", "paragraph", "paragraph", "place-date"]
    assert [date.date for date in dossier.document.dates] == ["2031-05-12"]


def test_without_an_address_the_courtesy_names_the_addressee() -> None:
    assert read(NOTE[: NOTE.index("Embassy of the Kingdom of Norway\n\n")]).document.addressee == (
        "Embassy of the Kingdom of Norway"
    )


def test_the_letterhead_sends_and_not_the_first_state_of_the_text() -> None:
    dossier = read(LETTER)
    assert dossier.document.senders == ("state/uy",)
    assert dossier.document.addressee == "Al Excelentísimo Señor Secretario General de las Naciones Unidas"
    assert roles(dossier) == ["salutation", "paragraph", "closing", "signature"]


@pytest.mark.parametrize(
    ("language", "text", "addressee"),
    [
        ("fr", "La Mission présente ses compliments à l’Ambassade du Japon et a l’honneur", "Ambassade du Japon"),
        ("es", "La Embajada saluda atentamente al Ministerio y tiene el honor", "Ministerio"),
        ("ru", "Министерство свидетельствует своё уважение Посольству Японии и имеет честь", "Посольству Японии"),
        ("ar", "تهدي البعثة تحياتها إلى وزارة الخارجية وتتشرف بأن", "وزارة الخارجية"),
        ("zh", "外交部向日本国驻华大使馆致意，并谨", "日本国驻华大使馆"),
    ],
)
def test_the_addressee_of_a_courtesy(language: str, text: str, addressee: str) -> None:
    found = greeted(text, language)
    assert found is not None
    assert text[found[0] : found[1]].strip(" ’") == addressee
