"""Parts and numbers: annexes announced and present, their series, paragraphs, notes."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from verbale.model.dossier import Dossier
from verbale.model.finding import Finding
from verbale.structure.phrases import looking_for
from verbale.tongues.files import read_knowledge
from verbale.tongues.findings import finding
from verbale.tongues.fold import fold

BROKEN = ("V230", "V231")
"""Findings of the reader that numbers skip."""

ANNEX = re.compile(r"annex-(\d+)$")


def check(dossier: Dossier, _: str | None, attached: int) -> Iterator[Finding]:
    """Findings about one version."""
    place = f"{dossier.document.language or 'und'}:"
    yield from _announced(dossier, place, attached)
    yield from _series(dossier, place)
    yield from _paragraphs(dossier, place)
    yield from _notes(dossier, place)


def _announced(dossier: Dossier, place: str, attached: int) -> Iterator[Finding]:
    """Texts that the title transmits against those that are there."""
    language, title = dossier.document.language, fold(dossier.document.title or "").text
    if language is None or not title:
        return
    announces = looking_for(language, "titles", "transmitting").search(title)
    if announces is None:
        return
    wanted = _count(title[announces.end() :], language)
    present = attached + sum(bool(part.address) and "/" not in part.address for part in dossier.components)
    if present < wanted:
        yield finding("V606", f"{place}title", announced=wanted, found=present)


def _count(text: str, language: str) -> int:
    """How many texts a stretch of a title speaks of; one where it names no number."""
    found = [(hit.start(), number) for number, pattern in _numbers(language) if (hit := pattern.search(text))]
    return min(found)[1] if found else 1


@functools.cache
def _numbers(language: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """Patterns, for folded text, of number words."""
    table = read_knowledge("desk/announcing.toml", dict[str, dict[str, tuple[str, ...]]])[language]
    left, right = ("", "") if language == "zh" else (r"(?<!\w)", r"(?!\w)")
    return tuple(
        (int(number), re.compile(f"{left}(?:{'|'.join(re.escape(fold(word).text) for word in words)}){right}"))
        for number, words in table.items()
    )


def _series(dossier: Dossier, place: str) -> Iterator[Finding]:
    """Numbers of annexes, which run from one without a gap."""
    numbers = [int(hit[1]) for part in dossier.components if (hit := ANNEX.fullmatch(part.address))]
    twice = any("~" in part.address for part in dossier.components)
    if twice or numbers != list(range(1, len(numbers) + 1)):
        yield finding("V612", place, numbers=", ".join(map(str, numbers)))


def _paragraphs(dossier: Dossier, place: str) -> Iterator[Finding]:
    """Paragraphs numbered twice, numbers that skip."""
    for part in dossier.components:
        for block in part.blocks:
            if "~" in block.address and "~" not in part.address:
                yield finding("V610", f"{place}{block.address}", number=block.number or block.address)
    for one in dossier.findings:
        if one.code in BROKEN:
            yield finding("V611", f"{place}{one.at}", said=one.text)


def _notes(dossier: Dossier, place: str) -> Iterator[Finding]:
    """Notes that no mark leads to, marks that lead to no note."""
    marked = {note.address for part in dossier.components for block in part.blocks for note in block.notes}
    held = {note.address for note in dossier.notes}
    titles = {note.address for note in dossier.notes if note.mark.strip("*") == "" and not marked}
    for address in sorted((marked ^ held) | titles):
        yield finding("V616", f"{place}{address}", note=address)
