"""Dossier → DOCX: styles by role, automatic numbers, real footnotes, headers and footers; reads back as it was.

One idea a file: `package` (the archive), `styles`, `lists` (automatic numbers), `text` (runs), `notes`, `margins`
(masthead and page furniture), `body`. ECMA-376 part 1; the order of elements is that of its schema.
"""

from __future__ import annotations

from lxml import etree

from verbale.model.dossier import Dossier
from verbale.renditions.design import Design, Setting, plain_setting
from verbale.renditions.docx.body import Body
from verbale.renditions.docx.lists import Lists
from verbale.renditions.docx.margins import Margin
from verbale.renditions.docx.markup import Element, Node, Word, twips
from verbale.renditions.docx.notes import Notes
from verbale.renditions.docx.package import Parts
from verbale.renditions.docx.styles import styles_part
from verbale.renditions.docx.text import Hand
from verbale.tongues.files import knowledge_folder

__all__ = ["render"]

CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
ELEMENTS = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


def render(dossier: Dossier, setting: Setting | None = None) -> bytes:
    """A Word file. Without a setting it is plain: the masthead line by line, nobody's pages imitated."""
    setting = setting or plain_setting(dossier)
    language = dossier.document.language
    parts, notes = Parts(), Notes(dossier)
    hand, lists = Hand(language, notes.refer, parts.link), Lists(setting.design.type.list)
    document = Word("document")
    body = document("body")
    Body(body, hand, lists, setting).write(dossier)
    parts.add("styles", "styles", styles_part(setting.design, language).node)
    parts.add("numbering", "numbering", lists.part().node)
    parts.add("footnotes", "footnotes", notes.part(hand).node)
    parts.add("settings", "settings", _settings(setting).node)
    parts.add("fontTable", "fontTable", _fonts(setting.design).node)
    theme = knowledge_folder() / "styles" / "templates" / "theme.xml"
    parts.add("theme", "theme", etree.fromstring(theme.read_bytes()))
    section = Word("sectPr")
    for (kind, page), part in Margin(setting, hand).parts(dossier).items():
        called = parts.add(f"{kind}-{page}", kind, part.node)
        section(f"{kind}Reference", type=page).related("id", called)
    body.add(_section(section, setting.design, rtl=hand.rtl))
    return parts.archive(document.node, _core(dossier, setting))


def _section(section: Word, design: Design, *, rtl: bool) -> Word:
    """Paper, margins and direction of the pages. Word grows the upper margin of page 1 to the height of its header."""
    section("pgSz", w=twips(design.paper[0]), h=twips(design.paper[1]))
    margins, running = design.following, design.running
    section(
        "pgMar",
        top=twips(margins.top),
        right=twips(margins.right),
        bottom=twips(margins.bottom),
        left=twips(margins.left),
        header=twips(design.head.top if not design.plain else running.header),
        footer=twips(running.footer),
        gutter=0,
    )
    section("titlePg")
    if rtl:
        section("bidi")
    return section


def _settings(setting: Setting) -> Word:
    """Settings of the document, the symbol and the job number as variables among them."""
    root = Word("settings")
    if setting.design.running.mirrored:
        root("evenAndOddHeaders")
    notes = root("footnotePr")
    for called in (-1, 0):
        notes("footnote", id=called)
    compatible = root("compat")
    compatible("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    values = [(name, text) for name, text in (("sss1", setting.running), ("FooterJN", setting.job)) if text]
    variables = root("docVars") if values else None
    for name, text in values if variables else ():
        variables("docVar", name=name, val=text)  # type: ignore[misc]
    return root


def _fonts(design: Design) -> Word:
    """The families the styles name."""
    root = Word("fonts")
    for family in dict.fromkeys(families[0] for families in design.fonts.values()):
        root("font", name=family)
    return root


def _core(dossier: Dossier, setting: Setting) -> Node:
    """Properties of the file: title, language, the one date; no names of persons."""
    root = Element(CORE, "coreProperties")
    document = dossier.document
    values = (("title", document.title or setting.running), ("language", document.language or ""))
    for name, value in values:
        if value:
            child = Element(ELEMENTS, name).node
            child.text = value
            root.node.append(child)
    for name in ("created", "modified"):
        child = Element(TERMS, name).node
        child.set(f"{{{INSTANCE}}}type", "dcterms:W3CDTF")
        child.text = f"{setting.day}T00:00:00Z"
        root.node.append(child)
    return root.node
