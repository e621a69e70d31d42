"""The OASIS schema: compiled once a process, when first needed (0.4 s); its messages made readable."""

from __future__ import annotations

import functools
import re
import threading
from pathlib import Path

from lxml import etree

from verbale.renditions.akn.check.rules import Report

CLARK = re.compile(r"\{[^}]*\}")
YEAR_ONLY = re.compile(r"'\d{4}' is not a valid value|'\d{4}' is not (?:a|an) ")
LOCK = threading.Lock()
"""A schema object keeps one log of errors; two threads must not share it at once."""


@functools.cache
def schema() -> etree.XMLSchema:
    """The schema, from the package's own copy."""
    return etree.XMLSchema(etree.parse(str(Path(__file__).resolve().parent.parent / "schema" / "akomantoso30.xsd")))


def check_schema(root: etree._Element, report: Report) -> None:
    """Every element's first message; one fault often gives a chain of them."""
    with LOCK:
        if schema().validate(root):
            return
        entries = [(entry.line, entry.type_name, entry.message, entry.path) for entry in list(schema().error_log)]  # type: ignore[call-overload]
    seen: set[str] = set()
    for line, kind, message, path in entries:
        if path in seen:
            continue
        seen.add(path or f"{line}")
        harmless = kind == "SCHEMAV_CVC_IDC" or YEAR_ONLY.search(message) is not None
        report.add("schema-harmless" if harmless else "schema", line, "", detail=CLARK.sub("", message))
