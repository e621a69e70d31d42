"""Lines of a text without ink → paragraphs of lines, before notes and furniture are known.

A blank line ends a paragraph. Between neighbours the line end is soft, and the paragraph goes on, when the next word
would not have fit into the width the text is set in; it is hard otherwise: a line of the masthead, an address, a
signature. Two blanks at a line's end (Markdown) are hard too, save inside one stretch of bold (a title).
"""

from __future__ import annotations

import itertools
import re

import msgspec

from verbale.model.reading import Line, Reading

NARROWEST = 60
"""Columns a text is set in at least; a narrower block is an address or a masthead, its line ends hard."""

WIDEST = 160
"""Columns beyond which lines are whole paragraphs, not set in a width at all."""

_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]+")
_CJK = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_FIRST_WORD = re.compile(rf"[{_CJK}]|[^ \t\n\f{_CJK}]+")
_ENDS_CJK = re.compile(rf"[{_CJK}][^{_CJK}\s]{{0,20}}$")
LABEL = re.compile(
    r"\(?(?:\w{1,5}|\d{1,3}(?:\.\d{1,3})*)(?:[.)\]\u3001\uff0e]|\s?-)\s|[(\uff08]\w{1,5}[)\uff09]|\[\^?\w{1,3}\]"
)
"""A list marker of any script at the start of a line."""
_NOTE_LABEL = re.compile(r"\[\^?\w{1,3}\]:?\s|\*{1,4}\s")
_COLUMNS = re.compile(r"\S([ \u3000]{4,})(?=\S)")
_STOPS = ".;:\uff1b\u3002\uff1a\u061b"


class Paragraph(msgspec.Struct):
    """Lines that are one paragraph; `gap` blank lines above. `severed`: a page ended between it and the one before."""

    lines: list[Line]
    gap: int = 0
    severed: bool = False

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.lines[-1].end

    @property
    def ruled(self) -> bool:
        """Whether it is a rule, not a text."""
        return self.lines[0].style == "rule"


class Setting(msgspec.Struct, frozen=True):
    """How a text is set: columns of its lines (None: a line a paragraph), whether wide characters count double."""

    width: int | None
    wide: bool


def paragraphs_of(reading: Reading) -> list[Paragraph]:
    """Paragraphs in the order of the text; a row of a table is a paragraph of its cells' table."""
    text, lines = reading.text, reading.lines
    setting = _setting(text, lines)
    found: list[Paragraph] = []
    before: Line | None = None
    for line in lines:
        if before is None:
            found.append(Paragraph([line]))
        else:
            between = text[before.end : line.start]
            if _goes_on(text, found[-1].lines, line, between, setting):
                found[-1].lines.append(line)
            else:
                found.append(Paragraph([line], max(0, between.count("\n") - 1), "\f" in between))
        before = line
    return [part for paragraph in found for part in _columns(text, paragraph)]


def _setting(text: str, lines: tuple[Line, ...]) -> Setting:
    """The width of a text: that of the longest lines which have a neighbour below, outliers left aside.

    Rather too narrow than too wide: a column less joins a full line that ends a paragraph, a column more cuts many.
    """
    wide = bool(_WIDE.search(text))
    widths = sorted(
        _width(text, line, wide)
        for line, below in itertools.pairwise(lines)
        if below.start - line.end <= (below.indent or 0) + 3
        and line.cell is None
        and "\t" not in (printed := text[line.start : line.end])
        and "    " not in printed
        and text[line.end : line.end + 3] != "  \n"
    )
    if not widths:
        return Setting(None, wide)
    usual = widths[int((len(widths) - 1) * 0.94)]
    return Setting(max(NARROWEST, usual) if usual <= WIDEST else None, wide)


def _width(text: str, line: Line, wide: bool) -> int:
    """Columns of a line, blanks at its start included."""
    columns = round((line.indent or 0) / 6) + line.end - line.start
    return columns + sum(map(len, _WIDE.findall(text, line.start, line.end))) if wide else columns


def _goes_on(text: str, above: list[Line], line: Line, between: str, setting: Setting) -> bool:
    """Whether a line continues the paragraph above it."""
    last = above[-1]
    if line.cell or last.cell:
        return bool(line.cell and last.cell and line.cell.table == last.cell.table)
    if between.count("\n") > 1 or "\f" in between or line.level is not None or last.level is not None:
        return False
    if line.style == "continued":
        return True
    if line.style == "rule" or last.style == "rule" or between.startswith("  \n") or setting.width is None:
        return False
    if _begins_anew(text, above, line):
        return False
    if (line.indent or 0) > (above[0].indent or 0) and _NOTE_LABEL.match(text, above[0].start):
        return True
    room = setting.width - _width(text, last, setting.wide)
    if setting.wide and _ENDS_CJK.search(text[last.start : last.end]):
        return room <= 3
    word = _FIRST_WORD.match(text, line.start, line.end)
    size = len(word[0]) if word else 1
    return size + 1 > room


def _begins_anew(text: str, above: list[Line], line: Line) -> bool:
    """Whether a line begins a paragraph although the line above is full: by its indent or its list marker."""
    if len(above) > 1 and (line.indent or 0) > (above[-1].indent or 0) + 6:
        return True
    if _NOTE_LABEL.match(text, line.start) and _NOTE_LABEL.match(text, above[0].start):
        return True
    if line.indent != above[0].indent or text[above[-1].end - 1] not in _STOPS:
        return False
    return bool(LABEL.match(text, line.start) and LABEL.match(text, above[0].start))


def _columns(text: str, paragraph: Paragraph) -> list[Paragraph]:
    """A single line with a broad gap inside is two fields side by side (a masthead): each its own paragraph."""
    line = paragraph.lines[0]
    if len(paragraph.lines) > 1 or line.cell or "    " not in text[line.start : line.end]:
        return [paragraph]
    gaps = [gap for gap in _COLUMNS.finditer(text, line.start, line.end) if gap.start() + 1 - line.start > 3]
    starts = [line.start, *(gap.end() for gap in gaps)]
    ends = [*(gap.start(1) for gap in gaps), line.end]
    return [
        Paragraph(
            [
                msgspec.structs.replace(
                    line,
                    start=start,
                    end=end,
                    indent=(line.indent or 0) + (start - line.start) * 6.0,
                    runs=tuple(run for run in line.runs if run.start >= start and run.end <= end),
                )
            ],
            paragraph.gap if start == line.start else 0,
            paragraph.severed and start == line.start,
        )
        for start, end in zip(starts, ends, strict=True)
    ]
