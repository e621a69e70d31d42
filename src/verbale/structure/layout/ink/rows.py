"""Ink: a printed line as structure looks at it, and the rows of a page.

Edges are counted in the direction of reading: `near` is the distance from the side where a line begins (left in
left-to-right, right in right-to-left pages), `far` the same for its end, so that one set of rules does for both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from verbale.model.reading import Line, Page, Reading, Run

SAME_ROW = 0.35
"""Baselines this near, in sizes, are one row."""

NUMBER = 10
"""Print at most this long before print of another style is taken for a number."""

IDEOGRAPHS = 1000.0
"""Added to the size of rows of ideographs, which are set with other steps than letters of that size."""

RULE = frozenset("_-–—=~*·. ")
"""Signs that drawn rules are made of."""


_IDEOGRAPH = re.compile("[\u2e80-\U0010ffff]")


class Ink:
    """One segment of print. Bold and italic mean all its letters; `raised` is raised print at its very start."""

    __slots__ = (
        "base",
        "bold",
        "end",
        "far",
        "italic",
        "line",
        "near",
        "page",
        "raised",
        "size",
        "start",
        "text",
        "top",
    )

    def __init__(self, line: Line, text: str, near: float, far: float) -> None:
        """`text` is that of the line, blanks at its ends left out by the reader."""
        self.line, self.text, self.near, self.far = line, text, near, far
        self.start, self.end, self.page = line.start, line.end, line.page
        box = line.box
        self.top, self.base = (box.top, box.bottom) if box else (0.0, 0.0)
        self.size, self.bold, self.italic = look_of(line.runs, line.end - line.start)
        self.raised = line.runs[0].end - line.start if line.runs and line.runs[0].raised else 0
        if self.raised:
            for run in line.runs[1:]:
                if not run.raised:
                    break
                self.raised = run.end - line.start

    @property
    def is_rule(self) -> bool:
        """Whether it is a drawn rule ("______")."""
        return len(self.text) >= 4 and RULE.issuperset(self.text) and len(set(self.text)) <= 2


def look_of(runs: Sequence[Run], length: int) -> tuple[float, bool, bool]:
    """Size of most characters; whether all print is bold; whether all is italic (raised print and marks left out)."""
    flat = [run for run in runs if not run.raised] or list(runs)
    if not flat:
        return 0.0, False, False
    if len(flat) == 1:
        return flat[0].size or 0.0, flat[0].bold, flat[0].italic
    sizes: Counter[float] = Counter()
    for run in flat:
        sizes[run.size or 0.0] += run.end - run.start
    whole = sum(sizes.values())
    text = next((at for at, run in enumerate(flat) if (run.bold, run.italic) != (flat[0].bold, flat[0].italic)), 1)
    if flat[text - 1].end - flat[0].start <= NUMBER:  # the number of a paragraph may be set otherwise than its text
        flat = flat[text:]
        whole = sum(run.end - run.start for run in flat)
    bold = sum(run.end - run.start for run in flat if run.bold)
    italic = sum(run.end - run.start for run in flat if run.italic)
    return sizes.most_common(1)[0][0], bold >= 0.9 * whole, italic >= 0.9 * whole


class Row:
    """Segments on one baseline, in the order of reading. `text_near` is where the text behind a hung number begins.

    `band` counts the rules of its table above the row.

    `set_in` tells the sizes and scripts apart that have steps of their own from row to row.
    """

    __slots__ = ("band", "base", "bold", "far", "italic", "near", "page", "parts", "set_in", "size", "text_near")

    def __init__(self, parts: list[Ink]) -> None:
        """A row of one or more segments; the longest sets its style."""
        self.parts = parts
        self.band: int | None = None
        main = parts[0] if len(parts) == 1 else max(parts, key=lambda ink: len(ink.text))
        self.page, self.base, self.size, self.bold, self.italic = (
            main.page,
            main.base,
            main.size,
            main.bold,
            main.italic,
        )
        self.near = self.text_near = main.near
        self.far = main.far
        if len(parts) > 1:
            self.near, self.far = min(ink.near for ink in parts), max(ink.far for ink in parts)
            self.text_near = parts[1].near
        self.set_in = round(self.size, 1) + (IDEOGRAPHS if _IDEOGRAPH.search(main.text, 0, 12) else 0.0)

    @property
    def lifted(self) -> bool:
        """Whether raised print stands in the row."""
        return any(run.raised for ink in self.parts for run in ink.line.runs)

    @property
    def opens_bold(self) -> bool:
        """Whether the first print of the row is bold."""
        runs = self.parts[0].line.runs
        return bool(runs) and runs[0].bold

    @property
    def ends_plain(self) -> bool:
        """Whether the last words of the row are not bold."""
        line = self.parts[-1].line
        return bool(line.runs) and not line.runs[-1].bold and line.runs[-1].end - line.runs[-1].start > 2

    @property
    def ends_bold(self) -> bool:
        """Whether the last words of the row are bold."""
        line = self.parts[-1].line
        return bool(line.runs) and line.runs[-1].bold

    @property
    def opens_styled(self) -> bool:
        """Whether the row opens with words in italic or bold and goes on without: the way some paragraphs begin."""
        runs = [run for ink in self.parts for run in ink.line.runs if not run.raised]
        first = runs[0] if runs else None
        if first is None or not (first.italic or first.bold):
            return False
        return any((run.italic, run.bold) != (first.italic, first.bold) for run in runs)

    @property
    def text(self) -> str:
        """Text of the row, segments parted by a blank."""
        return self.parts[0].text if len(self.parts) == 1 else " ".join(ink.text for ink in self.parts)


class Sheet:
    """One page: its size, whether it reads from the right, its rows from the top, the rules drawn on it."""

    __slots__ = ("height", "number", "rows", "rtl", "rules", "width")

    def __init__(self, page: Page, rows: list[Row], *, rtl: bool) -> None:
        """`rows` hold all print of the page."""
        self.number, self.width, self.height, self.rules = page.number, page.width, page.height, page.rules
        self.rows, self.rtl = rows, rtl


def sheets_of(reading: Reading) -> list[Sheet]:
    """The pages of a reading whose lines have boxes."""
    pages = {page.number: page for page in reading.pages}
    lines: dict[int, list[Line]] = {}
    for line in reading.lines:
        lines.setdefault(line.page, []).append(line)
    return [
        _sheet(reading.text, page if (page := pages.get(number)) and page.width else _framed(number, own), own)
        for number, own in lines.items()
    ]


def _framed(number: int, lines: list[Line]) -> Page:
    """A page of unknown size, as large as its print."""
    boxes = [line.box for line in lines if line.box]
    return Page(
        number,
        max((box.right for box in boxes), default=600.0),
        max((box.bottom for box in boxes), default=800.0),
    )


def _sheet(text: str, page: Page, lines: list[Line]) -> Sheet:
    """One page."""
    width = page.width
    from_right = sum(line.end - line.start for line in lines if line.direction == "rtl")
    rtl = from_right * 2 > sum(line.end - line.start for line in lines)
    inks = []
    for line in lines:
        left, right = (line.box.left, line.box.right) if line.box else (0.0, width)
        near, far = (width - right, width - left) if rtl else (left, right)
        inks.append(Ink(line, text[line.start : line.end], near, far))
    return Sheet(page, rows_of(inks), rtl=rtl)


def rows_of(inks: Iterable[Ink]) -> list[Row]:
    """Rows from the top, segments in the order of reading."""
    rows: list[list[Ink]] = []
    for ink in sorted(inks, key=lambda ink: ink.base):
        if rows and ink.base - rows[-1][0].base <= SAME_ROW * min(ink.size, rows[-1][0].size):
            rows[-1].append(ink)
        else:
            rows.append([ink])
    return [Row(_in_order(parts)) for parts in rows]


def _in_order(parts: list[Ink]) -> list[Ink]:
    """Segments of a row in the order of reading, which in a right-to-left line of another page is the other one."""
    if len(parts) == 1:
        return parts
    parts.sort(key=lambda ink: ink.near)
    main = max(parts, key=lambda ink: len(ink.text)).line
    from_left = all(ink.line.box is not None and ink.near == ink.line.box.left for ink in parts)
    return parts[::-1] if main.direction == "rtl" and from_left else parts
