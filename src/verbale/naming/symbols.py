"""Mentions of documents: printed symbols, and resolutions and decisions cited in words.

In: the text of a block, its language and its surroundings (who adopts, what the document is). Out: mentions of type
`symbol` with targets like `symbol/A/RES/66/20`; a double symbol gives two mentions, a range or several parts one
mention each over the same words.
"""

from __future__ import annotations

import re

import msgspec

from verbale.grammar.adopting import councils
from verbale.grammar.dates import FoundDate
from verbale.grammar.symbol_adopted import Meaning, meanings
from verbale.grammar.symbol_list import FoundSymbol, find_symbols_in
from verbale.grammar.symbol_text import PlainText, lookalikes, plain_text
from verbale.grammar.symbol_words import Reference, find_references
from verbale.model.mention import Candidate, Mention


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What is known around a block when its symbols, dates and pinpoints are named.

    `organ` is the body whose document it is ("its resolution" is that body's); `council` the council the
    text means by "the Council"; `document` the symbol of the document in normal form; `component` the address of the
    component; `year` the year of the document's date.
    """

    organ: str | None = None
    council: str | None = None
    document: str | None = None
    component: str = ""
    year: int | None = None


NOWHERE = Surroundings()
"""Surroundings of a text of which nothing is known."""


def symbol_mentions(
    text: str, language: str, around: Surroundings = NOWHERE, *, at: str = "", dates: list[FoundDate] | None = None
) -> list[Mention]:
    """Every document that a text names by symbol or number, in the order of the text.

    `dates` are the dates found in the same text where they are known already; they help to tell organs apart.
    """
    if not _DIGIT.search(text):
        return []
    plain = plain_text(text)
    printed = find_symbols_in(plain) if "/" in plain.text or "-" in plain.text else []
    mentions = [mention for found in printed for mention in _printed(text, found, at)]
    references = find_references(plain, language, _plain_dates(plain, dates or []))
    taken = [(found.start, found.end) for found in printed]
    council = around.council
    for reference in references:
        start, end = plain.start(reference.start), plain.end(reference.end)
        if any(a < end and start < b for a, b in taken):
            continue
        council = reference.organ if reference.organ in councils() else council
        mentions.extend(_cited(text, start, end, reference, meanings(reference, around.organ, council), at))
    return sorted(mentions, key=lambda m: (m.start, m.end))


_DIGIT = re.compile(r"\d")


def _plain_dates(plain: PlainText, dates: list[FoundDate]) -> list[FoundDate]:
    """Dates with offsets of the plain text, where direction marks were dropped."""
    if plain.back is None or not dates:
        return dates
    forward = {original: at for at, original in enumerate(plain.back)}
    moved = []
    for date in dates:
        start, last = forward.get(date.start), forward.get(date.end - 1)
        if start is not None and last is not None:
            moved.append(FoundDate(start, last + 1, date.iso, date.precision))
    return moved


def _printed(text: str, found: FoundSymbol, at: str) -> list[Mention]:
    """Mentions of one printed symbol: the halves of a double symbol each over its own words."""
    cut = found.start
    mentions = []
    twins = len(found.parsed) == 2 and found.rule == "symbol/printed"
    for number, symbol in enumerate(found.parsed):
        start, end = found.start, found.end
        if twins:
            half = _half(text, found, symbol.parts[0], cut)
            start, end = (found.start, half) if number == 0 else (half + 1, found.end)
            cut = half
        mentions.append(
            Mention(
                id="", at=at, start=start, end=end, text=text[start:end], type="symbol",
                target=symbol.target, score=found.score, rule=found.rule,
            )
        )  # fmt: skip
    return mentions


def _half(text: str, found: FoundSymbol, organ: str, after: int) -> int:
    """Where the hyphen of a double symbol stands."""
    second = found.parsed[1].parts[0]
    for place in range(found.start + len(organ), found.end):
        if text[place] in "-\u2010\u2011\u2012\u2013\u2014\u2212":
            rest = text[place + 1 : place + 4].lstrip()
            if lookalikes().get(rest[:1], rest[:1]) == second[0]:
                return place
    return after


def _cited(text: str, start: int, end: int, reference: Reference, found: tuple[Meaning, ...], at: str) -> list[Mention]:
    """Mentions of one reference in words: one for each part, none open for organs with numbers of their own."""
    if not found:
        return []
    best, *others = found
    candidates = tuple(
        Candidate(target=m.symbols[0].target, score=m.score, reason=m.reason) for m in found if len(found) > 1
    )
    rule = f"symbol/{reference.form}" if reference.sure else "symbol/near"
    spans = [(end, symbol, rule) for symbol in best.symbols]
    if reference.letters and best.symbols[0].letter:
        if together := _together(reference):
            spans.insert(0, (end, msgspec.structs.replace(best.symbols[0], letter=together), "symbol/whole"))
        whole = msgspec.structs.replace(best.symbols[0], letter="")
        spans.insert(0, (start + _number_length(text[start:end]), whole, "symbol/whole"))
    return [
        Mention(
            id="", at=at, start=start, end=stop, text=text[start:stop], type="symbol",
            target=symbol.target, score=best.score, candidates=candidates if others else (), rule=rule,
        )
        for stop, symbol, rule in spans
    ]  # fmt: skip


def _together(reference: Reference) -> str:
    """Letters of the document that holds the parts: parts named from A on under one date were issued as one, "A-B"."""
    letters = reference.letters
    run = "".join(letters) == "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(letters)]
    return f"A-{letters[-1]}" if len(letters) > 1 and run and reference.year is not None else ""


_NUMBER = re.compile(r"\D*\d+\s*[/\u2044\uff0f]\s*\d+")


def _number_length(cited: str) -> int:
    """Length of the number of a cited resolution, without the letters of its parts."""
    number = _NUMBER.match(cited)
    return number.end() if number else len(cited)
