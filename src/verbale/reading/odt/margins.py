"""Headers and footers of OpenDocument: those of the master page the text begins on, then those of the others."""

from __future__ import annotations

import msgspec

from verbale.model.reading import Region
from verbale.reading.odt.names import STYLE, TEXT
from verbale.reading.odt.styles import Styles
from verbale.reading.xml import Element, local

STANDARD = "Standard"


class Margin(msgspec.Struct, frozen=True):
    """One header or footer: its element, where it stands, the first page it can stand on."""

    element: Element
    region: Region
    page: int


def margins_of(body: Element, styles: Styles, root: Element | None) -> tuple[Margin, ...]:
    """Headers and footers of the master pages in use, those of page 1 first."""
    masters = {
        entry.get(STYLE + "name", ""): entry for entry in (root.iter(STYLE + "master-page") if root is not None else ())
    }
    opening = _opening(body, styles)
    following = masters[opening].get(STYLE + "next-style-name", "") if opening in masters else ""
    used = [opening, following, *_named(body, styles)]
    found = list[Margin]()
    for name in dict.fromkeys(used):
        if name not in masters:
            continue
        first_only = masters[name].get(STYLE + "next-style-name", name) != name
        parts = {local(part): part for part in masters[name]}
        for kind, part in parts.items():
            if not kind.startswith(("header", "footer")) or part.get(STYLE + "display") == "false":
                continue
            first = name == opening and kind == ("header" if kind.startswith("header") else "footer") + (
                "-first" if f"{kind.partition('-')[0]}-first" in parts else ""
            )
            region: Region = "header" if kind.startswith("header") else "footer"
            if first and region == "header" and _lines(part) > (0 if first_only or kind.endswith("-first") else 1):
                region = "masthead"
            found.append(Margin(part, region, 1 if first else 2))
    return tuple(sorted(found, key=lambda margin: margin.page))


def _opening(body: Element, styles: Styles) -> str:
    """The master page of the first paragraph."""
    for paragraph in body.iter(TEXT + "p", TEXT + "h"):
        named = styles.own("paragraph", paragraph.get(TEXT + "style-name")).get(STYLE + "master-page-name")
        return named or STANDARD
    return STANDARD


def _named(body: Element, styles: Styles) -> list[str]:
    """Master pages that paragraphs further on ask for."""
    asked = (
        styles.own("paragraph", paragraph.get(TEXT + "style-name")).get(STYLE + "master-page-name")
        for paragraph in body.iter(TEXT + "p", TEXT + "h")
    )
    return [name for name in asked if name]


def _lines(part: Element) -> int:
    """How many paragraphs of a margin hold print."""
    return sum(bool("".join(paragraph.itertext()).strip()) for paragraph in part.iter(TEXT + "p"))
