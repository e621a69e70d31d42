"""The line: many texts as the automaton reads them, in one stretch, folded, with a blank behind every word.

Where words are parted by blanks, the letters of the line are the signs of a code page (that is many times faster than
Unicode), words in Latin letters begin with a capital, and words that the print runs together ("SamoaGeneral") are
parted. A name is looked for with a capital at its beginning and a blank at its end, so that hardly ever anything but a
whole word is found. In: texts of one language, or a folded name. Out: the line, with the way back to the offsets.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from verbale.tongues.fold import PARTING, VANISHING, fold, page_of
from verbale.tongues.writing import writing

_UPPER, _LOWER = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0401\u0410-\u042f", "a-z\u00df-\u00f6\u00f8-\u00ff\u0430-\u044f\u0451"
_ODD = re.compile(f"[{VANISHING}{_UPPER}](?:(?<=[{VANISHING}])|(?<=[{_LOWER}][{_UPPER}]))")
"""What vanishes, and capitals in the midst of a word."""
_GONE = re.compile(f"[{VANISHING}]")
_SEAM = f" {PARTING} "
"""Between two texts: no name goes over it."""


class Line(NamedTuple):
    """Texts one behind the other: as printed, as folded, where each begins in print and, at last, where the print ends.

    `shifts` are places in the folded line and what is added from each on to come to the place in print; None where
    nothing is.
    """

    printed: str
    text: str
    begins: list[int]
    shifts: tuple[list[int], list[int]] | None

    def origin(self, at: int) -> int:
        """Place in print of a place in the folded line."""
        return at if self.shifts is None else at + self.shifts[1][bisect_right(self.shifts[0], at)]


def line_of(texts: Sequence[str], language: str) -> Line:
    """Texts of a language as one line."""
    printed = f" {_SEAM.join(texts)} "
    begins = list(accumulate((len(text) + len(_SEAM) for text in texts), initial=1))
    page = page_of(writing(language).script)
    if page is None:
        whole, shifts = _mended(printed, _GONE)
        return Line(printed, fold(whole).text, begins, shifts)
    raw = page.encoded(printed)
    folded = raw.translate(page.folded)
    if b"\0" not in folded and b"aA" not in raw.translate(page.cases):
        return Line(printed, _begun(folded), begins, None)
    whole, shifts = _mended(printed, _ODD)
    return Line(printed, _begun(page.encoded(whole).translate(page.folded)), begins, shifts)


def parted(name: str) -> str:
    """A name as a line parts it: words that run together apart."""
    return _mended(name, _ODD)[0]


def key_of(name: str, language: str) -> str:
    """A folded name as it is looked for in a line."""
    page = page_of(writing(language).script)
    return name if page is None else _begun(page.encoded(f"{name} ").translate(page.folded))


def _begun(folded: bytes) -> str:
    """A folded line with a capital where a word in Latin letters begins; each byte is a letter of its own."""
    return folded.title().decode("latin-1")


def _mended(printed: str, odd: re.Pattern[str]) -> tuple[str, tuple[list[int], list[int]] | None]:
    """A printed line without what vanishes, and a blank between words that run together; and the way back."""
    pieces: list[str] = []
    places: list[int] = []
    added = [0]
    done = 0
    for found in odd.finditer(printed):
        at = found.start()
        together = found[0].isupper()
        pieces.append(printed[done:at] + " " * together)
        places.append(at - added[-1] + together)
        added.append(added[-1] + (-1 if together else 1))
        done = at + 1 - together
    pieces.append(printed[done:])
    return "".join(pieces), (places, added) if places else None
