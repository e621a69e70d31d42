"""Halves of a paragraph cut by a page joined again; lines joined: by a blank, by nothing, hyphen kept or undone.

A half is known by what it lacks: the first ends no sentence, the second begins like no paragraph. Where the page left a
trace (running head, page number, note) a capital may begin the second half; without a trace only a small letter may.
Preambles end each paragraph with a comma and begin the next as they please: a comma among commas is no cut.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator

from verbale.model.reading import Line, Reading
from verbale.structure.layout.text.lines import LABEL, Paragraph
from verbale.structure.layout.text.notes import TextMark

SHORTEST = 50
"""Code points a first half has at least (Chinese: half as many); shorter is a heading, a signature, an address."""

FREQUENT = 0.005
"""Share of the words of a text from which on a short word is a conjunction: the hyphen before it stands for itself."""

_CJK = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_END = ".!?:;\u2026\u3002\uff0e\uff01\uff1f\uff1a\uff1b\u061f\u061b"
_COMMA = ",\uff0c\u060c\u3001"
_CLOSING = "\"'\u201d\u2019\u00bb)]\u300d\u300f\u300b\uff09"
_EDGE = re.compile(f"[{_CJK}]")
_UNCASED = re.compile(f"[{_CJK}\u0590-\u08ff]")
_HYPHENS = "-\u00ad\u2010"


def heal(reading: Reading, paragraphs: list[Paragraph], marks: list[TextMark]) -> Iterator[list[Paragraph]]:
    """Paragraphs in groups: mostly one, two or more where pages cut one. Note marks at an end do not count."""
    text = reading.text
    ends = {mark.end: mark.start for mark in marks}
    group: list[Paragraph] = []
    comma_before = False
    for paragraph in paragraphs:
        last = text[_last(text, group[-1], ends)] if group else ""
        if group and _halves(text, group[-1], paragraph, last, comma_before):
            group.append(paragraph)
            continue
        if group:
            comma_before = last in _COMMA
            yield group
        group = [paragraph]
    if group:
        yield group


def _last(text: str, paragraph: Paragraph, ends: dict[int, int]) -> int:
    """Offset of the last character that is neither a note mark nor a closing quotation mark or bracket."""
    end = paragraph.end
    while end in ends:
        end = ends[end]
    while end - 1 > paragraph.start and (text[end - 1] in _CLOSING or text[end - 1].isspace()):
        end -= 1
    return max(paragraph.start, end - 1)


def _halves(text: str, first: Paragraph, second: Paragraph, last: str, comma_before: bool) -> bool:
    """Whether two paragraphs are the halves of one; `last` is the last character of the first."""
    if last in _END or _set_apart(first) or _set_apart(second):
        return False
    uncased = bool(_UNCASED.match(last)) or bool(_UNCASED.match(text[second.start]))
    if first.end - first.start < (SHORTEST // 2 if uncased else SHORTEST):
        return False
    begin = text[second.start]
    runs = second.lines[0].runs
    if LABEL.match(text, second.start, second.end) or (runs and runs[0].start == second.start):
        return False
    if last in _COMMA:
        return second.severed and not comma_before and (uncased or begin.islower())
    if not second.severed:
        whole = begin.islower() or (uncased and _long_without_end(text, first, second))
        return whole and _same_setting(first, second)
    return begin.isalnum() or begin in "\"'(\u00ab\u201c\u2018\u300a\u300c"


def _long_without_end(text: str, first: Paragraph, second: Paragraph) -> bool:
    """Scripts without capitals: a long paragraph that just stops, and one after it that ends as paragraphs do."""
    return first.end - first.start >= 4 * SHORTEST and text[second.end - 1] in _END


def _same_setting(first: Paragraph, second: Paragraph) -> bool:
    """Whether both are set alike: halves without a trace of a page occur where lines are whole paragraphs."""
    return len(first.lines) == len(second.lines) == 1 and first.lines[0].indent == second.lines[0].indent


def _set_apart(paragraph: Paragraph) -> bool:
    """Headings, cells and lines wholly bold are no halves."""
    line = paragraph.lines[0]
    whole = bool(line.runs) and line.runs[0].bold and line.runs[0].end - line.runs[0].start == line.end - line.start
    return line.level is not None or line.cell is not None or whole


def joint(text: str, above: Line, line: Line) -> str | None:
    """What stands between two lines of one paragraph: a blank, nothing, or None: the hyphen above goes too."""
    last, first = text[above.end - 1], text[line.start]
    if last in _HYPHENS and above.end - above.start > 1 and text[above.end - 2].isalpha():
        return _after_hyphen(text, above, line)
    solid = _is_solid(text)
    if solid and (_EDGE.match(last) or _EDGE.match(first)):
        return " " if _spaced(text, above, line) and not (_EDGE.match(last) and _EDGE.match(first)) else ""
    if last in "/\u2014" and not text[above.end - 2].isspace():
        return ""
    return "" if solid and _cut_anywhere(text, above, line) else " "


@functools.lru_cache(maxsize=2)
def _is_solid(text: str) -> bool:
    """Whether a text holds any Chinese, which is set without blanks."""
    return _EDGE.search(text) is not None


def _spaced(text: str, above: Line, line: Line) -> bool:
    """Whether a blank stands at the line end itself; the two blanks of a hard line end are a sign, no blanks."""
    end = text[above.end : above.end + 3]
    return (end[:1].isspace() and end[:1] != "\n" and end != "  \n") or text[line.start - 1] in " \u3000"


def _cut_anywhere(text: str, above: Line, line: Line) -> bool:
    """Whether lines of Chinese are cut at any character, inside a foreign word or number too."""
    chinese = len(_EDGE.findall(text, above.start, above.end)) * 3 > above.end - above.start
    return chinese and not _spaced(text, above, line)


def _after_hyphen(text: str, above: Line, line: Line) -> str | None:
    """A hyphen at a line end: kept where the document writes the word with it elsewhere, undone where without."""
    if text[above.end - 1] == "\u00ad":
        return None
    left = re.search(r"\w+$", text[max(above.start, above.end - 40) : above.end - 1])
    right = re.match(r"\w+", text[line.start : line.start + 40])
    if left is None or right is None or not right[0][0].islower():
        return ""
    words = _words(text)
    if f"{left[0]}-{right[0]}".lower() in words:
        return ""
    if len(right[0]) <= 4 and words[right[0].lower()] > max(2, FREQUENT * words.total()):
        return " "
    if (left[0] + right[0]).lower() in words:
        return None
    return None if left[0].lower() not in words and right[0].lower() not in words else ""


@functools.lru_cache(maxsize=2)
def _words(text: str) -> Counter[str]:
    """Words of a text with their inner hyphens, counted, those cut by a line end left out."""
    return Counter(re.findall(r"\w+(?:-\w+)*(?![-\w])", text.lower()))
