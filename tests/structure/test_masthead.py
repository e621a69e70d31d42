"""Mastheads in six languages, with the mixes that documents print."""

from __future__ import annotations

import msgspec
import pytest

from tests.structure.outline import passages
from verbale.structure.head.forms import items_in, job_number_at, scan
from verbale.structure.head.masthead import read_head
from verbale.structure.passage import Passage, Piece


def fields(text: str, language: str | None = None) -> list[tuple[str, tuple[str, ...]]]:
    return [(found.field, found.values) for found in scan(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Distr.: General", "ru", [("distribution", ("general",))]),
        ("Distr. limitée", "fr", [("distribution", ("limited",))]),
        ("Original: English and Spanish", "zh", [("original", ("en", "es"))]),
        ("Original : anglais et russe", "fr", [("original", ("en", "ru"))]),
        ("ESPAÑOL ORIGINAL: RUSO", "es", [("version", ("es",)), ("original", ("ru",))]),
        ("Подлинный текст на испанском языке", "ru", [("original", ("es",))]),
        ("原件：阿拉伯文", "zh", [("original", ("ar",))]),
        ("بالإنكليزية فقط", "ar", [("only", ("en",))]),
        ("Soixante-dix-neuvième session", "fr", [("session", ("79",))]),
        ("Cinquante-quatrième session", "fr", [("session", ("54",))]),
        ("58º período de sesiones", "es", [("session", ("58",))]),
        ("الدورة التاسعة والسبعون", "ar", [("session", ("79",))]),
        ("第七十九届会议", "zh", [("session", ("79",))]),
        ("Eleventh emergency special session", "en", [("session", ("ES-11",))]),
        ("Session de 2025", "fr", [("session", ("2025",))]),
        ("Семьдесят девятая сессия Восьмидесятый год", "ru", [("session", ("79",)), ("year", ("80",))]),
        ("البند 20 (ج) من جدول الأعمال", "ar", [("agenda", ("20 (c)",))]),
        ("Points 7 et 133 de l’ordre du jour", "fr", [("agenda", ("7", "133"))]),
        ("Item 7 of the provisional agenda*", "en", [("agenda", ("7",))]),
        ("议程项目75(a)", "zh", [("agenda", ("75 (a)",))]),
        ("الأمــم المتحـدة", "ar", [("organisation", ("org/un",))]),
        ("Nations Unies A/79/803", "fr", [("organisation", ("org/un",)), ("symbol", ("A/79/803",))]),
        ("14 May 2025", "zh", [("date", ("2025-05-14",))]),
        ("GE.25-01733 (E)", "en", [("job-number", ("GE.25-01733",))]),
    ],
)
def test_a_printed_line_gives_its_fields(text: str, language: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert fields(text, language) == expected


@pytest.mark.parametrize(
    "text",
    ["The session was opened by the President.", "Les points de vue diffèrent.", "1. Originally, there was none.", ""],
)
def test_a_sentence_gives_none(text: str) -> None:
    assert fields(text) == []


def test_agenda_items_are_written_the_same_in_every_script() -> None:
    assert items_in("75 a) et b)", ("et",)) == ("75 (a)", "75 (b)")
    assert items_in("20 с)", ("и",)) == ("20 (c)",)
    assert items_in("٢٠ (ب)", ("و",)) == ("20 (b)",)


def test_the_head_ends_with_the_title_of_the_agenda_item() -> None:
    head = read_head(
        passages(
            """
            Naciones Unidas A/79/1
            **Asamblea General**
            Distr. general
            3 de marzo de 2025
            Original: francés
            **Septuagésimo noveno período de sesiones**
            Tema 75 a) del programa
            **Los océanos**
            **Carta de fecha 1 de marzo de 2025 dirigida al Secretario General por el Representante del Perú**
            Tengo el honor de transmitirle una declaración.
            """
        ),
        "es",
    )
    assert [each.field for each in head.fields] == [
        "organisation", "symbol", "body", "distribution", "issued", "original", "session", "agenda", "agenda-title",
    ]  # fmt: skip
    assert head.rest[0].text.startswith("Carta de fecha")


def test_the_only_title_is_not_taken_for_the_agenda_items() -> None:
    head = read_head(
        passages("United Nations A/79/1\nAgenda item 3\n**A question of some weight**\nWe write to you."), "en"
    )
    assert head.rest[0].text == "A question of some weight"


def test_a_letter_without_masthead_keeps_all_its_lines() -> None:
    lines = passages("3 March 2025\nExcellency,\nI write to you about the General Assembly.")
    assert read_head(lines, "en").rest == lines


def test_cells_of_a_table_are_fields_each_with_its_place() -> None:
    text = "Nations Unies\tA/79/1\nAssemblée générale\tDistr. générale"
    table = Passage(text=text, pieces=(Piece(0, 100, 100 + len(text)),), region="masthead", rows=(("a",),))
    head = read_head((table,), "fr")
    assert [(each.field, each.passage.pieces[0].start) for each in head.fields] == [
        ("organisation", 100), ("symbol", 114), ("body", 121), ("distribution", 140),
    ]  # fmt: skip


def test_a_name_broken_over_lines_is_read_whole() -> None:
    lines = passages("Conference on\nDisarmament\n6 February 2025\nOriginal: English")
    lines = tuple(msgspec.structs.replace(line, left=119.0, region="masthead") for line in lines)
    assert read_head(lines, "en").values("body") == ("org/un/cd",)


def test_job_numbers_stand_alone_or_at_the_end_of_the_last_line() -> None:
    assert job_number_at("25-05077 (F)", last=False) == 0
    assert job_number_at("44th plenary meeting 21-19694 (S)", last=True) == 21
    assert job_number_at("see 21-19694 (S)", last=False) is None
