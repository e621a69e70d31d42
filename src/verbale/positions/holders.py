"""Whose positions a component states, decided once a component.

In order: the organ of the enacting formula; for "we", those named in the component's title or in its first words; for a
note or letter, its sender. A carrier is not a holder: what a mission transmits is held by those who declared it, and
the mission is kept as `through`.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from verbale.model.dossier import Block, Component, Dossier
from verbale.model.mention import Mention
from verbale.positions.evidence import evidence
from verbale.tongues.files import TONGUES, read_knowledge
from verbale.tongues.fold import fold

HOLDERS = frozenset({"organisation", "body", "group", "state"})
FIRST_WORDS = 300
"""Code points of a first paragraph in which "We, the …" may name the holders."""


class Holder(NamedTuple):
    """Identifiers of the holders, in which capacity they speak, through whom, and the step that decided."""

    ids: tuple[str, ...] = ()
    role: str | None = None
    through: tuple[str, ...] = ()
    step: str = "unknown"


def holder_of(dossier: Dossier, component: Component, voice: str, named: dict[str, list[Mention]]) -> Holder:
    """The holder of a component that speaks in `voice`; `named` gives the mentions of each block by address."""
    if voice == "organ":
        return _organ(dossier, component, named)
    if voice == "third-person":
        return Holder(_senders(dossier), step="sender") if not component.address else _we(dossier, component, named)
    return _we(dossier, component, named)


def _organ(dossier: Dossier, component: Component, named: dict[str, list[Mention]]) -> Holder:
    """The organ of the enacting formula, else the bodies of the masthead."""
    formula = next((block for block in component.blocks if block.role == "formula"), None)
    if formula is not None:
        ids = _holders(named.get(formula.address, []))
        if ids:
            return Holder(ids[:1], step="formula")
    document = dossier.document
    return Holder(document.bodies or ((document.body,) if document.body else ()), step="masthead")


def _we(dossier: Dossier, component: Component, named: dict[str, list[Mention]]) -> Holder:
    """Those named in the title or first words; else the senders, for the main component only."""
    language = component.language or dossier.document.language
    senders = _senders(dossier)
    for block in _naming_blocks(component):
        reach = FIRST_WORDS if block.role == "title" else _first_verb(block, language)
        ids = _holders([one for one in named.get(block.address, []) if one.start < reach])
        if ids:
            through = tuple(one for one in senders if one not in ids) if component.address else ()
            return Holder(ids, _capacity(block.text, language), through, step=block.role)
    return Holder(() if component.address else senders, step="sender" if not component.address else "unknown")


def _first_verb(block: Block, language: str | None) -> int:
    """Where "we" first take a position in a block: those named before it may be "we", those named after are objects."""
    if language not in TONGUES:
        return 0
    found = evidence(block.text, language, "first-person", block.role)
    return min(found[0].start if found else 0, FIRST_WORDS)


def _naming_blocks(component: Component) -> list[Block]:
    """The title, then the first block of text."""
    titles = [block for block in component.blocks if block.role == "title"]
    first = next((block for block in component.blocks if block.role in {"paragraph", "preambular", "operative"}), None)
    return [*titles, *([first] if first is not None else [])]


def _holders(mentions: list[Mention]) -> tuple[str, ...]:
    """Who of the named can hold a position: the one organisation or body named first, else every State or group."""
    able = [one for one in mentions if one.type in HOLDERS and one.target]
    collective = [one.target for one in able if one.type in {"organisation", "body", "group"} and one.target]
    if collective:
        return tuple(collective[:1])
    return tuple(dict.fromkeys(one.target for one in able if one.target))


def _senders(dossier: Dossier) -> tuple[str, ...]:
    """The senders the masthead or title names."""
    document = dossier.document
    return document.senders or ((document.sender,) if document.sender else ())


@functools.cache
def _capacities(tongue: str) -> tuple[tuple[str, str], ...]:
    """Folded phrase and capacity, longest first."""
    roles = read_knowledge(f"tongues/{tongue}/holders.toml", dict[str, tuple[str, ...]])
    pairs = [(fold(phrase).text, role) for role, phrases in roles.items() for phrase in phrases]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _capacity(text: str, language: str | None) -> str | None:
    """In which capacity the holders of a title speak (heads of State, ministers …)."""
    if language not in TONGUES:
        return None
    folded = fold(text[:FIRST_WORDS]).text
    return next((role for phrase, role in _capacities(language) if phrase in folded), None)


def speaker(evidence_start: int, sentence: int, mentions: list[Mention], before: Holder) -> Holder:
    """In a report: the first who is named in the sentence before the verb, else who spoke last ("He added that …")."""
    subjects = [
        one for one in mentions if sentence <= one.start < evidence_start and one.type in HOLDERS and one.target
    ]
    return Holder((subjects[0].target or "",), step="subject") if subjects else before
