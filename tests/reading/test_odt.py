"""OpenDocument texts: automatic numbers, notes, tables, mastheads on the first page's master, revisions."""

from __future__ import annotations

import io
import zipfile

import pytest

from verbale.model.reading import Reading
from verbale.reading import Unreadable, open_source

BASE = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = (
    f'xmlns:office="{BASE}office:1.0" xmlns:text="{BASE}text:1.0" xmlns:table="{BASE}table:1.0"'
    f' xmlns:style="{BASE}style:1.0" xmlns:fo="{BASE}xsl-fo-compatible:1.0" xmlns:draw="{BASE}drawing:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)
LEVELS = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>'
    "</text:list-style>"
)


def odt(body: str, automatic: str = "", styles: str = "", masters: str = "", manifest: str = "<m/>") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMES}><office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {NAMES}><office:styles>{styles}</office:styles>"
            f"<office:master-styles>{masters}</office:master-styles></office:document-styles>",
        )
    return packed.getvalue()


def opened(body: str, **parts: str) -> Reading:
    return open_source(odt(body, **parts), name="note.odt")


def texts(reading: Reading, region: str = "body") -> list[str]:
    return [reading.text[line.start : line.end] for line in reading.lines if line.region == region]


def item(text: str, more: str = "") -> str:
    return f"<text:list-item><text:p>{text}</text:p>{more}</text:list-item>"


def test_numbers_of_lists_and_lists_that_count_on() -> None:
    inner = f"<text:list>{item('x')}{item('y')}</text:list>"
    reading = opened(
        f'<text:list xml:id="one" text:style-name="L">{item("a", inner)}{item("b")}</text:list><text:p>plain</text:p>'
        f'<text:list text:continue-list="one" text:style-name="L">{item("c")}</text:list>'
        f'<text:list text:style-name="L">{item("d", "<text:p>second</text:p>")}</text:list>'
        f'<text:list text:style-name="L" text:continue-numbering="true">{item("e")}</text:list>',
        automatic=LEVELS,
    )
    assert texts(reading) == ["1.\ta", "(a)\tx", "(b)\ty", "2.\tb", "plain", "3.\tc", "1.\td", "second", "2.\te"]
    assert [line.level for line in reading.lines][:3] == [0, 1, 1]


def test_several_levels_in_one_number_and_other_scripts() -> None:
    style = (
        '<text:list-style style:name="L">'
        '<text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..."/>'
        '<text:list-level-style-number text:level="2" style:num-format="А, Б, .., Аа, Аб, ... (ru)"'
        ' text:display-levels="2"/></text:list-style>'
    )
    inner = f"<text:list>{item('x')}</text:list>"
    reading = opened(f'<text:list text:style-name="L">{item("a")}{item("b", inner)}</text:list>', automatic=style)
    assert texts(reading) == ["一\ta", "二\tb", "二.А\tx"]


def test_headings_numbered_by_the_outline() -> None:
    level = '<text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>'
    outline = f"<text:outline-style>{level}</text:outline-style>"
    heading = '<text:h text:outline-level="1">{}</text:h>'
    reading = opened(heading.format("One") + heading.format("Two"), styles=outline)
    assert texts(reading) == ["I.\tOne", "II.\tTwo"]


def test_blanks_tabs_and_hidden_text() -> None:
    hidden = (
        '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    reading = opened(
        '<text:p>\n  One<text:s text:c="2"/>two<text:tab/>three<text:line-break/>four'
        '<text:span text:style-name="H">secret</text:span></text:p>',
        automatic=hidden,
    )
    assert texts(reading) == ["One  two\tthree\nfour"]
    assert [finding.name for finding in reading.findings] == ["hidden-text"]


def test_notes_are_tied_and_stand_on_the_page_of_their_mark() -> None:
    note = (
        '<text:note text:id="n" text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>See it.</text:p></text:note-body></text:note>"
    )
    properties = '<style:paragraph-properties fo:break-before="page"/>'
    page = f'<style:style style:name="B" style:family="paragraph">{properties}</style:style>'
    reading = opened(f'<text:p>Text{note}.</text:p><text:p text:style-name="B">Next</text:p>', automatic=page)
    assert [(anchor.at, anchor.key) for anchor in reading.lines[0].anchors] == [(4, "n")]
    assert [(line.note, line.mark, line.page) for line in reading.lines] == [
        (None, None, 1),
        (None, None, 2),
        ("n", "1", 1),
    ]


def test_looks_come_from_styles_and_their_parents() -> None:
    styles = (
        '<style:style style:name="Base" style:display-name="Base text" style:family="paragraph">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
    )
    automatic = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Base">'
        '<style:paragraph-properties style:writing-mode="rl-tb" fo:text-align="start"/></style:style>'
    )
    line = opened('<text:p text:style-name="P1">نص</text:p>', styles=styles, automatic=automatic).lines[0]
    assert (line.style, line.direction, line.align, line.runs[0].bold) == ("Base text", "rtl", "right", True)


def test_the_header_of_the_first_master_is_the_masthead() -> None:
    masters = (
        '<style:master-page style:name="Standard"><style:header><text:p>X/99/1</text:p></style:header>'
        "</style:master-page>"
        '<style:master-page style:name="First" style:next-style-name="Standard">'
        "<style:header><text:p>Organ</text:p></style:header><style:footer><text:p>24-00001</text:p></style:footer>"
        "</style:master-page>"
    )
    first = '<style:style style:name="P1" style:family="paragraph" style:master-page-name="First"/>'
    reading = opened('<text:p text:style-name="P1">Text</text:p>', automatic=first, masters=masters)
    assert texts(reading, "masthead") == ["Organ"]
    assert [(line.region, line.page) for line in reading.lines[2:]] == [("footer", 1), ("header", 2)]


def test_cells_boxes_and_revisions() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell.format('a')}{cell.format('b')}</table:table-row>"
    gone = "<text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region>"
    changes = f"<text:tracked-changes>{gone}</text:tracked-changes>"
    box = "<text:p><draw:frame><draw:text-box><text:p>Boxed</text:p></draw:text-box></draw:frame>Text</text:p>"
    reading = opened(f"{changes}{box}<table:table>{row}</table:table>")
    assert texts(reading) == ["Boxed", "Text", "a", "b"]
    assert [line.cell.column for line in reading.lines if line.cell] == [0, 1]
    assert [finding.name for finding in reading.findings] == ["tracked-changes"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (odt("<text:p>Text</text:p>", manifest="<encryption-data/>"), "locked"),
        (odt(""), "nothing-read"),
        (odt("<text:p>Text</text:p>")[:300], "damaged"),
    ],
)
def test_refusals(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        open_source(content, name="note.odt")
    assert refused.value.code == code
