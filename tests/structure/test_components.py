"""Parts of a document: labels in six languages, texts a note transmits, dates and places, nothing lost."""

from __future__ import annotations

import pytest

from verbale.model.dossier import Dossier
from verbale.model.reading import Line, Reading, Run, Source
from verbale.structure import structure
from verbale.structure.body.closing import conclusion
from verbale.structure.body.labels import label_of
from verbale.structure.passage import Passage


def read(text: str) -> Dossier:
    """The dossier of a text, one paragraph a line; `**words**` is a bold line, `{note}` words of a note."""
    source = Source(name="made.txt", sha256="0" * 64, media_type="text/plain")
    lines, whole = list[Line](), ""
    for number, printed in enumerate(text.strip().split("\n")):
        words = printed.strip()
        bold, note = words.startswith("**"), words.startswith("{")
        words = words.strip("*{}")
        start, end = len(whole), len(whole) + len(words)
        runs = (Run(start=start, end=end, bold=True),) if bold else ()
        lines.append(Line(start=start, end=end, runs=runs, paragraph=number, note="n" if note else None, mark="*"))
        whole += words + "\n"
    return structure(Reading(source=source, text=whole, lines=tuple(lines)))


def parts(dossier: Dossier) -> list[tuple[str, str, str | None]]:
    return [(each.address, each.kind, each.title) for each in dossier.components]


NOTE = """
CD/9001
**Conférence du désarmement**
6 février 2025
Français
Original : anglais et espagnol
**Note verbale datée du 3 février 2025, adressée au Secrétaire général de la Conférence du désarmement par \
la Mission permanente du Pérou, transmettant le texte de deux déclarations, adoptées lors du Sommet tenu à Lima \
le 14 novembre 2024**
La Mission permanente du Pérou présente ses compliments au secrétariat.
**Déclaration des présidents sur la paix**
1. Nous sommes réunis à Lima.
Nous nous en félicitons.
2. Nous poursuivrons nos efforts.
Lima, le 14 novembre 2024
**Déclaration conjointe des présidents sur l’eau**
1. Nous protégeons les fleuves.
{Publié initialement comme document de l’Assemblée générale sous la cote A/79/9002-S/2024/9003.}
"""


def test_texts_transmitted_without_the_word_annex_are_parts() -> None:
    dossier = read(NOTE)
    assert parts(dossier)[1:] == [
        ("annex-1", "declaration", "Déclaration des présidents sur la paix"),
        ("annex-2", "joint-declaration", "Déclaration conjointe des présidents sur l’eau"),
    ]
    assert [block.address for block in dossier.components[1].blocks] == [
        "annex-1/title", "annex-1/1", "annex-1/1-b", "annex-1/2", "annex-1/done",
    ]  # fmt: skip


def test_the_document_has_its_facts() -> None:
    document = read(NOTE).document
    assert document.symbol == "CD/9001"
    assert document.kind == "note-verbale"
    assert document.body == "org/un/cd"
    assert document.originals == ("en", "es")
    assert document.senders == ("state/pe",)
    assert document.addressee == "Secrétaire général de la Conférence du désarmement"
    assert document.earlier == ("A/79/9002", "S/2024/9003")
    assert {(date.role, date.date, date.at) for date in document.dates} == {
        ("issued", "2025-02-06", ""),
        ("signed", "2025-02-03", ""),
        ("adopted", "2024-11-14", "annex-1"),
        ("adopted", "2024-11-14", "annex-2"),
    }


def test_a_document_without_symbol_says_so() -> None:
    found = read(NOTE.replace("CD/9001", "")).findings
    assert [each.name for each in found if each.code == "V203"] == ["no-symbol"]


def test_an_enclosure_belongs_to_the_annex_before_it() -> None:
    dossier = read(
        """
        United Nations A/79/9004
        **General Assembly**
        Distr.: General
        3 March 2025
        Original: English
        **Letter dated 1 March 2025 from the Permanent Representative of Kenya addressed to the Secretary-General**
        I have the honour to transmit a declaration.
        (Signed) Ann Other
        Ambassador
        **Annex to the letter dated 1 March 2025 from the Permanent Representative of Kenya**
        [Original: French]
        **Mombasa Declaration on the ocean**
        1. We are worried.
        Mombasa, 28 February 2025
        **Enclosure**
        **Programme of work**
        We shall do the following.
        """
    )
    assert parts(dossier)[1:] == [
        ("annex-1", "declaration", "Mombasa Declaration on the ocean"),
        ("annex-1/enclosure-1", "document", "Programme of work"),
    ]
    annex = dossier.components[1]
    assert (annex.place, annex.originals, annex.parent) == ("Mombasa", ("fr",), "")
    assert [block.role for block in dossier.components[0].blocks] == ["title", "paragraph", "signature", "signature"]


def test_a_resolution_of_several_parts_restarts_its_preamble() -> None:
    dossier = read(
        """
        United Nations A/RES/75/9005 A-B
        General Assembly
        Resolutions adopted by the General Assembly on 31 December 2020
        **75/9005. Budget of an exercise**
        **A**
        The General Assembly,
        Recalling its earlier resolutions,
        1. Approves the sums.
        **B**
        The General Assembly,
        1. Approves more.
        44th plenary meeting
        31 December 2020
        """
    )
    assert [each.address for each in dossier.components] == ["", "part-a", "part-b"]
    assert dossier.document.title == "Budget of an exercise"
    assert ("adopted", "2020-12-31", "") in {(each.role, each.date, each.at) for each in dossier.document.dates}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Annex", "en", ("annex", None)),
        ("Annexe II", "fr", ("annex", 2)),
        ("Annexe à la lettre datée du 3 mars 2025", "fr", ("annex", None)),
        ("Приложение I к письму Постоянного представителя", "ru", ("annex", 1)),
        ("المرفق الأول", "ar", ("annex", 1)),
        ("المرفق الثاني عشر", "ar", ("annex", 12)),
        ("附件三", "zh", ("annex", 3)),
        ("2025年3月1日代表给秘书长的信的附件一", "zh", ("annex", 1)),
        ("Pièce jointe", "fr", ("enclosure", None)),
        ("Apéndice B", "es", ("appendix", 2)),
        ("ANNEX A: Technical standards", "en", ("annex", 1)),
    ],
)
def test_labels(text: str, language: str, expected: tuple[str, int | None]) -> None:
    label = label_of(Passage(text=text, pieces=(), bold=True), language)
    assert label is not None
    assert (label.type, label.number) == expected


@pytest.mark.parametrize(
    "text",
    ["Annex II contains the list of members.", "Annexe, paragraphe 4", "Annexation of territory", "附件所载清单"],
)
def test_sentences_and_references_are_no_labels(text: str) -> None:
    assert label_of(Passage(text=text, pieces=(), bold=True), None) is None


@pytest.mark.parametrize(
    ("text", "language", "place"),
    [
        ("Moscou, le 15 mai 2012", "fr", "Moscou"),
        ("2012年5月15日于莫斯科", "zh", "莫斯科"),
        ("موسكو، 15 أيار/مايو 2012", "ar", "موسكو"),
        ("DONE at Lima on 15 May 2012, in two copies, both texts being equally authentic.", "en", "Lima"),
        ("СОВЕРШЕНО в Лиме 15 мая 2012 года в двух экземплярах.", "ru", "Лиме"),
        ("2012年5月15日订于利马，一式两份。", "zh", "利马"),
    ],
)
def test_place_and_date_of_a_conclusion(text: str, language: str, place: str) -> None:
    found = conclusion(text, language)
    assert found is not None
    assert (found.place, found.date) == (place, "2012-05-15")


@pytest.mark.parametrize(
    "text",
    [
        "* Term of office expires on 31 December 2023.",
        "Report for the period from 1 July 2019",
        "See the letter of 15 May 2012:",
    ],
)
def test_other_lines_with_a_date_are_no_conclusion(text: str) -> None:
    assert conclusion(text, "en") is None


def test_every_character_lands_in_one_place() -> None:
    dossier = read(NOTE)
    spans = [
        *(span for each in dossier.document.masthead for span in each.spans),
        *(span for each in dossier.components for block in each.blocks for span in block.spans),
        *(span for each in dossier.notes for span in each.spans),
        *(span for each in dossier.furniture for span in each.spans),
    ]
    covered = sorted(at for start, end in spans for at in range(start, end))
    assert len(covered) == len(set(covered))
    text = "\n".join(line.strip().strip("*{}") for line in NOTE.strip().split("\n"))
    missed = {at for at, letter in enumerate(text) if not letter.isspace()} - set(covered)
    assert not missed
