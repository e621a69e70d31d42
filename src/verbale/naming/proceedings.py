"""Proceedings with voters and sponsors told by their identifiers; names that lead nowhere stay as they are."""

from __future__ import annotations

from msgspec.structs import replace

from verbale.authority import AuthorityBook
from verbale.model.proceedings import Proceedings, Step, Voter, Votes
from verbale.tongues.fold import fold

SPONSORED = frozenset({"draft", "sponsors"})
"""Steps whose `by` names those who stand behind the text; elsewhere it tells of meetings and persons."""
SPONSORS = ("state/", "group/")
"""Who sponsors a text: a body's chair submits it, which is no position of the body."""


def resolved(proceedings: Proceedings, book: AuthorityBook) -> Proceedings:
    """The same proceedings with identifiers."""
    language = proceedings.language
    return replace(
        proceedings,
        votes=tuple(_votes(side, book, language) for side in proceedings.votes),
        steps=tuple(_step(step, book, language) for step in proceedings.steps),
    )


def _votes(side: Votes, book: AuthorityBook, language: str) -> Votes:
    """One side of a vote."""
    named = ((voter.name, _named(voter.name, book, language)) for voter in side.voters)
    return replace(side, voters=tuple(Voter(name, ids[0] if len(ids) == 1 else None) for name, ids in named))


def _step(step: Step, book: AuthorityBook, language: str) -> Step:
    """A step with its sponsors."""
    return replace(step, sponsors=_named(step.by, book, language)) if step.step in SPONSORED and step.by else step


def _named(text: str, book: AuthorityBook, language: str) -> tuple[str, ...]:
    """Every State and group a text names, each once."""
    found = (_meant(hit.ids, text[hit.start : hit.end], book, language) for hit in book.find(text, language))
    return tuple(dict.fromkeys(one for one in found if one and one.startswith(SPONSORS)))


def _meant(ids: tuple[str, ...], name: str, book: AuthorityBook, language: str) -> str | None:
    """What a name means; of several the State whose short name it is, as lists of members print it."""
    if len(ids) == 1:
        return ids[0]
    folded = fold(name).text
    entries = (book.entry(one) for one in ids)
    owners = [one.id for one in entries if one and folded in {fold(short).text for short in one.names[language].short}]
    return owners[0] if len(owners) == 1 else None
