"""Builds the Word files of `samples/`, PDFs, the mail and the scan from `sources/*.txt`.

A source is a text of one directive a line (`@1` numbered paragraph, `@a` and `@i` items, `@p` plain paragraph, `@annex`
new part, `@note` text of the footnote whose mark is the nearest `^` before it …); `*…*` is italic, `**…**` bold.
Needs LibreOffice for the PDFs, Poppler and ImageMagick for the scan; all are called as programs.
"""

from __future__ import annotations

import email.message
import re
import subprocess
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "samples"
WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
FONTS = {"ar": "Noto Naskh Arabic", "zh": "Noto Serif CJK SC"}
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
"""Languages of the note whose way through the desk is the tour: one text, six files."""
LEVELS = {"1": 0, "a": 1, "i": 2}
FORMATS = {0: ("decimal", "%1."), 1: ("lowerLetter", "(%2)"), 2: ("lowerRoman", "(%3)")}
LETTERED = {"fr": "%2)", "es": "%2)", "ru": "%2)"}


def runs(text: str) -> str:
    """Text with `*italic*` and `**bold**` as Word runs; `^` becomes a footnote reference (numbered later)."""
    out = []
    for piece in re.split(r"(\*\*.+?\*\*|\*.+?\*|\^)", text):
        if piece == "^":
            out.append('<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="NOTE"/></w:r>')
            continue
        style = "<w:b/><w:bCs/>" if piece.startswith("**") else "<w:i/><w:iCs/>" if piece.startswith("*") else ""
        plain = piece.strip("*") if style else piece
        rtl = "<w:rtl/>" if any("\u0600" <= letter <= "\u06ff" for letter in plain) else ""
        if plain:
            out.append(f'<w:r><w:rPr>{style}{rtl}</w:rPr><w:t xml:space="preserve">{escape(plain)}</w:t></w:r>')
    return "".join(out)


def small(xml: str) -> str:
    """Runs in the size of footnotes, nine points."""
    return xml.replace("<w:rPr>", '<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/>')


def paragraph(text: str, language: str, properties: str = "") -> str:
    """One Word paragraph."""
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in text)
    bidi = "<w:bidi/>" if language == "ar" and arabic else ""
    return f"<w:p><w:pPr>{properties}{bidi}</w:pPr>{runs(text)}</w:p>"


def numbered(text: str, language: str, part: int, level: int) -> str:
    """A paragraph that Word numbers itself; every part has its own list."""
    return paragraph(text, language, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{part}"/></w:numPr>')


def centred(text: str, language: str) -> str:
    """A centred bold line."""
    return paragraph(f"**{text}**", language, '<w:spacing w:before="240" w:after="240"/><w:jc w:val="center"/>')


def masthead(fields: dict[str, list[str]], language: str) -> str:
    """The first-page header: organisation and symbol, organ and the lines of distribution, date and language."""
    rows = [
        (fields.get("organisation", [""])[0], fields.get("symbol", [""])[0]),
        (f"**{fields.get('body', [''])[0]}**", "\n".join(fields.get("masthead", []))),
    ]
    cells = ""
    for left, right in rows:
        columns = "".join(
            f"<w:tc>{''.join(paragraph(line, language) for line in (text.split(chr(10)) or ['']))}</w:tc>"
            for text in (left, right)
        )
        cells += f"<w:tr>{columns}</w:tr>"
    bidi = "<w:bidiVisual/>" if language == "ar" else ""
    return f"<w:tbl><w:tblPr>{bidi}<w:tblW w:w='9000' w:type='dxa'/></w:tblPr>{cells}</w:tbl><w:p/>"


def build(source: Path) -> tuple[dict[str, list[str]], str, list[str]]:
    """Masthead fields, body XML and footnote texts of a source."""
    fields: dict[str, list[str]] = {}
    body, notes, part, articles = [], [], 1, 0
    for line in source.read_text(encoding="utf-8").splitlines():
        directive, _, text = line[1:].partition(" ")
        language = fields.get("language", ["en"])[0]
        if directive in {"language", "symbol", "organisation", "body", "masthead"}:
            fields.setdefault(directive, []).append(text)
        elif directive == "note":
            notes.append(text)
        elif directive == "annex":
            part += 1
            body.append(paragraph(f"**{text}**", language, "<w:pageBreakBefore/>"))
        elif directive in {"title", "heading"}:
            articles += directive == "heading"
            body.append(centred(text, language))
        elif directive in LEVELS:
            part = 100 + articles if articles and directive == "a" else part
            body.append(numbered(text, language, part, LEVELS[directive]))
        else:
            align = '<w:jc w:val="right"/>' if directive == "right" else ""
            body.append(paragraph(text, language, align))
    return fields, "".join(body), notes


def numbering(language: str) -> str:
    """Decimal paragraphs, lettered and Roman items; one list instance a part."""
    levels = ""
    for level, (form, text) in FORMATS.items():
        text = LETTERED.get(language, text) if level == 1 else text
        levels += (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
            f'<w:pPr><w:ind w:left="{360 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        )
    abstract = f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    restart = '<w:lvlOverride w:ilvl="{0}"><w:startOverride w:val="1"/></w:lvlOverride>'
    overrides = restart.format(0) + restart.format(1)
    parts = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{overrides}</w:num>'
        for number in (*range(1, 4), *range(100, 120))
    )
    return f"<w:numbering {WORDS}>{abstract}{parts}</w:numbering>"


def footnotes(notes: list[str], language: str) -> str:
    """The part with the texts of the footnotes."""
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    bidi = "<w:pPr><w:bidi/></w:pPr>" if language == "ar" else ""
    texts = "".join(
        f'<w:footnote w:id="{number}"><w:p>{bidi}{mark}{small(runs(" " + text))}</w:p></w:footnote>'
        for number, text in enumerate(notes, start=1)
    )
    return f"<w:footnotes {WORDS}>{texts}</w:footnotes>"


def write_docx(source: Path, target: Path) -> None:
    """One Word file from one source."""
    fields, body, notes = build(source)
    language = fields["language"][0]
    for number in range(1, len(notes) + 1):
        body = body.replace('w:id="NOTE"', f'w:id="{number}"', 1)
    header = masthead(fields, language) if "body" in fields else "<w:p/>"
    running = paragraph(fields.get("symbol", [""])[0], language)
    font = FONTS.get(language, "Liberation Serif")
    parts = {
        "word/document.xml": f'<w:document {WORDS} xmlns:r="{OFFICE}"><w:body>{body}<w:sectPr>'
        '<w:headerReference w:type="first" r:id="r1"/><w:headerReference w:type="default" r:id="r2"/>'
        '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:bottom="1440" w:left="1440" w:right="1440" '
        'w:header="720" w:footer="720" w:gutter="0"/><w:titlePg/></w:sectPr></w:body></w:document>',
        "word/header1.xml": f"<w:hdr {WORDS}>{header}</w:hdr>",
        "word/header2.xml": f"<w:hdr {WORDS}>{running}</w:hdr>",
        "word/footnotes.xml": footnotes(notes, language),
        "word/numbering.xml": numbering(language),
        "word/styles.xml": f"<w:styles {WORDS}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}" w:eastAsia="{font}"/>'
        '<w:sz w:val="21"/><w:szCs w:val="21"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults></w:styles>",
    }
    kinds = {
        "header1": "header",
        "header2": "header",
        "footnotes": "footnotes",
        "numbering": "numbering",
        "styles": "styles",
    }
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{name}.xml"/>'
        for number, (name, kind) in enumerate(kinds.items(), start=1)
    )
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    parts["word/_rels/document.xml.rels"] = f"<Relationships {RELATIONS}>{relations}</Relationships>"
    parts["_rels/.rels"] = (
        f'<Relationships {RELATIONS}><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    parts["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>{overrides}</Types>'
    )
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name, date_time=(2045, 1, 1, 0, 0, 0))
            archive.writestr(
                entry, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + parts[name], zipfile.ZIP_DEFLATED
            )


def write_pdf(word: Path, target: Path) -> None:
    """A PDF through LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(word)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        target.write_bytes((Path(folder) / f"{word.stem}.pdf").read_bytes())


def write_scan(pdf: Path, target: Path) -> None:
    """A grey picture of the first page, turned a little, with grain."""
    turned = [
        "-rotate",
        "0.6",
        "-attenuate",
        "0.15",
        "+noise",
        "Gaussian",
        "-colorspace",
        "Gray",
        "-depth",
        "8",
        "-colors",
        "8",
    ]
    page = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", str(pdf), str(page)], check=True, timeout=120)
    command = ["convert", f"{page}.png", "-background", "white", *turned, str(target)]
    subprocess.run(command, check=True, timeout=120)


def write_mail(word: Path, target: Path) -> None:
    """A mail that carries the letter; its own two lines say who sends it."""
    mail = email.message.EmailMessage()
    mail["From"], mail["To"] = "mission@example.org", "registry@example.org"
    mail["Subject"] = "Письмо Постоянного представителя (учебное)"
    mail["Date"], mail["Message-ID"] = "Wed, 01 Mar 2045 09:00:00 +0000", "<exercise-1@example.org>"
    mail.set_content("Просьба распространить прилагаемое письмо.\nПостоянное представительство\n")
    subtype = "vnd.openxmlformats-officedocument.wordprocessingml.document"
    mail.add_attachment(word.read_bytes(), maintype="application", subtype=subtype, filename="письмо.docx")
    boundary = "=====exercise====="
    mail.set_boundary(boundary)
    target.write_bytes(mail.as_bytes())


def main() -> None:
    """Build every sample that is not written by hand."""
    with tempfile.TemporaryDirectory() as folder:
        words = {source.stem: Path(folder) / f"{source.stem}.docx" for source in (HERE / "sources").glob("*.txt")}
        for stem, word in words.items():
            write_docx(HERE / "sources" / f"{stem}.txt", word)
        for stem in ("letter.en", "note-verbale.ar", "declaration.zh", "treaty.fr"):
            (SAMPLES / f"{stem}.docx").write_bytes(words[stem].read_bytes())
        for language in LANGUAGES:
            target = SAMPLES / "circulation" / f"note-verbale.{language}.docx"
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(words[f"circulation.{language}"].read_bytes())
        for stem in ("resolution.en", "resolution.ar", "declaration.zh"):
            write_pdf(words[stem], SAMPLES / f"{stem}.pdf")
        write_mail(words["letter.ru"], SAMPLES / "letter.ru.eml")
        scanned = Path(folder) / "scan.pdf"
        write_pdf(words["note-verbale.en"], scanned)
        write_scan(scanned, SAMPLES / "note-verbale.en.png")


if __name__ == "__main__":
    main()
