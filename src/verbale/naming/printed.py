"""Mentions that need no authority file: dates, sessions and meetings, symbols, and then pinpoints into what was named.

In: the text of a block, its language, its surroundings. Out: mentions with contract targets. `printed_mentions` goes
first, names come between, `pinpoint_mentions` goes last because a pinpoint leads into what a name has named.
"""

from __future__ import annotations

import re

from verbale.grammar.cues import EVERY, Cue
from verbale.grammar.dates import FoundDate, find_dates
from verbale.model.dossier import Component, Document
from verbale.model.mention import Mention
from verbale.naming.dates import date_mentions
from verbale.naming.foreign import foreign_language
from verbale.naming.sessions import session_mentions
from verbale.naming.spans import Spans
from verbale.naming.symbols import NOWHERE, Surroundings, symbol_mentions

_DIGIT = re.compile(r"\d")


def printed_mentions(
    text: str, language: str, around: Surroundings = NOWHERE, *, at: str = "", cues: frozenset[Cue] = EVERY
) -> list[Mention]:
    """Dates, sessions and symbols of a text; dates are found once and help the symbols."""
    figures = _DIGIT.search(text) is not None
    dates: list[FoundDate] = []
    if figures or "month" in cues:
        foreign = foreign_language(text, language)
        dates = find_dates(text, language, (foreign,) if foreign else (), years=True, named="month" in cues)
    symbols = symbol_mentions(text, language, around, at=at, dates=dates) if figures else []
    apart = date_mentions(text, language, around, at=at, dates=dates) if dates else []
    if apart and symbols:
        taken = Spans((symbol.start, symbol.end) for symbol in symbols)
        apart = [date for date in apart if not any(taken.touching(date.start, date.end))]
    numbered = session_mentions(text, language, around, at=at) if "session" in cues else []
    return [*apart, *numbered, *symbols]


def day_of(document: Document) -> str:
    """The day of a document as ISO text, as exact as it is printed; empty where it prints none."""
    ordered = ("signed", "issued", "adopted")
    dates = sorted((date for date in document.dates if date.role in ordered), key=lambda each: ordered.index(each.role))
    return dates[0].date if dates else ""


def surroundings_of(document: Document, component: Component | None = None) -> Surroundings:
    """What a document and a component say of the references in them."""
    printed = next((date.date[:4] for date in document.dates if date.role in ("issued", "adopted", "signed")), "")
    return Surroundings(
        organ=document.body,
        document=document.symbol,
        component=component.address if component is not None else "",
        year=int(printed) if printed.isdigit() else None,
    )
