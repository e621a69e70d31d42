"""What HTML elements, attributes and inline styles say of print. Names are those of the HTML standard."""

from __future__ import annotations

import re

from verbale.model.reading import Align

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
"""Elements before and after which a paragraph ends."""
UNPRINTED = frozenset(
    [
        "applet",
        "area",
        "audio",
        "base",
        "button",
        "canvas",
        "datalist",
        "embed",
        "frame",
        "frameset",
        "head",
        "iframe",
        "img",
        "input",
        "link",
        "map",
        "meta",
        "noframes",
        "noscript",
        "object",
        "optgroup",
        "option",
        "param",
        "progress",
        "script",
        "select",
        "source",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "track",
        "video",
    ]
)
"""Elements whose contents are not print of the document."""
HEADINGS = {"h1": 24.0, "h2": 18.0, "h3": 14.0, "h4": 12.0, "h5": 12.0, "h6": 12.0}
"""Headings and the size in points they are printed in where no style sheet says otherwise."""
BOLD = frozenset({"b", "strong", "th", *HEADINGS})
ITALIC = frozenset({"i", "em", "cite", "dfn", "var"})
UNDERLINE = frozenset({"u", "ins"})
GONE = frozenset({"del", "s", "strike"})
NAVIGATION = frozenset({"nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "topbar", "skip-link"})
ROLES = (
    "title",
    "heading",
    "operative",
    "preambular",
    "item",
    "formula",
    "quotation",
    "caption",
    "salutation",
    "closing",
    "signature",
    "place-date",
    "paragraph",
)
"""Classes of blocks on pages the house makes, which are the roles of the contract."""
DEEPER = 3
"""Headings of the text begin at h3 there: h1 and h2 are titles."""
SKIPS = frozenset({"skip", "skip-link", "skiplink", "skip-nav"})
"""Classes of the link past a page's menus, shown to nobody who does not ask for it."""
PERMALINKS = ("#", "\u00b6", "\u00a7", "\U0001f517")
"""Signs beside a paragraph that only link to it."""
NOTES = ("doc-endnotes", "doc-footnotes")
"""Roles of a section of notes, whose heading is no part of the text."""
FOOT = frozenset({"foot", "footer", "site-footer", "page-footer"})
ALIGN: dict[str, Align] = {"left": "left", "right": "right", "center": "center", "justify": "justify"}
LISTS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand",
    "arabic-abjad": "arabicAbjad",
    "lower-cyrillic": "russianLower",
    "none": "none",
    "disc": "bullet",
    "circle": "bullet",
    "square": "bullet",
}
"""List types of HTML and CSS as number formats of Office, which `counted` prints."""

_PROPERTY = re.compile(r"([a-z-]+)\s*:\s*([^;]+)")
_CLASSES = re.compile(r"[\s_]+")


def properties(style: str | None) -> dict[str, str]:
    """The properties of a `style` attribute, in small letters."""
    return {name: said.strip() for name, said in _PROPERTY.findall(style.lower())} if style else {}


def hidden(element_hidden: bool, said: dict[str, str]) -> bool:
    """Whether an element is kept from print by its attribute or style."""
    return element_hidden or said.get("display") == "none" or said.get("visibility") == "hidden"


def names(identity: str | None, classes: str | None) -> frozenset[str]:
    """The id and classes of an element as a set of names, in small letters."""
    return frozenset(_CLASSES.split(f"{identity or ''} {classes or ''}".lower())) - {""}
