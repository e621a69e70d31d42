"""Mentions of dates: the dates of a text as mentions of type `date`, bare years included where a word marks them.

In: the text of a block, its language, its surroundings. Out: mentions with targets like `date/2012-05-15` and
`date/2012-05-01/2012-05-16`. A date without a year stays open, with the document's own year as a candidate.
"""

from __future__ import annotations

from verbale.grammar.dates import FoundDate, find_dates
from verbale.model.mention import Candidate, Mention
from verbale.naming.symbols import NOWHERE, Surroundings


def date_mentions(
    text: str, language: str, around: Surroundings = NOWHERE, *, at: str = "", dates: list[FoundDate] | None = None
) -> list[Mention]:
    """Every date of a text, in order; `dates` where they have been found already (with `years=True`)."""
    if dates is None:
        dates = find_dates(text, language, years=True)
    return [_mention(text, date, around, at) for date in dates]


def _mention(text: str, date: FoundDate, around: Surroundings, at: str) -> Mention:
    """One date as a mention."""
    candidates: tuple[Candidate, ...] = ()
    if date.target is None and around.year is not None:
        whole = f"date/{around.year:04d}-{date.iso[2:]}"
        candidates = (Candidate(target=whole, score=0.5, reason="year of the document"),)
    rule = f"date/{date.precision}" + ("-range" if "/" in date.iso else "")
    return Mention(
        id="", at=at, start=date.start, end=date.end, text=text[date.start : date.end], type="date",
        target=date.target, score=1.0 if date.target else 0.4, candidates=candidates, rule=rule,
    )  # fmt: skip
