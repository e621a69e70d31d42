"""Documents as they are issued: every form reads back as the text, the same bytes each time, archival PDF."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import msgspec
import pytest

from verbale.desk.dressing import Issue, dressed
from verbale.desk.office import Refused
from verbale.desk.outputs import FORMS, compare, skeleton, written
from verbale.desk.styles import House, pages_of, session_of, setting_of, styles
from verbale.journey import read
from verbale.model.dossier import Block, Component, Document, Dossier
from verbale.model.reading import Source
from verbale.reading import open_source
from verbale.renditions.design import Setting
from verbale.structure import structure
from verbale.tongues.files import TONGUES

pikepdf = pytest.importorskip("pikepdf")
pytest.importorskip("typst")

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "circulation"
ISSUING = House(issuing=True)
DAY = "2026-03-12"
SYMBOLS = {"cd": "CD/9901", "ga": "A/80/9901", "sc": "S/2026/9901", "hrc": "A/HRC/61/G/9", "npt": "NPT/CONF.2026/9"}


@functools.cache
def text(language: str) -> Dossier:
    return read(SAMPLES / f"note-verbale.{language}.docx")


def issue_of(style: str, language: str, house: House = ISSUING, **said: str) -> tuple[Dossier, Setting]:
    symbol = SYMBOLS.get(style, "DOC/2026/1") + said.pop("stars", "")
    chosen = styles()[style]
    dossier = dressed(text(language), chosen, symbol, DAY, Issue(symbol=symbol, day=DAY, **said))
    return dossier, setting_of(chosen, house, symbol, DAY, language, "26-01234")


def back(content: bytes, form: str) -> Dossier:
    return read(content, name=f"x.{form}") if form == "akn" else structure(open_source(content, name=f"x.{form}"))


def head_apart(dossier: Dossier) -> tuple[list[object], list[object]]:
    """The skeleton with the lines of the masthead sorted: columns beside each other have no order."""
    lines = len(dossier.document.masthead)
    said = skeleton(dossier)
    return sorted(said[:lines]), said[lines:]  # type: ignore[type-var]


@pytest.mark.parametrize("language", TONGUES)
def test_founding_case_reads_back_in_every_form(language: str) -> None:
    dossier, setting = issue_of("cd", language)
    for form in FORMS:
        content = written(dossier, form, setting)
        assert head_apart(back(content, form)) == head_apart(dossier), form
        assert written(dossier, form, setting) == content, f"{form}: the same text gave other bytes"


@pytest.mark.parametrize("style", ["ga", "sc", "hrc", "npt", "neutral"])
def test_every_style_reads_back_in_every_language(style: str) -> None:
    for language in TONGUES:
        dossier, setting = issue_of(style, language)
        made = back(written(dossier, "docx", setting), "docx")
        assert head_apart(made) == head_apart(dossier), language
        content = written(dossier, "pdf", setting)
        compare(dossier, content, f"{language}.pdf")
        made = back(content, "pdf")
        assert made.document.symbol == dossier.document.symbol, language
        assert head_apart(made)[1] == head_apart(dossier)[1], language


def test_without_being_the_issuing_office_pages_are_plain() -> None:
    for style in styles().values():
        design, template = pages_of(style, House())
        assert design.plain and template == "plain", style.name
        assert not setting_of(style, House(), "X/1", DAY, "en").permalink
    assert not pages_of(styles()["cd"], ISSUING)[0].plain


@pytest.mark.parametrize("language", ["fr", "ar", "zh"])
def test_pdf_is_tagged_and_archival(language: str) -> None:
    import io

    dossier, setting = issue_of("cd", language)
    with pikepdf.open(io.BytesIO(written(dossier, "pdf", setting))) as pdf:
        assert str(pdf.Root.Lang).startswith(language)
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        metadata = pdf.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == dossier.document.title
        kinds = set(tags(pdf.Root.StructTreeRoot))
        assert {"/Document", "/H1", "/P", "/Note"} <= kinds or {"/Document", "/H1", "/P", "/FENote"} <= kinds, kinds
        assert not unembedded(pdf)
        with pdf.open_outline() as outline:
            assert [one.title for one in outline.root][:1] == [dossier.document.title]
            assert len(outline.root) == len(dossier.components)


def tags(element: object) -> list[str]:
    """Kinds of all elements of a structure tree."""
    found = [str(element.S)] if "/S" in element else []  # type: ignore[operator,attr-defined]
    below = element.get("/K", [])  # type: ignore[attr-defined]
    for child in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(child, pikepdf.Dictionary):
            found += tags(child)
    return found


def unembedded(pdf: object) -> list[str]:
    """Fonts whose letters are not in the file."""
    known = {"/FontFile", "/FontFile2", "/FontFile3"}
    dictionaries = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]  # type: ignore[attr-defined]
    fonts = [one for one in dictionaries if one.get("/Type") == "/FontDescriptor"]
    return [str(one.FontName) for one in fonts if not known & set(one.keys())]


def test_code_on_the_page_leads_to_the_permalink() -> None:
    zxing = pytest.importorskip("zxingcpp")
    import pypdfium2

    dossier, setting = issue_of("cd", "fr")
    page = pypdfium2.PdfDocument(written(dossier, "pdf", setting))[0]
    codes = {str(code.format): code.text for code in zxing.read_barcodes(page.render(scale=4).to_pil())}
    assert "https://docs.un.org/fr/CD/9901" in codes.values()
    assert "2601234" in codes.values()


HOSTILE = (
    '#sys.inputs $x^2$ *bold* _it_ @ref <b>&amp; `code` \\ // /* "q" \u2011 {x} [y] ] %1 = head - item + 1. \u202e'
)


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "akn"])
def test_hostile_text_is_only_text(form: str) -> None:
    words = f"Before {HOSTILE} after."
    blocks = (
        Block(address="title", role="title", text=f"Note verbale {HOSTILE}"),
        Block(address="1", role="paragraph", number="1.", text=words),
        Block(address="2", role="paragraph", number="2.", text="Plain words follow here, and nothing more is said."),
    )
    document = Document(kind="note-verbale", title=blocks[0].text, language="en")
    source = Source(name="x", sha256="0" * 64, media_type="text/plain")
    part = Component(address="", kind="note-verbale", title=blocks[0].text, language="en", blocks=blocks)
    dossier = Dossier(source=source, document=document, components=(part,))
    _, setting = issue_of("neutral", "en")
    made = back(written(dossier, form, setting), form)
    joined = " ".join(block.text for each in made.components for block in each.blocks)
    joined += " ".join(field.text for field in made.document.masthead)
    shown = re.sub(r"[\s\u202e\u2011\u2010-]", "", joined)
    assert re.sub(r"[\s\u202e\u2011\u2010-]", "", HOSTILE) in shown


def test_bytes_that_say_something_else_are_refused() -> None:
    dossier, setting = issue_of("cd", "fr")
    other, _ = issue_of("cd", "es")
    for form in ("akn", "docx", "pdf"):
        with pytest.raises(Refused, match="does not read back"):
            compare(other, written(dossier, form, setting), f"fr.{form}")


@pytest.mark.parametrize("language", TONGUES)
def test_what_follows_an_issue_says_so(language: str) -> None:
    dossier, setting = issue_of("cd", language, correction="reissue", stars="*", earlier="A/78/9902")
    assert dossier.document.symbol == "CD/9901" and len(dossier.notes) == 3
    assert [note.mark for note in dossier.notes] == ["*", "**", "1"]
    for form in FORMS:
        compare(dossier, written(dossier, form, setting), f"{language}.{form}")
    made = back(written(dossier, "docx", setting), "docx")
    assert head_apart(made) == head_apart(dossier)
    assert made.document.symbol == "CD/9901" and "A/78/9902" in made.document.earlier
    corrected, setting = issue_of("ga", language, correction="corr")
    assert corrected.document.masthead[-1].field == "document-type"
    made = back(written(corrected, "docx", setting), "docx")
    assert head_apart(made) == head_apart(corrected)


def test_sessions_follow_their_opening() -> None:
    style = styles()["ga"]
    assert [session_of(style, day) for day in ("2024-09-09", "2024-09-10", "2026-03-12")] == ["78", "79", "80"]
    assert session_of(styles()["hrc"], DAY, "61") == "61"
    with pytest.raises(ValueError, match="--session"):
        session_of(styles()["hrc"], DAY)


def test_style_of_an_office_touches_data_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = msgspec.to_builtins(styles()["neutral"]) | {"name": "house", "series": "HOUSE/", "body": "org/house"}
    lines = [f"{key} = {msgspec.json.encode(value).decode()}" for key, value in own.items() if isinstance(value, str)]
    lines.append(f"masthead = {msgspec.json.encode(own['masthead']).decode()}\nnames = {{}}")
    (tmp_path / "house.toml").write_text("\n".join(lines))
    monkeypatch.setenv("VERBALE_STYLES", str(tmp_path))
    styles.cache_clear()
    try:
        assert styles()["house"].series == "HOUSE/" and "cd" in styles()
    finally:
        monkeypatch.undo()
        styles.cache_clear()


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_command_writes_the_file_byte_by_byte(form: str) -> None:
    from click.testing import CliRunner

    from verbale.cli import main

    made = CliRunner().invoke(main, ["read", str(SAMPLES / "note-verbale.fr.docx"), "--to", form])
    assert made.exit_code == 0, made.output
    assert skeleton(back(made.stdout_bytes, form))[1:] == skeleton(text("fr"))[1:]
    two = CliRunner().invoke(main, ["read", str(SAMPLES), "--to", form])
    assert two.exit_code == 2 and "--out" in two.output


def test_a_script_without_a_font_is_said() -> None:
    from verbale.renditions.pdf.content import content

    dossier, setting = issue_of("cd", "ar")
    with pytest.raises(ValueError, match="install fonts-noto-core"):
        content(dossier, setting, frozenset({"Noto Serif"}))


def test_reissue_keeps_the_symbol_and_takes_a_star(tmp_path: Path) -> None:
    from verbale.desk import open_desk
    from verbale.desk.checks import check
    from verbale.desk.intake import incoming, receive, register
    from verbale.desk.issue import approve, correct, issue, number
    from verbale.desk.publishing import issued
    from verbale.desk.verifying import faults

    desk = open_desk(tmp_path)
    symbols, first = [], ""
    for place in range(3):
        name = "note-verbale.fr.docx"
        code = receive(desk, "a", incoming([(name, (SAMPLES / name).read_bytes())]))
        if place:
            correct(desk, "a", first, code, ("reissue", "corr")[place - 1], "text")
        else:
            first = code
            register(desk, "a", code, {})
        check(desk, "a", code, {})
        approve(desk, "a", code)
        symbols.append(number(desk, "a", code, first=9901, date=DAY, earlier="A/78/9902"))
        issue(desk, "a", code)
        assert [form for _, form, _ in issued(desk, code)] == sorted(FORMS)
    assert symbols == ["CD/9901", "CD/9901*", "CD/9901/Corr.1"]
    assert not list(faults(desk))
