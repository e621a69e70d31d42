"""HTML → Reading: what a page prints, without its ways through the site, scripts and hidden parts. Nothing is fetched.

`vocabulary` (what elements say), `sheets` (what the page's own style sheet says of them), `notes` (marks and notes tied
by their links), `tables`, `setting` (the walk).
"""

from __future__ import annotations

import codecs
import re

import msgspec
from lxml import etree

from verbale.model.finding import Finding
from verbale.model.reading import Direction, Field, Reading, Source
from verbale.reading.encoding import decode
from verbale.reading.galley import tie_typed_marks
from verbale.reading.html.notes import notes_of
from verbale.reading.html.setting import Setting
from verbale.reading.html.sheets import sheet_of
from verbale.reading.mastheads import head_lines
from verbale.reading.refusal import Unreadable
from verbale.reading.xml import LARGEST, Element
from verbale.tongues.findings import finding

__all__ = ["read"]

DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
HEAD = 4096
"""Bytes at the start of a page in which its encoding is looked for."""


def read(content: bytes, source: Source) -> Reading:
    """A web page as a reading.

    Raises `Unreadable` when its bytes are no text, or nothing of it prints.
    """
    if len(content) > LARGEST:
        raise Unreadable("too-large", f"{source.name} is larger than a page can be: it is not read.")
    text, noticed = _decoded(content, source.name)
    page = _parsed(text, source.name)
    body = page.find("body")
    body = page if body is None else body
    turned = (body.get("dir") or page.get("dir") or "").lower()
    direction: Direction = "rtl" if turned == "rtl" else "ltr"
    setting = Setting(notes_of(body), sheet_of(page), direction)
    pages = setting.set_page(body)
    printed = setting.galley.text
    if not printed.strip():
        raise Unreadable(
            "nothing-read", f"{source.name} prints no text: save the page as it is shown and read it again."
        )
    title = (page.findtext(".//title") or "").strip()
    return Reading(
        source=msgspec.structs.replace(source, pages=pages, characters=len(printed)),
        text=printed,
        lines=tuple(tie_typed_marks(head_lines(setting.galley.lines), printed)),
        fields=(Field("title", title),) if title else (),
        language=_language(page),
        findings=noticed + _noticed(setting),
    )


def _decoded(content: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    """Text of a page: UTF-8 where it is valid, else as the page declares, else as its letters look."""
    declared = DECLARED.search(content[:HEAD])
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    if declared and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return content.decode(declared[1].decode("ascii")), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(content, name)


def _parsed(text: str, name: str) -> Element:
    """The tree of a page. Parsed from bytes, so that a declared encoding cannot contradict the text."""
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        page = etree.fromstring(text.replace("\0", "").encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable("nothing-read", f"{name} is no page that can be read ({fault}).") from fault
    if page is None:
        raise Unreadable("nothing-read", f"{name} prints no text: save the page as it is shown and read it again.")
    return page


def _language(page: Element) -> str | None:
    """The language a page declares, two letters."""
    said = (page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower()
    return said[:2] if re.fullmatch(r"[a-z]{2}(?:[-_].*)?", said) else None


def _noticed(setting: Setting) -> tuple[Finding, ...]:
    """What the page gave cause to say."""
    said = (("V110", setting.changes), ("V115", setting.hidden))
    return tuple(finding(code, count=count) for code, count in said if count)
