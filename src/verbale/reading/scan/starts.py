"""Markers of lists at the starts of lines, recognised by themselves.

A marker is two or three small signs far from other print; among Chinese or Russian words the recogniser reads `(@` for
`(c)`, `19)` for `f)`, or passes it over. Its ink cut out alone, in English, is read rightly most of the time. A second
reading is taken only where it is a marker; what it replaced is told.
"""

from __future__ import annotations

import re

import msgspec

from verbale.reading.bidi import RIGHT_TO_LEFT
from verbale.reading.scan import recogniser
from verbale.reading.scan.columns import MARGIN
from verbale.reading.scan.recogniser import PageOfWords, PrintedLine, Word

MOST = 24
"""Markers looked at again on a page."""

BEFORE = 4.5
"""Sizes before a line within which a marker that was passed over stands."""

SURE = 0.6
"""Confidence of a second reading from which on it is taken."""

WIDEST = 2.6
"""Width of a marker in sizes, at most."""

ONE_LINE = 7
"""How the recogniser is told that a picture is one line."""

_DARK = 128
_BLACKENED = bytes(dot if dot < 176 else 255 for dot in range(256))
"""Grey paper made white: its edge would be read as a stroke."""

_DOUBTFUL = re.compile(r"(?=.*[()\[\]{}@\u00ae\u00a9])[^\s]{1,4}$")
_PLAIN = re.compile(r"\(?[a-z]{1,4}\)$|[(\uff08]?[\u4e00-\u9fff]{1,3}[)\uff09]$|\(?[0-9]{1,3}[.)]$")
_MARKER = re.compile(r"\(?[a-z]{1,4}\)$")


def markers_again(picture: bytes, page: PageOfWords, pack: str) -> tuple[PageOfWords, list[tuple[str, str]]]:
    """The page with its doubtful and overlooked markers, and each pair of what was read first and then.

    `picture` is a PGM, `pack` the language of markers in Latin letters. Right-to-left lines are left alone.
    """
    if not picture.startswith(b"P5 "):
        return page, []
    ink = _Ink(picture)
    lines, changes = list(page.lines), list[tuple[str, str]]()
    words = [word for line in page.lines for word in line.words]
    looked = 0
    for place, line in enumerate(page.lines):
        first = min(line.words, key=lambda word: word.left)
        if looked == MOST or RIGHT_TO_LEFT.search(line.words[0].text + line.words[-1].text):
            continue
        plain = first.confidence > SURE and _PLAIN.match(first.text)
        doubtful = bool(_DOUBTFUL.match(first.text)) and not plain
        bounds = _bounds(ink, line, first, words, inside=doubtful)
        if bounds is None:
            continue
        looked += 1
        marker = _alone(ink, bounds, pack)
        if marker is not None and marker.text != first.text:
            rest = tuple(word for word in line.words if word is not first or not doubtful)
            lines[place] = msgspec.structs.replace(line, words=(marker, *rest))
            changes.append((first.text if doubtful else "", marker.text))
    return msgspec.structs.replace(page, lines=tuple(lines)), changes


class _Ink:
    """A PGM whose dark dots can be asked for."""

    def __init__(self, picture: bytes) -> None:
        end = picture.index(b"\n")
        self.width, self.height = (int(number) for number in picture[:end].split()[1:3])
        self._dots = memoryview(picture)[end + 1 :]

    def rows(self, left: int, top: int, right: int, bottom: int) -> list[bytes]:
        """Dots of a rectangle, row by row, grey paper made white."""
        left, right = max(0, left), min(self.width, right)
        return [
            bytes(self._dots[row * self.width + left : row * self.width + right]).translate(_BLACKENED)
            for row in range(max(0, top), min(self.height, bottom))
        ]

    def extent(self, left: int, top: int, right: int, bottom: int) -> tuple[int, int] | None:
        """First and last dark column of a rectangle; None where it is white."""
        left = max(0, left)
        rows = self.rows(left, top, right, bottom)
        dark = [column for column in range(len(rows[0])) if any(row[column] < _DARK for row in rows)] if rows else []
        return (left + dark[0], left + dark[-1] + 1) if dark else None


def _bounds(
    ink: _Ink, line: PrintedLine, first: Word, words: list[Word], *, inside: bool
) -> tuple[int, int, int, int] | None:
    """The rectangle of a marker: of a doubtful first word, or of ink before a line that belongs to no word."""
    top, bottom = int(line.baseline - 1.0 * line.size), int(line.baseline + 0.3 * line.size)
    if inside:
        return int(first.left) - 6, top, int(first.right) + 6, bottom
    left, right = int(first.left - BEFORE * line.size), int(first.left - 0.4 * line.size)
    taken = any(
        word.right > left and word.left < right and top < (word.top + word.bottom) / 2 < bottom for word in words
    )
    extent = None if taken or right <= 0 else ink.extent(left, top, right, bottom)
    if extent is None or not 0.3 * line.size < extent[1] - extent[0] < WIDEST * line.size:
        return None
    return extent[0] - 4, top, extent[1] + 4, bottom


def _alone(ink: _Ink, bounds: tuple[int, int, int, int], pack: str) -> Word | None:
    """The marker in a rectangle recognised by itself; None where it is none."""
    rows = ink.rows(*bounds)
    if not rows or not rows[0]:
        return None
    across = len(rows[0]) + 2 * MARGIN
    blank, side = b"\xff" * (across * MARGIN), b"\xff" * MARGIN
    body = b"".join(side + row + side for row in rows)
    picture = b"P5 %d %d 255\n" % (across, len(rows) + 2 * MARGIN) + blank + body + blank
    try:
        answer = recogniser.recognise(picture, (pack,), resolution=300, layout=ONE_LINE)
    except recogniser.RecogniserFault:
        return None
    found = [word for page in answer for line in page.lines for word in line.words]
    if len(found) != 1 or not _MARKER.match(found[0].text) or found[0].confidence < SURE:
        return None
    left, top, right, bottom = bounds
    return Word(found[0].text, float(left), float(top), float(right), float(bottom), found[0].confidence)
