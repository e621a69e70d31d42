"""Names of WordprocessingML elements and attributes, and the small questions asked of every element."""

from __future__ import annotations

from verbale.reading.xml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
VALUE = W + "val"

STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""Namespaces of "Strict Open XML", which Word writes on request, and the usual ones they stand for."""


def value(element: Element | None, default: str | None = None) -> str | None:
    """The `w:val` of an element, or the default where either is missing."""
    if element is None:
        return default
    found: str | None = element.get(VALUE)
    return default if found is None else found


def child_value(element: Element | None, name: str, default: str | None = None) -> str | None:
    """The `w:val` of a child."""
    return default if element is None else value(element.find(W + name), default)


def whole(text: str | None, default: int | None = None) -> int | None:
    """A whole number, however sloppily written ("12.0"); the default where it is none."""
    try:
        return int(float(text)) if text else default
    except (ValueError, OverflowError):
        return default


def switched(element: Element | None) -> bool | None:
    """An on-off property: None where it is not set."""
    if element is None:
        return None
    return element.get(VALUE, "1") not in ("0", "false", "off", "none")


def points(twentieths: str | None) -> float | None:
    """Twentieths of a point as points."""
    number = whole(twentieths)
    return None if number is None else number / 20
