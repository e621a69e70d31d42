"""The part `styles.xml`: one paragraph style a role, named in `knowledge/paragraph-styles.toml`, set by the design."""

from __future__ import annotations

import functools

import msgspec

from verbale.renditions.design import Design
from verbale.renditions.docx.markup import Word, twips
from verbale.tongues.files import read_knowledge

NOTE = "note"
MASTHEAD = "masthead"
RUNNING = "running"
LABEL = "label"
CELL = "cell"
LINE = "line"
HEADINGS = 9
"""Levels of headings Word knows."""
LANGUAGES = {"ar": "ar-SA", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "ru": "ru-RU", "zh": "zh-CN"}


class Named(msgspec.Struct, frozen=True):
    """Names of styles by what they are for: a role of the contract, or a place on the page."""

    roles: dict[str, str]
    places: dict[str, str]
    heading: str


@functools.cache
def names() -> Named:
    """Names of the styles we write, which are those the reader takes at their word."""
    return read_knowledge("paragraph-styles.toml", Named)


def style_id(role: str, level: int = 0) -> str:
    """Id of the style of a role: its name without blanks."""
    named = names()
    name = f"{named.heading} {min(max(level, 1), HEADINGS)}" if role == "heading" else ""
    name = name or named.roles.get(role) or named.places.get(role) or named.roles["paragraph"]
    return "".join(name.split()).replace("heading", "Heading")


def styles_part(design: Design, language: str | None) -> Word:
    """Defaults of the document and every style."""
    root, rtl = Word("styles"), language == "ar"
    defaults = root("docDefaults")
    said = defaults("rPrDefault")("rPr")
    _fonts(said, design, language)
    said("sz", val=round(design.type.text * 2))
    said("szCs", val=round(design.type.text * 2) + 4 * rtl)
    code = LANGUAGES.get(language or "", "en-GB")
    said("lang", val="en-GB" if language in ("ar", "zh") else code, eastAsia="zh-CN", bidi="ar-SA")
    spaced = defaults("pPrDefault")("pPr")
    spaced("spacing", after=0, line=twips(design.type.leading), lineRule="atLeast")
    style = root("style", type="paragraph", default=1, styleId="Normal")
    style("name", val="Normal")
    style("qFormat")
    for role, name in names().roles.items():
        _style(root, name, role, design, rtl)
    for level in range(1, HEADINGS + 1):
        _heading(root, level, design, rtl)
    for place, name in names().places.items():
        _style(root, name, place, design, rtl)
    table = root("style", type="table", default=1, styleId="TableNormal")
    table("name", val="Normal Table")
    table("uiPriority", val=99)
    margins = table("tblPr")
    margins("tblInd", w=0, type="dxa")
    box = margins("tblCellMar")
    box("left", w=60, type="dxa")
    box("right", w=60, type="dxa")
    return root


def _fonts(said: Word, design: Design, language: str | None) -> None:
    """Families of type: Latin, Arabic and Chinese letters each in theirs, whatever the document's language is."""
    latin = design.families("en")[0]
    fonts = {"ascii": latin, "hAnsi": latin, "eastAsia": design.families("zh")[0], "cs": latin}
    fonts["cs"] = design.families("ar")[0] if language == "ar" else latin
    said("rFonts", **fonts)


ALIGNED = {"title": "left", "place-date": "right", "signature": "right", "caption": "center", "label": "left"}
"""Roles that are not justified; the sides are those of a text from left to right."""
INDENTED = {"quotation": 2, "formula": 1, "preambular": 1, "operative": 1, "item": 1, "paragraph": 1}
SMALL = ("note", "running")


def _style(root: Word, name: str, role: str, design: Design, rtl: bool) -> None:
    """One style. In a paragraph from right to left Word's "right" is the end, so that sides need no turning."""
    style = root("style", type="paragraph", customStyle=1, styleId="".join(name.split()))
    style("name", val=name)
    style("basedOn", val="Normal")
    style("qFormat")
    type_, running = design.type, role in INDENTED
    indent = type_.indent if role not in (MASTHEAD, RUNNING, NOTE, CELL) else 0
    said = style("pPr")
    if role in ("title", "heading", "label"):
        said("keepNext")
    if rtl:
        said("bidi")
    before = 12 if role in ("title", "label", "place-date") else 0
    after = 12 if role == "title" else type_.after if role not in (MASTHEAD, RUNNING, CELL) else 0
    leading = {"title": type_.title + 3, NOTE: type_.note_leading}.get(role, type_.leading)
    said("spacing", before=twips(before), after=twips(after), line=twips(leading), lineRule="atLeast")
    extra = type_.list if role == "quotation" else 0
    if indent or extra:
        said("ind", left=twips(indent + extra), right=twips(indent + extra))
    said("jc", val="both" if running or role == NOTE else ALIGNED.get(role, "left"))
    size = {"title": type_.title, NOTE: type_.note, RUNNING: design.running.size}.get(role)
    _words(style, bold=role in ("title", "label"), size=size)


def _heading(root: Word, level: int, design: Design, rtl: bool) -> None:
    """A style of headings, with its outline level."""
    name = f"{names().heading} {level}"
    style = root("style", type="paragraph", styleId=style_id("heading", level))
    style("name", val=name)
    style("basedOn", val="Normal")
    style("next", val=style_id("paragraph"))
    style("qFormat")
    said = style("pPr")
    said("keepNext")
    if rtl:
        said("bidi")
    said("spacing", before=twips(12), after=twips(6))
    if design.type.indent:
        said("ind", left=twips(design.type.indent), right=twips(design.type.indent))
    said("jc", val="left")
    said("outlineLvl", val=level - 1)
    _words(style, bold=level < 4, size=design.type.heading if level == 1 else None, italic=level >= 4)


def _words(style: Word, *, bold: bool, size: float | None, italic: bool = False) -> None:
    """Run properties of a style; one that says nothing has none."""
    if not (bold or size or italic):
        return
    said = style("rPr")
    for kind, wanted in (("b", bold), ("i", italic)):
        if wanted:
            said(kind)
            said(f"{kind}Cs")
    if size:
        said("sz", val=round(size * 2))
        said("szCs", val=round(size * 2))
