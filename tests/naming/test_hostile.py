"""The whole of naming on texts made to be slow: four times the text takes about four times the time."""

from __future__ import annotations

import time

import pytest

from verbale.model.dossier import Block, Component, Document, Dossier, Note
from verbale.model.reading import Source
from verbale.naming import name

HOSTILE = {
    "brackets": ("en", "(", 25_000),
    "closed brackets": ("en", "(the) ", 5_000),
    "quotations in quotations": ("fr", "« ", 12_500),
    "quotation marks": ("zh", "《", 25_000),
    "a symbol of many elements": ("en", "1/", 250_000),
    "a list of documents": ("en", "A/66/340, 174, ", 1_500),
    "years": ("en", "2001, 2002 and ", 3_000),
    "spans of years": ("ru", "с 2001 по 2002, ", 2_000),
    "insertions": ("ru", "Конвенция 1951 года о ", 1_500),
    "foreign letters": ("ru", "United Nations и ", 2_000),
    "names that begin alike": ("en", "secretariat of the United Nations Conference on ", 1_000),
    "heads": ("en", "the Convention and the Commission ", 1_500),
    "short forms": ("en", "the Republic of Kazakhstan (hereinafter “Kaz”) ", 1_000),
    "parts": ("fr", "paragraphe 7 de l'article 3 de la section II ", 700),
    "Chinese parts": ("zh", "第一段第二条", 4_000),
    "what was said": ("en", "the said resolution 66/20 ", 1_500),
    "Arabic vowel marks": ("ar", "الأُمَم المُتَّحِدة ", 2_000),
}


def _seconds(language: str, text: str) -> float:
    """Processor time to name a document of one block and one note."""
    dossier = Dossier(
        source=Source(name="x", sha256="", media_type=""),
        document=Document(language=language, body="org/un/ga", bodies=("org/un/ga",)),
        components=(
            Component(
                address="",
                kind="document",
                language=language,
                blocks=(Block(address="p-1", role="paragraph", text="A/" + text),),
            ),
        ),
        notes=(Note(address="note-1", mark="1", text=text[:1000]),),
    )
    begun = time.process_time()
    name(dossier)
    return time.process_time() - begun


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_stays_linear(kind: str) -> None:
    language, piece, times = HOSTILE[kind]
    _seconds(language, piece * 10)
    small = min(_seconds(language, piece * times) for _ in range(2))
    large = _seconds(language, piece * times * 4)
    assert large < 9 * small + 0.3, (small, large)
