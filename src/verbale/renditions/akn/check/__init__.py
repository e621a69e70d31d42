"""`verbale check`: the schema and the rules of three profiles over any Akoma Ntoso file.

    check(content, "verbale")  →  [Fault(rule="R25", level="error", line=120, eid="para_8", …), …]

Profiles: `verbale` (what this program writes), `akn4un-2018` (the UN guidelines), `dgacm` (what the UN publishes). The
table of rules is `knowledge/akn-rules.toml`.
"""

from __future__ import annotations

from lxml import etree

from verbale.renditions.akn.check.evidence import check_evidence
from verbale.renditions.akn.check.ids import check_ids
from verbale.renditions.akn.check.names import check_names
from verbale.renditions.akn.check.references import check_references
from verbale.renditions.akn.check.rules import PROFILES, Fault, Profile, Report
from verbale.renditions.akn.check.schema import check_schema
from verbale.renditions.akn.check.text import check_lines, check_parts
from verbale.renditions.akn.reading_back import DOCUMENTS, parse
from verbale.renditions.akn.vocabulary import vocabulary

__all__ = ["PROFILES", "Fault", "Profile", "check"]

COLLECTIONS = frozenset({"documentCollection", "amendmentList", "officialGazette"})


def check(content: bytes, profile: Profile = "verbale") -> list[Fault]:
    """Faults of a file in the order of its lines; an empty list means it is clean. Never raises on bad input."""
    report = Report(profile)
    try:
        root = parse(content)
    except ValueError as fault:
        report.add("well-formed", getattr(fault.__cause__, "lineno", 0), "", detail=str(fault))
        return report.faults
    if root.tag != f"{{{vocabulary().akn}}}akomaNtoso":
        report.at("root", root, detail=str(root.tag))
        return report.faults
    check_schema(root, report)
    _documents(root, report)
    check_references(root, report)
    check_ids(root, report)
    check_lines(root, report)
    check_evidence(root, report)
    return sorted(report.faults, key=lambda fault: fault.line)


def _documents(root: etree._Element, report: Report) -> None:
    """Names and parts of the main document and of its attachments."""
    main: str | None = None
    for element in root.iter("{*}*"):
        if (
            etree.QName(element).localname not in DOCUMENTS | COLLECTIONS
            or etree.QName(element).namespace != vocabulary().akn
        ):
            continue
        attached = any(etree.QName(above).localname == "attachment" for above in element.iterancestors())
        check_parts(element, not attached, report)
        uri = check_names(element, main if attached else None, report)
        main = uri if not attached else main
