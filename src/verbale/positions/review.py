"""Recommendations of a peer review: one State recommends, another answers.

In reports of the Universal Periodic Review a list of recommendations follows a paragraph that says how the State under
review answers them; each ends with the States that made it, in brackets. Every such State holds a RECOMMEND addressed
to the State under review, which holds its answer. Cues stand in `knowledge/tongues/<language>/review.toml`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

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


ENDS = frozenset(";.")
"""What ends a recommendation, so that the next in the block begins anew."""

NUMBERS = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")
"""Numbers and ranges of recommendations that a later paragraph answers otherwise."""


class Recommendation(NamedTuple):
    """A stretch of a block that recommends, the brackets at its end, and whom they name."""

    start: int
    brackets: int
    end: int
    holders: tuple[str, ...]


class Answer(NamedTuple):
    """How the State under review answers the recommendations that follow."""

    word: str
    state: tuple[str, ...]


@functools.cache
def _cues(tongue: str) -> tuple[tuple[str, str], ...]:
    """Folded phrase and answer in the order of the file: the answers that overrule come first."""
    path = f"tongues/{tongue}/review.toml"
    if tongue not in TONGUES or not (knowledge_folder() / path).exists():
        return ()
    answers = read_knowledge(path, dict[str, tuple[str, ...]])
    return tuple((fold(phrase).text, answer) for answer, phrases in answers.items() for phrase in phrases)


def reviewed(dossier: Dossier, component: Component, named: dict[str, list[Mention]]) -> dict[str, list[Position]]:
    """Positions of recommendations and answers, by address of their block; empty where nothing is reviewed."""
    language = component.language or dossier.document.language or ""
    if not _cues(language):
        return {}
    state = _state_under_review(dossier, named)
    answer: Answer | None = None
    found: dict[str, list[Position]] = {}
    for block in component.blocks:
        made = [] if block.role == "title" else list(_recommendations(block, language))
        said = None if made or block.role in {"item", "heading"} else _answer(block, language)
        if said is not None:
            answer = Answer(said, _states(named.get(block.address, []))[:1] or state)
            if not block.text.rstrip().endswith(":"):
                _answer_again(found, said, component, NUMBERS.findall(block.text))
        if answer is not None and made:
            found[block.address] = [one for each in made for one in _positions(block, language, each, answer, named)]
    return found


def _answer_again(
    found: dict[str, list[Position]], said: str, component: Component, numbers: list[tuple[str, str]]
) -> None:
    """Answer recommendations of the list before by their numbers ("Nos. 8 and 85-119 are already implemented")."""
    wanted = {number for first, last in numbers[:500] for number in range(int(first), min(int(last or first), 999) + 1)}
    for block in component.blocks:
        number = NUMBERS.findall(block.number or "")
        if block.address in found and number and int(number[-1][0]) in wanted:
            found[block.address] = [
                _answered(one, said) if one.rule.count("/") > 1 and not one.rule.endswith("/reject") else one
                for one in found[block.address]
            ]


def _answered(one: Position, said: str) -> Position:
    """The answer to a recommendation, given otherwise."""
    attitude = voices().answers[said]
    scale = attitudes()[attitude]
    rule = f"{one.rule.rpartition('/')[0]}/{said}"
    return msgspec.structs.replace(
        one,
        attitude=attitude,
        force_class=scale.force_class,
        force=scale.force,
        rule=rule,
    )


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
    """Stretches that end in brackets of States; those of one sentence share its beginning."""
    start, first, last = 0, 0, 0
    held: tuple[str, ...] = ()
    for opening, closing in _brackets(block.text):
        holders = _bracketed(block.text[opening + 1 : closing - 1], language)
        if not holders:
            continue
        if held and block.text[last:opening].strip(" ,"):
            yield Recommendation(start, first, last, held)
            start = last + 1 if block.text[last : last + 1] in ENDS else start
            held = ()
        first = first if held else opening
        held, last = tuple(dict.fromkeys((*held, *holders))), closing
    if held:
        yield Recommendation(start, first, last, held)


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
            cue=Cue(start=one.brackets, end=one.end, text=block.text[one.brackets : one.end]),
            request=request if attitude == "recommend" else None,
            rule=rule,
        )
