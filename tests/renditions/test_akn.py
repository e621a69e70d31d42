"""Akoma Ntoso: what is written is valid and clean, and reads back to the dossier it was written from."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from tests.renditions import dossiers
from tests.renditions.invented import dossiers as invented
from verbale import read as read_any
from verbale.model.dossier import Block, Component, Document, Dossier, Mark
from verbale.model.reading import Source
from verbale.renditions.akn import comparable, read, render
from verbale.renditions.akn.check import check

DOSSIERS = dossiers.every()
DAY = datetime.date(2031, 1, 15)


@pytest.mark.parametrize("language", DOSSIERS)
def test_written_files_are_clean(language: str) -> None:
    assert check(render(DOSSIERS[language], marked=DAY)) == []


@pytest.mark.parametrize("language", DOSSIERS)
def test_reading_back_gives_the_same_dossier(language: str) -> None:
    content = render(DOSSIERS[language], marked=DAY)
    assert comparable(read(content)) == comparable(DOSSIERS[language])


@pytest.mark.parametrize("language", DOSSIERS)
def test_writing_what_was_read_gives_the_same_bytes(language: str) -> None:
    content = render(DOSSIERS[language], marked=DAY)
    assert render(read(content), marked=DAY) == content


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(invented())
def test_any_dossier_is_valid_and_reads_back(dossier: Dossier) -> None:
    content = render(dossier, marked=DAY)
    schema = [fault for fault in check(content) if fault.rule in {"XSD", "R1", "R22", "V22"}]
    assert not schema, schema
    assert comparable(read(content)) == comparable(dossier)


def test_ids_are_the_same_in_every_language() -> None:
    """`(a)`, `a)`, `أ)` are the same point (V10)."""
    arabic, english = (render(DOSSIERS[language]).decode() for language in ("ar", "en"))
    assert 'eId="para_1__list_1__point_a"' in arabic
    assert 'eId="para_2__list_1__point_a"' in english


def test_the_day_of_marking_is_the_callers() -> None:
    assert b'<FRBRdate date="2031-01-15" name="markup"/>' in render(DOSSIERS["fr"], marked=DAY)
    assert render(DOSSIERS["fr"]) == render(DOSSIERS["fr"])


def test_a_document_without_symbol_is_numbered_by_its_source() -> None:
    assert b"/nn-abababababab/!main" in render(DOSSIERS["es"])


def test_mentions_are_inline_where_one_thing_is_meant() -> None:
    content = render(DOSSIERS["fr"]).decode()
    nested = '<organization refersTo="#org.kz.mission-geneva" v:id="m1" v:rule="name/full">Mission permanente du <org'
    assert nested in content
    assert '<ref href="#att_1__para_2__list_1__point_a"' in content
    assert '<v:mention id="m9" at="#att_1__para_4"' in content, "an ambiguous mention is no inline"
    assert '<v:mention id="m6"' in content, "a mention that crosses another is no inline"


def test_text_after_items_ends_the_sentence_or_begins_one() -> None:
    content = render(DOSSIERS["fr"]).decode()
    assert '<wrapUp eId="att_1__para_2__list_1__wrapup">' in content
    assert '<p eId="att_1__para_3__p_2" v:pages="2 3">Second alinéa' in content


def test_files_of_ours_come_back_as_they_were() -> None:
    content = render(DOSSIERS["fr"], marked=DAY)
    assert comparable(read_any(content, name="note.xml")) == comparable(DOSSIERS["fr"])


def test_characters_xml_forbids_do_not_break_the_file() -> None:
    main = Component(address="", kind="document", blocks=(Block(address="p-1", role="paragraph", text="a\x00b\x0bc"),))
    dossier = Dossier(
        source=Source(name="x", sha256="1" * 64, media_type="text/plain"), document=Document(), components=(main,)
    )
    assert check(render(dossier)) == []
    assert read(render(dossier)).components[0].blocks[0].text == "a\ufffdb\ufffdc"


def test_two_blocks_of_one_address_never_share_an_id() -> None:
    twice = tuple(Block(address="7", role="paragraph", number="7.", text=text) for text in ("one", "two"))
    dossier = replace(
        DOSSIERS["es"],
        components=(Component(address="", kind="report", blocks=twice),),
        document=Document(kind="report"),
    )
    assert not [fault for fault in check(render(dossier)) if fault.rule == "XSD"]
    assert [one.address for one in read(render(dossier)).components[0].blocks] == ["7", "7"]


def test_mentions_and_positions_find_the_block_in_which_their_words_stand() -> None:
    """Two blocks of one address are a fault of the reading; what they carry must not become wrong by it."""
    note = DOSSIERS["en"]
    other = Block(address="1", role="operative", number="1.", text="Nothing.")
    main = replace(note.components[0], blocks=(other, *note.components[0].blocks))
    twice = replace(note, components=(main, note.components[1]))
    content = render(twice)
    assert not [fault for fault in check(content) if fault.rule == "V22"]
    assert comparable(read(content)) == comparable(twice)


def test_deep_nesting_does_not_break_the_file() -> None:
    headings = [Block(address=f"h-{n}", role="heading", level=n, text="Deeper") for n in range(1, 2000)]
    parts = ["1"]
    items = [Block(address="1", role="paragraph", number="1.", text="Top")]
    for _ in range(1000):
        parts.append("a")
        items.append(Block(address="/".join(parts), role="item", number="(a)", level=len(parts) - 1, text="Item"))
    for blocks in (headings, items):
        dossier = replace(DOSSIERS["es"], components=(Component(address="", kind="report", blocks=tuple(blocks)),))
        content = render(dossier)
        assert not [fault for fault in check(content) if fault.rule in {"XSD", "R1"}]
        assert [one.address for one in read(content).components[0].blocks] == [one.address for one in blocks]


def seconds(paragraphs: int) -> float:
    """Time to write a document of so many paragraphs with items, the better of two."""
    blocks = []
    for number in range(paragraphs):
        blocks.append(
            Block(
                address=str(number + 1), role="paragraph", number=f"{number + 1}.", text="Words of a paragraph. " * 20
            )
        )
        blocks.append(
            Block(address=f"{number + 1}/a", role="item", number="(a)", level=1, text="Words of an item. " * 5)
        )
    dossier = replace(DOSSIERS["es"], components=(Component(address="", kind="report", blocks=tuple(blocks)),))
    times = []
    for _ in range(2):
        start = time.perf_counter()
        render(dossier)
        times.append(time.perf_counter() - start)
    return min(times)


def test_time_grows_with_the_text_and_no_faster() -> None:
    assert seconds(8000) < 16 * seconds(1000)


def test_a_link_that_another_mark_crosses_comes_back_whole() -> None:
    """The markup writes such a link in two pieces, whose inner edges may be blanks."""
    dossier = DOSSIERS["fr"]
    block = dossier.components[0].blocks[0]
    marks = (Mark(start=1, end=8, kind="link", href="/ga/res/1"), Mark(start=0, end=6, kind="italic"))
    crossed = replace(block, text="Annexe au texte", marks=marks, notes=(), rows=None)
    first = replace(dossier.components[0], blocks=(crossed,))
    alone = replace(dossier, components=(first,), mentions=(), positions=(), notes=())
    assert comparable(read(render(alone, marked=DAY))) == comparable(alone)
