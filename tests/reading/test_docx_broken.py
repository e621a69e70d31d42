"""Word files that are broken, locked or hostile: a clear refusal or a finding, in little time and memory."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from tests.reading.word_files import paragraph, printed, read_word, run, word_file
from verbale.reading import Unreadable, open_source


def refusal(content: bytes, name: str = "note.docx") -> str:
    with pytest.raises(Unreadable) as refused:
        open_source(content, name=name)
    assert refused.value.text.endswith((".", "!"))
    return refused.value.code


def repacked(content: bytes, **parts: bytes) -> bytes:
    given, made = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in given.namelist():
            archive.writestr(name, parts.get(name.rpartition("/")[2].partition(".")[0], given.read(name)))
    return made.getvalue()


def test_cut_short() -> None:
    content = word_file(paragraph("Text"))
    assert refusal(content[: len(content) // 2]) == "damaged"


def test_damaged_inside() -> None:
    content = bytearray(word_file(paragraph("Text " * 200)))
    at = content.find(b"word/document.xml") + 40
    content[at : at + 60] = b"\x00" * 60
    with pytest.raises(Unreadable):
        open_source(bytes(content), name="note.docx")


def test_a_broken_part_beside_the_text_costs_only_that_part() -> None:
    content = word_file(paragraph("Text", '<w:pStyle w:val="A"/>'), styles='<w:style w:styleId="A"/>')
    reading = open_source(repacked(content, styles=b"\x00\x01 no XML at all"), name="note.docx")
    assert printed(reading) == ["Text"]
    assert [finding.name for finding in reading.findings] == ["part-unreadable"]


def test_relations_that_hold_references_to_entities_are_passed_over() -> None:
    content = word_file(paragraph("Text"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            spoilt = part.replace(b"<Relationship ", b"&x;<!-- --><Relationship ") if name.endswith(".rels") else part
            archive.writestr(name, spoilt)
    assert printed(open_source(made.getvalue(), name="note.docx")) == ["Text"]


def test_without_any_text() -> None:
    assert refusal(word_file(paragraph(""))) == "nothing-read"


def test_without_a_document() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refusal(made.getvalue()) == "unknown-format"


def test_under_a_password() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 1000
    assert refusal(ole) == "locked"


def test_an_encrypted_part() -> None:
    content = bytearray(word_file(paragraph("Text")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = 0
        while (at := content.find(signature, at)) >= 0:
            content[at + offset] |= 1
            at += 4
    assert refusal(bytes(content)) == "locked"


def test_a_zip_bomb_is_not_unpacked() -> None:
    started = time.monotonic()
    bomb = b"<w:document>" + b" " * 60_000_000
    assert refusal(repacked(word_file(paragraph("x")), document=bomb)) == "too-large"
    assert time.monotonic() - started < 5


def test_a_billion_laughs_are_not_laughed() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
    document = word_file(paragraph("MARK"))
    inside = zipfile.ZipFile(io.BytesIO(document)).read("word/document.xml").decode()
    laughing = f'<!DOCTYPE w [<!ENTITY l0 "ha">{entities}]>{inside.replace("MARK", "Said: &l29; end")}'
    started = time.monotonic()
    reading = open_source(repacked(document, document=laughing.encode()), name="note.docx")
    assert time.monotonic() - started < 2
    assert "haha" not in reading.text
    assert "entities-left-out" in [finding.name for finding in reading.findings]


def test_an_external_entity_is_not_opened() -> None:
    document = word_file(paragraph("MARK"))
    inside = zipfile.ZipFile(io.BytesIO(document)).read("word/document.xml").decode()
    spying = f'<!DOCTYPE w [<!ENTITY spy SYSTEM "file:///etc/passwd">]>{inside.replace("MARK", "Said: &spy;")}'
    reading = open_source(repacked(document, document=spying.encode()), name="note.docx")
    assert printed(reading)[0].startswith("Said:")
    assert "root:" not in reading.text


def test_xml_that_is_not_well_formed_is_recovered_with_a_finding() -> None:
    document = word_file(paragraph("First") + paragraph("Second"))
    inside = zipfile.ZipFile(io.BytesIO(document)).read("word/document.xml")
    reading = open_source(repacked(document, document=inside.replace(b"</w:body>", b"")), name="note.docx")
    assert printed(reading) == ["First", "Second"]
    assert "not-well-formed" in [finding.name for finding in reading.findings]


def test_nesting_without_end_neither_hangs_nor_crashes() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5000 + paragraph("Deep") + "</w:sdtContent></w:sdt>" * 5000
    started = time.monotonic()
    try:
        read_word(paragraph("Text") + deep)
    except Unreadable as refused:
        assert refused.code == "not-well-formed"
    assert time.monotonic() - started < 5


def test_tables_in_tables_in_tables() -> None:
    nested = paragraph("Core")
    for _ in range(40):
        nested = f"<w:tbl><w:tr><w:tc>{nested}</w:tc><w:tc>{paragraph('beside')}</w:tc></w:tr></w:tbl>{paragraph()}"
    reading = read_word(paragraph("Text") + nested)
    assert "Core" in reading.text
    assert {line.cell.table for line in reading.lines if line.cell} == {1}


def test_styles_based_on_themselves() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert printed(read_word(paragraph("Text", '<w:pStyle w:val="A"/>'), styles=styles)) == ["Text"]


def test_a_field_that_never_ends_hides_at_most_its_own_part() -> None:
    opened = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("instruction")
    reading = read_word(paragraph("Before") + paragraph(inside=opened), footer=paragraph("Foot"))
    assert printed(reading) == ["Before"]
    assert printed(reading, "footer") == ["Foot"]
