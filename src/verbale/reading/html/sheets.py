"""What a page's own style sheet says of its elements: looks, alignment, what is hidden. No other sheet is fetched.

Word, LibreOffice and content systems give their paragraphs classes and say in a `style` element that a class is centred
or bold; without it a title looks like any line. Selectors of one element are read (`p`, `.centre`, `p.MsoTitle`), those
that depend on where an element stands or on a medium are not. Example: `.title { text-align: center }`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from verbale.reading.html.vocabulary import properties
from verbale.reading.xml import Element

LARGEST = 1_000_000
"""Letters of style sheets of one page that are read."""

_BRACE = re.compile("[{}]")
_SELECTOR = re.compile(r"([a-z][\w-]*)?(?:\.([\w-]+))?(?:#([\w-]+))?", re.IGNORECASE)


class Sheet(msgspec.Struct, frozen=True):
    """The rules of a page's own style sheet by what they select: (tag, class, id), small letters, empty for any."""

    rules: dict[tuple[str, str, str], dict[str, str]]

    def said(self, element: Element) -> dict[str, str]:
        """The properties of an element: of its tag, its classes, its id, and above all its own `style` attribute."""
        own = properties(element.get("style"))
        if not self.rules:
            return own
        found = dict[str, str]()
        for selector in _selectors(element):
            found |= self.rules.get(selector, {})
        return found | own


def sheet_of(page: Element) -> Sheet:
    """The style sheet of a page: what all its `style` elements say."""
    rules = dict[tuple[str, str, str], dict[str, str]]()
    left = LARGEST
    for style in page.iter("style"):
        text = (style.text or "")[:left]
        left -= len(text)
        for selectors, said in _rules(_without_comments(text)):
            told = properties(said)
            for selector in selectors.split(",") if told else ():
                named = _SELECTOR.fullmatch(selector.strip())
                if named and named[0]:
                    key = ((named[1] or "").lower(), (named[2] or "").lower(), (named[3] or "").lower())
                    rules[key] = rules.get(key, {}) | told
    return Sheet(rules)


def _without_comments(text: str) -> str:
    """A sheet without its comments and the signs that hide it from browsers of old."""
    first, *later = text.replace("<!--", " ").replace("-->", " ").split("/*")
    return first + "".join(each.partition("*/")[2] for each in later)


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Selectors and properties of each rule; rules inside a rule (of a medium) are passed over."""
    selectors, depth, at = "", 0, 0
    for brace in _BRACE.finditer(text):
        piece, at = text[at : brace.start()], brace.end()
        if brace[0] == "{":
            selectors = piece.rpartition(";")[2] if depth == 0 else selectors
            depth += 1
        else:
            if depth == 1:
                yield selectors, piece
            depth = max(0, depth - 1)


def _selectors(element: Element) -> Iterator[tuple[str, str, str]]:
    """What may select an element, the weaker first."""
    tag = element.tag.lower()
    classes = (element.get("class") or "").lower().split()
    identity = (element.get("id") or "").lower()
    yield tag, "", ""
    for each in classes:
        yield "", each, ""
    for each in classes:
        yield tag, each, ""
    if identity:
        yield "", "", identity
        yield tag, "", identity
