"""Plain text and Markdown as PDF conversions leave them → Reading."""

from __future__ import annotations

from verbale.model.reading import Line, Reading, Source


def read(content: bytes, source: Source) -> Reading:
    """Lines of a text file, one `Line` a printed line."""
    text = content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    lines, at = [], 0
    for printed in text.split("\n"):
        if printed.strip():
            lines.append(Line(start=at, end=at + len(printed)))
        at += len(printed) + 1
    return Reading(source=source, text=text, lines=tuple(lines))
