"""Dossier with mentions → the same with positions: who takes which attitude towards what, by which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from verbale.model.dossier import Block, Component, Dossier
from verbale.model.finding import Finding
from verbale.model.mention import Mention
from verbale.model.position import Cue, Position
from verbale.positions.evidence import Evidence, evidence, voices
from verbale.positions.holders import Holder, holder_of, speaker
from verbale.positions.lexicon import constructions
from verbale.positions.objects import Scope, objects, scopes
from verbale.positions.proceedings import positions_of_proceedings
from verbale.positions.requests import request_of
from verbale.positions.review import reviewed
from verbale.positions.topics import topics_in
from verbale.tongues.files import TONGUES
from verbale.tongues.findings import finding

__all__ = ["take_positions"]

SPEAKING = frozenset({"paragraph", "preambular", "operative", "item", "list-intro", "formula", "quotation", "closing"})
"""Roles of blocks in which positions are taken."""

ENOUGH = 80
"""Code points from which a text in an unknown language is worth a word."""

ASKING = frozenset({"directive", "commissive"})
"""Classes of attitude that ask or promise an act."""


def take_positions(dossier: Dossier) -> Dossier:
    """The dossier with its positions, numbered through, in the order of the text; sponsors and votes come last."""
    named: dict[str, list[Mention]] = defaultdict(list)
    for mention in dossier.mentions:
        named[mention.at].append(mention)
    taken: list[Position] = []
    for component in dossier.components:
        taken.extend(_of_component(dossier, component, named))
    taken.extend(positions_of_proceedings(dossier))
    numbered = tuple(msgspec.structs.replace(one, id=f"p{number}") for number, one in enumerate(taken, start=1))
    findings = tuple(_unread(dossier))
    return msgspec.structs.replace(dossier, positions=numbered, findings=(*dossier.findings, *findings))


def _unread(dossier: Dossier) -> Iterator[Finding]:
    """A finding for each component with a text in a language that has no stances; short scraps tell no language."""
    for component in dossier.components:
        for block in component.blocks:
            language = block.language or component.language or dossier.document.language
            if language not in TONGUES and block.role in SPEAKING and len(block.text) >= ENOUGH:
                yield finding("V401", block.address, language=language or "und")
                break


def _of_component(dossier: Dossier, component: Component, named: dict[str, list[Mention]]) -> Iterator[Position]:
    """Positions of one component: one voice, one holder; items without a verb of their own take their chapeau's."""
    voice = voices().voices.get(component.kind, "first-person")
    holder = holder_of(dossier, component, voice, named) if voice != "reported" else Holder()
    listed = reviewed(dossier, component, named) if voice == "reported" else {}
    part: str | None = None
    chapeau: Position | None = None
    for block in component.blocks:
        if block.address in listed:
            yield from listed[block.address]
            continue
        language = block.language or component.language or dossier.document.language
        if block.role not in SPEAKING or language not in TONGUES:
            continue
        part = {"preambular": "preamble", "operative": "operative"}.get(block.role, part if voice == "organ" else None)
        asked = block.role == "item" and chapeau is not None and voice == "organ"
        continues = asked and constructions(language).infinitive_alike
        found = [] if continues else evidence(block.text, language, voice, block.role)
        names = named.get(block.address, [])
        seen = sorted([*names, *topics_in(block.text, language, block.address)], key=_start) if found else names
        spoken = _Spoken(block, language, voice, part, seen)
        taken = []
        for one, scope in zip(found, scopes(block.text, found), strict=True):
            if voice == "reported":
                holder = speaker(one.start, scope.before, spoken.named, holder)
            taken.append(_position(spoken, one, scope, holder))
        if block.role == "item" and not taken and chapeau is not None:
            taken = [_inherited(block, chapeau)]
        elif block.role != "item":
            chapeau = _chapeau(taken) if block.text.rstrip().endswith((":", "：")) else None
        yield from taken


def _start(mention: Mention) -> int:
    """Where a mention begins."""
    return mention.start


class _Spoken(NamedTuple):
    """A block as its positions are taken: language, voice, part of the resolution, mentions."""

    block: Block
    language: str
    voice: str
    part: str | None
    named: list[Mention]


def _position(spoken: _Spoken, one: Evidence, scope: Scope, holder: Holder) -> Position:
    """Evidence with its holder, objects and request."""
    block, named = spoken.block, spoken.named
    seen = objects(block.text, one, scope, named, one.force_class == "directive")
    to = holder.ids if one.force_class == "commissive" else seen.addressee
    asks = one.force_class in ASKING
    return Position(
        id="",
        at=block.address,
        start=scope.start,
        end=scope.end,
        quote=block.text[scope.start : scope.end],
        mode="reported" if spoken.voice == "reported" else one.mode,
        force_class=one.force_class,
        attitude=one.attitude,
        force=one.force,
        negated=one.negated,
        conditional=one.conditional,
        part=spoken.part,
        holder=holder.ids,
        holder_role=holder.role,
        through=holder.through,
        addressee=seen.addressee,
        about=seen.about,
        topics=seen.topics,
        cue=Cue(start=one.start, end=one.end, text=block.text[one.start : one.end]),
        request=request_of(block.text, spoken.language, scope, to, seen, named) if asks else None,
        rule=one.rule,
    )


def _chapeau(taken: list[Position]) -> Position | None:
    """The position that items continue: the last that asks for something, else the first."""
    asking = [one for one in taken if one.force_class == "directive"]
    return asking[-1] if asking else taken[0] if taken else None


def _inherited(block: Block, chapeau: Position) -> Position:
    """The chapeau's position on an item; the evidence is the item, the cue stands in the chapeau."""
    return msgspec.structs.replace(
        chapeau,
        at=block.address,
        start=0,
        end=len(block.text),
        quote=block.text,
        cue=msgspec.structs.replace(chapeau.cue, at=chapeau.cue.at or chapeau.at),
        rule=f"{chapeau.rule}/chapeau",
    )
