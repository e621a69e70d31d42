"""Parts of a Word file: which XML is the document, and what it relates to. Nothing outside the file is ever opened."""

from __future__ import annotations

import posixpath
from functools import cached_property

import msgspec

from verbale.model.finding import Finding
from verbale.reading.docx.names import STRICT
from verbale.reading.package import Package
from verbale.reading.refusal import Unreadable
from verbale.reading.xml import Element, parse_forgiving, parse_xml
from verbale.tongues.findings import finding

USUAL = "word/document.xml"
IMAGES_AND_LINKS = {"hyperlink"}
"""External relations that are only addresses on paper: no part is missing when they are not followed."""


class Relation(msgspec.Struct, frozen=True):
    """A relation of a part: the last word of its type, its target, and whether that lies outside the file."""

    kind: str
    target: str
    external: bool


class WordFile:
    """The parts of a Word file, parsed when asked for."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._faults = dict[tuple[str, str], Finding]()
        self.name = self._main_name()
        content = package.part(self.name)
        if not content:
            raise Unreadable("unknown-format", "The file holds no Word document: save it as DOCX and read it again.")
        self.document, faults = parse_forgiving(_usual_names(content), self.name)
        self._faults |= {(self.name, fault.code): fault for fault in faults}

    def _main_name(self) -> str:
        """Name of the part that holds the document."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and not relation.external:
                return relation.target
        return USUAL

    @cached_property
    def related(self) -> dict[str, Relation]:
        """Relations of the document part by their id."""
        return self.relations(self.name)

    def relations(self, name: str) -> dict[str, Relation]:
        """Relations of a part (`""`: of the file) by their id; empty where the part has none."""
        folder, base = posixpath.split(name)
        listed = self.part(posixpath.join(folder, "_rels", base + ".rels"))
        return {
            entry.get("Id", ""): Relation(
                kind=entry.get("Type", "").rpartition("/")[2],
                target=entry.get("Target", "")
                if entry.get("TargetMode") == "External"
                else _joined(folder, entry.get("Target", "")),
                external=entry.get("TargetMode") == "External",
            )
            for entry in (listed.iterchildren("*") if listed is not None else ())
        }

    def part_of_kind(self, kind: str) -> Element | None:
        """The part the document relates to as `kind` ("numbering", "footnotes"); None where there is none."""
        for relation in self.related.values():
            if relation.kind == kind and not relation.external:
                return self.part(relation.target)
        return None

    def part(self, name: str) -> Element | None:
        """A part by name; None where it is missing, or unreadable, which is said aloud."""
        try:
            content = self._package.part(name)
            return parse_xml(_usual_names(content), name, recover=True) if content.strip() else None
        except Unreadable as fault:
            self._faults[name, fault.code] = finding("V114", part=name, fault=fault.text)
            return None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the parts themselves give cause to say."""
        outside = sum(relation.external and relation.kind not in IMAGES_AND_LINKS for relation in self.related.values())
        return (*self._faults.values(), *((finding("V111", count=outside),) if outside else ()))


def _joined(folder: str, target: str) -> str:
    """A target as a name inside the package, whatever dots it holds."""
    joined = target if target.startswith("/") else posixpath.join("/", folder, target)
    return posixpath.normpath(joined).lstrip("/")


def _usual_names(content: bytes) -> bytes:
    """Strict Open XML under the usual namespaces."""
    for strict, usual in STRICT:
        if strict in content[:4096]:
            content = content.replace(strict, usual)
    return content
