"""The line: many texts as one, names found in it as in each text alone, offsets led back."""

import pytest

from verbale.authority import open_authority
from verbale.authority.line import key_of, line_of
from verbale.tongues.fold import PARTING

TEXTS = {
    "en": [
        "the United",
        "Nations and Kenya",
        "of SamoaGeneral Assembly resolution",
        "",
        "so\u00adci\u00adety, Ke\u00adnya.",
    ],
    "fr": ["mise en œuvre par la France", "l’Égypte‑", "Türkiye, Москва et le Kenya"],
    "ru": ["Организация Объединенных Наций", "и КеньяГенеральная", "Ассамблея"],
    "ar": ["الأُمَمُ المُتَّحِدَةُ", "وكينيا ٢٠١٢"],
    "zh": ["联合国", "大会和肯尼亚"],
}


@pytest.mark.parametrize("language", TEXTS)
def test_texts_together_as_alone(language: str) -> None:
    """Names found in many texts at once are those of each text alone."""
    book = open_authority()
    together = book.scan_all(TEXTS[language], language)
    assert together == [book.scan(text, language) for text in TEXTS[language]]
    assert any(together)


def test_no_name_over_a_seam() -> None:
    """A name does not begin in one text and end in the next."""
    ids = [
        [hit.ids[0] for hit in hits] for hits in open_authority().scan_all(["the United", "Nations and Kenya"], "en")
    ]
    assert ids == [[], ["state/ke"]]


def test_words_run_together() -> None:
    """A name ends where a capital follows a small letter, and its offsets stay those of the print."""
    text = "of SamoaGeneral Assembly resolution"
    assert [text[hit.start : hit.end] for hit in open_authority().find(text, "en")] == ["Samoa", "General Assembly"]


@pytest.mark.parametrize("language", TEXTS)
def test_offsets_lead_back(language: str) -> None:
    """Every letter of the line leads to the letter it was folded from."""
    line = line_of(TEXTS[language], language)
    begins = dict(zip(line.begins, TEXTS[language], strict=False))
    for begin, text in begins.items():
        assert line.printed[begin : begin + len(text)] == text
    ends = [line.origin(at) for at, sign in enumerate(line.text) if sign not in f" {PARTING}"]
    assert ends == sorted(set(ends))
    assert all(not line.printed[at].isspace() for at in ends)


def test_keys_stand_in_lines() -> None:
    """A folded name looks as its words do in a line."""
    assert key_of("kenya", "en") == "Kenya "
    assert key_of("egypte", "fr") in line_of(["L’ÉGYPTE"], "fr").text
