"""Pinpoints: the examples of the knowledge files, instruments, this document, open references, growth."""

import time

import pytest

from verbale.grammar.pinpoint_parts import pinpoints
from verbale.model.mention import Mention
from verbale.naming.pinpoints import pinpoint_mentions
from verbale.naming.printed import printed_mentions
from verbale.naming.symbols import Surroundings
from verbale.tongues import TONGUES

ASSEMBLY = Surroundings(organ="org/un/ga")
EXAMPLES = [(tongue, e.text, e.pinpoints, e.target) for tongue in TONGUES for e in pinpoints(tongue).examples]


def pointed(text: str, language: str, around: Surroundings = ASSEMBLY) -> list[Mention]:
    """Pinpoints with the documents of the text at hand, as naming calls it."""
    return pinpoint_mentions(text, language, around, mentions=printed_mentions(text, language, around))


def instrument(text: str, name: str, target: str) -> Mention:
    """A mention of an instrument as the authority book would give it."""
    start = text.index(name)
    return Mention(
        id="", at="", start=start, end=start + len(name), text=name, type="instrument", target=target, rule="name/full"
    )


@pytest.mark.parametrize(("tongue", "text", "addresses", "target"), EXAMPLES)
def test_pinpoints_of_the_knowledge_files(tongue: str, text: str, addresses: tuple[str, ...], target: str) -> None:
    found = pointed(text, tongue)
    assert tuple(m.pinpoint for m in found) == addresses
    assert {m.target for m in found} <= {f"symbol/{target}" if target else None}


@pytest.mark.parametrize(
    ("language", "text", "name", "address"),
    [
        ("en", "article VI of the Treaty on the Non-Proliferation", "Treaty on the Non-Proliferation", "art-6"),
        ("en", "Article 2, paragraph 4, of the Charter", "Charter", "art-2/4"),
        ("fr", "l’article premier de la Convention", "Convention", "art-1"),
        ("fr", "le paragraphe 4 de l’Article 2 de la Charte", "Charte", "art-2/4"),
        ("es", "el Artículo 2, párrafo 4, de la Carta", "Carta", "art-2/4"),
        ("ru", "глава VIII Устава", "Устава", "part-8"),
        ("ru", "пункт 4 статьи 2 Устава", "Устава", "art-2/4"),
        ("zh", "《宪章》第二条第四款", "宪章", "art-2/4"),
        ("zh", "《宪章》第七十三条(辰)款", "宪章", "art-73/e"),
        ("ar", "الفقرة 4 من المادة 2 من الميثاق", "الميثاق", "art-2/4"),
        ("ar", "المادة الثانية من الاتفاقية", "الاتفاقية", "art-2"),
        ("fr", "le Chapitre VIII de la Charte", "Charte", "part-8"),
    ],
)
def test_parts_of_instruments(language: str, text: str, name: str, address: str) -> None:
    (found,) = pinpoint_mentions(text, language, ASSEMBLY, mentions=[instrument(text, name, "instrument/x")])
    assert (found.target, found.type, found.pinpoint) == ("instrument/x", "instrument", address)


def test_this_document_and_this_component() -> None:
    around = Surroundings(document="A/66/823", component="annex-1")
    (found,) = pointed("as stated in paragraph 7 above", "en", around)
    assert (found.target, found.pinpoint, found.rule) == ("symbol/A/66/823", "annex-1/7", "pinpoint/here")


def test_a_whole_that_is_not_known_stays_open() -> None:
    (found,) = pointed("paragraph 14 of the report of the Advisory Committee", "en")
    assert (found.target, found.pinpoint, found.rule) == (None, "14", "pinpoint/open")


def test_a_list_gives_one_mention_for_each_number() -> None:
    text = "paragraphs 2, 5 (b) and 7 to 9 of resolution 66/20"
    found = pointed(text, "en")
    assert [(m.text, m.pinpoint) for m in found] == [("paragraphs 2", "2"), ("5 (b)", "5/b"), ("7 to 9", "7..9")]


def test_each_paragraph_goes_to_its_own_document() -> None:
    text = "paragraph 14 of resolution 54/267, paragraph 15 of resolution 55/180 B and paragraph 3 of resolution 66/20"
    documents = [(m.target or "")[7:] for m in pointed(text, "en")]
    assert documents == ["A/RES/54/267", "A/RES/55/180B", "A/RES/66/20"]


def test_letters_of_two_levels() -> None:
    assert [m.pinpoint for m in pointed("paragraph 10 (b) (ii) of resolution 66/20", "en")] == ["10/b/2"]
    assert [m.pinpoint for m in pointed("paragraphs 81 (a) and (b) of resolution 66/20", "en")] == ["81/a", "81/b"]


def test_time_grows_with_the_text_alone() -> None:
    texts = (
        "paragraph 1, " * 40_000,
        "paragraph " * 50_000,
        "1 (a)" * 60_000,
        "第1段" * 60_000,
        "annex of the " * 40_000,
    )
    for hostile in texts:
        begun = time.process_time()
        pinpoint_mentions(hostile, "zh" if "段" in hostile else "en", ASSEMBLY)
        assert time.process_time() - begun < 8


def test_a_part_of_an_instrument_is_one_reference_with_it() -> None:
    text = "conformément au Chapitre VIII de la Charte des Nations Unies"
    charter = instrument(text, "Charte des Nations Unies", "instrument/un-charter")
    (found,) = pinpoint_mentions(text, "fr", ASSEMBLY, mentions=[charter])
    assert found.text == "Chapitre VIII de la Charte des Nations Unies"
