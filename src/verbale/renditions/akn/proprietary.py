"""`proprietary`: what Akoma Ntoso has no word for — source, fields of the contract, findings (profile V24)."""

from __future__ import annotations

from lxml import etree

from verbale.model.dossier import Component, Date, Document
from verbale.model.finding import Finding
from verbale.model.reading import Source
from verbale.renditions.akn.manuscript import Manuscript
from verbale.renditions.akn.markup import Markup
from verbale.renditions.akn.proceedings import write_proceedings
from verbale.renditions.akn.vocabulary import vocabulary

SINGLE = ("symbol", "title", "language", "body", "distribution", "session", "sender", "addressee")
SEVERAL = ("symbols", "originals", "bodies", "senders", "agenda", "earlier")


def write_proprietary(paper: Manuscript, component: Component, out: Markup) -> None:
    """What the contract says of this component; of the whole document and its source with the main one."""
    out.open("proprietary", [("source", paper.references.standing("verbale"))])
    if component is paper.main:
        _source(paper, out)
        _document(paper.dossier.document, out)
        write_proceedings(paper, paper.dossier.proceedings, out)
    _component(component, out)
    if component is paper.main:
        for finding in paper.dossier.findings:
            pairs = [("code", finding.code), ("name", finding.name), ("level", finding.level), ("at", finding.at)]
            out.empty("v:finding", [*pairs, ("text", finding.text)])
    out.close("proprietary")


def _source(paper: Manuscript, out: Markup) -> None:
    """The file that was read."""
    source = paper.dossier.source
    pairs = [("name", source.name), ("sha256", source.sha256), ("mediaType", source.media_type)]
    out.empty("v:source", [*pairs, ("pages", str(source.pages)), ("characters", str(source.characters))])


def _document(document: Document, out: Markup) -> None:
    """Fields of the document as the contract has them."""
    out.open("v:document", [("kind", document.kind), *((name, getattr(document, name)) for name in SINGLE)])
    for name in SEVERAL:
        for value in getattr(document, name):
            out.empty(f"v:{name}", [("value", value)])
    _dates(document.dates, out)
    out.close("v:document")


def _component(component: Component, out: Markup) -> None:
    """Fields of a component that its elements do not carry."""
    pairs = [("address", component.address), ("kind", component.kind), ("title", component.title)]
    pairs += [("label", component.label), ("language", component.language), ("parent", component.parent)]
    pairs.append(("place", component.place))
    if not component.originals and not component.dates:
        out.empty("v:component", pairs)
        return
    out.open("v:component", pairs)
    for value in component.originals:
        out.empty("v:originals", [("value", value)])
    _dates(component.dates, out)
    out.close("v:component")


def _dates(dates: tuple[Date, ...], out: Markup) -> None:
    """Dates with their roles."""
    for date in dates:
        out.empty("v:date", [("role", date.role), ("date", date.date), ("at", date.at), ("text", date.text)])


def read_source(root: etree._Element) -> Source:
    """The source a file was made from."""
    element = root.find(f".//{{{vocabulary().ours}}}source")
    if element is None:
        return Source(name="", sha256="", media_type="application/akn+xml")
    return Source(
        name=element.get("name", ""),
        sha256=element.get("sha256", ""),
        media_type=element.get("mediaType", "application/akn+xml"),
        pages=int(element.get("pages", "1")),
        characters=int(element.get("characters", "0")),
    )


def read_document(root: etree._Element, job_number: str | None) -> Document | None:
    """Fields of the document; None where the file does not carry them."""
    element = root.find(f".//{{{vocabulary().ours}}}document")
    if element is None:
        return None
    several = {name: _values(element, name) for name in SEVERAL}
    single = {name: element.get(name) for name in SINGLE}
    return Document(
        kind=element.get("kind", "document"),
        dates=read_dates(element),
        job_number=job_number,
        **several,  # type: ignore[arg-type]
        **single,  # type: ignore[arg-type]
    )


def _values(element: etree._Element, name: str) -> tuple[str, ...]:
    """Values of a list."""
    return tuple(one.get("value", "") for one in element.iterfind(f"{{{vocabulary().ours}}}{name}"))


def read_dates(element: etree._Element) -> tuple[Date, ...]:
    """Dates with their roles."""
    return tuple(
        Date(role=one.get("role", ""), date=one.get("date", ""), at=one.get("at", ""), text=one.get("text", ""))
        for one in element.iterfind(f"{{{vocabulary().ours}}}date")
    )


def read_component(meta: etree._Element) -> Component | None:
    """Fields of a component, without its blocks; None where the file does not carry them."""
    element = meta.find(f"{{*}}proprietary/{{{vocabulary().ours}}}component")
    if element is None:
        return None
    return Component(
        address=element.get("address", ""),
        kind=element.get("kind", "document"),
        title=element.get("title"),
        label=element.get("label"),
        language=element.get("language"),
        originals=_values(element, "originals"),
        parent=element.get("parent"),
        place=element.get("place"),
        dates=read_dates(element),
    )


def read_findings(root: etree._Element) -> tuple[Finding, ...]:
    """Findings of the reading that made the file."""
    found = []
    for one in root.iter(f"{{{vocabulary().ours}}}finding"):
        level = one.get("level", "info")
        found.append(
            Finding(
                code=one.get("code", ""),
                name=one.get("name", ""),
                level="error" if level == "error" else "warning" if level == "warning" else "info",
                at=one.get("at", ""),
                text=one.get("text") or one.text or "",
            )
        )
    return tuple(found)
