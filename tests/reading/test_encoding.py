"""Encodings are told by form, then by letters and words; nothing is guessed in silence."""

from __future__ import annotations

import pytest

from verbale.reading import Unreadable
from verbale.reading.encoding import decode

FRENCH = "Le Comité prend note du rapport et décide de rester saisi de la question à sa prochaine session.\n"
RUSSIAN = "Комитет принимает к сведению доклад и постановляет продолжить рассмотрение этого вопроса.\n"
ARABIC = "تحيط اللجنة علما بالتقرير وتقرر أن تبقي المسألة قيد نظرها في الدورة المقبلة على أن تعود إلى هذا البند.\n"
CHINESE = "委员会注意到报告，并决定在下届会议上继续审议这一问题。\n"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (FRENCH, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (RUSSIAN, "iso8859_5"), (RUSSIAN, "cp866"),
        (ARABIC, "cp1256"), (ARABIC, "iso8859_6"), (CHINESE, "gb18030"),
        (RUSSIAN.upper(), "cp1251"), (RUSSIAN.upper(), "koi8_r"),
    ],
)  # fmt: skip
def test_older_encodings_are_judged_by_what_they_say(text: str, codec: str) -> None:
    read, noticed = decode(text.encode(codec), "a.txt")
    assert read == text
    assert [finding.code for finding in noticed] == ["V120"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le"])
@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, ARABIC, CHINESE + "1. 2.\n"])
def test_unicode_is_told_by_its_form(text: str, codec: str) -> None:
    assert decode(text.encode(codec), "a.txt") == (text, ())


def test_two_encodings_in_one_file_are_both_read() -> None:
    content = FRENCH.encode() + FRENCH.encode() + FRENCH.encode("cp1252") + FRENCH.encode()
    read, noticed = decode(content, "a.txt")
    assert read == FRENCH * 4
    assert [finding.code for finding in noticed] == ["V124"]


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        decode(bytes(range(1, 256)) * 8, "a.txt")
    assert refused.value.code == "not-text"


def test_a_few_accents_are_not_taken_for_another_script() -> None:
    text = "première ligne é\ndeuxième ligne é\n"
    assert decode("deuxième ligne é\n".encode("latin-1"), "a.txt")[0] == "deuxième ligne é\n"
    first, second = text.splitlines(keepends=True)
    read, noticed = decode(first.encode() + second.encode("latin-1"), "a.txt")
    assert read == text
    assert [finding.code for finding in noticed] == ["V124"]
