"""What decided what: every mention and position with its rule, every finding with its place."""

from __future__ import annotations

from collections.abc import Iterable

from verbale.cli.summary import summary
from verbale.model.dossier import Dossier


def explanation(dossier: Dossier) -> str:
    """The summary, then one line a block, mention, position and finding with the rule that made it."""
    lines = [
        summary(dossier),
        "",
        *_blocks(dossier),
        "",
        *_mentions(dossier),
        "",
        *_positions(dossier),
        "",
        *_findings(dossier),
    ]
    return "\n".join(lines)


def _blocks(dossier: Dossier) -> Iterable[str]:
    """Every block: address, role, printed number, first words."""
    for component in dossier.components:
        for block in component.blocks:
            number = f" {block.number}" if block.number else ""
            yield f"{block.address:<24} {block.role}{number}: {block.text[:70]}"


def _mentions(dossier: Dossier) -> Iterable[str]:
    """Every mention: place, words, target, rule; candidates where it is not certain."""
    for mention in dossier.mentions:
        target = mention.target or "open"
        sure = f"by {mention.rule} ({mention.score:.2f})"
        yield f"{mention.at} {mention.start}–{mention.end} “{mention.text}” → {target} {sure}"
        for candidate in mention.candidates:
            yield f"    or {candidate.target} ({candidate.score:.2f}): {candidate.reason}"


def _positions(dossier: Dossier) -> Iterable[str]:
    """Every position: place, attitude, cue, holder, rule."""
    for position in dossier.positions:
        holder = ", ".join(position.holder) or "unknown"
        said = f"{position.attitude} {position.force:.2f} “{position.cue.text}”"
        yield f"{position.at} {said} of {holder} by {position.rule}"


def _findings(dossier: Dossier) -> Iterable[str]:
    """Every finding."""
    for finding in dossier.findings:
        place = f" at {finding.at}" if finding.at else ""
        yield f"{finding.code} {finding.name} {finding.level}{place}: {finding.text}"
