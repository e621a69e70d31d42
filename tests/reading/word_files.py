"""Small Word files for tests, written part by part."""

from __future__ import annotations

import io
import zipfile

from verbale.model.reading import Reading
from verbale.reading import open_source

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="urn:wps"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes",
         "settings": "settings", "comments": "comments"}  # fmt: skip


def word_file(body: str, *, header: str = "", footer: str = "", default_header: str = "", relations: str = "",
              **parts: str) -> bytes:  # fmt: skip
    """A DOCX: `body` is the inside of `w:body`; `header` and `footer` are those of the first page; `parts` by name."""
    margins = {"header1": ("header", "hdr", header), "footer1": ("footer", "ftr", footer),
               "header2": ("header", "hdr", default_header)}  # fmt: skip
    links = [f'<Relationship Id="{name}" Type="{RELATION}{name}" Target="{name}.xml"/>' for name in parts]
    links += [
        f'<Relationship Id="{name}" Type="{RELATION}{kind}" Target="{name}.xml"/>'
        for name, (kind, _, inside) in margins.items()
        if inside
    ]
    section = "".join(
        f'<w:{kind}Reference w:type="{"default" if name == "header2" else "first"}" r:id="{name}"/>'
        for name, (kind, _, inside) in margins.items()
        if inside
    )
    title_page = "<w:titlePg/>" if header or footer else ""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f"<w:document {NAMES}><w:body>{body}<w:sectPr>{section}{title_page}</w:sectPr></w:body></w:document>",
        )
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{''.join(links)}{relations}</Relationships>")
        for name, inside in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{ROOTS[name]} {NAMES}>{inside}</w:{ROOTS[name]}>")
        for name, (_, root, inside) in margins.items():
            if inside:
                archive.writestr(f"word/{name}.xml", f"<w:{root} {NAMES}>{inside}</w:{root}>")
    return packed.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    said = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str = "", properties: str = "", inside: str = "") -> str:
    """A paragraph of one run, or of what is given `inside`."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside or run(text)}</w:p>"


def numbered(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph with an automatic number."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(place: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of an abstract list."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def read_word(body: str, **parts: str) -> Reading:
    """A small Word file, read."""
    return open_source(word_file(body, **parts), name="letter.docx")


def printed(reading: Reading, region: str = "body") -> list[str]:
    """Lines of a region as printed, number and text."""
    return [reading.text[line.start : line.end] for line in reading.lines if line.region == region]


def labels(reading: Reading) -> list[str]:
    """Automatic numbers of the lines, "" where there is none."""
    return [reading.text[line.start : line.start + line.label].strip() for line in reading.lines]
