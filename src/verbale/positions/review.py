"""Recommendations of a peer review: one State recommends, another answers.

In reports of the Universal Periodic Review a list of recommendations follows a paragraph that says how the State under
review answers them; each ends with the States that made it, in brackets. Every such State holds a RECOMMEND addressed
to the State under review, which holds its answer. Cues stand in `knowledge/tongues/<language>/review.toml`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

from verbale.authority import open_authority
from verbale.model.dossier import Block, Component, Dossier
from verbale.model.mention import Mention
from verbale.model.position import Cue, Position, Request
from verbale.positions.evidence import voices
from verbale.positions.lexicon import attitudes
from verbale.positions.objects import OBJECTS
from verbale.positions.requests import action_of
from verbale.tongues.files import TONGUES, knowledge_folder, read_knowledge
from verbale.tongues.fold import fold

SPEAKERS = frozenset({"state", "territory"})
LEFT_OVER = 0.35
"""Share of a bracket's letters that may be no State's name ("and", "on behalf of") for it to name who recommends."""


class Recommendation(NamedTuple):
    """A stretch of a block that recommends, and who recommends it."""

    start: int
    end: int
    holders: tuple[str, ...]


class Answer(NamedTuple):
    """How the State under review answers the recommendations that follow."""

    word: str
    state: tuple[str, ...]


@functools.cache
def _cues(tongue: str) -> tuple[tuple[str, str], ...]:
    """Folded phrase and answer, longest first; none where the tongue has no such file."""
    path = f"tongues/{tongue}/review.toml"
    if tongue not in TONGUES or not (knowledge_folder() / path).exists():
        return ()
    answers = read_knowledge(path, dict[str, tuple[str, ...]])
    pairs = [(fold(phrase).text, answer) for answer, phrases in answers.items() for phrase in phrases]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def reviewed(dossier: Dossier, component: Component, named: dict[str, list[Mention]]) -> dict[str, list[Position]]:
    """Positions of recommendations and answers, by address of their block; empty where nothing is reviewed."""
    language = component.language or dossier.document.language or ""
    if not _cues(language):
        return {}
    state = _state_under_review(dossier, named)
    answer: Answer | None = None
    found: dict[str, list[Position]] = {}
    for block in component.blocks:
        said = None if block.role in {"item", "heading"} else _answer(block, language)
        if said is not None:
            answer = Answer(said, _states(named.get(block.address, []))[:1] or state)
        if answer is not None and block.role not in {"heading", "title"}:
            taken = [
                one
                for each in _recommendations(block, language)
                for one in _positions(block, language, each, answer, named)
            ]
            if taken:
                found[block.address] = taken
    return found


def _answer(block: Block, language: str) -> str | None:
    """The answer a paragraph announces."""
    folded = fold(block.text).text
    return next((answer for phrase, answer in _cues(language) if phrase in folded), None)


def _states(mentions: list[Mention]) -> tuple[str, ...]:
    """States among mentions, in order."""
    return tuple(one.target for one in mentions if one.target and one.type in SPEAKERS)


def _state_under_review(dossier: Dossier, named: dict[str, list[Mention]]) -> tuple[str, ...]:
    """The State named in the title or in the first heading under it."""
    for block in dossier.components[0].blocks[:4] if dossier.components else ():
        states = _states(named.get(block.address, []))
        if states:
            return states[:1]
    return ()


def _recommendations(block: Block, language: str) -> Iterator[Recommendation]:
    """Stretches that end in a bracket of States; several may stand in one block."""
    start = 0
    for opening, closing in _brackets(block.text):
        after = block.text[closing : closing + 1]
        holders = (
            _bracketed(block.text[opening + 1 : closing - 1], language) if after in {"", ";", ".", ",", ":"} else ()
        )
        if holders:
            yield Recommendation(start, closing, holders)
            start = closing + 1


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Outermost round brackets: where they open, and the offset behind them."""
    depth = opened = 0
    for at, letter in enumerate(text):
        if letter == "(":
            opened = opened if depth else at
            depth += 1
        elif letter == ")" and depth:
            depth -= 1
            if not depth:
                yield opened, at + 1


def _bracketed(text: str, language: str) -> tuple[str, ...]:
    """The States a bracket lists, if it lists hardly anything else."""
    hits = [hit for hit in open_authority().find(text, language) if hit.ids[0].startswith(("state/", "territory/"))]
    letters = sum(map(str.isalpha, text))
    covered = sum(sum(map(str.isalpha, text[hit.start : hit.end])) for hit in hits)
    if not hits or not letters or covered < (1 - LEFT_OVER) * letters:
        return ()
    return tuple(dict.fromkeys(hit.ids[0] for hit in hits))


def _positions(
    block: Block, language: str, one: Recommendation, answer: Answer, named: dict[str, list[Mention]]
) -> Iterator[Position]:
    """A RECOMMEND for each State in the bracket, then the answer of the State under review."""
    quote = block.text[one.start : one.end]
    inside = [m for m in named.get(block.address, []) if one.start <= m.start < one.end and m.target]
    about = tuple(
        dict.fromkeys(m.target for m in inside if m.target and m.type in OBJECTS and m.target not in one.holders)
    )
    action = action_of(quote, language)
    request = Request(to=answer.state, action=action, demandingness=voices().demandingness.get(action or ""))
    answered = voices().answers[answer.word]
    for holders, attitude, rule in (
        *(((holder,), "recommend", f"{language}/review") for holder in one.holders),
        (answer.state, answered, f"{language}/review/{answer.word}"),
    ):
        scale = attitudes()[attitude]
        yield Position(
            id="",
            at=block.address,
            start=one.start,
            end=one.end,
            quote=quote,
            mode="reported",
            force_class=scale.force_class,
            attitude=attitude,
            force=scale.force,
            holder=holders,
            addressee=answer.state if attitude == "recommend" else (),
            about=about,
            topics=tuple(dict.fromkeys(m.target for m in inside if m.target and m.type == "topic")),
            cue=Cue(start=one.start, end=one.start, text=answer.word),
            request=request if attitude == "recommend" else None,
            rule=rule,
        )
