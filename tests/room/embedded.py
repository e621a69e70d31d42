"""What a reference manager takes from a page, by the rules its makers publish for pages without a translator.

Highwire tags (`citation_*`) first, then Dublin Core (`DC.*`), then COinS (`span.Z3988`), then the title: the order of
Zotero's translator for embedded metadata. Written for the tests: what it takes, a reference manager takes.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qs

from lxml import html


class Item(NamedTuple):
    """A reference as it lands in a library."""

    title: str
    authors: list[str]
    number: str
    date: str
    institution: str
    language: str
    kind: str


KINDS = {"citation_technical_report_institution": "report", "citation_journal_title": "journalArticle"}
"""Highwire tag → type of item that it makes."""


def take(content: bytes) -> Item:
    """The item of a page."""
    page = html.fromstring(content)
    given: dict[str, list[str]] = {}
    for tag in page.xpath("//meta[@name and @content]"):
        given.setdefault(tag.get("name").lower().replace("dcterms.", "dc."), []).append(tag.get("content"))
    carried = [parse_qs(one) for one in page.xpath("//span[contains(@class,'Z3988')]/@title")]

    def first(*names: str) -> str:
        for name in names:
            if name in given:
                return given[name][0]
            if carried and name in carried[0]:
                return carried[0][name][0]
        return ""

    kind = next((kind for tag, kind in KINDS.items() if tag in given), "webpage")
    return Item(
        first("citation_title", "dc.title", "rft.title", "rft.btitle") or page.findtext(".//title"),
        given.get("citation_author") or given.get("dc.creator") or (carried[0].get("rft.au", []) if carried else []),
        first("citation_technical_report_number", "dc.identifier"),
        first("citation_publication_date", "citation_date", "dc.date", "rft.date"),
        first("citation_technical_report_institution", "dc.publisher"),
        first("citation_language", "dc.language"),
        kind,
    )
