"""Small PDF files made for the tests: pages of placed text in the standard fonts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

FONTS = {"plain": "Times-Roman", "bold": "Times-Bold", "italic": "Times-Italic"}
LETTER = (612, 792)


class Text(NamedTuple):
    """Text at a place: left edge and baseline from the upper left corner of the page."""

    left: float
    down: float
    text: str
    size: float = 10
    font: str = "plain"


class Rule(NamedTuple):
    """A drawn line: left edge, height from the upper left corner of the page, length to the right."""

    left: float
    down: float
    long: float


def lines(left: float, down: float, texts: Iterable[str], *, step: float = 12, size: float = 10) -> list[Text]:
    """Texts one below the other."""
    return [Text(left, down + step * place, text, size) for place, text in enumerate(texts)]


def pdf(pages: Sequence[Sequence[Text | Rule]], *, turned: int = 0, encrypt: str = "", producer: str = "") -> bytes:
    """A PDF of these pages. `encrypt` is the text of an encryption dictionary."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects += [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>" for name in FONTS.values()
    ]
    fonts = " ".join(f"/{key} {number} 0 R" for number, key in enumerate(FONTS, start=3))
    kids = []
    for page in pages:
        content = "\n".join(_shown(text) for text in page)
        objects.append(f"<< /Length {len(content.encode('latin-1'))} >>\nstream\n{content}\nendstream")
        kids.append(len(objects) + 1)
        box = f"[0 0 {LETTER[0]} {LETTER[1]}]"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Rotate {turned} "
            f"/Resources << /Font << {fonts} >> >> /Contents {len(objects)} 0 R >>"
        )
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>"
    if producer:
        objects.append(f"<< /Producer ({producer}) >>")
    return _file(objects, encrypt, f" /Info {len(objects)} 0 R" if producer else "")


def _shown(text: Text | Rule) -> str:
    """The operators that show a text or draw a rule."""
    if isinstance(text, Rule):
        return f"{text.left} {LETTER[1] - text.down} {text.long} 0.5 re f"
    escaped = text.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{text.font} {text.size} Tf 1 0 0 1 {text.left} {LETTER[1] - text.down} Tm ({escaped}) Tj ET"


def _file(objects: Sequence[str], encrypt: str, described: str = "") -> bytes:
    """Objects with their table of places."""
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    locked = f" /Encrypt {encrypt} /ID [<00> <00>]" if encrypt else ""
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R{described}{locked} >>\nstartxref\n{len(body)}\n%%EOF"
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}"
    return body + tail.encode("latin-1")
