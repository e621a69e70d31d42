"""From a reference in words to the symbol of the resolution or decision, once the organ is known or can be told.

`meanings(reference, organ="org/un/ga")` turns "66/20" into A/RES/66/20. Where the text names no organ, the adopting
organ of the document holds unless the session or the printed date speaks against it: session 27 of the Assembly sat
before it numbered resolutions so, and a resolution "45/5 of 6 October 2020" cannot be of the session of 1990. Facts
about the organs: `knowledge/symbols/adopting.toml`.
"""

from __future__ import annotations

import msgspec

from verbale.grammar.adopting import AdoptingOrgan, adopting_organs, running_organ
from verbale.grammar.numerals import parse_roman
from verbale.grammar.symbol_shape import Symbol
from verbale.grammar.symbol_tables import council_year
from verbale.grammar.symbol_words import Reference


class Meaning(msgspec.Struct, frozen=True):
    """What a reference means: the symbols (one for each part named), a score from 0 to 1, and the reason."""

    symbols: tuple[Symbol, ...]
    score: float
    reason: str


def _by_body(body: str | None) -> AdoptingOrgan | None:
    """The organ with an identifier."""
    return next((organ for organ in adopting_organs() if organ.body == body), None)


def meanings(reference: Reference, organ: str | None = None, council: str | None = None) -> tuple[Meaning, ...]:
    """What a reference may mean, best first; empty where an organ with numbers of its own is named.

    `organ` is the body that speaks (its resolutions are "its"), `council` the council last named in the text.
    """
    if reference.organ == "":
        return ()
    if reference.form == "running":
        return _running(reference)
    named = reference.organ
    if named == "council":
        named = council if (known := _by_body(council)) and reference.form in known.numbered else None
        candidates = [o for o in adopting_organs() if o.council and reference.form in o.numbered]
    else:
        candidates = [o for o in adopting_organs() if reference.form in o.numbered]
    first = _by_body(named)
    if first is not None and reference.form in first.numbered:
        return (Meaning(_build(reference, first), 1.0, "organ named"),)
    speaking = _by_body(organ)
    fits = [(_fit(reference, o, o is speaking), -n, o) for n, o in enumerate(candidates)]
    ranked = [(fit, o) for fit, _, o in sorted(fits, key=lambda row: row[:2], reverse=True) if fit > 0]
    return tuple(Meaning(_build(reference, o), _score(fit, reference), _reason(fit)) for fit, o in ranked[:3])


def _score(fit: float, reference: Reference) -> float:
    """A score for people: certain where date and speaker agree, lower where only the form speaks."""
    return round(min(1.0, 0.7 + fit / 10) * (1.0 if reference.sure else 0.9), 2)


def _reason(fit: float) -> str:
    """Why an organ was taken."""
    return "session and date fit" if fit >= 2 else "form of the number"


def _fit(reference: Reference, organ: AdoptingOrgan, speaks: bool) -> float:
    """How well an organ fits a number: 0 excluded, higher is better."""
    if reference.form == "roman":
        session = parse_roman(reference.session.rpartition("-")[2]) or 0
        special = "-" in reference.session
        if session > organ.romans or (special and not organ.specials):
            return 0
        return 1.5 if speaks else 1.0
    if reference.form == "year":
        return 1.5 if speaks else 1.0
    special = "-" in reference.session
    session = int(reference.session.rpartition("-")[2])
    if special:
        if session > organ.specials:
            return 0
        return (1.5 if speaks else 1.0) if organ.year and (organ.per_year == 1 or "ES" not in reference.session) else 0
    if not organ.first_session <= session <= organ.last_session or not organ.year:
        return 0
    if reference.kind == "DEC" and organ.council and not speaks and reference.year is None:
        return 0
    base = 1.5 if speaks else 1.0
    if reference.year is None:
        return base
    opened = organ.year + (session - organ.session) // organ.per_year
    if opened <= reference.year <= opened + organ.crosses_year:
        return base + 1.5
    return 0.2 if speaks else 0


def _running(reference: Reference) -> tuple[Meaning, ...]:
    """A resolution of an organ that counts through: its year is printed or known from the number."""
    organ = running_organ()
    known = council_year(int(reference.number))
    year = reference.session or known
    if year is None or reference.kind != "RES":
        return ()
    score = (1.0 if known in (None, year) else 0.6) * (1.0 if reference.sure else 0.8)
    parts = (organ.prefix, "RES", f"{reference.number}({year})")
    return (Meaning((Symbol(parts=parts, organ=organ.prefix, kind="res"),), score, "number and year"),)


def _build(reference: Reference, organ: AdoptingOrgan) -> tuple[Symbol, ...]:
    """The symbols of a reference: one for each part named. Old resolutions are held without the letter of the part."""
    head = (*organ.prefix.split("/"), reference.kind)
    kind = reference.kind.lower()
    if reference.form == "roman":
        return (Symbol(parts=(*head, f"{reference.number}({reference.session})"), organ=head[0], kind=kind),)
    parts = (*head, reference.session, reference.number)
    return tuple(Symbol(parts=parts, organ=head[0], letter=x, kind=kind) for x in reference.letters or ("",))
