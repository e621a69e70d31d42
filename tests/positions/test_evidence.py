"""Positions are found where the voice of a text puts them, and combined as the tongue combines them."""

from __future__ import annotations

import pytest

from verbale.positions.evidence import evidence

FIRST_PERSON = [
    ("fr", "Nous renouvelons notre ferme soutien au Traité et saluons les efforts déployés.", ["support", "commend"]),
    ("fr", "Nous soulignons qu'il faut agir sans délai.", ["necessity"]),
    ("fr", "La situation suscite de graves préoccupations.", ["concern"]),
    ("en", "We express our deep concern at the situation and call upon all parties to talk.", ["concern", "call"]),
    ("en", "We stress that it is essential to act together.", ["necessity"]),
    ("es", "Reafirmamos nuestro apoyo al Tratado y acogemos con beneplácito el acuerdo.", ["support", "welcome"]),
    ("ru", "Мы выражаем свою обеспокоенность и призываем стороны к диалогу.", ["concern", "call"]),
    ("zh", "我们对局势表示严重关切。", ["concern"]),
    ("ar", "نعرب عن قلقنا البالغ ونرحب بالاتفاق.", ["concern", "welcome"]),
]

ORGAN = [
    ("en", "operative", "Welcomes the report, and requests the Secretary-General to report;", ["welcome", "request"]),
    ("en", "preambular", "Recalling its resolution 66/20,", ["recall"]),
    ("en", "operative", "Notes with concern the delay;", ["concern"]),
    ("en", "operative", "Recognizes the need to act;", ["necessity"]),
    ("fr", "operative", "Prend également note du rapport ;", ["note"]),
    ("fr", "preambular", "Profondément préoccupée par la situation,", ["concern"]),
    ("es", "operative", "Toma nota con aprecio del informe;", ["appreciate"]),
    ("ru", "operative", "просит Генерального секретаря представить доклад;", ["request"]),
    ("zh", "operative", "请秘书长提交报告；", ["request"]),
    ("ar", "operative", "تطلب إلى الأمين العام أن يقدم تقريرا؛", ["request"]),
]

SILENT = [
    ("fr", "Le document intitulé « Nous condamnons la guerre » a été distribué."),
    ("en", "The meeting was held in Geneva in May."),
    ("fr", "Les ministres de l'appui et de la défense se sont réunis."),
    ("es", "La nota fue distribuida el lunes."),
]


@pytest.mark.parametrize(("tongue", "text", "attitudes"), FIRST_PERSON)
def test_we(tongue: str, text: str, attitudes: list[str]) -> None:
    assert [one.attitude for one in evidence(text, tongue, "first-person", "paragraph")] == attitudes


@pytest.mark.parametrize(("tongue", "role", "text", "attitudes"), ORGAN)
def test_organ(tongue: str, role: str, text: str, attitudes: list[str]) -> None:
    assert [one.attitude for one in evidence(text, tongue, "organ", role)] == attitudes


@pytest.mark.parametrize(("tongue", "text"), SILENT)
def test_no_evidence_no_position(tongue: str, text: str) -> None:
    assert evidence(text, tongue, "first-person", "paragraph") == []


def test_evidence_stands_where_it_says() -> None:
    text = "Nous prenons également note du rapport et nous condamnons les attaques."
    found = evidence(text, "fr", "first-person", "paragraph")
    assert [text[one.start : one.end] for one in found] == ["Nous prenons également note", "nous condamnons"]


def test_a_norm_takes_no_position() -> None:
    assert evidence("Each Party shall report; it must not delay.", "en", "none", "paragraph") == []


def test_long_text_stays_linear() -> None:
    import time

    line = "We welcome the report and call upon all States to act. "
    spent = []
    for times in (200, 2_000):
        start = time.process_time()
        evidence(line * times, "en", "first-person", "paragraph")
        spent.append(time.process_time() - start)
    assert spent[1] < 60 * spent[0]
