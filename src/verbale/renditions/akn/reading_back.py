"""A file of ours → Dossier, as it was written (profile V24 says what Akoma Ntoso does not carry).

Files of the UN and of others are read by `verbale.reading.akn` instead: they are a source like any other.
"""

from __future__ import annotations

import hashlib

from lxml import etree
from msgspec.structs import replace

from verbale.model.dossier import Component, Document, Dossier
from verbale.model.reading import Source
from verbale.renditions.akn.identifiers import address_of_id
from verbale.renditions.akn.levels import Levels
from verbale.renditions.akn.masthead import read_cover_page
from verbale.renditions.akn.mentions import read_apart
from verbale.renditions.akn.positions import read_positions
from verbale.renditions.akn.proceedings import read_proceedings
from verbale.renditions.akn.proprietary import (
    read_component,
    read_document,
    read_findings,
    read_source,
)
from verbale.renditions.akn.reading_line import text_of
from verbale.renditions.akn.references import read_references
from verbale.renditions.akn.vocabulary import short_language, vocabulary

LIMIT = 200_000_000
"""Bytes of a file that are read at most."""

DOCUMENTS = frozenset({"doc", "statement", "act", "bill", "debateReport", "debate", "judgment", "amendment"})


def parse(content: bytes) -> etree._Element:
    """The tree of a file; nothing outside it is fetched, no entity is resolved.

    Raises `ValueError` for a file that is too large, not well-formed, or no Akoma Ntoso.
    """
    if len(content) > LIMIT:
        raise ValueError("The file is too large: split it.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        raise ValueError(f"The file is not well-formed XML: {fault.msg}.") from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("The file declares a document type: take the declaration out.")
    return root


def is_ours(content: bytes) -> bool:
    """Whether a file was written by `render`: its root declares our namespace, its meta our source element."""
    head = content[:2048]
    return vocabulary().ours.encode() in head and b"<v:source" in content and b"<v:component" in content


def read(content: bytes) -> Dossier:
    """The dossier a file of ours was written from. Raises `ValueError` as `parse` does."""
    root = parse(content)
    main = next((child for child in root if etree.QName(child).localname in DOCUMENTS), None)
    if main is None:
        raise ValueError("The file holds no document: give Akoma Ntoso with doc, statement, act or debateReport.")
    entries = read_references(root)
    levels = Levels(entries)
    components = _components(main, levels, parent=None, prefix="", address="")
    levels.loose_notes(root)
    texts = {block.address: block.text for component in components for block in component.blocks}
    texts |= {note.address: note.text for note in levels.notes}
    mentions = [*levels.mentions, *read_apart(root, levels.places, texts)]
    return Dossier(
        source=_source(root, content),
        document=_document(root, main, components[0]),
        components=tuple(components),
        notes=tuple(levels.notes),
        mentions=tuple(mentions),
        positions=tuple(read_positions(root, levels.places, entries)),
        findings=read_findings(root),
        proceedings=read_proceedings(root, entries),
    )


def texts_of(root: etree._Element) -> dict[str, str]:
    """Id → text of every block and note of a file, for whoever checks offsets."""
    levels = Levels({})
    for document in root:
        if etree.QName(document).localname in DOCUMENTS:
            _components(document, levels, parent=None, prefix="", address="")
    levels.loose_notes(root)
    return levels.texts


def _source(root: etree._Element, content: bytes) -> Source:
    """The source the file was made from; the file itself where it does not say."""
    source = read_source(root)
    return source if source.sha256 else replace(source, sha256=hashlib.sha256(content).hexdigest())


def _components(
    document: etree._Element, levels: Levels, *, parent: str | None, prefix: str, address: str
) -> list[Component]:
    """A document element and its attachments, in printed order."""
    kind = vocabulary().kind_of(document.get("name"))
    meta = document.find("{*}meta")
    known = read_component(meta) if meta is not None else None
    if known is None:
        known = Component(address=address, kind=kind, parent=parent, language=_language(document))
    blocks = levels.read(document, known, prefix)
    title = known.title if meta is not None else None
    first = replace(known, blocks=blocks, title=title)
    levels.places[prefix.removesuffix("__")] = first.address
    found = [first]
    for number, attachment in enumerate(document.iterfind("{*}attachments/{*}attachment"), start=1):
        inner = next((child for child in attachment if etree.QName(child).localname in DOCUMENTS), None)
        if inner is None:
            continue
        eid = attachment.get("eId", f"{prefix}att_{number}")
        name = _component_address(inner) or address_of_id(f"annex_{number}", "", first.address)
        found += _components(inner, levels, parent=first.address, prefix=f"{eid}__", address=name)
    return found


def _component_address(document: etree._Element) -> str | None:
    """Address of a component by the end of its `FRBRthis`: `!annex_2/enclosure_1` is `annex-2/enclosure-1`."""
    this = document.find("{*}meta/{*}identification/{*}FRBRWork/{*}FRBRthis")
    name = (this.get("value", "") if this is not None else "").partition("/!")[2]
    return name.replace("_", "-") if name and name != "main" else None


def _language(document: etree._Element) -> str | None:
    """Language of the Expression."""
    element = document.find("{*}meta/{*}identification/{*}FRBRExpression/{*}FRBRlanguage")
    return short_language(element.get("language")) if element is not None else None


def _document(root: etree._Element, main: etree._Element, component: Component) -> Document:
    """Fields of the document: those written for us, else what identification says."""
    number = root.find(".//{*}presentation//{*}docketNumber")
    job_number = text_of(number) if number is not None else None
    masthead = read_cover_page(main)
    known = read_document(root, job_number)
    if known is not None:
        return replace(known, masthead=masthead)
    symbols = [
        alias.get("value", "")
        for alias in main.iterfind("{*}meta/{*}identification/{*}FRBRWork/{*}FRBRalias")
        if alias.get("name") == "symbol"
    ]
    return Document(
        symbol=symbols[0] if symbols else None,
        symbols=tuple(symbols),
        kind=component.kind,
        title=component.title,
        language=_language(main),
        job_number=job_number,
        masthead=masthead,
    )
