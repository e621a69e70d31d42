"""Weight of type in a grey picture: how thick the strokes of a word are, so that bold lines can be told.

Recognition does not say what is bold, and structure needs it for headings. Rows of a word's box are cut into dark
stretches; their mean length grows by a third or more in bold type. Only translate and count on bytes: a page costs a
few milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence

from verbale.reading.scan.recogniser import Word

DARK = bytes(1 if value < 128 else 0 for value in range(256))
"""Grey values as light (0) and dark (1)."""

ROWS = 14
"""Rows looked at in a word."""


class Grey:
    """A PGM picture as rows of bytes."""

    def __init__(self, content: bytes) -> None:
        """A PGM with its head on one line, as `verbale.reading.scan.picture` draws it."""
        end = content.index(b"\n")
        self.width, self.height = int(content[:end].split()[1]), int(content[:end].split()[2])
        self._dots = memoryview(content)[end + 1 :]

    def stroke(self, words: Sequence[Word]) -> float:
        """Mean length in pixels of the dark stretches in the boxes of words; 0 where nothing is dark."""
        dark = stretches = 0
        for word in words:
            left, right = max(0, int(word.left)), min(self.width, int(word.right) + 1)
            top, bottom = max(0, int(word.top)), min(self.height, int(word.bottom))
            for row in range(top, bottom, max(1, (bottom - top) // ROWS)):
                dots = b"\0" + bytes(self._dots[row * self.width + left : row * self.width + right]).translate(DARK)
                dark += dots.count(1)
                stretches += dots.count(b"\0\1")
        return dark / stretches if stretches else 0.0


def grey_picture(content: bytes) -> Grey | None:
    """A picture as grey rows; None where it is no PGM: files are left to the recogniser unpacked."""
    return Grey(content) if content.startswith(b"P5 ") else None
