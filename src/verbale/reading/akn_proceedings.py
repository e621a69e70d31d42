"""`workflow` and `parliamentary` of the dialect the United Nations publishes → Proceedings.

The dialect gives names in English in every language version, sponsors as running text (`by`), voters one by one, and
1 January of the year 1 for a day that is not known.
"""

from __future__ import annotations

import re

from verbale.model.proceedings import Proceedings, Step, Voter, Votes
from verbale.reading.xml import Element, local

LANGUAGE = "en"
UNKNOWN_DAY = "0001-01-01"
LONGEST = 9
"""Digits of a number of votes; what is longer is none."""
OUTCOMES = {"adoptedRecordedVote": "recorded-vote", "adoptedWithoutVote": "without-vote"}
CHOICES = {"inFavour": "in-favour", "against": "against", "abstaining": "abstaining"}
STEPS = {
    "draftResolution": "draft",
    "draftDecision": "draft",
    "draftResolutionAdditionalSponsors": "sponsors",
    "draftDecisionAdditionalSponsors": "sponsors",
    "recommendedForAdoption": "recommended",
}
"""Outcomes of steps that have a word of ours; others keep theirs."""
_BLANKS = re.compile(r"\s+")


def proceedings(root: Element) -> Proceedings | None:
    """The proceedings of the whole; None where the metadata say nothing. Of several votes the first is told."""
    voting = next(root.iter("{*}voting"), None)
    said = None if voting is None else voting.get("outcome") or None
    votes = () if voting is None else tuple(side for count in voting if (side := _votes(count)) is not None)
    steps = tuple(step for element in root.iter("{*}step") if (step := _step(element)) is not None)
    if said is None and not votes and not steps:
        return None
    return Proceedings(language=LANGUAGE, outcome=OUTCOMES.get(said or "", said), votes=votes, steps=steps)


def _votes(count: Element) -> Votes | None:
    """One side of a vote; None for what is none."""
    choice, value = CHOICES.get((count.get("refersTo") or "").removeprefix("#")), count.get("value") or ""
    if local(count) != "count" or choice is None:
        return None
    names = (_BLANKS.sub(" ", "".join(voter.itertext())).strip() for voter in count.iter("{*}organization"))
    return Votes(
        choice=choice,
        count=int(value) if value.isdecimal() and len(value) <= LONGEST else None,
        voters=tuple(Voter(name) for name in names if name),
    )


def _step(element: Element) -> Step | None:
    """A step that says more than its name."""
    outcome, day = element.get("outcome") or "", element.get("date") or ""
    by = _BLANKS.sub(" ", element.get("by") or "").strip()
    known = day if day != UNKNOWN_DAY else None
    symbol = element.get("as") or None
    if not outcome or not (known or symbol or by):
        return None
    return Step(step=STEPS.get(outcome, outcome), date=known or None, symbol=symbol, by=by)
