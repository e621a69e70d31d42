"""Checks of texts: what a program can find wrong with a communication, each a finding with its place.

Findings stop a communication until they are mended or, where the program may be wrong (warnings), passed by a person
with a reason. Findings of the level `error` are certain and cannot be passed. Each check is a function from one
language version to findings; the last compares the versions with each other.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from verbale.desk.checks import citing, days, parties, parts
from verbale.model.dossier import Dossier
from verbale.model.finding import Finding
from verbale.positions.concord import concord
from verbale.record import Record
from verbale.tongues.findings import finding


def findings_of(
    dossiers: list[Dossier],
    *,
    body: str | None,
    attached: int = 0,
    record: Record | None = None,
    today: str | None = None,
) -> list[Finding]:
    """All findings about the language versions of one communication for a body.

    `attached`: annexes in files of their own; `record`: where the texts are that it quotes; `today`: ISO date.
    """
    day = today or datetime.datetime.now(datetime.UTC).date().isoformat()
    found = [one for dossier in dossiers for one in _of_version(dossier, body, attached, record, day)]
    if len(dossiers) > 1:
        for one in concord(dossiers):
            words = {"expected": one.expected, "found": one.found, "kind": one.kind}
            found.append(finding("V609", f"{one.language}:{one.at}", **words))
    return list(dict.fromkeys(found))


def _of_version(
    dossier: Dossier, body: str | None, attached: int, record: Record | None, today: str
) -> Iterator[Finding]:
    """Findings about one version; places begin with its language."""
    language = dossier.document.language
    if language is None:
        yield finding("V601", "und:", name=dossier.source.name)
    yield from (one for one in dossier.findings if one.code == "V620")
    for check in (parties.check, parts.check):
        yield from check(dossier, body, attached)
    yield from days.check(dossier, today)
    yield from citing.check(dossier, record, today)
