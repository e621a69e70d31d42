"""Parts of a Word file put into one archive: the same parts give the same bytes, whatever day or machine it is."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from verbale.renditions.docx.markup import CONTENT_TYPES, OFFICE, PACKAGE, Element, Node

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The only time entries of the archive bear; it is the first a ZIP archive can."""

KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml."
THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
CORE = "application/vnd.openxmlformats-package.core-properties+xml"


class Parts:
    """Parts under `word/`, each with its kind, in the order they were added, and their relations."""

    def __init__(self) -> None:
        self._parts = dict[str, tuple[str, Node]]()
        self._links = dict[str, str]()
        self._pictures = dict[str, bytes]()

    def add(self, name: str, kind: str, content: Node) -> str:
        """Add a part; gives the id of the document's relation to it."""
        self._parts[name] = (kind, content)
        return f"r_{name}"

    def link(self, address: str) -> str:
        """Id of a relation to an address outside the file, which is never followed by us."""
        return self._links.setdefault(address, f"link{len(self._links) + 1}")

    def picture(self, name: str, content: bytes) -> str:
        """Keep a picture a header shows; gives the id of the header's relation to it."""
        self._pictures[name] = content
        return f"p_{name}"

    def archive(self, document: Node, core: Node) -> bytes:
        """The whole file."""
        entries = {"word/document.xml": _bytes(document), "docProps/core.xml": _bytes(core)}
        entries |= {f"word/{name}.xml": _bytes(content) for name, (_, content) in self._parts.items()}
        entries |= {f"word/media/{name}.png": content for name, content in self._pictures.items()}
        entries["word/_rels/document.xml.rels"] = _bytes(self._related())
        for name, (kind, _) in self._parts.items():
            if kind in ("header", "footer") and self._pictures:
                entries[f"word/_rels/{name}.xml.rels"] = _bytes(self._shown())
        entries["_rels/.rels"] = _bytes(_root_relations())
        entries["[Content_Types].xml"] = _bytes(self._types())
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in ("[Content_Types].xml", *sorted(entries.keys() - {"[Content_Types].xml"})):
                entry = zipfile.ZipInfo(name, date_time=EPOCH)
                entry.external_attr = 0o600 << 16
                entry.create_system = 3
                archive.writestr(entry, entries[name], zipfile.ZIP_DEFLATED)
        return written.getvalue()

    def _related(self) -> Node:
        """Relations of the document part."""
        root = Element(PACKAGE, "Relationships")
        for name, (kind, _) in self._parts.items():
            root("Relationship", Id=f"r_{name}", Type=f"{OFFICE}/{kind}", Target=f"{name}.xml")
        for address, called in self._links.items():
            root("Relationship", Id=called, Type=f"{OFFICE}/hyperlink", Target=address, TargetMode="External")
        return root.node

    def _shown(self) -> Node:
        """Relations of a header or footer to the pictures it shows."""
        root = Element(PACKAGE, "Relationships")
        for name in self._pictures:
            root("Relationship", Id=f"p_{name}", Type=f"{OFFICE}/image", Target=f"media/{name}.png")
        return root.node

    def _types(self) -> Node:
        """Which part is of which type."""
        root = Element(CONTENT_TYPES, "Types")
        root(
            "Default",
            Extension="rels",
            ContentType="application/vnd.openxmlformats-package.relationships+xml",
        )
        if self._pictures:
            root("Default", Extension="png", ContentType="image/png")
        root("Override", PartName="/word/document.xml", ContentType=f"{KINDS}document.main+xml")
        root("Override", PartName="/docProps/core.xml", ContentType=CORE)
        for name, (kind, _) in self._parts.items():
            kind_of_part = THEME if kind == "theme" else f"{KINDS}{kind}+xml"
            root("Override", PartName=f"/word/{name}.xml", ContentType=kind_of_part)
        return root.node


def _root_relations() -> Node:
    """Relations of the file: its document and its properties."""
    root = Element(PACKAGE, "Relationships")
    root("Relationship", Id="r1", Type=f"{OFFICE}/officeDocument", Target="word/document.xml")
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    root("Relationship", Id="r2", Type=core, Target="docProps/core.xml")
    return root.node


def _bytes(node: Node) -> bytes:
    """XML of a part."""
    written: bytes = etree.tostring(node, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
