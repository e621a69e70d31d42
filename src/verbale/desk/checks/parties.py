"""Who writes to whom about what: sender, addressee, body, request, signature, language of the parts."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.authority import open_authority
from verbale.desk.intake import request_of
from verbale.desk.styles import styles
from verbale.model.dossier import Dossier
from verbale.model.finding import Finding
from verbale.tongues.findings import finding

ANNEXING = frozenset({"note-verbale", "letter", "identical-letters", "joint-letter"})
"""Kinds that announce in their title what they transmit."""

NAMED = "name/"
"""Rules of mentions that stand by their own name; a bare "the secretariat" is whichever the context makes it."""

SIGNED = ANNEXING - {"note-verbale"}
"""Kinds that are signed; a note verbale bears initials and a seal only (UN Editorial Manual, communications)."""


def check(dossier: Dossier, body: str | None, _: int) -> Iterator[Finding]:
    """Findings about one version."""
    document, place = dossier.document, f"{dossier.document.language or 'und'}:"
    if document.sender is None:
        yield finding("V602", place)
    if document.addressee is None:
        yield finding("V603", place)
    if body:
        yield from _bodies(dossier, body, place)
    if document.kind in ANNEXING and request_of(dossier) is None:
        yield finding("V605", place)
    if document.kind in SIGNED and not any(b.role == "signature" for part in dossier.components for b in part.blocks):
        yield finding("V619", place)
    for part in dossier.components:
        if part.language and document.language and part.language != document.language:
            yield finding("V618", f"{place}{part.address}", found=part.language, expected=document.language)


def _bodies(dossier: Dossier, body: str, place: str) -> Iterator[Finding]:
    """The body of the masthead, and the one that the title and the first sentence turn to."""
    document = dossier.document
    if document.body and document.body != body and body not in document.bodies:
        yield finding("V604", place, found=document.body, expected=body)
        return
    blocks = dossier.components[0].blocks[:2] if dossier.components else ()
    issuing = {style.body for style in styles().values() if style.body}
    for block in blocks:
        here = [one for one in dossier.mentions if one.at == block.address and one.rule.startswith(NAMED)]
        named = [one.target for one in here if one.target]
        others = [one for one in named if one in issuing]
        if others and not any(_belongs(one, body) for one in named):
            yield finding("V604", f"{place}{block.address}", found=others[0], expected=body)


def _belongs(identifier: str, body: str) -> bool:
    """Whether an entity is a body or a part of it."""
    entry = open_authority().entry(identifier)
    parent = entry.parent if entry else None
    return identifier == body or identifier.startswith(f"{body}/") or (parent is not None and _belongs(parent, body))
