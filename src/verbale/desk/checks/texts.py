"""Checks before issue: what a program can find wrong with a communication, each a finding with its place.

Findings stop a communication until they are mended or, where the program may be wrong (warnings), passed by a person
with a reason. Findings of the level `error` are certain and cannot be passed.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.desk.intake import request_of
from verbale.grammar.symbols import parse
from verbale.model.dossier import Dossier
from verbale.model.finding import Finding
from verbale.positions.concord import concord
from verbale.tongues.findings import finding

ANNEXING = frozenset({"note-verbale", "letter", "identical-letters", "joint-letter"})
"""Kinds that announce in their title what they transmit."""


def findings_of(dossiers: list[Dossier], *, body: str | None, attached: int = 0) -> list[Finding]:
    """All findings about the language versions of one communication for a body."""
    found = [one for dossier in dossiers for one in _of_version(dossier, body, attached)]
    if len(dossiers) > 1:
        for one in concord(dossiers):
            words = {"expected": one.expected, "found": one.found, "kind": one.kind}
            found.append(finding("V609", f"{one.language}:{one.at}", **words))
    return found


def _of_version(dossier: Dossier, body: str | None, attached: int) -> Iterator[Finding]:
    """Findings about one version; places begin with its language."""
    document = dossier.document
    language = document.language or "und"
    if document.language is None:
        yield finding("V601", f"{language}:", name=dossier.source.name)
    if document.sender is None:
        yield finding("V602", f"{language}:")
    if document.addressee is None:
        yield finding("V603", f"{language}:")
    if body and document.body and document.body != body and body not in document.bodies:
        yield finding("V604", f"{language}:", found=document.body, expected=body)
    if document.kind in ANNEXING and request_of(dossier) is None:
        yield finding("V605", f"{language}:")
    yield from (one for one in _annexes(dossier, language, attached))
    yield from _dates(dossier, language)
    yield from _symbols(dossier, language)
    yield from _numbers(dossier, language)


def _annexes(dossier: Dossier, language: str, attached: int) -> Iterator[Finding]:
    """A text whose title transmits something, and nothing follows it."""
    from verbale.structure.phrases import looking_for
    from verbale.tongues.fold import fold

    title = fold(dossier.document.title or "").text
    if dossier.document.language is None or not title:
        return
    announces = looking_for(language, "titles", "transmitting").search(title)
    if announces and not attached and not any(part.address for part in dossier.components):
        yield finding("V606", f"{language}:title")


def _dates(dossier: Dossier, language: str) -> Iterator[Finding]:
    """The date of a communication against the date it is issued on, and two dates of its signing."""
    dates = {
        role: [d.date[:10] for d in dossier.document.dates if d.role == role and not d.at]
        for role in ("signed", "issued")
    }
    if len(set(dates["signed"])) > 1:
        yield finding("V607", f"{language}:", first=dates["signed"][0], second=dates["signed"][1])
    elif dates["signed"] and dates["issued"] and dates["issued"][0] < dates["signed"][0]:
        yield finding("V607", f"{language}:", first=dates["signed"][0], second=dates["issued"][0])


def _symbols(dossier: Dossier, language: str) -> Iterator[Finding]:
    """Symbols of earlier issues and of the masthead that the grammar of symbols does not know."""
    for symbol in (*dossier.document.symbols, *dossier.document.earlier):
        if parse(symbol) is None:
            yield finding("V608", f"{language}:", symbol=symbol)


def _numbers(dossier: Dossier, language: str) -> Iterator[Finding]:
    """Paragraphs numbered twice, and unnumbered ones at the end of a numbered series are told by the reader."""
    for part in dossier.components:
        for block in part.blocks:
            if "~" in block.address:
                yield finding("V610", f"{language}:{block.address}", number=block.number or block.address)
    for one in dossier.findings:
        if one.code in ("V230", "V231"):
            yield finding("V611", f"{language}:{one.at}", said=one.text)
