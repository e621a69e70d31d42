"""Parts that must be there, inlines in their places, lists and paragraphs in levels (R3–R6, R33, R48–R59, V13)."""

from __future__ import annotations

from lxml import etree

from verbale.renditions.akn.check.rules import Report, rule_book
from verbale.renditions.akn.markup import EDGES
from verbale.renditions.akn.vocabulary import vocabulary

BODIES = frozenset({"mainBody", "body", "debateBody", "judgmentBody", "amendmentBody"})


def check_parts(document: etree._Element, main: bool, report: Report) -> None:
    """What a document element must have."""
    tag = etree.QName(document).localname
    if not document.get("name"):
        report.at("name", document, detail=tag)
    book = rule_book()
    subtype = document.find("{*}meta/{*}identification/{*}FRBRWork/{*}FRBRsubtype")
    allowed = book.subtypes.get(tag, ())
    if subtype is None or (allowed and subtype.get("value") not in allowed):
        report.at("subtype-missing", document, detail=tag, expected=", ".join(allowed) or "any")
    front = "header" if tag == "judgment" else "preface"
    for part in (front, book.bodies.get(tag, "mainBody")):
        if document.find(f"{{*}}{part}") is None:
            report.at("part-missing", document, detail=tag, expected=part)
    if main:
        _meta(document, report)


def _meta(document: etree._Element, report: Report) -> None:
    """`references`, and `publication` where the document has a printed number."""
    meta = document.find("{*}meta")
    if meta is None:
        return
    numbers = meta.iterfind("{*}identification/{*}FRBRWork/{*}FRBRnumber")
    asked = ["references"]
    if any(number.get("showAs") for number in numbers) or not report.asks("pattern"):
        asked.append("publication")
    for part in asked:
        if meta.find(f"{{*}}{part}") is None:
            report.at("meta-missing", meta, detail=part)


def check_lines(root: etree._Element, report: Report) -> None:
    """One walk over the text."""
    asked = rule_book().asked
    akn = etree.QName(root).namespace
    tight = {f"{{{akn}}}{name}" for name in asked.tight}
    front = {f"{{{akn}}}{name}" for name in asked.front}
    bodies = [element for name in BODIES for element in root.iter(f"{{{akn}}}{name}")]
    for body in bodies:
        _body(body, front, report)
    known = {akn, vocabulary().ours, vocabulary().un, None}
    told: set[str] = set()
    for element in root.iter("*"):
        tag = element.tag
        if tag in tight:
            _tight(element, report)
        refers = element.get("refersTo")
        if refers and " " in refers.strip():
            report.at("one-reference", element, detail=refers)
        name = etree.QName(element)
        if name.namespace not in known and str(name.namespace) not in told:
            told.add(str(name.namespace))
            report.at("foreign", element, detail=f"{{{name.namespace}}}{name.localname}")
    _links(root, akn, report)


def _body(body: etree._Element, front: set[str], report: Report) -> None:
    """What has no place in a body."""
    akn = etree.QName(body).namespace
    for child in body:
        if child.tag in {f"{{{akn}}}p", f"{{{akn}}}block"}:
            report.at("bare-paragraph", child, detail=etree.QName(child).localname)
    for element in body.iter(f"{{{akn}}}ol", f"{{{akn}}}ul"):
        report.at("html-list", element, detail=etree.QName(element).localname)
    for element in body.iter(*front):
        report.at("place-of-inline", element, detail=etree.QName(element).localname)


def _tight(element: etree._Element, report: Report) -> None:
    """Whether an inline begins or ends with a blank or a comma."""
    first = element.text or ""
    last = element[-1].tail if len(element) else element.text
    if (first[:1] and first[0] in EDGES) or (last and last[-1] in EDGES):
        report.at("tight", element, detail=etree.QName(element).localname)


def _links(root: etree._Element, akn: str | None, report: Report) -> None:
    """Links to the web page of a document."""
    for element in root.iter(f"{{{akn}}}a"):
        href = element.get("href", "")
        if any(host in href for host in vocabulary().web):
            report.at("web-address", element, detail=href)
