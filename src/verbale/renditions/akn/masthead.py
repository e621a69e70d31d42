"""`coverPage`: the printed fields of the masthead in their order (profile V16)."""

from __future__ import annotations

from lxml import etree

from verbale.model.dossier import MastheadField
from verbale.renditions.akn.identification import whole_day
from verbale.renditions.akn.identifiers import entry_id
from verbale.renditions.akn.manuscript import Manuscript
from verbale.renditions.akn.markup import Attributes, Markup, attributes, write_text
from verbale.renditions.akn.reading_line import text_of
from verbale.renditions.akn.vocabulary import Field, field_names, vocabulary


def write_cover_page(paper: Manuscript, out: Markup) -> None:
    """The cover page; none where the document prints no masthead."""
    fields = paper.dossier.document.masthead
    if not fields:
        return
    out.open("coverPage", [("eId", "coverPage")])
    for field in fields:
        element, pairs = _element(paper, field)
        out.line(f"<p><{element}{attributes(pairs)}>{write_text(field.text)}</{element}></p>")
    out.close("coverPage")


def _element(paper: Manuscript, field: MastheadField) -> tuple[str, Attributes]:
    """Element and attributes of a field; a field without an element of its own is a named `inline`."""
    words = vocabulary().fields.get(field.field) or Field("inline", f"field.{entry_id(field.field)}", field.field)
    element, name = words.element, words.name
    day = _issued(paper) if element == "docDate" else None
    if element == "docDate" and day is None:
        element, name = "inline", "akn4un:date"
    if element == "inline" and name is None:
        name = f"akn4un:{entry_id(field.field)}"
    pairs: list[tuple[str, str | None]] = [("name", name), ("date", day)]
    pairs.append(("refersTo", paper.references.field(words.entry, words.label)))
    if element == "session":
        pairs.append(("value", paper.dossier.document.session))
    if field_names().get(words.entry) != field.field:
        pairs.append(("v:field", field.field))
    return element, [pair for pair in pairs if pair[1] is not None]


def _issued(paper: Manuscript) -> str | None:
    """Day of issue of the document."""
    days = [whole_day(date.date) for date in paper.dossier.document.dates if date.role == "issued" and date.at == ""]
    return next(iter(days), None)


def read_cover_page(document: etree._Element) -> tuple[MastheadField, ...]:
    """Fields of the masthead of a document element."""
    fields, ours = [], f"{{{vocabulary().ours}}}"
    for element in document.iterfind("{*}coverPage/{*}p/{*}*"):
        entry = element.get("refersTo", "").removeprefix("#")
        name = element.get(f"{ours}field") or field_names().get(entry) or _by_element(etree.QName(element).localname)
        fields.append(MastheadField(field=name or entry or "other", text=text_of(element)))
    return tuple(fields)


def _by_element(tag: str) -> str | None:
    """Field by element alone, for files that refer to the body and not to the field."""
    return next((key for key, field in vocabulary().fields.items() if field.element == tag != "inline"), None)
