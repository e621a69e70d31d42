"""IRIs agree with the `FRBR*` values they are made of (R8 to R19)."""

from __future__ import annotations

import re

from lxml import etree

from verbale.renditions.akn.check.rules import Report
from verbale.renditions.akn.identifiers import iri_segment

PARTS = re.compile(r"^/akn/([^/]+)/([^/]+)/([^/]+)/([^/]+)/([^/]+)/([^/]+)$")
PUBLISHED = re.compile(r"^/akn/un/[A-Za-z]+/[a-z]+/[a-zA-Z-]+/\d{4}-\d\d-\d\d/[^/]+/$")


def check_names(document: etree._Element, whole: str | None, report: Report) -> str | None:
    """Names of a document element; `whole` is the main document's Work IRI when this is an attachment. Its Work IRI."""
    identification = document.find("{*}meta/{*}identification")
    if identification is None:
        return None
    work, expression, manifestation = (identification.find(f"{{*}}{tag}") for tag in LEVELS)
    if work is None or expression is None or manifestation is None:
        return None
    uri = _value(work, "FRBRuri")
    if not report.asks("pattern"):
        if whole is None and not PUBLISHED.match(uri):
            report.at("published-pattern", work, detail=uri or "(none)")
    elif whole is None:
        _work(document, work, uri, report)
    elif uri != whole:
        report.at("whole", work, detail=uri, expected=whole)
    if whole is None:
        _expression(work, expression, report)
    _manifestation(expression, manifestation, report)
    for level in (work, expression, manifestation):
        _component(level, manifestation, report)
    return uri


LEVELS = ("FRBRWork", "FRBRExpression", "FRBRManifestation")


def _value(level: etree._Element, tag: str, attribute: str = "value") -> str:
    """Value of the first element of that name."""
    element = level.find(f"{{*}}{tag}")
    return "" if element is None else element.get(attribute, "")


def _days(level: etree._Element) -> list[str]:
    """Days of a level, without times."""
    return [date.get("date", "")[:10] for date in level.iterfind("{*}FRBRdate")]


def _work(document: etree._Element, work: etree._Element, uri: str, report: Report) -> None:
    """The seven parts of a Work IRI."""
    found = PARTS.match(uri)
    if not found:
        report.at("pattern", work, detail=uri or "(none)")
        return
    country, kind, subtype, actor, day, number = found.groups()
    tag = etree.QName(document).localname
    authors = [_ontology(document, author.get("href", "")) for author in work.iterfind("{*}FRBRauthor")]
    numbers = [(one.get("value", ""), one.get("showAs", "")) for one in work.iterfind("{*}FRBRnumber")]
    same = [
        ("country", country, _value(work, "FRBRcountry")),
        ("type", kind, tag),
        ("subtype", subtype, _value(work, "FRBRsubtype") or subtype),
    ]
    for name, said, expected in same:
        if said != expected:
            report.at(name, work, detail=said, expected=expected or "(nothing)")
    if not any(author.endswith(f"-{actor}") or author == actor for author in authors):
        report.at("actor", work, detail=actor, expected=", ".join(authors) or "(none)")
    if day not in _days(work):
        report.at("work-date", work, detail=day, expected=", ".join(_days(work)))
    if number not in [value for value, _ in numbers]:
        report.at("number", work, detail=number, expected=", ".join(value for value, _ in numbers) or "(none)")
    for value, shown in numbers:
        if shown and value != iri_segment(shown):
            report.at("number-form", work, detail=value, expected=iri_segment(shown))


def _ontology(document: etree._Element, href: str) -> str:
    """The IRI of an author's entry with hyphens for strokes: what an actor must be the end of."""
    root = document.getroottree().getroot()
    for references in root.iter("{*}references"):
        for entry in references:
            if entry.get("eId") == href.removeprefix("#"):
                return entry.get("href", "").replace("/", "-")
    return href.replace("/", "-")


def _expression(work: etree._Element, expression: etree._Element, report: Report) -> None:
    """Expression: Work, language, `@`, day of the version or nothing."""
    languages = [element.get("language", "") for element in expression.iterfind("{*}FRBRlanguage")]
    language = languages[0] if len(languages) == 1 else "mul"
    start = f"{_value(work, 'FRBRuri')}/{language}@"
    uri = _value(expression, "FRBRuri")
    if not (uri.startswith(start) and uri[len(start) :] in {"", *_days(expression)}):
        days = _days(expression)
        expected = start + (days[0] if days else "")
        report.at("expression", expression, detail=uri or "(none)", expected=expected)


def _manifestation(expression: etree._Element, manifestation: etree._Element, report: Report) -> None:
    """Manifestation: Expression, full stop, format."""
    form = _value(manifestation, "FRBRformat") or "xml"
    expected, uri = f"{_value(expression, 'FRBRuri')}.{form}", _value(manifestation, "FRBRuri")
    if uri != expected:
        report.at("manifestation", manifestation, detail=uri or "(none)", expected=expected)


def _component(level: etree._Element, manifestation: etree._Element, report: Report) -> None:
    """`FRBRthis`: the whole, `/!`, the component; before the format in a Manifestation."""
    uri, this = _value(level, "FRBRuri"), _value(level, "FRBRthis")
    form = f".{_value(manifestation, 'FRBRformat') or 'xml'}" if level is manifestation else ""
    stem = uri.removesuffix(form) if form else uri
    if not (this.startswith(f"{stem}/!") and this.endswith(form) and len(this) > len(stem) + 2 + len(form)):
        report.at("component", level, detail=this or "(none)", expected=f"{stem}/!main{form}")
