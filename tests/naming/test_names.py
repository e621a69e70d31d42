"""Names of a document resolved: introduced forms, bare heads, parts of wholes, persons, descriptions, ambiguity."""

from __future__ import annotations

from verbale.model.dossier import Block, Component, Document, Dossier
from verbale.model.mention import Mention
from verbale.model.reading import Source
from verbale.naming import name


def mentions(*texts: str, language: str = "en", body: str | None = None, title: str | None = None) -> list[Mention]:
    """Mentions of paragraphs of one component."""
    blocks = [Block(address=f"p-{n}", role="paragraph", text=text) for n, text in enumerate(texts, start=1)]
    if title is not None:
        blocks.insert(0, Block(address="title", role="title", text=title))
    dossier = Dossier(
        source=Source(name="test", sha256="", media_type="text/plain"),
        document=Document(language=language, body=body, bodies=(body,) if body else ()),
        components=(Component(address="", kind="document", language=language, blocks=tuple(blocks)),),
    )
    return list(name(dossier).mentions)


def leads(found: list[Mention]) -> dict[str, str | None]:
    """Text → target, the last mention of a text winning."""
    return {mention.text: mention.target for mention in found}


def test_bare_head_follows_the_last_treaty_named() -> None:
    found = leads(
        mentions(
            "Recalling the Comprehensive Nuclear-Test-Ban Treaty,",
            "Recalling the Treaty on the Non-Proliferation of Nuclear Weapons,",
            "Calls upon parties to the Treaty to comply;",
        )
    )
    assert found["Treaty"] == "instrument/npt"


def test_bare_head_in_the_same_paragraph_comes_first() -> None:
    found = mentions(
        "L'Organisation du Traité de l'Atlantique Nord existe.",
        "Conscients que la Conférence du désarmement est unique, nous saluons la Conférence.",
        language="fr",
        title="Déclaration des chefs des États membres de l'Organisation du Traité de sécurité collective",
    )
    assert found[-1].target == "org/un/cd"


def test_the_organisation_is_the_one_of_the_title() -> None:
    found = mentions(
        "Nous saluons l'Organisation des Nations Unies et l'OSCE.",
        "Les États membres de l'Organisation sont d'accord.",
        language="fr",
        title="Déclaration des chefs des États membres de l'Organisation du Traité de sécurité collective",
    )
    assert found[-1].text == "Organisation"
    assert found[-1].target == "org/csto"


def test_the_organization_of_an_assembly_text_is_the_united_nations() -> None:
    assert leads(mentions("Aware of the role of the Organization,", body="org/un/ga"))["Organization"] == "org/un"


def test_unknown_treaty_of_a_longer_name_is_not_a_bare_head() -> None:
    found = mentions("Recalling the Treaty on the Non-Proliferation of Nuclear Weapons,", "the Treaty on Frogs")
    assert all(m.text != "Treaty" for m in found if m.at == "p-2")


def test_bare_head_without_antecedent_stays_open() -> None:
    found = [m for m in mentions("They signed the Convention.") if m.text == "Convention"]
    assert [m.target for m in found] == [None]


def test_bare_head_in_brackets_introduces_itself() -> None:
    found = leads(
        mentions(
            "Recalling the United Nations Convention on the Law of the Sea (the Convention),",
            "Noting the Convention on Biological Diversity,",
            "States parties to the Convention shall report;",
        )
    )
    assert found["Convention"] == "instrument/unclos"


def test_words_in_small_letters_begin_no_longer_name() -> None:
    found = leads(
        mentions(
            "The Commission on the Limits of the Continental Shelf met.",
            "Concerned by the workload of the Commission for the conditions of service, and the Commission on Frogs,",
        )
    )
    assert found["Commission"] == "org/clcs"
    assert list(found.values()).count("org/clcs") == 2


def test_a_secretariat_that_writes_on_a_place_is_still_the_secretariat() -> None:
    found = mentions("Taking note of the working paper prepared by the Secretariat on Guam,", body="org/un/ga")
    assert [each.target for each in found] == ["org/un/secretariat", "territory/gu"]


def test_a_joint_name_means_all_of_its_regions() -> None:
    for text, language in (
        ("connectivity between Central and South Asia", "en"),
        ("connectivité en Asie centrale et méridionale", "fr"),
        ("связь между странами Центральной и Южной Азии", "ru"),
        ("加强中亚和南亚之间的互联互通", "zh"),
    ):
        found = mentions(text, language=language)
        assert [each.target for each in found] == ["region/central-asia", "region/southern-asia"], language
        assert len({(each.start, each.end) for each in found}) == 1


def test_an_arabic_head_after_an_article_or_a_root_like_one() -> None:
    title = "وكالة الأمم المتحدة لإغاثة وتشغيل اللاجئين الفلسطينيين في الشرق الأدنى"
    for text in ("وإذ تقر بالتزام الوكالة بالعمل", "الميزانية المؤسسية للوكالة كافية"):
        found = mentions(text, language="ar", title=title)
        assert found[-1].target == "org/un/unrwa", text


def test_a_chinese_head_that_ends_a_longer_name_is_none() -> None:
    texts = ("联合国大会第三委员会开会。", "经济合作与发展组织发展援助委员会")
    found = leads(mentions(*texts, language="zh", body="org/un/ga"))
    assert "委员会" not in found


def test_an_office_of_another_organisation_stays_open() -> None:
    for text, language in (
        ("доклад Генерального секретаря Всемирной туристской организации", "ru"),
        ("世界旅游组织秘书长在报告中", "zh"),
        ("the Secretary-General of the World Tourism Organization", "en"),
    ):
        assert "org/un/sg" not in {each.target for each in mentions(text, language=language)}, language


def test_short_form_introduced_in_brackets() -> None:
    found = leads(
        mentions(
            'The Economic Cooperation Organization (hereinafter referred to as "the Partnership") met.',
            "The Partnership agreed.",
        )
    )
    assert found["Partnership"] == "org/eco"


def test_introduced_in_french_and_russian() -> None:
    french = leads(
        mentions(
            "La Banque africaine de développement (ci-après dénommée « l'Institution ») a décidé.",
            "Le siège de l'Institution est connu.",
            language="fr",
        )
    )
    assert french["Institution"] == "org/afdb"
    russian = leads(
        mentions("Экономический и Социальный Совет (далее — Инстанция) постановил.", "Инстанция решила.", language="ru")
    )
    assert russian["Инстанция"] == "org/un/ecosoc"


def test_part_joined_to_its_whole_keeps_the_whole() -> None:
    found = leads(mentions("les coprésidents du Groupe de Minsk de l'OSCE", language="fr"))
    assert found["Groupe de Minsk de l'OSCE"] == "org/osce/minsk-group"
    assert found["OSCE"] == "org/osce"


def test_an_office_of_another_organisation_is_not_the_united_nations() -> None:
    found = leads(mentions("the Secretary-General of the League of Arab States"))
    assert found["Secretary-General of the League of Arab States"] is None
    assert found["League of Arab States"] == "org/las"


def test_surname_needs_a_title() -> None:
    assert leads(mentions("President Nazarbayev said"))["President Nazarbayev"] == "person/nursultan-nazarbayev"
    assert not mentions("Nazarbayev said")
    later = mentions("Nursultan Nazarbayev spoke.", "Nazarbayev said")
    assert later[-1].target == "person/nursultan-nazarbayev"


def test_description_of_an_event() -> None:
    text = "following the accident at the nuclear power station of Fukushima"
    found = leads(mentions(text))
    assert found["accident at the nuclear power station of Fukushima"] == "event/fukushima-accident"
    assert found["Fukushima"] == "place/fukushima"


def test_congo_means_the_one_the_document_names() -> None:
    alone = mentions("the situation in the Congo")[0]
    assert (alone.target, [c.target for c in alone.candidates]) == ("state/cg", ["state/cd"])
    found = mentions("the Democratic Republic of the Congo is large", "peace in the Congo")
    assert found[-1].target == "state/cd"


def test_korea_alone_stays_open_with_both_candidates() -> None:
    found = mentions("peace in Korea")[0]
    assert found.target is None
    assert {c.target for c in found.candidates} == {"state/kr", "state/kp"}


def test_united_nations_office_is_told_by_its_city() -> None:
    found = leads(mentions("the United Nations Office and other international organizations in Geneva"))
    assert found["United Nations Office"] == "org/un/unog"
    assert found["Geneva"] == "place/geneva"


def test_mali_in_arabic_needs_company() -> None:
    assert "مالي" not in leads(mentions("قدم دعم مالي كبير", language="ar"))
    assert leads(mentions("الوضع في مالي", language="ar"))["مالي"] == "state/ml"


def test_organized_crime_in_arabic_is_no_organisation() -> None:
    assert not mentions("الجريمة المنظمة", language="ar", body="org/un/ga")


def test_names_keep_their_own_dates() -> None:
    found = mentions("the Geneva Conventions of 12 August 1949, signed on 5 May 2012")
    assert [m.target for m in found] == ["instrument/geneva-conventions", "date/2012-05-05"]


def test_ids_are_numbered_in_order_and_offsets_hold() -> None:
    found = mentions("France and Chad met in Geneva on 5 May 2012.", "Chad again.")
    assert [m.id for m in found] == [f"m{n}" for n in range(1, len(found) + 1)]
    assert [(m.at, m.start) for m in found] == sorted((m.at, m.start) for m in found)
    text = {"p-1": "France and Chad met in Geneva on 5 May 2012.", "p-2": "Chad again."}
    assert all(text[m.at][m.start : m.end] == m.text for m in found)


def test_chinese_treaty_in_brackets_and_its_short_form() -> None:
    found = mentions("《不扩散核武器条约》是基石。", "促请《条约》缔约国遵守。", language="zh")
    assert [m.target for m in found] == ["instrument/npt", "instrument/npt"]


def test_russian_cases() -> None:
    found = leads(mentions("о сотрудничестве с Международным агентством по атомной энергии", language="ru"))
    assert found["Международным агентством по атомной энергии"] == "org/iaea"
