"""Proceedings ↔ `parliamentary/voting` (profile V23) and, for what Akoma Ntoso has no place for, `v:proceedings`.

The vote stands in the analysis: `count` with `v:voter` for each who is named. Steps stand in `proprietary`: most days
and sponsors as running text would not validate as `workflow`.
"""

from __future__ import annotations

from lxml import etree

from verbale.model.proceedings import Proceedings, Step, Voter, Votes
from verbale.renditions.akn.manuscript import Manuscript
from verbale.renditions.akn.markup import Markup
from verbale.renditions.akn.vocabulary import vocabulary

LONGEST = 9
"""Digits of a number of votes; what is longer is none."""
NO_QUORUM = [("eId", "voting__quorum"), ("value", "")]
"""What the schema asks of a vote that was not counted."""


def write_voting(paper: Manuscript, told: Proceedings | None, out: Markup) -> None:
    """`parliamentary` with the vote; nothing where none is told."""
    if not votes_told(told):
        return
    assert told is not None
    outcome = _entry(paper, told.outcome) if told.outcome else None
    out.open("parliamentary")
    out.open("voting", [("eId", paper.free("voting")), ("outcome", outcome)])
    if not told.votes:
        out.empty("quorum", NO_QUORUM)
    for side in told.votes:
        _count(paper, side, out)
    out.close("voting")
    out.close("parliamentary")


def votes_told(told: Proceedings | None) -> bool:
    """Whether there is a vote to write: its sides, or that it went without one."""
    return told is not None and (bool(told.votes) or f"vote.{told.outcome}" in vocabulary().entries)


def _count(paper: Manuscript, side: Votes, out: Markup) -> None:
    """One side of the vote, with its voters."""
    pairs = [("eId", paper.free(f"voting__{side.choice}")), ("value", "" if side.count is None else str(side.count))]
    pairs.append(("refersTo", _entry(paper, side.choice) or f"#{side.choice}"))
    if not side.voters:
        out.empty("count", pairs)
        return
    out.open("count", pairs)
    out.open("v:voters")
    for voter in side.voters:
        out.empty("v:voter", [("holder", paper.references.named(voter.id) if voter.id else None), ("name", voter.name)])
    out.close("v:voters")
    out.close("count")


def _entry(paper: Manuscript, word: str) -> str | None:
    """Id of the entry of a choice or outcome; None for words that have none."""
    key = f"vote.{word}"
    return paper.references.standing(key) if key in vocabulary().entries else None


def write_proceedings(paper: Manuscript, told: Proceedings | None, out: Markup) -> None:
    """`v:proceedings`: language, outcome as it is told, the steps; nothing where nothing is told."""
    if told is None:
        return
    pairs = [("language", told.language), ("outcome", told.outcome)]
    if not told.steps:
        out.empty("v:proceedings", pairs)
        return
    out.open("v:proceedings", pairs)
    for step in told.steps:
        holders = " ".join(paper.references.named(one) for one in step.sponsors) or None
        said = [("step", step.step), ("date", step.date), ("symbol", step.symbol), ("by", step.by or None)]
        out.empty("v:step", [*said, ("sponsors", holders)])
    out.close("v:proceedings")


def read_proceedings(root: etree._Element, entries: dict[str, str]) -> Proceedings | None:
    """The proceedings of a file of ours; `entries` leads from ids to identifiers."""
    ours = f"{{{vocabulary().ours}}}"
    element = root.find(f".//{ours}proceedings")
    if element is None:
        return None
    return Proceedings(
        language=element.get("language", ""),
        outcome=element.get("outcome"),
        votes=tuple(_side(count, entries) for count in root.iterfind(".//{*}parliamentary/{*}voting/{*}count")),
        steps=tuple(_step(step, entries) for step in element.iterfind(f"{ours}step")),
    )


def _side(count: etree._Element, entries: dict[str, str]) -> Votes:
    """One side of the vote."""
    value, choice = count.get("value", ""), count.get("refersTo", "").removeprefix("#")
    return Votes(
        choice=choice.removeprefix("vote."),
        count=int(value) if value.isdecimal() and len(value) <= LONGEST else None,
        voters=tuple(
            Voter(voter.get("name", ""), _identifier(voter.get("holder"), entries)) for voter in count.iter("{*}voter")
        ),
    )


def _step(step: etree._Element, entries: dict[str, str]) -> Step:
    """One step."""
    sponsors = (_identifier(one, entries) for one in step.get("sponsors", "").split())
    return Step(
        step=step.get("step", ""),
        date=step.get("date"),
        symbol=step.get("symbol"),
        by=step.get("by", ""),
        sponsors=tuple(one for one in sponsors if one),
    )


def _identifier(reference: str | None, entries: dict[str, str]) -> str | None:
    """What an `#id` leads to."""
    return entries.get(reference.removeprefix("#")) if reference else None
