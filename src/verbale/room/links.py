"""Addresses of the room, written."""

from __future__ import annotations

import functools
from urllib.parse import quote, urlencode

SAFE = "/:.,;()@~*!'-_+"
"""Signs that symbols hold and paths may."""

KEPT = 16_384
"""Addresses kept as written: a page names the same entities and documents again and again."""


@functools.lru_cache(maxsize=KEPT)
def document(key: str, language: str | None = None, address: str = "", form: str = "") -> str:
    """Address of a document, of a place in it where an address is given, in a format where one is named."""
    parts = [part for part in (language, key, address) if part]
    return "/" + quote("/".join(parts), safe=SAFE) + (f".{form}" if form else "")


def place(key: str, language: str, address: str) -> str:
    """A document's page, opened at a paragraph."""
    return f"{document(key, language)}#{quote(address, safe=SAFE)}"


@functools.lru_cache(maxsize=KEPT)
def target(identifier: str, pinpoint: str | None = None) -> str:
    """Where a name leads: an entity's page, a document, a paragraph of it."""
    if identifier.startswith("symbol/"):
        return document(identifier.removeprefix("symbol/").replace(" ", ""), None, pinpoint or "")
    return "/" + quote(identifier, safe=SAFE)


def search(question: str, **more: str) -> str:
    """Address of a search."""
    return "/search?" + urlencode({"q": question, **more})
