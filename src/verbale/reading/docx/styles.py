"""Styles of a Word file: what a paragraph or a run looks like once every style it is based on has had its say."""

from __future__ import annotations

import functools

import msgspec

from verbale.model.reading import Align
from verbale.reading.docx.names import VALUE, W, child_value, points, switched, whole
from verbale.reading.galley import Look
from verbale.reading.xml import Element
from verbale.tongues.files import read_knowledge

DEPTH = 20
"""Longest chain of styles followed; a longer one is a circle."""
ALIGN: dict[str | None, Align] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
}


class Wording(msgspec.Struct, frozen=True):
    """Run properties that are said; None where they are left to the next style down."""

    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    raised: bool | None = None
    hidden: bool | None = None
    size: float | None = None

    def over(self, below: Wording) -> Wording:
        """These properties where said, else those below."""
        pairs = zip(msgspec.structs.astuple(self), msgspec.structs.astuple(below), strict=True)
        return Wording(*(upper if upper is not None else lower for upper, lower in pairs))


NOTHING = Wording()


class Manner(msgspec.Struct, frozen=True, kw_only=True):
    """Paragraph properties that are said."""

    number: str | None = None
    """Id of a numbering (`numId`); "0" takes numbers away."""
    level: int | None = None
    outline: int | None = None
    align: Align | None = None
    left: float | None = None
    first: float | None = None
    rtl: bool | None = None
    page_break: bool | None = None

    def over(self, below: Manner) -> Manner:
        """These properties where said, else those below."""
        lower = msgspec.structs.asdict(below)
        return Manner(
            **{name: own if own is not None else lower[name] for name, own in msgspec.structs.asdict(self).items()}
        )


def wording(properties: Element | None) -> Wording:
    """The properties of a `w:rPr`. Complex script (Arabic) has switches of its own, counted under `w:rtl`."""
    if properties is None or not len(properties):
        return NOTHING
    complex_script = switched(properties.find(W + "rtl")) is True
    raised = child_value(properties, "vertAlign")
    size = whole(child_value(properties, "szCs" if complex_script else "sz"))
    underline = properties.find(W + "u")
    return Wording(
        bold=switched(properties.find(W + ("bCs" if complex_script else "b"))),
        italic=switched(properties.find(W + ("iCs" if complex_script else "i"))),
        underline=None if underline is None else underline.get(VALUE, "single") != "none",
        raised=None if raised is None else raised == "superscript",
        hidden=switched(properties.find(W + "vanish")),
        size=size / 2 if size else None,
    )


def manner(properties: Element | None) -> Manner:
    """The properties of a `w:pPr`."""
    if properties is None:
        return Manner()
    numbering = properties.find(W + "numPr")
    indent = properties.find(W + "ind")
    first = None
    if indent is not None:
        hanging = points(indent.get(W + "hanging"))
        first = -hanging if hanging else points(indent.get(W + "firstLine"))
    return Manner(
        number=child_value(numbering, "numId"),
        level=whole(child_value(numbering, "ilvl")),
        outline=whole(child_value(properties, "outlineLvl")),
        align=ALIGN.get(child_value(properties, "jc")),
        left=None if indent is None else points(indent.get(W + "left", indent.get(W + "start"))),
        first=first,
        rtl=switched(properties.find(W + "bidi")),
        page_break=switched(properties.find(W + "pageBreakBefore")),
    )


class Stated(msgspec.Struct, frozen=True):
    """The part of `paragraph-styles.toml` that is taken at its word."""

    roles: dict[str, str]


@functools.cache
def stated_role(style: str | None) -> str | None:
    """The role a paragraph has by the name of its style, where the house wrote it: `Official title` is a title."""
    return _roles().get(style or "")


@functools.cache
def _roles() -> dict[str, str]:
    """Roles by the names of their styles."""
    return {name: role for role, name in read_knowledge("paragraph-styles.toml", Stated).roles.items()}


class Style(msgspec.Struct, frozen=True):
    """One style: its name for people, what it is based on, what it says."""

    name: str
    based: str | None
    manner: Manner
    wording: Wording


class Styles:
    """All styles of a file, each with its chain followed to the ground."""

    def __init__(self, root: Element | None) -> None:
        entries = [] if root is None else root.iter(W + "style")
        self._styles = dict[str, Style]()
        self.default: str | None = None
        for entry in entries:
            called = entry.get(W + "styleId", "")
            self._styles[called] = Style(
                name=child_value(entry, "name", called) or called,
                based=child_value(entry, "basedOn"),
                manner=manner(entry.find(W + "pPr")),
                wording=wording(entry.find(W + "rPr")),
            )
            if entry.get(W + "type") == "paragraph" and entry.get(W + "default") in ("1", "true"):
                self.default = called
        ground = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._ground = wording(ground)
        base = self.paragraph(self.default)
        self.size = base[1].size
        """Size of plain text, which runs leave unsaid."""

    def name(self, called: str | None) -> str | None:
        """Name of a style for people ("heading 1"), or its id where it is not defined."""
        called = called or self.default
        style = self._styles.get(called or "")
        return style.name if style else called

    @functools.cache  # noqa: B019  (lives as long as the file is read)
    def paragraph(self, called: str | None) -> tuple[Manner, Wording]:
        """What a paragraph style says in the end, the defaults of the file at the ground."""
        said, words = Manner(), NOTHING
        for style in self._chain(called or self.default):
            said, words = said.over(style.manner), words.over(style.wording)
        return said, words.over(self._ground)

    @functools.cache  # noqa: B019
    def character(self, called: str | None) -> Wording:
        """What a character style says in the end."""
        words = NOTHING
        for style in self._chain(called):
            words = words.over(style.wording)
        return words

    def look(self, words: Wording, link: str | None = None) -> Look:
        """Properties as a look of the galley; the size of plain text is left out."""
        return Look(
            bold=bool(words.bold),
            italic=bool(words.italic),
            underline=bool(words.underline),
            raised=bool(words.raised),
            size=None if words.size == self.size else words.size,
            link=link,
        )

    def _chain(self, called: str | None) -> list[Style]:
        """A style and what it is based on, nearest first."""
        chain = list[Style]()
        while called in self._styles and len(chain) < DEPTH:
            chain.append(self._styles[called])
            called = chain[-1].based
        return chain
