"""The entries of `references`: every identifier a file points to, once, in the meta of the main document (V3)."""

from __future__ import annotations

import functools
from urllib.parse import quote, unquote

import msgspec
from lxml import etree

from verbale.renditions.akn.identifiers import entry_id
from verbale.renditions.akn.markup import Markup
from verbale.renditions.akn.vocabulary import vocabulary

ONTOLOGY = "/akn/ontology/"
SAFE = "/:@!$&'()*+,;=~-._"


class Reference(msgspec.Struct, frozen=True):
    """One entry: element, id, address in the ontology, words that show it, name where the class needs one."""

    element: str
    eid: str
    href: str
    label: str
    name: str | None = None


def type_of(identifier: str) -> str:
    """Type of a mention that an identifier belongs to by its first part; `topic` where nothing says."""
    return vocabulary().identifiers.get(identifier.partition("/")[0], "topic")


@functools.lru_cache(maxsize=4096)
def ontology_address(identifier: str, kind: str) -> str:
    """Address in the ontology of what an identifier names."""
    return f"{ONTOLOGY}{vocabulary().mentions[kind].class_}/{quote(identifier, safe=SAFE)}"


def identifier_of(href: str) -> str:
    """The contract's identifier in an address of the ontology."""
    return unquote(href.removeprefix(ONTOLOGY).partition("/")[2])


class References:
    """Entries gathered while the text is written. `used` are the ids of the file, shared with its elements."""

    def __init__(self, used: set[str]) -> None:
        self.used = used
        self.entries: dict[str, Reference] = {}

    def standing(self, key: str) -> str:
        """Id of an entry the vocabulary knows (roles, the program itself), with `#` in front."""
        entry = vocabulary().entries[key]
        return self._keep(f"entry {key}", entry.entry, key, entry.href, entry.label)

    def field(self, key: str, label: str) -> str:
        """Id of the concept of a masthead field, with `#` in front."""
        href = f"{ONTOLOGY}concept/field/{quote(key, safe=SAFE)}"
        return self._keep(f"field {key}", "TLCConcept", key, href, label)

    def named(self, identifier: str, kind: str | None = None, label: str | None = None) -> str:
        """Id of the entry of an identifier, with `#` in front; `label` is how the document calls it."""
        if identifier in self.entries:
            return f"#{self.entries[identifier].eid}"
        kind = kind if kind in vocabulary().mentions else type_of(identifier)
        assert kind is not None
        name = kind if kind in {"symbol", "instrument"} else None
        if kind == "symbol":
            label = identifier.partition("/")[2] or identifier
        element = vocabulary().mentions[kind].entry
        if element == "TLCReference" and name is None:
            name = kind
        return self._keep(identifier, element, entry_id(identifier), ontology_address(identifier, kind), label, name)

    def _keep(self, key: str, element: str, eid: str, href: str, label: str | None, name: str | None = None) -> str:
        """Keep an entry once; the first words that name it stay."""
        if key not in self.entries:
            wanted, turn = eid, 1
            while eid in self.used:
                turn += 1
                eid = f"{wanted}~{turn}"
            self.used.add(eid)
            self.entries[key] = Reference(element, eid, href, label or key, name)
        return f"#{self.entries[key].eid}"

    def write(self, out: Markup) -> None:
        """The entries, by element and id, so that the order does not hang on the text."""
        for entry in sorted(self.entries.values(), key=lambda entry: (entry.element, entry.eid)):
            pairs = [("eId", entry.eid), ("href", entry.href), ("showAs", entry.label), ("name", entry.name)]
            out.empty(entry.element, pairs)


def read_references(root: etree._Element) -> dict[str, str]:
    """Id → identifier of the contract, for every entry of the ontology in a file."""
    found: dict[str, str] = {}
    for element in root.iter("{*}references"):
        for entry in element:
            href, eid = entry.get("href", ""), entry.get("eId")
            if eid and href.startswith(ONTOLOGY):
                found[eid] = identifier_of(href)
    return found
