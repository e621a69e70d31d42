"""Days: dates that contradict each other, or that cannot be yet."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.grammar.dates import find_dates
from verbale.model.dossier import Dossier
from verbale.model.finding import Finding
from verbale.structure.phrases import looking_for
from verbale.tongues.findings import finding
from verbale.tongues.fold import fold

WHOLE = len("2024-02-27")


def check(dossier: Dossier, today: str) -> Iterator[Finding]:
    """Findings about one version."""
    place = f"{dossier.document.language or 'und'}:"
    dates = {
        role: [d.date for d in dossier.document.dates if d.role == role and not d.at and len(d.date) == WHOLE]
        for role in ("signed", "issued")
    }
    signed, issued = dates["signed"], dates["issued"]
    if len(set(signed)) > 1:
        yield finding("V607", place, first=signed[0], second=signed[1])
    if signed and issued and issued[0] < signed[0]:
        yield finding("V607", place, first=signed[0], second=issued[0])
    for late in sorted({day for day in (*signed, *issued) if day > today}):
        yield finding("V613", place, date=late, today=today)
    yield from _adopted(dossier, place, signed)


def _adopted(dossier: Dossier, place: str, signed: list[str]) -> Iterator[Finding]:
    """The day on which a text was adopted: as the title says it, as the text prints it, before the communication."""
    announced = set(_announced(dossier))
    for part in dossier.components:
        if not part.address:
            continue
        own = {day for block in part.blocks if block.role == "place-date" for day in _days(block.text, dossier)}
        if own and announced and not own & announced:
            yield finding("V607", f"{place}{part.address}", first=min(announced), second=min(own))
        if own and signed and min(own) > signed[0]:
            yield finding("V607", f"{place}{part.address}", first=min(own), second=signed[0])
    if announced and signed and min(announced) > signed[0]:
        yield finding("V607", f"{place}title", first=min(announced), second=signed[0])


def _announced(dossier: Dossier) -> Iterator[str]:
    """Days that the title gives for what it transmits."""
    language, title = dossier.document.language, dossier.document.title or ""
    if language is None:
        return
    folded = fold(title)
    announces = looking_for(language, "titles", "transmitting").search(folded.text)
    if announces is not None:
        yield from _days(title[folded.origin(announces.start()) :], dossier)


def _days(text: str, dossier: Dossier) -> Iterator[str]:
    """Whole days in a text; periods and bare months prove nothing."""
    for one in find_dates(text, dossier.document.language or "en"):
        if len(one.iso) == WHOLE:
            yield one.iso
