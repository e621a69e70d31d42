"""Mentions of sessions and meetings: `session/un-ga/47`, `session/un-ga/es-11`, `meeting/un-sc/7013`.

In: the text of a block, its language, its surroundings. Out: mentions of type `session` or `meeting`. The organ is the
one named beside ("quarante-septième session de l'Assemblée générale"), else the organ whose document it is. A meeting
of an organ that counts its meetings anew each session stays open.
"""

from __future__ import annotations

import functools
import re

import msgspec

from verbale.grammar.adopting import meeting_counters
from verbale.grammar.sessions import FoundSession, find_sessions, sessions
from verbale.grammar.symbol_items import references
from verbale.model.mention import Mention
from verbale.naming.symbols import NOWHERE, Surroundings


class _Holders(msgspec.Struct, frozen=True):
    """Who may hold a session: an organ in the genitive after it, right before it, or another body after it."""

    after: re.Pattern[str]
    before: re.Pattern[str]
    another: re.Pattern[str]
    bodies: tuple[str, ...]

    def body(self, found: re.Match[str]) -> str:
        """The body of a match; "" for bodies that are not told apart."""
        return self.bodies[int((found.lastgroup or "o0")[1:])]


@functools.cache
def _holders(language: str) -> _Holders:
    """The patterns of a language."""
    organs = {body: names for body, names in references(language).organs.items() if body != "council"}
    alternatives = ["|".join(sorted(names, key=len, reverse=True)).replace(" ", r"\s") for names in organs.values()]
    grouped = "|".join(f"(?P<o{n}>{names})" for n, names in enumerate(alternatives))
    close = "" if language == "zh" else r"(?![^\W\d_])"
    of = sessions(language).of
    genitive = "|".join(word + (r"\s" if len(word) > 1 else "") for word in of if word)
    return _Holders(
        after=re.compile(rf"\s*(?:{'|'.join(of)})\s*(?:{grouped}){close}"),
        before=re.compile(rf"(?:{grouped})\s*\Z"),
        another=re.compile(rf"\s+(?:{genitive})" if genitive else r"(?!)"),
        bodies=tuple(organs),
    )


def session_mentions(text: str, language: str, around: Surroundings = NOWHERE, *, at: str = "") -> list[Mention]:
    """Every numbered session and meeting of a text, in order."""
    return [_mention(text, found, language, around, at) for found in find_sessions(text, language)]


def _own(text: str, start: int, language: str) -> bool:
    """Whether a session without a name beside it is of the organ that speaks: in some languages a word must say so."""
    own = sessions(language).own
    return not own or text[max(0, start - 4) : start].rstrip().endswith(own)


def _mention(text: str, found: FoundSession, language: str, around: Surroundings, at: str) -> Mention:
    """One session or meeting as a mention, its organ taken in where it stands beside."""
    holders = _holders(language)
    start, end = found.start, found.end
    body = around.organ
    beside = holders.after.match(text, end)
    if beside is not None:
        end, body = beside.end(), holders.body(beside)
    elif near := holders.before.search(text, max(0, start - 40), start):
        body = holders.body(near)
    elif holders.another.match(text, end) or not _own(text, start, language):
        body = None
    target = None
    if body and (found.kind == "session" or body in meeting_counters()):
        target = f"{found.kind}/{body.removeprefix('org/').replace('/', '-')}/{found.number}"
    score = 1.0 if beside is not None else 0.8 if target else 0.4
    return Mention(
        id="", at=at, start=start, end=end, text=text[start:end], type=found.kind,
        target=target, score=score, rule=f"session/{'named' if beside else 'speaking'}",
    )  # fmt: skip
