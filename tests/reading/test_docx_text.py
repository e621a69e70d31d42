"""What Word prints: text boxes once, fields by their results, revisions as accepted, tables, styles."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.reading.word_files import NAMES, paragraph, printed, read_word, run, word_file
from verbale.reading import open_source

BOX = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"


def test_a_text_box_in_two_vocabularies_is_read_once() -> None:
    twice = (
        f"<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{BOX}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert printed(read_word(paragraph(inside=twice + run("Text")))) == ["In a box", "Text"]


def test_fields_print_their_results_and_hide_their_instructions() -> None:
    complex_field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("7") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    simple = '<w:fldSimple w:instr="DATE">' + run("3 May") + "</w:fldSimple>"
    assert printed(read_word(paragraph(inside=run("Page ") + complex_field + run(", ") + simple))) == ["Page 7, 3 May"]


def test_a_variable_without_a_saved_result_prints_its_value() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DOCVARIABLE "sss1" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    settings = '<w:docVars><w:docVar w:name="sss1" w:val="CD/9999"/><w:docVar w:name="sss2" w:val="-"/></w:docVars>'
    reading = read_word(paragraph(inside=field), settings=settings)
    assert printed(reading) == ["CD/9999"]
    assert [(field.name, field.text) for field in reading.fields] == [("sss1", "CD/9999")]


def test_a_field_that_numbers_paragraphs_counts_them() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> AUTONUM </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    reading = read_word(paragraph(inside=field + run("\tOne")) + paragraph(inside=field + run("\tTwo")))
    assert printed(reading) == ["1.\tOne", "2.\tTwo"]


def test_the_hidden_comment_of_the_document_system_gives_fields() -> None:
    said = "<<ODS JOB NO>>N2500001E<<ODS JOB NO>><<ODS DOC SYMBOL1>>A/99/1<<ODS DOC SYMBOL1>>"
    said = said.replace("<", "&lt;")
    reading = read_word(paragraph("Text"), comments=f'<w:comment w:id="1">{paragraph(said)}</w:comment>')
    assert [(field.name, field.text) for field in reading.fields] == [
        ("ODS JOB NO", "N2500001E"),
        ("ODS DOC SYMBOL1", "A/99/1"),
    ]
    assert "ODS" not in reading.text


def test_revisions_are_read_as_accepted_and_said_aloud() -> None:
    revised = (
        run("The State ")
        + '<w:del w:id="1"><w:r><w:delText>refuses</w:delText></w:r></w:del><w:ins w:id="2">'
        + run("accepts")
        + '</w:ins><w:moveFrom w:id="3">'
        + run("gone")
        + '</w:moveFrom><w:moveTo w:id="4">'
        + run(" the text")
        + "</w:moveTo>"
    )
    reading = read_word(paragraph(inside=revised))
    assert printed(reading) == ["The State accepts the text"]
    assert [finding.name for finding in reading.findings] == ["tracked-changes"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    reading = read_word(paragraph("One ", '<w:rPr><w:del w:id="1"/></w:rPr>') + paragraph("sentence."))
    assert printed(reading) == ["One sentence."]


def test_signs_that_are_elements() -> None:
    signs = (
        "<w:r><w:t>post</w:t><w:noBreakHyphen/><w:t>conflict</w:t><w:tab/><w:t>co</w:t><w:softHyphen/><w:t>operation</w:t>"
        '<w:sym w:font="Symbol" w:char="F0B7"/><w:br/><w:t>line</w:t></w:r>'
    )
    assert printed(read_word(paragraph(inside=signs))) == ["post\u2011conflict\tcooperation•\nline"]


def test_hidden_text_is_left_out_and_said_aloud() -> None:
    reading = read_word(paragraph(inside=run("Seen") + run("hidden", "<w:vanish/>")))
    assert printed(reading) == ["Seen"]
    assert reading.findings[0].name == "hidden-text"


def test_content_controls_and_links_are_read() -> None:
    inside = f"<w:sdt><w:sdtContent>{run('In a control')}</w:sdtContent></w:sdt>"
    inside += f'<w:hyperlink r:id="h">{run(" linked")}</w:hyperlink>'
    relation = '<Relationship Id="h" Type="x/hyperlink" Target="https://docs.example/A/99/1" TargetMode="External"/>'
    reading = read_word(f"<w:sdt><w:sdtContent>{paragraph(inside=inside)}</w:sdtContent></w:sdt>", relations=relation)
    assert printed(reading) == ["In a control linked"]
    assert reading.lines[0].runs[0].link == "https://docs.example/A/99/1"
    assert not reading.findings


def test_parts_outside_the_file_are_not_fetched() -> None:
    relation = (
        '<Relationship Id="x" Type="x/attachedTemplate" Target="http://127.0.0.1:9/a.dotm" TargetMode="External"/>'
    )
    reading = read_word(paragraph("Text") + '<w:altChunk r:id="x"/>', relations=relation)
    assert [finding.name for finding in reading.findings] == ["external-reference", "external-reference"]


def test_cells_know_their_table_row_and_column() -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<w:tc><w:tcPr>{more}</w:tcPr>{paragraph(text)}</w:tc>"

    inner = f"<w:tc><w:tbl><w:tr>{cell('x')}{cell('y')}</w:tr></w:tbl>{paragraph()}</w:tc>"
    wide = cell("a", '<w:gridSpan w:val="2"/>')
    table = f"<w:tbl><w:tr>{wide}{cell('b')}</w:tr><w:tr>{cell('c')}{inner}</w:tr></w:tbl>"
    reading = read_word(paragraph("Before") + table)
    places = [(line.cell.row, line.cell.column) for line in reading.lines if line.cell]
    assert places == [(0, 0), (0, 2), (1, 0), (1, 1), (1, 1)]


def test_a_table_of_one_cell_is_only_a_border() -> None:
    reading = read_word(paragraph("Before") + f"<w:tbl><w:tr><w:tc>{paragraph('Framed')}</w:tc></w:tr></w:tbl>")
    assert [line.cell for line in reading.lines] == [None, None]


def test_styles_give_looks_and_right_to_left() -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="20"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="Base"><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Head"><w:name w:val="heading 1"/><w:basedOn w:val="Base"/>'
        '<w:pPr><w:bidi/><w:jc w:val="left"/><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    )
    line = read_word(paragraph("عنوان", '<w:pStyle w:val="Head"/>'), styles=styles).lines[0]
    assert (line.style, line.direction, line.align, line.level) == ("heading 1", "rtl", "right", 0)
    assert line.runs[0].bold
    assert line.runs[0].size == 14


def test_a_page_break_turns_the_page_but_not_before_the_first_word() -> None:
    broken = "<w:pageBreakBefore/>"
    reading = read_word(paragraph("First", broken) + paragraph("Second", broken) + paragraph("Third"))
    assert [line.page for line in reading.lines] == [1, 2, 2]


@pytest.mark.parametrize(("kind", "pages"), [("", [1, 2]), ('<w:type w:val="continuous"/>', [1, 1])])
def test_a_section_begins_on_a_new_page_unless_it_goes_on(kind: str, pages: list[int]) -> None:
    body = paragraph("First", "<w:sectPr/>") + paragraph("Second", f"<w:sectPr>{kind}</w:sectPr>")
    assert [line.page for line in read_word(body).lines] == pages


def test_strict_open_xml_is_read_alike() -> None:
    content = word_file(paragraph("Strict"))
    strict = NAMES.replace("schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml")
    given, made = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in given.namelist():
            archive.writestr(name, given.read(name).replace(NAMES.encode(), strict.encode()))
    assert printed(open_source(made.getvalue(), name="a.docx")) == ["Strict"]
