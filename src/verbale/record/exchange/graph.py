"""Documents and entities as linked data: JSON-LD and Turtle of the same statements.

Vocabularies: Dublin Core terms and schema.org for documents, SKOS for names, PROV for what was issued before. A work is
the subject; each language version is its `dcterms:hasVersion`.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple
from urllib.parse import quote

import msgspec

from verbale.authority import Entry
from verbale.record.exchange.description import SIGNS, Description
from verbale.tongues.files import read_knowledge

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class Address(NamedTuple):
    """A thing named by its address."""

    iri: str


class Said(NamedTuple):
    """A text, in a language or of a type, or plain."""

    text: str
    language: str | None = None
    type: str | None = None


Value = Address | Said
Statements = dict[str, dict[str, list[Value]]]
"""Subject → predicate → objects; predicates and types are short, with their prefix."""


class Vocabulary(msgspec.Struct, frozen=True):
    """`knowledge/linked-data.toml`: what kinds, relations and sorts of entities are in other vocabularies."""

    kinds: dict[str, str]
    relations: dict[str, str]
    entities: dict[str, str]
    identifiers: dict[str, str]


def _vocabulary() -> Vocabulary:
    """The table; read once by its loader."""
    return read_knowledge("linked-data.toml", Vocabulary)


def of_document(one: Description) -> Statements:
    """What is stated of a document and of its versions."""
    words, document = _vocabulary(), one.document
    own: dict[str, list[Value]] = {
        "a": [Address(words.kinds.get(document.kind, words.kinds["document"]))],
        "dcterms:identifier": [Said(symbol) for symbol in one.symbols or (one.key,)],
        "dcterms:title": [Said(title, code) for code, title in one.titles.items() if title],
        "dcterms:type": [Said(document.kind)],
        "dcterms:issued": _date(one.date),
        "dcterms:publisher": [Address(one.at(body)) for body in document.bodies or _some(document.body)],
        "dcterms:creator": [Address(one.at(sender)) for sender in document.senders or _some(document.sender)],
        "dcterms:subject": [Address(one.at(subject)) for subject in one.subjects],
        "dcterms:hasVersion": [Address(one.at(code, one.key)) for code in one.titles],
    }
    for kind, symbol in one.relations:
        own.setdefault(words.relations.get(kind, words.relations["other"]), []).append(Address(one.at(symbol)))
    made = {one.address: _held(own)}
    for code, title in one.titles.items():
        version: dict[str, list[Value]] = {"a": own["a"], "dcterms:language": [Said(code)]}
        version["dcterms:title"] = [Said(title, code)] if title else []
        version["dcterms:isVersionOf"] = [Address(one.address)]
        made[one.at(code, one.key)] = _held(version)
    return made


def of_entity(entry: Entry, base: str) -> Statements:
    """What the authority files state of an entity."""
    words = _vocabulary()
    names = {code: (*one.full, *one.short, *one.acronym) for code, one in entry.names.items()}
    own: dict[str, list[Value]] = {
        "a": [Address("skos:Concept"), Address(words.entities[entry.id.partition("/")[0]])],
        "dcterms:identifier": [Said(entry.id)],
        "skos:prefLabel": [Said(all_[0], code) for code, all_ in names.items() if all_],
        "skos:altLabel": [Said(name, code) for code, all_ in names.items() for name in dict.fromkeys(all_[1:])],
        "schema:startDate": _date(entry.since or entry.adopted),
        "schema:endDate": _date(entry.until),
        "skos:broader": [Address(_at(base, one)) for one in _some(entry.parent)],
        "dcterms:isReplacedBy": [Address(_at(base, one)) for one in entry.successors],
        "dcterms:replaces": [Address(_at(base, one)) for one in entry.predecessors],
        "schema:member": [Address(_at(base, one.id)) for one in entry.members],
        "owl:sameAs": [
            Address(words.identifiers[name].format(value))
            for name, value in entry.identifiers.items()
            if name in words.identifiers
        ],
        "dcterms:source": [Said(source) for source in entry.sources],
    }
    return {_at(base, entry.id): _held(own)}


def _at(base: str, identifier: str) -> str:
    """The address of an entity."""
    return f"{base}/{quote(identifier, safe=SIGNS)}"


def _some(one: str | None) -> tuple[str, ...]:
    """One thing or none."""
    return (one,) if one else ()


def _held(own: dict[str, list[Value]]) -> dict[str, list[Value]]:
    """Predicates that have objects."""
    return {name: values for name, values in own.items() if values}


def _date(date: str | None) -> list[Value]:
    """A date typed as exactly as it is known; nothing for none."""
    types = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
    return [Said(date, None, types.get(len(date)))] if date else []


def as_turtle(made: Statements) -> str:
    """The statements as Turtle."""
    head = "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())
    blocks = []
    for subject, own in made.items():
        rows = [f"{name} {', '.join(_turtle(value) for value in values)}" for name, values in own.items()]
        blocks.append(f"\n<{_iri(subject)}> " + " ;\n    ".join(rows) + " .\n")
    return head + "".join(blocks)


def _turtle(value: Value) -> str:
    """One object."""
    if isinstance(value, Address):
        prefix = value.iri.partition(":")[0]
        return value.iri if prefix in PREFIXES else f"<{_iri(value.iri)}>"
    text = json.dumps(value.text, ensure_ascii=False).replace("\x7f", "\\u007F")
    return f"{text}@{value.language}" if value.language else f"{text}^^{value.type}" if value.type else text


def _iri(address: str) -> str:
    """An address without the signs that Turtle forbids in one."""
    return re.sub(r'[\x00-\x20<>"{}|^`\\]', lambda found: quote(found[0]), address)


def as_json_ld(made: Statements) -> bytes:
    """The statements as JSON-LD."""
    graph = []
    for subject, own in made.items():
        node: dict[str, Any] = {"@id": subject}
        for name, values in own.items():
            if name == "a":
                node["@type"] = [value.iri for value in values if isinstance(value, Address)]
            else:
                node[name] = [_json(value) for value in values]
        graph.append(node)
    return msgspec.json.encode({"@context": PREFIXES, "@graph": graph})


def _json(value: Value) -> dict[str, str] | str:
    """One object."""
    if isinstance(value, Address):
        return {"@id": value.iri}
    if value.language:
        return {"@value": value.text, "@language": value.language}
    return {"@value": value.text, "@type": value.type} if value.type else value.text
