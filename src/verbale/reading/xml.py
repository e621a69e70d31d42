"""The one way XML is parsed here: no entity resolved, no DTD loaded, nothing fetched, no depth without bound.

`lxml.etree.fromstring` elsewhere in the house is a fault. What `huge_tree=False` allows: 256 levels, 10 MB a text.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from verbale.model.finding import Finding
from verbale.reading.refusal import Unreadable
from verbale.tongues.findings import finding

Element = Any
"""An lxml element; its stubs do not tell comments, entities and elements apart."""


LARGEST = 64_000_000
"""Most bytes of XML or HTML that are parsed: the tree takes some ten times as much memory."""


def parse_xml(content: bytes, name: str = "The file", *, recover: bool = False) -> Element:
    """Root element of an XML part; `name` says in errors which part it was.

    With `recover`, what is not well-formed is read as far as it goes. Raises `Unreadable` on nothing to read.
    """
    if len(content) > LARGEST:
        raise Unreadable("too-large", f"{name} is larger than a document can be: it is not read.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable("not-well-formed", f"{name} is not well-formed XML ({_first_line(fault)}).") from fault
    if root is None:
        raise Unreadable("not-well-formed", f"{name} holds no XML that could be recovered.")
    return root


def parse_forgiving(content: bytes, name: str = "The file") -> tuple[Element, tuple[Finding, ...]]:
    """Root element and findings: strictly where possible, else recovered with a finding that names the first fault."""
    findings = list[Finding]()
    try:
        root = parse_xml(content, name)
    except Unreadable as fault:
        root = parse_xml(content, name, recover=True)
        findings.append(finding("V112", fault=_fault(fault)))
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        findings.append(finding("V113"))
    return root, tuple(findings)


def local(element: Element) -> str:
    """Name of an element without its namespace; `""` for comments, entities and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _fault(fault: Unreadable) -> str:
    """The parser's own words inside a refusal."""
    return fault.text.partition("(")[2].rpartition(")")[0] or fault.text


def _first_line(fault: Exception) -> str:
    """First line of a parser's complaint."""
    return str(fault).splitlines()[0] if str(fault) else type(fault).__name__
