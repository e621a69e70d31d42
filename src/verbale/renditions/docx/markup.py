"""WordprocessingML by its short names: `Word("p")` with children called on it, values under `w:val`."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

Node = Any
"""An element of lxml."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
"""Characters XML cannot hold."""


class Element:
    """An element of one namespace; calling it adds a child and gives that child."""

    def __init__(self, namespace: str, name: str, /, **attributes: str) -> None:
        self._namespace = namespace
        spaces: Any = {None: namespace}
        self.node: Node = etree.Element(f"{{{namespace}}}{name}", nsmap=spaces)
        for key, value in attributes.items():
            self.node.set(key, value)

    def __call__(self, name: str, /, **attributes: str) -> Element:
        """Add a child."""
        child = Element(self._namespace, name, **attributes)
        self.node.append(child.node)
        return child


class Word:
    """An element of WordprocessingML. Attributes are of the same namespace; `val` is the usual one."""

    def __init__(self, name: str, node: Node = None, /, **attributes: object) -> None:
        spaces = {"w": W, "r": OFFICE}
        self.node: Node = etree.Element(f"{{{W}}}{name}", nsmap=spaces) if node is None else node
        for key, value in attributes.items():
            self.node.set(f"{{{W}}}{key}", str(value))

    def __call__(self, name: str, /, **attributes: object) -> Word:
        """Add a child."""
        return Word(name, etree.SubElement(self.node, f"{{{W}}}{name}"), **attributes)

    def add(self, *children: Word) -> Word:
        """Add children made elsewhere; gives the element itself."""
        for child in children:
            self.node.append(child.node)
        return self

    def related(self, key: str, called: str) -> Word:
        """Set an attribute that names a relation."""
        self.node.set(f"{{{OFFICE}}}{key}", called)
        return self

    def text(self, words: str) -> Word:
        """Set the words, every blank kept."""
        self.node.text = UNWRITABLE.sub("\ufffd", words)
        self.node.set(SPACE, "preserve")
        return self


def twips(points: float) -> int:
    """Points as twentieths."""
    return round(points * 20)
