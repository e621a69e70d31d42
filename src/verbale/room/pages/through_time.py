"""A formula through time: one paragraph of a text that returns each session, stronger and weaker marked.

`?view=time` at a paragraph follows it through the texts of its series, pairing each with the one before; at a document
it compares whole texts, and shows what changed since the last one.
"""

from __future__ import annotations

import csv
import functools
import io
from collections import Counter
from typing import Any, NamedTuple

from starlette.responses import Response

from verbale.model.dossier import Block, Dossier
from verbale.positions.compare import Change, compare
from verbale.record.asking.reader import Place
from verbale.record.asking.series import Issue, series
from verbale.record.keeping.rows import title_of
from verbale.room import answers, links
from verbale.room.pages.text import opened
from verbale.room.visit import Visit

COMPARED = 20
"""Texts of a series that are compared for one page, the nearest to the one asked for."""


class Stage(NamedTuple):
    """The paragraph in one text of the series: how it came from the one before; nothing where it is not there."""

    issue: Issue
    block: Block | None
    change: Change | None


class Turn(NamedTuple):
    """One text of a series and how many paragraphs changed in which way since the one before."""

    issue: Issue
    counts: dict[str, int]
    changes: list[Change]


@functools.lru_cache(maxsize=512)
def changes_between(old: bytes, new: bytes) -> tuple[Change, ...]:
    """How one stored text became another; kept, since a page asks for many and a text never changes."""
    return tuple(compare(opened(old), opened(new)))


def paragraph(visit: Visit, place: Place, language: str, dossier: Dossier) -> Response | None:
    """The page of one paragraph through its series, oldest text first; as JSON or CSV where that is asked."""
    issues = _nearest(series(visit.reader, place.work, language), place.work.key)
    texts = [_packed(visit, one, language) for one in issues]
    at = next((number for number, one in enumerate(issues) if one.work.key == place.work.key), -1)
    blocks = _blocks(dossier)
    if at < 0 or place.address not in blocks:
        return None
    stages: dict[int, Stage] = {}
    address: str | None = place.address
    for number in range(at, len(issues)):
        change = _towards(texts, number, address) if number > at else None
        address = change.new if change else address if number == at else None
        stages[number] = Stage(issues[number], _block(texts[number], address), change)
    address = place.address
    for number in range(at, -1, -1):
        change = next((one for one in _between(texts, number) if one.new == address), None) if address else None
        stages[number] = Stage(issues[number], _block(texts[number], address), change)
        address = change.old if change else None
    ordered = [stages[number] for number in sorted(stages) if stages[number].block or number > at]
    values: dict[str, Any] = {
        "stages": ordered,
        "address": place.address,
        "title": title_of(dossier),
    }
    base = links.document(place.work.key, language)
    return answers.page(visit, "through_time.html", work=place.work, lang=language, base=base, turns=[], **values)


def whole(visit: Visit, place: Place, language: str, dossier: Dossier) -> Response:
    """The page of a whole text through its series: counts of changes by text, and what changed in this one."""
    issues = _nearest(series(visit.reader, place.work, language), place.work.key)
    texts = [_packed(visit, one, language) for one in issues]
    turns = []
    for number, issue in enumerate(issues):
        changes = [one for one in _between(texts, number) if one.kind != "same"] if number else []
        turns.append(Turn(issue, dict(Counter(one.kind for one in changes)), changes))
    own = next((turn for turn in turns if turn.issue.work.key == place.work.key), None)
    values: dict[str, Any] = {
        "turns": turns,
        "own": own,
        "address": "",
        "title": title_of(dossier),
        "stages": [],
    }
    base = links.document(place.work.key, language)
    if visit.query("as") == "csv":
        return answers.data(visit, _table(turns), "csv")
    return answers.page(visit, "through_time.html", work=place.work, lang=language, base=base, **values)


def _nearest(issues: list[Issue], key: str) -> list[Issue]:
    """The texts of a series around one of them, where there are too many."""
    at = next((number for number, one in enumerate(issues) if one.work.key == key), 0)
    first = max(0, min(at - COMPARED // 2, len(issues) - COMPARED))
    return issues[first : first + COMPARED]


def _packed(visit: Visit, issue: Issue, language: str) -> bytes | None:
    """The stored text of an issue, in the language of the page or not at all: wording is compared in one language."""
    return visit.reader.packed(issue.work, language)


def _between(texts: list[bytes | None], number: int) -> tuple[Change, ...]:
    """Changes from the text before to the text of a number."""
    old, new = (texts[number - 1], texts[number]) if number > 0 else (None, None)
    return changes_between(old, new) if old is not None and new is not None else ()


def _towards(texts: list[bytes | None], number: int, address: str | None) -> Change | None:
    """What became of a paragraph of the text before."""
    return next((one for one in _between(texts, number) if one.old == address), None) if address else None


def _block(text: bytes | None, address: str | None) -> Block | None:
    """The block at an address of a stored text."""
    return _blocks(opened(text)).get(address) if text is not None and address is not None else None


def _blocks(dossier: Dossier) -> dict[str, Block]:
    """Blocks by address."""
    return {block.address: block for part in dossier.components for block in part.blocks}


def _table(turns: list[Turn]) -> str:
    """Counts as CSV: a row a text."""
    kinds = ("stronger", "weaker", "changed", "reworded", "new", "dropped")
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["key", "date", "title", *kinds])
    for one in turns:
        work = one.issue.work
        writer.writerow([work.key, work.date, one.issue.title, *(one.counts.get(kind, 0) for kind in kinds)])
    return out.getvalue()
