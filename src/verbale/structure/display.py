"""Lines set off from running text: titles, headings, names on a masthead; and whether one goes on in the next line."""

from __future__ import annotations

from verbale.structure.passage import Passage

LONGEST = 900
"""Characters of the longest title: a note that names several texts transmitted runs to ten lines."""

STOP = (".", ";", ":", ",", "。", "；", "：", "，", "،", "؛")
"""What running text ends with and a title does not."""

CAPITALS = 10
"""Characters from which on capitals are a style and no abbreviation or symbol."""

CLOSE = {"ltr": 0.7, "rtl": 0.95}
"""Space between two lines of one title, as a share of the size of type; between paragraphs it is more.

Arabic is set with more space between its lines.
"""


def displayed(passage: Passage) -> bool:
    """Whether a passage is set off from running text by its style or by what the format says of it."""
    return (
        passage.role in ("title", "heading")
        or passage.bold
        or (passage.align == "center" and len(passage.text) < LONGEST and not passage.text.endswith(STOP))
    )


def set_off(passage: Passage) -> bool:
    """The same, and lines in capitals, which is how a typewriter sets off a title."""
    return displayed(passage) or (len(passage.text) > CAPITALS and passage.text.isupper())


def goes_on(line: Passage, following: Passage) -> bool:
    """Whether a title goes on in the next line: same style, and set close, or it begins in the middle of a sentence."""
    styles = [(each.bold, each.italic, each.style, each.size, each.role) for each in (line, following)]
    if styles[0] != styles[1] or not set_off(following) or following.label is not None:
        return False
    if following.gap is not None and following.size and following.page == line.page:
        return -following.size / 2 < following.gap < CLOSE[following.direction] * following.size
    return following.text[:1].islower()
