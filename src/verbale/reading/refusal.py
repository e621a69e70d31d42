"""Unreadable: the one error a reader raises."""

from __future__ import annotations


class Unreadable(Exception):  # noqa: N818  (the word says what the source is)
    """A source that cannot be read: `code` is stable, `text` one sentence that says what to do."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text
