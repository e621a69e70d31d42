"""References (R22): every `#id` has a target, attributes that name entries begin with `#`, annexes named exist."""

from __future__ import annotations

from lxml import etree

from verbale.renditions.akn.check.rules import Report, ids_of, rule_book


def check_references(root: etree._Element, report: Report) -> None:
    """One walk over all elements; attributes of foreign elements are another rule's."""
    ids = ids_of(root)
    names_of_parts = (element.get("value", "") for element in root.iter("{*}FRBRthis"))
    components = {name.partition("/!")[2].removesuffix(".xml") for name in names_of_parts if "/!" in name}
    asked = rule_book().asked
    namespace = etree.QName(root).namespace
    names = frozenset(asked.names)
    for element in root.iter(f"{{{namespace}}}*"):
        attributes = element.attrib
        for attribute in asked.references:
            value = attributes.get(attribute)
            if value is None:
                continue
            for one in value.split() if attribute == "refersTo" else (value,):
                if one.startswith("#"):
                    if one[1:] not in ids:
                        report.at("target", element, attribute=attribute, detail=one)
                elif attribute in names:
                    report.at("hash", element, attribute=attribute, detail=one)
            if value.startswith("!"):
                _component(element, value, components, ids, report)


def _component(element: etree._Element, value: str, components: set[str], ids: set[str], report: Report) -> None:
    """A reference into another component of the same file (V20)."""
    name, _, eid = value[1:].partition("#")
    if name not in components or (eid and eid not in ids):
        report.at("target", element, attribute="href", detail=value)
