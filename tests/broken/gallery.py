"""The gallery of broken inputs: the smallest file for each defect, named after it, made here from nothing.

Each case says under which name the file comes and what may be answered: codes of refusals, codes of findings, or words
that must be read. Every defect met in the field becomes a case here.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import NamedTuple

LETTER_FR = (
    "La Mission permanente présente ses compliments au secrétariat et a l'honneur de lui faire tenir le texte de la "
    "déclaration. Elle le prie de bien vouloir la faire distribuer à tous les États membres.\n"
)
LETTER_RU = (
    "Постоянное представительство свидетельствует свое уважение секретариату и имеет честь препроводить ему текст "
    "заявления. Оно просит распространить его среди всех государств-членов.\n"
)
LETTER_AR = (
    "تهدي البعثة الدائمة أطيب تحياتها إلى الأمانة وتتشرف بأن تحيل إليها نص الإعلان. "
    "وترجو تعميمه على جميع الدول في هذا العام.\n"
)
LETTER_ZH = "常驻代表团向秘书处致意，并谨随函转交宣言全文。代表团请秘书处将其作为正式文件分发给所有会员国，不胜感激。\n"
WORD_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


class Case(NamedTuple):
    """A broken input: its file name, how it is made, refusals that are right, findings that must come, words read."""

    name: str
    make: Callable[[], bytes]
    refusals: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    reads: str | None = None
    seconds: float = 20.0


def pdf(pages: int = 1, text: str = "Note", *, trailer: str = "", kids: bool = True) -> bytes:
    """A PDF of pages that each print one line."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET"
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    first = len(objects) + 1
    objects += [
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>"
    ] * pages
    listed = " ".join(f"{first + page} 0 R" for page in range(pages)) if kids else ""
    objects[1] = f"<< /Type /Pages /Kids [{listed}] /Count {pages} >>"
    written, places = b"%PDF-1.4\n", []
    parts = [written]
    at = len(written)
    for number, body in enumerate(objects, 1):
        part = f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
        places.append(at)
        at += len(part)
        parts.append(part)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(
        f"{place:010d} 00000 n \n" for place in places
    )
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{at}\n%%EOF\n"
    return b"".join([*parts, (table + end).encode("latin-1")])


def locked_pdf() -> bytes:
    """A PDF whose user password is not the empty one."""
    key = "<" + "41" * 32 + ">"
    return pdf(trailer=f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >> /ID [<00> <00>]")


def docx(document: str, **parts: str | bytes) -> bytes:
    """A Word file of the main part given; further parts by path, `__` for a slash and `_dot_` for a full stop."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", WORD_TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", document)
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return written.getvalue()


def word_text(body: str, before: str = "") -> str:
    """The main part of a Word file."""
    return f'<?xml version="1.0"?>{before}<w:document {WORD}><w:body>{body}</w:body></w:document>'


def paragraph(text: str) -> str:
    """A paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def zip_bomb() -> bytes:
    """A Word file of 300 kB whose text would be 300 MB."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", WORD_TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        with archive.open("word/document.xml", "w") as part:
            part.write(word_text("").partition("</w:body>")[0].encode())
            for _ in range(300):
                part.write(b"<w:p/>" * 170_000)
    return written.getvalue()


def locked_zip() -> bytes:
    """A Word file whose parts carry the flag of encryption."""
    content = bytearray(docx(word_text(paragraph("secret"))))
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + flag] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def locked_office() -> bytes:
    """A Word file locked by a password: a compound file that holds an encrypted package."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(480)


def png(width: int, height: int, data: bytes | None = None) -> bytes:
    """A grey picture, white unless its bytes are given."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    dots = zlib.compress((b"\0" + b"\xff" * width) * height) if data is None else data
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def nested_html() -> bytes:
    """A web page of 100,000 boxes in each other."""
    return b"<!DOCTYPE html><html><body>" + b"<div>" * 100_000 + b"<p>deep</p>" + b"</div>" * 100_000


def nested_docx() -> bytes:
    """A Word file with tables in tables, 3,000 deep."""
    opened, closed = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return docx(word_text(paragraph("Letter") + opened * 3000 + paragraph("deep") + closed * 3000))


def nested_mail() -> bytes:
    """A mail whose attachment is a mail, 500 deep."""
    return (
        b"Subject: letter\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n" * 500
        + b"Subject: x\r\n\r\ndeep\r\n"
    )


def entities(kind: str) -> bytes:
    """An Akoma Ntoso file that reads a file of the machine, or swells a billion times."""
    if kind == "file":
        declared = '<!ENTITY x SYSTEM "file:///etc/passwd">'
    else:
        swelling = "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 10))
        declared = f'<!ENTITY x0 "laugh">{swelling}<!ENTITY x "&x9;">'
    return (
        f'<?xml version="1.0"?><!DOCTYPE akomaNtoso [{declared}]>'
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><mainBody>'
        "<paragraph><content><p>Letter &x; end</p></content></paragraph></mainBody></statement></akomaNtoso>"
    ).encode()


def external() -> bytes:
    """A Word file that asks for a template and a picture from elsewhere."""
    relations = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r9" TargetMode="External" Target="http://192.0.2.1/x.dotm" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>'
    )
    return docx(word_text(paragraph("Letter")), word___rels__document_dot_xml_dot_rels=relations)


MIXED = LETTER_FR.encode() * 3 + LETTER_FR.encode("cp1252") + LETTER_FR.encode()

CASES: dict[str, Case] = {
    "empty": Case("a.pdf", lambda: b"", ("empty",)),
    "blank": Case("a.txt", lambda: b" \r\n\t\n", ("empty",)),
    "only-nul": Case("a.txt", lambda: bytes(4096), ("empty",)),
    "only-bom": Case("a.txt", lambda: b"\xef\xbb\xbf", ("empty", "nothing-read")),
    "truncated-pdf": Case("a.pdf", lambda: pdf(3)[:300], ("damaged", "no-pages", "nothing-read")),
    "truncated-docx": Case("a.docx", lambda: docx(word_text(paragraph("Letter")))[:400], ("damaged",)),
    "truncated-picture": Case("a.png", lambda: png(200, 200)[:60], ("damaged", "nothing-read", "no-recogniser")),
    "locked-pdf": Case("a.pdf", locked_pdf, ("locked",)),
    "locked-docx": Case("a.docx", locked_office, ("locked",)),
    "locked-zip": Case("a.docx", locked_zip, ("encrypted", "locked")),
    "pdf-named-docx": Case("a.docx", pdf, reads="Note"),
    "docx-named-pdf": Case("a.pdf", lambda: docx(word_text(paragraph("Letter"))), reads="Letter"),
    "text-named-pdf": Case("a.pdf", LETTER_FR.encode, reads="compliments"),
    "spreadsheet": Case("a.xlsx", lambda: spreadsheet(), ("unknown-format",)),
    "program": Case("a.txt", lambda: b"\x7fELF" + bytes(range(256)) * 8, ("unknown-format",)),
    "noise": Case("a.txt", lambda: noise(), ("not-text",)),
    "no-pages": Case("a.pdf", lambda: pdf(0), ("no-pages", "damaged", "nothing-read")),
    "pages-that-are-not-there": Case("a.pdf", lambda: pdf(3, kids=False), ("no-pages", "damaged", "nothing-read")),
    "pages-without-text": Case("a.pdf", lambda: pdf(2, ""), ("nothing-read",)),
    "five-thousand-pages": Case("a.pdf", lambda: pdf(5000), reads="Note", seconds=60),
    "nested-html": Case("a.html", nested_html, ("nested-too-deep", "damaged", "nothing-read"), reads="deep"),
    "nested-docx": Case("a.docx", nested_docx, ("not-well-formed", "nested-too-deep"), reads="Letter"),
    "nested-mail": Case("a.eml", nested_mail, ("nested-too-deep", "nothing-read", "no-text"), reads="letter"),
    "zip-bomb": Case("a.docx", zip_bomb, ("too-large",)),
    "entity-of-the-machine": Case("a.xml", lambda: entities("file"), ("not-well-formed",), reads="Letter"),
    "billion-laughs": Case("a.xml", lambda: entities("laughs"), ("not-well-formed",), reads="Letter"),
    "entities-in-docx": Case(
        "a.docx",
        lambda: docx(word_text(paragraph("Letter &x;"), '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
        ("not-well-formed",),
        reads="Letter",
    ),
    "external-references": Case("a.docx", external, findings=("V111",), reads="Letter"),
    "picture-bomb": Case("a.png", lambda: png(60_000, 60_000, b"x"), ("too-large", "no-recogniser")),
    "white-picture": Case("a.png", lambda: png(300, 300), ("nothing-read", "no-recogniser")),
    "utf-16": Case("a.txt", lambda: LETTER_FR.encode("utf-16"), reads="présente"),
    "utf-16-without-mark": Case("a.txt", lambda: LETTER_RU.encode("utf-16-be"), reads="секретариату"),
    "utf-32": Case("a.txt", lambda: LETTER_ZH.encode("utf-32"), reads="秘书处"),
    "windows-1252": Case("a.txt", lambda: LETTER_FR.encode("cp1252"), findings=("V120",), reads="présente"),
    "windows-1251": Case("a.txt", lambda: LETTER_RU.encode("cp1251"), findings=("V120",), reads="секретариату"),
    "koi8-r": Case("a.txt", lambda: LETTER_RU.encode("koi8_r"), findings=("V120",), reads="секретариату"),
    "windows-1256": Case("a.txt", lambda: LETTER_AR.encode("cp1256"), findings=("V120",), reads="البعثة"),
    "iso-8859-6": Case("a.txt", lambda: LETTER_AR.encode("iso8859_6"), findings=("V120",), reads="البعثة"),
    "gb18030": Case("a.txt", lambda: LETTER_ZH.encode("gb18030"), findings=("V120",), reads="秘书处"),
    "mixed-encodings": Case("a.txt", lambda: MIXED, findings=("V124",), reads="présente"),
    "broken-utf-8": Case("a.txt", lambda: (LETTER_RU * 9).encode()[:-3], findings=("V121",), reads="секретариату"),
    "turned-direction": Case(
        "a.txt", lambda: f"{LETTER_FR}\u202eerbmem\u202c\n".encode(), findings=("V123",), reads="compliments"
    ),
    "nul-inside": Case(
        "a.txt", lambda: LETTER_FR.replace(" ses ", " s\0es ").encode(), findings=("V122",), reads="présente ses"
    ),
    "mixed-line-ends": Case(
        "a.txt", lambda: b"one two\r\nthree four\rfive six\nseven\x0ceight", reads="three four\nfive six\nseven"
    ),
}
"""Every defect by its name."""


def spreadsheet() -> bytes:
    """A workbook: an Office file that is no document."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return written.getvalue()


def noise() -> bytes:
    """Bytes that are no text in any encoding."""
    value, out = 1, bytearray()
    for _ in range(4096):
        value = (value * 1103515245 + 12345) & 0x7FFFFFFF
        out.append(value >> 16 & 0xFF)
    return bytes(out)
