"""Topics of a block: those of `knowledge/authority/topics`, found like names but no mentions of their own."""

from __future__ import annotations

from verbale.authority import open_authority
from verbale.model.mention import Mention


def topics_in(text: str, language: str, address: str) -> list[Mention]:
    """Topics a text speaks of, in order, in the shape of mentions so that scopes treat names and topics alike."""
    book = open_authority()
    return [
        Mention(
            id="",
            at=address,
            start=hit.start,
            end=hit.end,
            text=text[hit.start : hit.end],
            type="topic",
            target=hit.ids[0],
            rule="topic",
        )
        for hit in book.topics(text, language)
    ]
