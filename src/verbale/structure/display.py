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


TIGHT = 0.3
"""The same for lines that nothing but their size sets off."""

LIKE = 1.35
"""Times one line may be larger than the next of the same title, as OCR measures them."""


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
    """Whether a title goes on in the next line: same style, and set close, or it begins in the middle of a sentence.

    Where neither line is set off, as on a page read by OCR, only lines of like size set tight are one title.
    """
    if (line.style, line.role) != (following.style, following.role) or following.label is not None:
        return False
    same = (line.bold, line.italic, line.size) == (following.bold, following.italic, following.size)
    if following.gap is None or not following.size or not line.size or following.page != line.page:
        return same and set_off(following) and following.text[:1].islower()
    share = following.gap / following.size
    if same and set_off(following):
        return -0.5 < share < CLOSE[following.direction]
    return -0.5 < share < TIGHT and 1 / LIKE < following.size / line.size < LIKE and not following.text.endswith(STOP)
