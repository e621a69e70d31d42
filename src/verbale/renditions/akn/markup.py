"""XML written as text: escaped, indented by two blanks outside lines of text, attributes in the order given.

Strings are put together by hand because a tree of elements would cost more than all the rest of the writing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from urllib.parse import quote

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters XML 1.0 does not allow; they are written as U+FFFD so that offsets stay."""

URI_SAFE = "/:?#[]@!$&'()*+,;=~-._%"

EDGES = " \t\n\u00a0,;\u060c\u3001\uff0c"
"""Blanks and commas of all scripts: an inline element may not begin or end with them (R48)."""

Attributes = Iterable[tuple[str, str | None]]


def escape(text: str) -> str:
    """Text of an element. A line feed stays; callers that mean a line break write `eol`."""
    if FORBIDDEN.search(text):
        text = FORBIDDEN.sub("\ufffd", text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace("\r", "&#13;") if "\r" in text else text


def write_text(text: str) -> str:
    """Text of a line, line breaks as `eol`."""
    return escape(text).replace("\n", "<eol/>") if "\n" in text else escape(text)


@functools.lru_cache(maxsize=8192)
def quoted(text: str) -> str:
    """Text of an attribute; kept, because ids, rules and classes come again and again."""
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def attributes(pairs: Attributes) -> str:
    """Attributes that have a value, each with a blank in front."""
    return "".join([f' {name}="{quoted(value)}"' for name, value in pairs if value is not None])


def address_of(text: str) -> str:
    """Text made fit for `anyURI`; an address that is fit already stays as it is."""
    return quote(text, safe=URI_SAFE)


class Markup:
    """Lines of XML with the indentation of the place where they stand."""

    def __init__(self, depth: int = 0) -> None:
        self.lines: list[str] = []
        self.depth = depth

    def line(self, text: str) -> None:
        """One line as it is."""
        self.lines.append("  " * self.depth + text)

    def open(self, tag: str, pairs: Attributes = ()) -> None:
        """A start tag; what follows stands deeper."""
        self.line(f"<{tag}{attributes(pairs)}>")
        self.depth += 1

    def close(self, tag: str) -> None:
        """The end tag of the innermost open element."""
        self.depth -= 1
        self.line(f"</{tag}>")

    def empty(self, tag: str, pairs: Attributes = ()) -> None:
        """An element without content."""
        self.line(f"<{tag}{attributes(pairs)}/>")

    def text(self, tag: str, inner: str, pairs: Attributes = ()) -> None:
        """An element whose content is markup on one line."""
        self.line(f"<{tag}{attributes(pairs)}>{inner}</{tag}>" if inner else f"<{tag}{attributes(pairs)}/>")

    def take(self, other: Markup) -> None:
        """The lines of another piece written at this depth."""
        self.lines += other.lines

    def __str__(self) -> str:
        """All lines, each ended by a line feed."""
        return "\n".join(self.lines) + "\n" if self.lines else ""
