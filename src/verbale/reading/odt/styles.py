"""Styles of an OpenDocument text: the properties of a style with those of its parents beneath, and what they print."""

from __future__ import annotations

import re

from verbale.model.reading import Align
from verbale.reading.galley import Look
from verbale.reading.odt.names import FORMAT, STYLE, TEXT
from verbale.reading.xml import Element, local

DEPTH = 20
"""Longest chain of parents followed; a longer one is a circle."""
POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0}
LENGTH = re.compile(r"(-?[\d.]+)(pt|in|cm|mm|pc)")
ALIGN: dict[str, Align] = {"left": "left", "right": "right", "center": "center", "justify": "justify"}
Properties = dict[str, str]


class Styles:
    """Styles by family and name, from the styles of the document and those made automatically for its text."""

    def __init__(self, roots: list[Element | None]) -> None:
        self._own = dict[tuple[str, str], Properties]()
        self._full = dict[tuple[str, str], Properties]()
        self._names = dict[str, str]()
        for root in roots:
            for entry in root.iter(STYLE + "style", STYLE + "default-style") if root is not None else ():
                self._add(entry)
        self.size = points(self.of("paragraph", "Standard").get(FORMAT + "font-size"))
        """Size of plain text, which runs leave unsaid."""

    def _add(self, entry: Element) -> None:
        """One style with all it says."""
        name = entry.get(STYLE + "name", "")
        said: Properties = {key: entry.get(key) for key in entry.attrib if key != STYLE + "name"}
        for part in entry:
            if local(part) in ("text-properties", "paragraph-properties"):
                said |= dict(part.attrib)
        self._own[entry.get(STYLE + "family", ""), name] = said
        self._names[name] = entry.get(STYLE + "display-name", name)

    def of(self, family: str, name: str | None) -> Properties:
        """All properties of a style, its parents' and the defaults of its family beneath."""
        key = family, name or ""
        if key not in self._full:
            chain, at = list[Properties](), name or ""
            while (family, at) in self._own and at and len(chain) < DEPTH:
                chain.append(self._own[family, at])
                at = chain[-1].get(STYLE + "parent-style-name", "")
            full = dict(self._own.get((family, ""), {})) if family == "paragraph" else {}
            for said in reversed(chain):
                full |= {name: value for name, value in said.items() if name != STYLE + "master-page-name" or value}
            self._full[key] = full
        return self._full[key]

    def own(self, family: str, name: str | None) -> Properties:
        """What a style says itself."""
        return self._own.get((family, name or ""), {})

    def shown(self, name: str | None) -> str | None:
        """Name of a style for people; of one made automatically, that of its parent."""
        parent = self.own("paragraph", name).get(STYLE + "parent-style-name")
        called = parent if parent and re.fullmatch(r"M?P\d+", name or "") else name
        return self._names.get(called or "", called)

    def look(self, said: Properties, link: str | None = None) -> Look:
        """Properties as a look of the galley."""
        size = points(said.get(FORMAT + "font-size"))
        return Look(
            bold=said.get(FORMAT + "font-weight", "normal") not in ("normal", "100", "200", "300", "400", "500"),
            italic=said.get(FORMAT + "font-style") in ("italic", "oblique"),
            underline=said.get(STYLE + "text-underline-style", "none") != "none",
            raised=said.get(STYLE + "text-position", "").startswith(("super", "3", "5")),
            size=None if size == self.size else size,
            link=link,
        )


def points(said: str | None) -> float | None:
    """A length of OpenDocument in points; None for shares and nonsense."""
    match = LENGTH.fullmatch(said or "")
    try:
        return float(match[1]) * POINTS[match[2]] if match else None
    except ValueError:
        return None


def hidden(said: Properties) -> bool:
    """Whether text of these properties is kept from print."""
    return said.get(TEXT + "display") == "none"


def align(said: Properties, *, rtl: bool) -> Align | None:
    """The side a paragraph is set to."""
    side = said.get(FORMAT + "text-align", "")
    side = {"start": "right" if rtl else "left", "end": "left" if rtl else "right"}.get(side, side)
    return ALIGN.get(side)
