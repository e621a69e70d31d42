"""Names found in running text: articles, cases, particles, look-alikes."""

from __future__ import annotations

import pytest

from verbale.authority import open_authority

FOUND = [
    ("en", "the Republic of Kazakhstan's proposal", "Republic of Kazakhstan", "state/kz"),
    ("en", "the Niger and Nigeria", "Niger", "state/ne"),
    ("en", "the Niger and Nigeria", "Nigeria", "state/ng"),
    ("en", "Guinea, Guinea-Bissau and Equatorial Guinea", "Guinea-Bissau", "state/gw"),
    ("en", "Papua New Guinea", "Papua New Guinea", "state/pg"),
    ("en", "Bolivia (Plurinational State of) abstained", "Bolivia (Plurinational State of)", "state/bo"),
    ("en", "the Democratic People's Republic of Korea", "Democratic People's Republic of Korea", "state/kp"),
    ("en", "the Republic of Korea", "Republic of Korea", "state/kr"),
    ("en", "CONFERENCE ON DISARMAMENT", "CONFERENCE ON DISARMAMENT", "org/un/cd"),
    ("en", "the World Health Organisation", "World Health Organisation", "org/who"),
    ("fr", "l’Afghanistan et la République d’Arménie", "République d’Arménie", "state/am"),
    ("fr", "du Traité de l'Atlantique-Nord", "Traité de l'Atlantique-Nord", "instrument/north-atlantic-treaty"),
    ("es", "del Níger y de los Estados Unidos de América", "Estados Unidos de América", "state/us"),
    ("ru", "с Российской Федерацией", "Российской Федерацией", "state/ru"),
    ("ru", "в Боснии и Герцеговине", "Боснии и Герцеговине", "state/ba"),
    ("ru", "для Папуа — Новой Гвинеи", "Папуа — Новой Гвинеи", "state/pg"),
    ("ru", "Организацией Договора о коллективной безопасности", None, "org/csto"),
    ("ru", "Шанхайской организации сотрудничества", None, "org/sco"),
    ("ar", "وللجمهورية العربية السورية", "للجمهورية العربية السورية", "state/sy"),
    ("ar", "وكازاخستان", "كازاخستان", "state/kz"),
    ("ar", "بكينيا", "كينيا", "state/ke"),
    ("zh", "索马里", "索马里", "state/so"),
    ("zh", "《联合国宪章》第八章", "联合国宪章", "instrument/un-charter"),
    ("zh", "巴布亚新几内亚", "巴布亚新几内亚", "state/pg"),
]


@pytest.mark.parametrize(("language", "text", "words", "target"), FOUND)
def test_found(language: str, text: str, words: str | None, target: str) -> None:
    hits = {text[hit.start : hit.end]: hit.ids[0] for hit in open_authority().find(text, language)}
    assert hits.get(words or text) == target


UNFOUND = [
    ("en", "tell us what the who is", None),
    ("en", "they live near South Georgia", "state/ge"),
    ("en", "the Gulf of Guinea", "state/gn"),
    ("en", "a Roman woman", None),
    ("en", "United States dollars", "state/us"),
    ("en", "United Nations, Treaty Series", "org/un"),
    ("ru", "кроме того, он", "state/tg"),
    ("ru", "1 000 долл. США", "state/us"),
    ("ar", "الدعم المالي", "state/ml"),
    ("zh", "发展中国家", "state/cn"),
    ("zh", "加勒比海地区", "state/ht"),
    ("fr", "la Réunion de haut niveau s'est tenue", None),
]


@pytest.mark.parametrize(("language", "text", "target"), UNFOUND)
def test_look_alikes_are_not_names(language: str, text: str, target: str | None) -> None:
    hits = [hit for hit in open_authority().find(text, language) if hit.form != "weak"]
    if target is None:
        assert not hits
    else:
        assert all(target not in hit.ids for hit in hits)


def test_offsets_go_back_over_what_folding_cuts_out() -> None:
    text = "ميثاق الأمــم المتحـدة"
    hit = open_authority().find(text, "ar")[0]
    assert text[hit.start : hit.end] == text
    assert hit.ids == ("instrument/un-charter",)


def test_ambiguous_names_keep_their_candidates() -> None:
    hit = open_authority().find("peace in Korea", "en")[0]
    assert set(hit.ids) == {"state/kr", "state/kp"}
    assert hit.form == "weak"


def test_names_inside_a_name_are_kept() -> None:
    text = "Organisation du Traité de sécurité collective"
    hit = open_authority().find(text, "fr")[0]
    assert hit.ids == ("org/csto",)
    start, end, ids, _ = hit.inner[0]
    assert (text[start:end], ids) == ("Traité de sécurité collective", ("instrument/collective-security-treaty",))


def test_members_of_may_2012() -> None:
    entry = open_authority().entry("org/csto")
    assert entry is not None
    then = {m.id for m in entry.members if (m.since or "") <= "2012-05-15" <= (m.until or "9999")}
    six = {"state/am", "state/by", "state/kz", "state/kg", "state/ru", "state/tj"}
    assert six <= then


def test_hostile_text_stays_linear() -> None:
    import time

    book = open_authority()
    book.find("warm", "en")
    started = time.perf_counter()
    book.find("Republic of " * 50_000 + "(" * 100_000, "en")
    assert time.perf_counter() - started < 2.0


def test_all_six_languages_have_every_state() -> None:
    book = open_authority()
    states = [entry for entry in book.entries() if entry.id.startswith("state/") and not entry.until]
    assert len(states) == 195
    for entry in states:
        for language in ("ar", "en", "es", "fr", "ru", "zh"):
            names = entry.names[language]
            assert names.full, (entry.id, language)
            found = {each for hit in book.find(names.full[0], language) for each in hit.ids[:1]}
            assert entry.id in found, (entry.id, language)


def test_a_title_that_is_an_office_has_no_word_among_its_identifiers() -> None:
    hit = open_authority().find("el Secretario General", "es")[0]
    assert hit.ids == ("org/un/sg",)
