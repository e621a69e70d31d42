"""Notes of a web page: a mark that links to a paragraph further down, which links back to the mark.

HTML has no element for footnotes. What every producer writes (Word, LibreOffice, pandoc, content systems) is a pair of
links: the mark in the text to the note, the note's own mark back to the text. A raised mark that links down the page to
a paragraph of its own is a note even where the way back is missing.
"""

from __future__ import annotations

import re

import msgspec

from verbale.reading.xml import Element

MARK = re.compile(r"[\[(]?\s*(\*{1,6}|[†‡§¶]{1,3}|\d{1,4}|[A-Za-z]{1,5})\s*[\])]?")
HOLDERS = frozenset({"p", "li", "div", "aside", "dd", "td", "section", "blockquote"})
RAISED = frozenset({"sup"})
CLIMB = 4
"""How many elements up a note's paragraph may lie inside its holder."""


class Notes(msgspec.Struct, frozen=True):
    """Links of a page that are note marks, and elements that hold notes, by the identity of the element."""

    references: dict[Element, tuple[str, str]]
    """Link → key of the note and printed mark."""
    holders: dict[Element, str]
    """Element that holds a note → its key."""
    returns: frozenset[Element]
    """Links from a note back to the text."""
    marks: dict[str, str]
    """Key → printed mark."""


def notes_of(body: Element) -> Notes:
    """The notes of a page, found by their links."""
    order, targets = dict[Element, int](), dict[str, Element]()
    for place, element in enumerate(body.iter()):
        order[element] = place
        for name in (element.get("id"), element.get("name")) if isinstance(element.tag, str) else ():
            if name:
                targets.setdefault(name, element)
    notes = Notes(references={}, holders={}, returns=frozenset(), marks={})
    returns, ways = set[Element](), dict[Element, dict[str, Element]]()
    for link in body.iter("a"):
        href = link.get("href") or ""
        target = targets.get(href[1:]) if href.startswith("#") else None
        mark = MARK.fullmatch("".join(link.itertext()).strip())
        if target is None or mark is None or order[target] <= order[link]:
            continue
        holder = _holder(target)
        if holder is None or holder in link.iterancestors():
            continue
        if holder not in ways:
            ways[holder] = {back.get("href") or "": back for back in holder.iter("a")}
        back = _way_back(ways[holder], link)
        if back is None and not _raised(link):
            continue
        key = notes.holders.setdefault(holder, href[1:])
        notes.references[link] = key, mark[1]
        notes.marks.setdefault(key, mark[1])
        if back is not None:
            returns.add(back)
    holders = _widened(notes.holders)
    return msgspec.structs.replace(notes, holders=holders, returns=frozenset(returns))


def _holder(target: Element) -> Element | None:
    """The paragraph or list item a target lies in, itself included."""
    element = target
    for _ in range(CLIMB):
        if element is None:
            return None
        if element.tag in HOLDERS:
            return element
        element = element.getparent()
    return None


def _way_back(ways: dict[str, Element], link: Element) -> Element | None:
    """Of the links inside a note the one that leads back to the mark, or to what encloses the mark closely."""
    element = link
    for _ in range(CLIMB):
        if element is None or element.tag in ("body", "div", "table"):
            break
        for name in (element.get("id"), element.get("name")):
            if name and f"#{name}" in ways:
                return ways[f"#{name}"]
        element = element.getparent()
    return None


def _raised(link: Element) -> bool:
    """Whether a link is printed as a raised mark."""
    return (link.getparent() is not None and link.getparent().tag in RAISED) or any(
        child.tag in RAISED for child in link
    )


def _widened(holders: dict[Element, str]) -> dict[Element, str]:
    """A note that opens an enclosing item or division of its own holds all paragraphs of that."""
    wide = dict[Element, str]()
    for holder, key in holders.items():
        parent = holder.getparent()
        opens = (
            parent is not None
            and parent.tag in ("li", "aside", "div", "dd")
            and not (parent.text or "").strip()
            and next(iter(parent), None) is holder
            and sum(child in holders for child in parent) == 1
            and all(child.tag in HOLDERS for child in parent)
        )
        wide[parent if opens else holder] = key
    return wide
