"""A line of text with its marks, notes and mentions → mixed content of XML or HTML.

Mentions nest; one that crosses another is given back, for its own place in each format. Marks give way to mentions: a
mark that ends inside a mention is closed before it and opened again inside. A note stands where its mark first stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from verbale.model.dossier import Mark, NoteAnchor
from verbale.model.mention import Mention

DEEPEST = 20
"""Mentions inside mentions beyond this are set apart: no text needs them, and the writer stays linear."""

Tags = tuple[str, str]
"""Start tag and end tag."""


class Stretch(msgspec.Struct, frozen=True):
    """A piece of the text between two tags."""

    start: int
    end: int
    tags: Tags


def nesting(mentions: Iterable[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Mentions that nest, outermost first, and those that cross one of them or are empty."""
    inside: list[Mention] = []
    crossing: list[Mention] = []
    open_ends: list[int] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        while open_ends and open_ends[-1] <= mention.start:
            open_ends.pop()
        too_deep = len(open_ends) >= DEEPEST
        if mention.end <= mention.start or too_deep or (open_ends and mention.end > open_ends[-1]):
            crossing.append(mention)
            continue
        open_ends.append(mention.end)
        inside.append(mention)
    return inside, crossing


class Hand(msgspec.Struct, frozen=True):
    """How a format writes plain text and a mark."""

    text: Callable[[str], str]
    mark: Callable[[Mark], Tags]


def write_line(
    hand: Hand,
    text: str,
    marks: Sequence[Mark],
    mentions: Sequence[Stretch],
    anchors: Sequence[NoteAnchor],
    note: Callable[[str], str],
) -> str:
    """Mixed content of a line. `marks` are settled, `mentions` nest (outermost first), `note` gives a note's markup."""
    if not marks and not mentions and not anchors:
        return hand.text(text)
    typographic = (Stretch(mark.start, mark.end, hand.mark(mark)) for mark in marks)
    stretches = sorted([*mentions, *typographic], key=lambda stretch: (stretch.start, -stretch.end))
    inner = {id(stretch) for stretch in mentions}
    writer = _Line(hand, text)
    queue = sorted(anchors, key=lambda anchor: anchor.at)
    place = 0
    for stretch in stretches:
        while place < len(queue) and queue[place].at <= stretch.start:
            writer.insert(queue[place].at, note(queue[place].address))
            place += 1
        writer.begin(stretch, id(stretch) in inner)
    for anchor in queue[place:]:
        writer.insert(anchor.at, note(anchor.address))
    return writer.finish()


class _Line:
    """Mixed content under way: what is written so far, and the stretches that are open, outermost first."""

    def __init__(self, hand: Hand, text: str) -> None:
        self.hand = hand
        self.text = text
        self.at = 0
        self.pieces: list[str] = []
        self.open: list[tuple[int, Tags, bool]] = []

    def _advance(self, to: int) -> None:
        """Write the text up to an offset, closing what ends on the way."""
        while self.open:
            nearest = min(end for end, _, _ in self.open)
            if nearest > to:
                break
            self._copy(nearest)
            self._close(nearest)
        self._copy(to)

    def _copy(self, to: int) -> None:
        """Write plain text up to an offset."""
        if to > self.at:
            self.pieces.append(self.hand.text(self.text[self.at : to]))
            self.at = to

    def _close(self, end: int) -> None:
        """Close every stretch that ends here; marks above it are closed and opened again."""
        lowest = min(place for place, (until, _, _) in enumerate(self.open) if until == end)
        above = self.open[lowest:]
        del self.open[lowest:]
        self.pieces.extend(tags[1] for _, tags, _ in reversed(above))
        self._reopen([stretch for stretch in above if stretch[0] != end])

    def _reopen(self, stretches: list[tuple[int, Tags, bool]]) -> None:
        """Open stretches in this order."""
        self.open.extend(stretches)
        self.pieces.extend(tags[0] for _, tags, _ in stretches)

    def begin(self, stretch: Stretch, mention: bool) -> None:
        """Open a stretch; before a mention, marks that end inside it step in."""
        self._advance(stretch.start)
        inside: list[tuple[int, Tags, bool]] = []
        if mention and self.open:
            short = [place for place, (end, _, named) in enumerate(self.open) if not named and end < stretch.end]
            if short:
                above = self.open[short[0] :]
                del self.open[short[0] :]
                self.pieces.extend(tags[1] for _, tags, _ in reversed(above))
                self._reopen([each for each in above if each[0] >= stretch.end])
                inside = [each for each in above if each[0] < stretch.end]
        self._reopen([(stretch.end, stretch.tags, mention), *inside])

    def insert(self, at: int, markup: str) -> None:
        """Put a note where its mark stood; what ends there ends before it."""
        self._advance(min(max(at, self.at), len(self.text)))
        self.pieces.append(markup)

    def finish(self) -> str:
        """The rest of the text, everything closed."""
        self._advance(len(self.text))
        return "".join(self.pieces)
