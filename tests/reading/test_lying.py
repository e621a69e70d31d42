"""Text layers that lie are put right where words prove it, named where they do not, and true ones left alone."""

from __future__ import annotations

import pytest

from verbale.model.reading import Box, Line, Reading, Run, Source
from verbale.reading.pdf.lying import lies, mended, pages_that_lie

RUSSIAN = "Комитет принимает к сведению доклад и постановляет продолжить рассмотрение этого вопроса на сессии. "
FRENCH = "PROJET DE CONVENTION SUR LE DROIT DES TRAITES ET SUR LA COOPERATION DANS LES AFFAIRES DE LA MER"
CHINESE = "委员会注意到报告，并决定在下届会议上继续审议这一问题，请秘书长向大会提出报告。" * 4


def reading(*printed: str) -> Reading:
    text, lines, at = "\n".join(printed) + "\n", [], 0
    for line in printed:
        run = Run(start=at, end=at + len(line), font="Serif")
        lines.append(Line(start=at, end=at + len(line), box=Box(0, 0, 1, 1), runs=(run,)))
        at += len(line) + 1
    return Reading(source=Source(name="a.pdf", sha256="", media_type="application/pdf"), text=text, lines=tuple(lines))


def moved(text: str, by: int) -> str:
    return "".join(chr(ord(letter) + by) if letter.isalpha() else letter for letter in text)


def test_letters_470_too_low_are_put_back() -> None:
    true, noticed = mended(reading(*[moved(RUSSIAN, -470)] * 3))
    assert true.text.startswith("Комитет принимает к сведению")
    assert [finding.code for finding in noticed] == ["V135"]
    assert not pages_that_lie(true)


def test_numbers_of_glyphs_are_put_back() -> None:
    glyphs = "".join(chr(ord(letter) - 29) if letter != " " else " " for letter in FRENCH)
    true, noticed = mended(reading("ACCORD TRUE FROM THE START", glyphs, "SUR LA %OURSE"))
    assert true.text.split("\n")[:3] == ["ACCORD TRUE FROM THE START", FRENCH, "SUR LA BOURSE"]
    assert [finding.code for finding in noticed] == ["V135"]


def test_words_run_together_are_left_to_recognition() -> None:
    lying = reading(*[moved(RUSSIAN.replace(" ", ""), -470)] * 5)
    assert mended(lying) == (lying, ())
    assert pages_that_lie(lying) == [1]


@pytest.mark.parametrize(
    "text", [RUSSIAN, FRENCH, CHINESE, "A/77/L.50, A/C.1/77/L.3 and S/2012/405", "1 234 567 $ + 5 %", ""]
)
def test_true_texts_are_left_alone(text: str) -> None:
    true = reading(*[text] * 5)
    assert mended(true) == (true, ())
    assert not lies(text)


def test_chinese_without_its_characters_lies() -> None:
    assert lies("".join(chr(0x4E00 + ord(letter) * 7 % 0x4000) for letter in CHINESE))
    assert lies("㑋㻣㻞㸈䄵㶃㤙䈓㪛㹐䂚㾵䂙㿅㏜䇤㾎㑋㻣㻞㸈䄵㶃㤙䈓㪛")
