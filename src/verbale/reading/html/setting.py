"""A page walked in the order of its text and set into a galley. No recursion: a page may be nested without end."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import NamedTuple

from lxml import etree

from verbale.model.reading import Align, Cell, Direction, Region
from verbale.reading.galley import Facts, Galley, Look
from verbale.reading.html import vocabulary as say
from verbale.reading.html.notes import Notes
from verbale.reading.html.sheets import Sheet
from verbale.reading.html.tables import Tables
from verbale.reading.list_numbers import counted
from verbale.reading.xml import Element

BLANKS = re.compile(r"[ \t\n\r\f]+")
PARTED = re.compile(r"\n[ \t]*\n")
BULLET = "•"


class Scene(NamedTuple):
    """What holds inside an element: look, direction, region, note, cell, list."""

    look: Look = Look()
    direction: Direction = "ltr"
    region: Region = "body"
    note: str | None = None
    cell: Cell | None = None
    align: Align | None = None
    style: str | None = None
    level: int | None = None
    kept: bool = False
    """Blanks print as they stand (`pre`)."""
    depth: int = 0
    """How many lists the element lies in."""
    own: bool = False
    """Whether the element stands in a part of a page the house made, whose classes name roles."""
    role: str | None = None
    component: str | None = None


class Setting:
    """Sets a page; `galley` holds the result, `hidden` and `changes` what was left out."""

    def __init__(self, notes: Notes, sheet: Sheet, direction: Direction) -> None:
        self.galley = Galley()
        self.hidden = 0
        self.changes = 0
        self._page = 1
        self._notes = notes
        self._sheet = sheet
        self._tables = Tables()
        self._scenes = [Scene(direction=direction)]
        self._lists = list[tuple[str, int, int]]()
        self._label: str | None = None
        self._printed_label = 0
        self._sign: int | None = None
        self._line: Scene | None = None

    def set_page(self, body: Element) -> int:
        """Set everything in the body; the number of pages."""
        walk = etree.iterwalk(body, events=("start", "end"))
        for event, element in walk:
            if not isinstance(element.tag, str):
                if event == "end" and element is not body:
                    self._write(element.tail)
                continue
            if event == "start":
                if self._left_out(element):
                    walk.skip_subtree()
                    self._scenes.append(self._scenes[-1])
                else:
                    self._open(element)
            else:
                self._shut(element)
                if element is not body:
                    self._write(element.tail)
        self._end()
        return self._page

    def _left_out(self, element: Element) -> bool:
        """Whether an element does not print; what is hidden or struck out is counted."""
        if element.tag in say.UNPRINTED:
            return True
        said = self._sheet.said(element)
        if say.hidden(element.get("hidden") is not None, said):
            self.hidden += bool("".join(element.itertext()).strip())
            return True
        if element.tag in say.GONE:
            self.changes += 1
            return True
        if element in self._notes.returns:
            return self._own_mark(element)
        return element.tag == "a" and _leads_about(element, self._notes.references)

    def _own_mark(self, link: Element) -> bool:
        """A note's own mark at its start is kept as its label; an arrow back to the text is navigation, not print."""
        text = "".join(link.itertext()).strip()
        if text.strip("[]() ") != self._notes.marks.get(self._scenes[-1].note or ""):
            return not any(letter.isalnum() for letter in text)
        if not self.galley.opened.strip(" [("):
            self._write(text)
            self._sign = len(self.galley.opened)
        return True

    def _after_own_mark(self) -> bool:
        """Whether nothing stands in the paragraph yet but a note's own mark, whose text the block is."""
        mark = self._notes.marks.get(self._line.note or "") if self._line else None
        if not mark or self.galley.opened.strip() != mark:
            return False
        self._sign = len(self.galley.opened)
        self._write_raw(" ")
        return True

    def _open(self, element: Element) -> None:
        """Begin an element: end the paragraph before a block, then take what the element says."""
        tag = element.tag
        if tag in say.BLOCKS:
            if not self._after_own_mark():
                self._end()
            self._open_block(element)
        scene = self._scene(element)
        self._scenes.append(scene)
        if element in self._notes.references:
            key, _ = self._notes.references[element]
            self.galley.anchor(key, len(BLANKS.sub(" ", "".join(element.itertext())).strip()))
        if tag == "br":
            self._break()
        self._write(element.text)

    def _break(self) -> None:
        """A line ends; two ends of lines that follow each other print a blank line, which parts paragraphs."""
        if self._line is not None and self.galley.ends == "\n":
            self._end()
        else:
            self._write_raw("\n")

    def _open_block(self, element: Element) -> None:
        """Lists, items, tables and page breaks."""
        tag = element.tag
        said = self._sheet.said(element)
        if "always" in (said.get("page-break-before"), said.get("break-before")) or said.get("break-before") == "page":
            self._page += 1
        if tag in ("ol", "ul"):
            kind = said.get("list-style-type", said.get("list-style", "")).split(" ")[0] or element.get("type") or ""
            form = say.LISTS.get(kind, "decimal" if tag == "ol" else "bullet")
            step = -1 if element.get("reversed") is not None else 1
            first = sum(child.tag == "li" for child in element) if step < 0 else 1
            self._lists.append((form, _whole(element.get("start"), first) - step, step))
        elif tag == "li" and self._lists and element not in self._notes.holders:
            form, count, step = self._lists[-1]
            count = _whole(element.get("value"), count + step)
            self._lists[-1] = form, count, step
            self._label = BULLET if form == "bullet" else f"{counted(count, form)}." if form != "none" else None
        elif tag == "table":
            self._tables.begin(element)

    def _scene(self, element: Element) -> Scene:
        """What holds inside an element."""
        above, tag = self._scenes[-1], element.tag
        said = self._sheet.said(element)
        scene = above._replace(look=_look(above.look, element, said))
        if tag in say.BLOCKS:
            align = say.ALIGN.get(said.get("text-align", (element.get("align") or "").lower()))
            level = int(tag[1]) - 1 if tag in say.HEADINGS else None
            scene = scene._replace(
                align=align or ("center" if tag == "center" else above.align),
                style=element.get("class") or tag
                if tag not in ("div", "body")
                else element.get("class") or above.style,
                level=level,
                region=_region(element, above),
                kept=above.kept or tag == "pre",
                depth=above.depth + (tag in ("ol", "ul")),
            )
            if tag in say.HEADINGS:
                scene = scene._replace(style=tag)
            scene = _as_written(scene, element)
        if element.get("dir") in ("ltr", "rtl") and tag not in ("bdi", "bdo", "span"):
            scene = scene._replace(direction=element.get("dir"))
        if element in self._notes.holders:
            scene = scene._replace(note=self._notes.holders[element], region="note")
        if tag in ("td", "th") and self._tables.within:
            scene = scene._replace(cell=above.cell or self._tables.cell(element))
        return scene

    def _shut(self, element: Element) -> None:
        """End an element."""
        tag = element.tag
        if tag in say.BLOCKS:
            self._end()
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
            self._label = None
        elif tag == "table":
            self._tables.end()
        self._scenes.pop()

    def _write(self, text: str | None) -> None:
        """Text of the page, its blanks as HTML prints them."""
        if not text:
            return
        if self._scenes[-1].kept:
            *parts, text = PARTED.split(text)
            for part in parts:
                self._write_raw(part)
                self._end()
            self._write_raw(text)
            return
        text = BLANKS.sub(" ", text)
        if text.startswith(" ") and self.galley.ends in ("", " ", "\n", "\t"):
            text = text[1:]
        self._write_raw(text)

    def _write_raw(self, text: str) -> None:
        """Text as it stands; the number of a list item goes before the first of it."""
        if not text:
            return
        scene = self._scenes[-1]
        if self._line is None and text.strip():
            self._line = scene
            if self._label is not None and scene.note is None:
                label, self._label = self._label, None
                self.galley.write(f"{label}\t")
                self._printed_label = len(label) + 1
        self.galley.write(text, scene.look)

    def _end(self) -> None:
        """End the paragraph."""
        scene = self._line or self._scenes[-1]
        mark = self._notes.marks.get(scene.note or "")
        if self._sign is not None:
            text = self.galley.opened
            self._sign += text[self._sign : self._sign + 1] in (")", "]") and text[: self._sign].count("(") == 1
        facts: Facts = {
            "page": self._page,
            "direction": scene.direction,
            "region": scene.region,
            "label": self._sign or 0 if scene.note else self._printed_label,
            "note": scene.note,
            "mark": mark,
            "cell": scene.cell,
            "align": scene.align,
            "style": scene.style,
            "role": scene.role,
            "component": scene.component,
            "level": scene.level if scene.level is not None else scene.depth - 1 if self._printed_label else None,
        }
        self.galley.close(**facts)
        self._line, self._sign, self._printed_label = None, None, 0


def _as_written(scene: Scene, element: Element) -> Scene:
    """What a page the house made says outright: parts, roles of blocks, depth of headings; other pages say nothing."""
    classes = say.names(None, element.get("class"))
    if element.tag == "section" and "component" in classes:
        return scene._replace(own=True, role=None, component=element.get("id") if "annex" in classes else None)
    if not scene.own:
        return scene._replace(region="header") if element.tag == "h1" and "chrome" in classes else scene
    role = next((name for name in say.ROLES if name in classes), None)
    if role == "heading":
        return scene._replace(role=role, level=int(element.tag[1]) - say.DEEPER)
    return scene._replace(role=role, align="center") if "label" in classes else scene._replace(role=role)


def _look(above: Look, element: Element, said: dict[str, str]) -> Look:
    """The look of text inside an element."""
    tag, weight = element.tag, said.get("font-weight", "")
    decoration = said.get("text-decoration", "") + said.get("text-decoration-line", "")
    bold = tag in say.BOLD or (weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600))
    href = element.get("href") if tag == "a" else None
    return Look(
        bold=(above.bold or bold) and weight not in ("normal", "400"),
        italic=(above.italic or tag in say.ITALIC or said.get("font-style") == "italic")
        and said.get("font-style") != "normal",
        underline=above.underline or tag in say.UNDERLINE or "underline" in decoration,
        raised=above.raised or tag == "sup" or said.get("vertical-align") == "super",
        size=say.HEADINGS.get(tag, above.size),
        link=href if href and not href.startswith(("#", "javascript:")) else above.link,
    )


def _leads_about(link: Element, references: Container[Element]) -> bool:
    """Whether a link only leads about the page: a sign beside a paragraph, or the way past its menus."""
    if not (link.get("href") or "").startswith("#") or link in references:
        return False
    if say.names(None, link.get("class")) & say.SKIPS:
        return True
    text = "".join(link.itertext()).strip()
    return text in say.PERMALINKS


def _region(element: Element, above: Scene) -> Region:
    """Where a block stands: ways through a site and its foot are furniture, a `header` of the class is the masthead."""
    called = say.names(element.get("id"), element.get("class"))
    if element.tag == "header" and "masthead" in called and above.region == "body":
        return "masthead"
    above_it = element.getparent()
    if element.tag in say.HEADINGS and above_it is not None and above_it.get("role") in say.NOTES:
        return "footer"
    if element.tag == "nav" or element.get("role") == "navigation" or called & say.NAVIGATION:
        return "header"
    titled = element.tag == "div" and element.get("title") == "footer"  # so LibreOffice writes the foot of a page
    if element.tag == "footer" or element.get("role") == "contentinfo" or called & say.FOOT or titled:
        return "footer"
    return above.region


def _whole(text: str | None, default: int) -> int:
    """A whole number of an attribute."""
    try:
        return int(text) if text else default
    except ValueError:
        return default
