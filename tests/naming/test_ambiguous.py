"""Names that mean several things: Georgia, Niger and Nigeria, Congos, Guineas, Koreas, commissions, conferences."""

from __future__ import annotations

import pytest

from verbale.model.dossier import Block, Component, Document, Dossier
from verbale.model.reading import Source
from verbale.naming import name


def _targets(language: str, *texts: str, body: str = "org/un/ga") -> list[str | None]:
    """Targets of States, bodies, organisations and events in these blocks, in order."""
    dossier = Dossier(
        source=Source(name="x", sha256="", media_type=""),
        document=Document(language=language, body=body, bodies=(body,)),
        components=(
            Component(
                address="",
                kind="resolution",
                language=language,
                blocks=tuple(Block(address=f"p-{n}", role="paragraph", text=text) for n, text in enumerate(texts, 1)),
            ),
        ),
    )
    kinds = ("state", "body", "organisation", "event", "territory")
    return [mention.target for mention in name(dossier).mentions if mention.type in kinds]


STATES = [
    ("en", "Niger, Nigeria and Georgia", ["state/ne", "state/ng", "state/ge"]),
    ("fr", "le Niger, le Nigéria et la Géorgie", ["state/ne", "state/ng", "state/ge"]),
    ("es", "el Níger, Nigeria y Georgia", ["state/ne", "state/ng", "state/ge"]),
    ("ru", "Нигера, Нигерии и Грузии", ["state/ne", "state/ng", "state/ge"]),
    ("ar", "النيجر ونيجيريا وجورجيا", ["state/ne", "state/ng", "state/ge"]),
    ("zh", "尼日尔、尼日利亚和格鲁吉亚", ["state/ne", "state/ng", "state/ge"]),
    ("en", "the Republic of the Congo and the Democratic Republic of the Congo", ["state/cg", "state/cd"]),
    ("fr", "la République du Congo et la République démocratique du Congo", ["state/cg", "state/cd"]),
    ("es", "la República del Congo y la República Democrática del Congo", ["state/cg", "state/cd"]),
    ("ru", "Республики Конго и Демократической Республики Конго", ["state/cg", "state/cd"]),
    ("ar", "جمهورية الكونغو وجمهورية الكونغو الديمقراطية", ["state/cg", "state/cd"]),
    ("zh", "刚果共和国和刚果民主共和国", ["state/cg", "state/cd"]),
    (
        "en",
        "Guinea, Guinea-Bissau, Equatorial Guinea, Papua New Guinea",
        ["state/gn", "state/gw", "state/gq", "state/pg"],
    ),
    (
        "fr",
        "la Guinée, la Guinée-Bissau, la Guinée équatoriale, la Papouasie-Nouvelle-Guinée",
        ["state/gn", "state/gw", "state/gq", "state/pg"],
    ),
    ("ru", "Гвинеи, Гвинеи-Бисау, Экваториальной Гвинеи", ["state/gn", "state/gw", "state/gq"]),
    ("ar", "غينيا وغينيا - بيساو وغينيا الاستوائية", ["state/gn", "state/gw", "state/gq"]),
    ("zh", "几内亚、几内亚比绍、赤道几内亚、巴布亚新几内亚", ["state/gn", "state/gw", "state/gq", "state/pg"]),
    ("en", "the Republic of Korea and the Democratic People’s Republic of Korea", ["state/kr", "state/kp"]),
    ("fr", "la République de Corée et la République populaire démocratique de Corée", ["state/kr", "state/kp"]),
    ("es", "la República de Corea y la República Popular Democrática de Corea", ["state/kr", "state/kp"]),
    ("ru", "Республики Корея и Корейской Народно-Демократической Республики", ["state/kr", "state/kp"]),
    ("ar", "جمهورية كوريا وجمهورية كوريا الشعبية الديمقراطية", ["state/kr", "state/kp"]),
    ("zh", "大韩民国和朝鲜民主主义人民共和国", ["state/kr", "state/kp"]),
]


@pytest.mark.parametrize(("language", "text", "targets"), STATES)
def test_states_of_like_names_are_told_apart(language: str, text: str, targets: list[str]) -> None:
    assert _targets(language, text) == targets


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "South Georgia and the Gulf of Guinea, the Niger River and the Niger Delta"),
        ("fr", "le golfe de Guinée, le fleuve Niger"),
        ("es", "el golfo de Guinea, la cuenca del Níger"),
        ("zh", "几内亚湾和尼日尔河"),
    ],
)
def test_places_that_hold_the_name_of_a_state(language: str, text: str) -> None:
    assert [each for each in _targets(language, text) if each and each.startswith("state/")] == []


COMMISSIONS = [
    ("en", ("The Commission on the Status of Women met.", "The Commission adopted its report."), "org/un/csw"),
    ("en", ("The European Commission met.", "The Commission adopted its report."), "org/eu/commission"),
    ("fr", ("La Commission du désarmement a siégé.", "La Commission a adopté son rapport."), "org/un/undc"),
    ("es", ("La Comisión de Desarme se reunió.", "La Comisión aprobó su informe."), "org/un/undc"),
    ("ru", ("заслушав Комиссию международного права,", "принимает к сведению, что Комиссия завершила"), "org/un/ilc"),
    ("ar", ("وإذ ترحب بعمل لجنة القانون الدولي،", "وتلاحظ أن اللجنة اعتمدت تقريرها،"), "org/un/ilc"),
    ("zh", ("欢迎国际法委员会的工作，", "注意到委员会通过了报告，"), "org/un/ilc"),
]


@pytest.mark.parametrize(("language", "texts", "target"), COMMISSIONS)
def test_the_commission_is_the_one_named_before(language: str, texts: tuple[str, ...], target: str) -> None:
    assert _targets(language, *texts)[:2] == [target, target]


def test_a_commission_of_a_longer_unknown_name_is_not_the_one_named_before() -> None:
    found = _targets("en", "The Commission on the Status of Women met.", "The Commission on River Fisheries met.")
    assert found == ["org/un/csw"]


def test_the_conference_is_the_document_s_own_or_the_one_named_before() -> None:
    assert _targets("en", "The Conference decided to meet.", body="org/un/cd") == ["org/un/cd"]
    text = "The United Nations Conference on Trade and Development met."
    assert _targets("en", text, "The Conference thanked the host.")[-1] == "org/un/unctad"
    assert _targets("fr", "La Conférence décide de se réunir.", body="org/un/cd") == ["org/un/cd"]


def test_a_conference_of_parties_is_not_the_conference_named_before() -> None:
    found = _targets("en", "The Conference on Disarmament met.", "The Conference of the Parties met in Geneva.")
    assert "org/un/cd" not in found[1:]
