"""HTML, Markdown and text: every block whole, every link leads somewhere, nothing runs and nothing is fetched."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from lxml import html
from msgspec.structs import replace

from tests.renditions import dossiers
from verbale.model.dossier import Block, Component, Dossier, Mark
from verbale.renditions import FORMATS, markdown, renderer

DOSSIERS = dossiers.every()


def page(dossier: Dossier) -> html.HtmlElement:
    """The page as a tree."""
    return html.document_fromstring(str(renderer("html")(dossier)))


def blocks(dossier: Dossier) -> list[Block]:
    """All blocks."""
    return [block for component in dossier.components for block in component.blocks]


@pytest.mark.parametrize("language", DOSSIERS)
def test_every_block_has_its_anchor_and_stands_whole_on_the_page(language: str) -> None:
    tree = page(DOSSIERS[language])
    for block in blocks(DOSSIERS[language]):
        element = tree.get_element_by_id(block.address)
        for extra in element.xpath(".//*[@class and contains(' card stance ref no link ', concat(' ', @class, ' '))]"):
            extra.drop_tree()
        for line in element.iter("br", "tr"):
            line.tail = "\n" + (line.tail or "")
        cells = [cell.text_content() for cell in element.iter("td")]
        shown = cells or [element.text_content().strip()]
        assert shown == ([cell for row in block.rows for cell in row] if block.rows else [block.text])


@pytest.mark.parametrize("language", DOSSIERS)
def test_every_link_of_the_page_leads_to_a_place_on_it(language: str) -> None:
    tree = page(DOSSIERS[language])
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids)), "an id stands once"
    assert {href for href in tree.xpath("//a/@href") if href.startswith("#")} <= {f"#{one}" for one in ids}


@pytest.mark.parametrize("language", DOSSIERS)
def test_the_page_says_its_language_and_direction(language: str) -> None:
    tree = page(DOSSIERS[language])
    assert (tree.get("lang"), tree.get("dir")) == (language, "rtl" if language == "ar" else "ltr")
    assert len(tree.xpath("//main")) == 1
    assert len(tree.xpath("//h1")) == 1


def test_a_paragraph_in_another_language_says_so() -> None:
    element = page(DOSSIERS["ru"]).get_element_by_id("p-2")
    assert (element.get("lang"), element.get("dir")) == ("en", "ltr")


def test_notes_lead_both_ways() -> None:
    tree = page(DOSSIERS["fr"])
    assert tree.get_element_by_id("ref-note-1").get("href") == "#note-1"
    assert tree.get_element_by_id("note-1").xpath(".//a[@role='doc-backlink']/@href") == ["#ref-note-1"]


def test_names_carry_cards_and_positions_carry_marks() -> None:
    tree = page(DOSSIERS["fr"])
    assert "Kazakhstan" in " ".join(tree.xpath("//*[@class='card']//text()"))
    mark = tree.get_element_by_id("annex-1/2").xpath(".//*[@class='stance']/a")[0]
    assert mark.text == "+"
    assert mark.get("class") == "evaluative-plus"
    assert tree.xpath("//*[@class='legend']/li")


def test_nothing_runs_and_nothing_is_fetched() -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&"
    marks = (
        Mark(start=0, end=8, kind="link", href="javascript:alert(1)"),
        Mark(start=9, end=12, kind="link", href='https://example.org/?a=1&b="2'),
    )
    block = Block(address='p-1"><script>', role='x" onclick="y', number="<b>", text=hostile, marks=marks)
    main = Component(
        address="", kind="document", label="<i>", title="</title><script>", language='en"', blocks=(block,)
    )
    document = replace(DOSSIERS["es"].document, title=hostile)
    text = str(renderer("html")(replace(DOSSIERS["es"], components=(main,), document=document)))
    tree = html.document_fromstring(text)
    assert not tree.xpath("//script | //img | //iframe | //object | //*[@onclick or @onerror or @src]")
    assert "javascript:" not in text
    assert not re.search(r"url\(|@import|<link", text)


@pytest.mark.parametrize("language", DOSSIERS)
def test_plain_text_holds_every_block_whole(language: str) -> None:
    text = str(renderer("text")(DOSSIERS[language]))
    bare = re.sub(r"\[(?:\d+|\*)\]", "", text)
    for block in blocks(DOSSIERS[language]):
        assert all(line in bare for line in block.text.split("\n")), block.address


@pytest.mark.parametrize("language", DOSSIERS)
def test_markdown_holds_every_block_whole(language: str) -> None:
    text = str(renderer("md")(DOSSIERS[language]))
    bare = re.sub(r"\\(.)|\[\^[^\]]+\]|\*+", lambda found: found[1] or "", text)
    for block in blocks(DOSSIERS[language]):
        if block.rows is None and set(block.text) != {"*"}:
            assert all(line in bare for line in block.text.split("\n")), block.address


def test_every_format_renders_every_dossier() -> None:
    for form in FORMATS:
        for dossier in DOSSIERS.values():
            assert renderer(form)(dossier)


class Balance(HTMLParser):
    """Counts open elements; an end tag must close the innermost one."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, self.getpos()


@pytest.mark.parametrize("language", DOSSIERS)
def test_every_element_of_the_page_is_closed(language: str) -> None:
    balance = Balance()
    balance.feed(str(renderer("html")(DOSSIERS[language])))
    assert balance.open == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [("1. x", r"1\. x"), ("1)", r"1\)"), ("- x", r"\- x"), ("# x", r"\# x"), ("3.5 km", "3.5 km"), ("a_b*", r"a\_b\*")],
)
def test_markdown_shows_signs_that_would_open_a_list(text: str, shown: str) -> None:
    assert markdown.escape(text) == shown
