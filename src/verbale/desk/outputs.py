"""What is issued of each language version, and its comparison with the text approved: read back, equal or refused."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Row

from verbale.desk.dressing import Issue, dressed
from verbale.desk.office import Refused
from verbale.desk.styles import House, setting_of, styles
from verbale.journey import read
from verbale.model.dossier import Dossier
from verbale.reading import open_source
from verbale.renditions import renderer
from verbale.renditions.design import Setting
from verbale.structure import structure

FORMS = ("akn", "html", "docx", "pdf")
"""What is made of each language version."""

Outputs = dict[tuple[str, str], bytes]
"""Contents by language and form."""


def outputs_of(texts: Sequence[Dossier], row: Row[Any], house: House) -> Outputs:
    """The outputs of a numbered communication. Refuses one that does not read back as the text approved."""
    style = styles()[row.style]
    style = msgspec.structs.replace(style, distribution=row.distribution or style.distribution)
    issue = Issue(symbol=row.symbol, day=row.issued, correction=row.correction or "", earlier=row.earlier or "")
    results: Outputs = {}
    for text in texts:
        dossier = dressed(text, style, row.symbol, row.issued, issue)
        language = dossier.document.language or "und"
        setting = setting_of(style, house, row.symbol, row.issued, language, row.job or "")
        for form in FORMS:
            content = written(dossier, form, setting)
            compare(dossier, content, f"{language}.{form}")
            results[language, form] = content
    return results


def written(dossier: Dossier, form: str, setting: Setting) -> bytes:
    """A dossier in one form; only Akoma Ntoso says what a reader thinks of the text."""
    plain = msgspec.structs.replace(dossier, mentions=(), positions=())
    if form == "docx":
        from verbale.renditions import docx

        return docx.render(plain, setting)
    if form == "pdf":
        from verbale.renditions import pdf

        return pdf.render(plain, setting)
    content = renderer(form)(dossier if form == "akn" else plain)
    return content.encode() if isinstance(content, str) else content


def paragraphs(dossier: Dossier) -> list[tuple[str, str]]:
    """Address and text of everything a document says, notes last."""
    blocks = [(block.address, block.text) for part in dossier.components for block in part.blocks]
    return blocks + [(note.address, note.text) for note in dossier.notes]


def skeleton(dossier: Dossier) -> list[tuple[object, ...]]:
    """Everything that must be the same after reading back: masthead, parts, blocks with roles and numbers, notes."""
    said: list[tuple[object, ...]] = [(field.field, field.text) for field in dossier.document.masthead]
    for part in dossier.components:
        said.append((part.address, part.kind, part.label, part.title, part.language))
        for one in part.blocks:
            notes = tuple((note.at, note.address) for note in one.notes)
            said.append((one.address, one.role, one.number, one.level, one.text, one.rows, notes))
    return said + [(note.address, note.mark, note.text) for note in dossier.notes]


def compare(dossier: Dossier, content: bytes, name: str) -> None:
    """Refuse an output that does not read back as the text it was made of.

    Akoma Ntoso and DOCX must be equal in everything. In a PDF, where structure is read from ink, every letter must be
    there, in whatever order a line from right to left gives it; of HTML, which browsers show, the same is asked.
    """
    if name.endswith(".akn"):
        equal = paragraphs(read(content, name=name)) == paragraphs(dossier)
    else:
        back = structure(open_source(content, name=name))
        equal = skeleton(back) == skeleton(dossier) if name.endswith(".docx") else not letters(dossier) - letters(back)
    if not equal:
        raise Refused(f"{name} does not read back as the text approved: nothing is issued.")


def letters(dossier: Dossier) -> Counter[str]:
    """How often each letter and figure stands in a document, its furniture counted in."""
    pages = [field.text for field in dossier.document.masthead] + [note.text for note in dossier.notes]
    pages += [piece.text for piece in dossier.furniture]
    for part in dossier.components:
        pages += [f"{block.number or ''} {block.text}" for block in part.blocks]
    return Counter(sign for sign in unicodedata.normalize("NFKC", " ".join(pages)) if sign.isalnum())
