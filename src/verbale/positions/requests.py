"""What a directive asks or a commitment promises: of whom, which act, towards whom, by when."""

from __future__ import annotations

import functools
import re

from verbale.model.mention import Mention
from verbale.model.position import Request
from verbale.positions.evidence import voices
from verbale.positions.objects import Objects, Scope
from verbale.tongues.files import read_knowledge
from verbale.tongues.fold import fold

SESSION = re.compile(r"(\d+)\D*$")


@functools.cache
def _actions(tongue: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of the words that begin an act, and word → act."""
    kinds = read_knowledge(f"tongues/{tongue}/actions.toml", dict[str, tuple[str, ...]])
    acts = {fold(word).text: act for act, words in kinds.items() for word in words}
    words = "|".join(map(re.escape, sorted(acts, key=len, reverse=True)))
    return re.compile(words if tongue == "zh" else rf"(?<= )(?:{words})(?= )"), acts


def request_of(
    text: str, tongue: str, scope: Scope, to: tuple[str, ...], found: Objects, named: list[Mention]
) -> Request:
    """The request that a directive's scope spells out; `to` are its addressees (of a commitment: its holders)."""
    action = action_of(text[scope.start : scope.end], tongue)
    bodies = [one for one in named if one.type in {"body", "organisation"} and scope.start <= one.start < scope.end]
    to_whom = tuple(dict.fromkeys(one.target for one in bodies if one.target and one.target not in to))
    return Request(
        to=to,
        action=action,
        to_whom=to_whom if action in {"report", "circulate"} else (),
        by=_deadline(named, scope),
        demandingness=voices().demandingness.get(action) if action else None,
    )


def action_of(text: str, tongue: str) -> str | None:
    """The act whose word comes first in a text ("report", "ratify" …; see `actions.toml`)."""
    pattern, acts = _actions(tongue)
    found = pattern.search(f" {fold(text).text} ")
    return acts[found[0]] if found else None


def _deadline(named: list[Mention], scope: Scope) -> dict[str, str | int] | None:
    """The session or day by which an act is due, where the scope names one."""
    for one in named:
        if not scope.start <= one.start < scope.end or not one.target:
            continue
        session = SESSION.search(one.target) if one.type == "session" else None
        if session:
            return {"session": int(session[1])}
        if one.type == "date":
            return {"date": one.target.removeprefix("date/")}
    return None
