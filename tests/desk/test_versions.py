"""Checks find what was planted; what is issued in six languages reads back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from verbale.desk.checks import findings_of
from verbale.desk.dressing import dressed
from verbale.desk.outputs import paragraphs
from verbale.desk.styles import styles
from verbale.journey import read
from verbale.renditions import renderer

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
NOTE = (SAMPLES / "note-verbale.fr.md").read_text(encoding="utf-8")
SIX = (
    "note-verbale.fr.md",
    "note-verbale.ar.docx",
    "letter.en.docx",
    "resolution.es.html",
    "letter.ru.eml",
    "declaration.zh.docx",
)


def codes(text: str) -> set[str]:
    return {one.code for one in findings_of([read(text.encode(), name="note.md")], body="org/un/cd")}


def test_clean_note_has_no_finding() -> None:
    assert codes(NOTE) == set()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (NOTE[NOTE.index("## **Déclaration sur") :], "", "V606"),
        ("12 mars 2024", "1er mars 2024", "V607"),
        ("faire distribuer", "lire", "V605"),
        ("2. Nous nous félicitons", "1. Nous nous félicitons", "V610"),
    ],
)
def test_planted_fault_is_found(old: str, new: str, code: str) -> None:
    assert old in NOTE
    assert code in codes(NOTE.replace(old, new))


def test_versions_that_differ() -> None:
    first, other = read(NOTE.encode(), name="a.md"), read(NOTE.replace("66/20", "66/21").encode(), name="b.md")
    assert {one.code for one in findings_of([first, other], body="org/un/cd")} == {"V609"}


@pytest.mark.parametrize("name", SIX)
def test_issued_text_reads_back(name: str) -> None:
    dossier = dressed(read(SAMPLES / name), styles()["cd"], "CD/9901", "2026-03-12")
    content = renderer("akn")(dossier)
    back = read(content if isinstance(content, bytes) else content.encode(), name="a.akn")
    assert paragraphs(back) == paragraphs(dossier)
    assert [one.text for one in back.document.masthead] == [one.text for one in dossier.document.masthead]
