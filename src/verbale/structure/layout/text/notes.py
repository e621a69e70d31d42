"""Notes of a text without ink: paragraphs after a rule that begin with a mark, and the marks in the body they answer.

A note stands at the end of its page or of the file. Its mark in the body is `*`, `[1]`, a raised 1, or, in Arabic,
`(1)` close behind a word; it is looked for in the text since the notes before. A paragraph `1 …` is a note only when a
raised 1 waits for it, for it may be the first of a list.
"""

from __future__ import annotations

import bisect
import re

import msgspec

from verbale.model.reading import Reading
from verbale.structure.layout.text.lines import Paragraph

AHEAD = 4000
"""Code points behind a note in which its mark may stand: the half of a paragraph that begins the next page."""

_NOTE = re.compile(
    r"(?:\[\^?(?P<bracket>\d{1,3}|[a-z]|\*{1,4})\]:?|\((?P<paren>\d{1,3}|\*{1,4})\)|(?P<stars>\*{1,4})"
    r"|(?P<raised>\d{1,3}|[a-z])|(?P<sign>[\u00b9\u00b2\u00b3\u2070-\u2079]+))(?=[\s\u3000])[\s\u3000]+(?=\S)"
)
_MARK = re.compile(
    r"[\[(*\u00b9\u00b2\u00b3\u2070-\u2079](?:"
    r"(?:(?<=[^\s\[]\[)|(?<=\S\n\[))\^?\s?(?P<bracket>\d\n?\d?\n?\d?|[a-z]|\*{1,4})\s?\]"
    r"|(?<=[^\s\[]\()(?P<paren>\d{1,3}|\*{1,4})\)"
    r"|(?<=[^\s\[]\*)(?P<stars>\*{0,3})(?![\w*])"
    r"|(?<=[^\s\[][\u00b9\u00b2\u00b3\u2070-\u2079])(?P<sign>[\u00b9\u00b2\u00b3\u2070-\u2079]*))"
)
"""A mark that follows a word. What it may begin with stands first, so that the search leaps over all other text."""
_PLAIN = {
    ord(sign): str(digit) for digit, sign in enumerate("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")
}


class TextNote(msgspec.Struct, frozen=True):
    """One note: key, printed mark, its paragraph, and how many characters at its start are the mark."""

    key: str
    mark: str
    paragraph: Paragraph
    opening: int


class TextMark(msgspec.Struct, frozen=True):
    """A note mark in the body: where it stands in the reading's text, and the note's key."""

    start: int
    end: int
    key: str


class _Search:
    """Notes found so far, and where the marks in the body stand."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.places: dict[tuple[str, str], list[tuple[int, int]]] | None = None
        self.notes: list[TextNote] = []
        self.tied: dict[int, TextMark] = {}
        self.used: dict[str, int] = {}

    def take(self, paragraph: Paragraph, scope: int, *, among: bool) -> bool:
        """Take a paragraph as a note if it begins with a mark; a bare number only when a raised one waits for it.

        `among`: it stands after a rule or another note. Elsewhere only `[2]` after a `[1]`, a raised sign, and
        `[^1]` as Markdown has it, each with its mark in the body.
        """
        opening = _NOTE.match(self.reading.text, paragraph.start, paragraph.end)
        if opening is None:
            return False
        if self.places is None:
            self.places = _marks(self.reading)
        kind = opening.lastgroup or ""
        written = kind == "sign" or self.reading.text.startswith("[^", paragraph.start)
        if not among and not written and (kind != "bracket" or not self.notes):
            return False
        mark = opening[kind].translate(_PLAIN)
        here = self._waiting(kind, mark, scope, paragraph.start)
        if not here and (kind in ("raised", "sign", "paren") or not among):
            return False
        count = self.used[mark] = self.used.get(mark, 0) + 1
        key = mark if count == 1 else f"{mark} {count}"
        self.notes.append(TextNote(key, mark, paragraph, opening.end() - paragraph.start))
        self.tied |= {start: TextMark(start, end, key) for start, end in here}
        return True

    def _waiting(self, kind: str, mark: str, scope: int, until: int) -> list[tuple[int, int]]:
        """Marks in the body that answer a note: those since the notes before it, else any earlier one not yet tied."""
        found: list[tuple[int, int]] = []
        for answer in _kinds(kind):
            places = (self.places or {}).get((answer, mark), [])
            first, last = bisect.bisect_left(places, (scope, 0)), bisect.bisect_left(places, (until, 0))
            here = places[first:last] or places[max(0, first - 1) : first]
            if not here and places[last:] and places[last][0] < until + AHEAD:
                here = places[last : last + 1]
            found += [place for place in here if place[0] not in self.tied][: 1 if answer == "paren" else None]
        return found


def notes_of_text(
    reading: Reading, paragraphs: list[Paragraph]
) -> tuple[list[TextNote], list[TextMark], list[Paragraph]]:
    """Notes, their marks in the body in order, and the paragraphs that are no notes. After notes a page has ended."""
    search = _Search(reading)
    rest: list[Paragraph] = []
    scope, ruled, inside = 0, False, False
    for paragraph in paragraphs:
        if search.take(paragraph, scope, among=ruled or inside):
            ruled, inside = False, True
            continue
        if inside:
            scope = paragraph.start
            paragraph.severed = True
        ruled, inside = paragraph.ruled, False
        rest.append(paragraph)
    return search.notes, [search.tied[start] for start in sorted(search.tied)], rest


def _kinds(kind: str) -> tuple[str, ...]:
    """Kinds of mark in the body that answer a kind of note."""
    if kind in ("raised", "sign"):
        return ("raised", "sign")
    return (kind, "raised") if kind != "stars" else ("stars", "paren", "raised")


def _marks(reading: Reading) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Everything in the text that may be a note mark, by kind and mark, in order."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for line in reading.lines:
        for run in line.runs:
            if run.raised:
                mark = reading.text[run.start : run.end].strip(" ()[]")
                found.setdefault(("raised", mark), []).append((run.start, run.end))
    raised = {start for places in found.values() for start, _ in places}
    for match in _MARK.finditer(reading.text):
        if match.start() not in raised:
            kind = match.lastgroup or ""
            mark = match[0] if kind in ("stars", "sign") else match[kind].replace("\n", "")
            found.setdefault((kind, mark.translate(_PLAIN)), []).append(match.span())
    return found
