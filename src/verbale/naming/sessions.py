"""Mentions of sessions and meetings: `session/un-ga/47`, `session/un-ga/es-11`, `meeting/un-sc/7013`.

In: the text of a block, its language, its surroundings. Out: mentions of type `session` or `meeting`. The organ is the
one named beside ("quarante-septième session de l'Assemblée générale"), else the organ whose document it is. A meeting
of an organ that counts its meetings anew each session stays open.
"""

from __future__ import annotations

import functools
import re

from verbale.grammar.sessions import FoundSession, find_sessions, sessions
from verbale.grammar.symbol_items import references
from verbale.model.mention import Mention
from verbale.naming.symbols import NOWHERE, Surroundings

_COUNTS_THROUGH = frozenset({"org/un/sc"})
"""Organs whose meetings have one running number for ever."""


@functools.cache
def _organs(language: str) -> tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    """Organ in the genitive after a session, organ right before it, and the bodies by group number."""
    rows = [
        (name.replace(" ", r"\s"), body)
        for body, names in references(language).organs.items()
        for name in names
        if body.startswith("org/")
    ]
    bodies = tuple(dict.fromkeys(body for _, body in rows))
    grouped = "|".join(
        f"(?P<o{n}>" + "|".join(sorted((r[0] for r in rows if r[1] == body), key=len, reverse=True)) + ")"
        for n, body in enumerate(bodies)
    )
    close = "" if language == "zh" else r"(?![^\W\d_])"
    of = "|".join(sessions(language).of)
    return (
        re.compile(rf"\s*(?:{of})\s*(?:{grouped}){close}"),
        re.compile(rf"(?:{grouped})\s*\Z"),
        bodies,
    )


def session_mentions(text: str, language: str, around: Surroundings = NOWHERE, *, at: str = "") -> list[Mention]:
    """Every numbered session and meeting of a text, in order."""
    return [_mention(text, found, language, around, at) for found in find_sessions(text, language)]


def _mention(text: str, found: FoundSession, language: str, around: Surroundings, at: str) -> Mention:
    """One session or meeting as a mention, its organ taken in where it stands beside."""
    after, before, bodies = _organs(language)
    start, end = found.start, found.end
    body = around.organ
    named = after.match(text, end)
    if named is not None:
        end, body = named.end(), bodies[int((named.lastgroup or "o0")[1:])]
    elif near := before.search(text, max(0, start - 40), start):
        body = bodies[int((near.lastgroup or "o0")[1:])]
    target = None
    if body is not None and (found.kind == "session" or body in _COUNTS_THROUGH):
        target = f"{found.kind}/{body.removeprefix('org/').replace('/', '-')}/{found.number}"
    score = 1.0 if named is not None else 0.8 if target else 0.4
    return Mention(
        id="", at=at, start=start, end=end, text=text[start:end], type=found.kind,
        target=target, score=score, rule=f"session/{'named' if named else 'speaking'}",
    )  # fmt: skip
