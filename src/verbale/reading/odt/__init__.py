"""ODT → Reading, from the XML of the package: what is printed, in its order, with the numbers it generates.

`styles`, `lists` (automatic numbers), `walking` (paragraphs, tables, notes), `margins` (headers and footers).
"""

from __future__ import annotations

import msgspec

from verbale.model.finding import Finding
from verbale.model.reading import Field, Reading, Region, Source
from verbale.reading.galley import tie_typed_marks
from verbale.reading.mastheads import head_lines
from verbale.reading.odt.lists import Lists
from verbale.reading.odt.margins import Margin, margins_of
from verbale.reading.odt.names import OFFICE, TEXT
from verbale.reading.odt.styles import Styles
from verbale.reading.odt.walking import Walk
from verbale.reading.package import Package, open_package
from verbale.reading.refusal import Unreadable
from verbale.reading.xml import Element, local, parse_forgiving, parse_xml
from verbale.tongues.findings import finding

__all__ = ["read"]

LOCKED = b"encryption-data"
LONGEST = 2000
"""Longest value of a property that is kept."""


def read(content: bytes, source: Source) -> Reading:
    """An OpenDocument text as a reading: masthead, body, notes, then headers and footers of the other pages.

    Raises `Unreadable` when the package is damaged, under a password, too large or holds no text.
    """
    package = open_package(content)
    if LOCKED in package.part("META-INF/manifest.xml"):
        raise Unreadable("locked", f"{source.name} is under a password: save it without one and read it again.")
    root, findings = parse_forgiving(package.part("content.xml") or b"<none/>", "content.xml")
    body = next(root.iter(OFFICE + "text"), None)
    if body is None and findings:
        raise Unreadable("damaged", f"{source.name} is damaged where its text stands: ask for the file again.")
    if body is None:
        raise Unreadable("unknown-format", f"{source.name} is no text document: give a text, not a table or drawing.")
    dressed = _part(package, "styles.xml")
    styles = Styles([dressed, root])
    walk = Walk(styles, Lists([dressed, root]))
    _walk(walk, body, margins_of(body, styles, dressed))
    text = walk.galley.text
    if not text.strip():
        raise Unreadable("nothing-read", f"{source.name} holds no text: if its pages are pictures, give it as a PDF.")
    return Reading(
        source=msgspec.structs.replace(source, pages=walk.page, characters=len(text)),
        text=text,
        lines=tuple(tie_typed_marks(head_lines(walk.galley.lines), text)),
        fields=_fields(_part(package, "meta.xml")),
        findings=findings + _noticed(walk, body),
    )


def _part(package: Package, name: str) -> Element | None:
    """A part beside the text; None where it is missing or broken, which costs looks and margins only."""
    try:
        content = package.part(name)
        return parse_xml(content, name, recover=True) if content.strip() else None
    except Unreadable:
        return None


def _walk(walk: Walk, body: Element, margins: tuple[Margin, ...]) -> None:
    """Set everything that prints: the head of page 1, the body, the notes, the other headers and footers."""

    def margin(regions: tuple[Region, ...]) -> None:
        for one in margins:
            if one.region in regions:
                walk.blocks(one.element, {"region": one.region, "page": one.page})

    margin(("masthead",))
    walk.begin_text()
    walk.blocks(body, {})
    pages = walk.page
    for key, mark, page, note in walk.notes:
        walk.blocks(note, {"region": "note", "note": key, "mark": mark, "page": page})
    margin(("header", "footer"))
    walk.page = pages


def _fields(meta: Element | None) -> tuple[Field, ...]:
    """Properties of the document."""
    return tuple(
        Field(local(entry), entry.text.strip()[:LONGEST])
        for entry in (meta.iter() if meta is not None else ())
        if local(entry) and entry.text and entry.text.strip()
    )


def _noticed(walk: Walk, body: Element) -> tuple[Finding, ...]:
    """What the text gave cause to say."""
    changes = sum(1 for _ in body.iter(TEXT + "changed-region"))
    said = (("V110", changes), ("V115", walk.hidden))
    return tuple(finding(code, count=count) for code, count in said if count)
