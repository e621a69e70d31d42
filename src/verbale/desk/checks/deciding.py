"""Checking as an act: findings, the reasons for which some are passed, and what a clean check binds."""

from __future__ import annotations

import msgspec

from verbale.desk.checks.texts import findings_of
from verbale.desk.intake import dossiers_of
from verbale.desk.office import Desk, Refused
from verbale.desk.register import text_digest, versions_of
from verbale.desk.states import item, step
from verbale.desk.styles import styles
from verbale.model.finding import Finding


def check(desk: Desk, who: str, code: str, passed: dict[str, str]) -> list[Finding]:
    """Check a communication; with nothing left open it becomes `checked`, bound to the digest of its texts.

    `passed` gives a reason for a code (`V605`) or for a code at a place (`V605@fr:`). Returns what is left open.
    """
    with desk.reading() as connection:
        row = item(connection, code)
        digest = text_digest(connection, row.code)
        attached = sum(one.role == "annex" for one in versions_of(connection, row.code))
    found = findings_of(dossiers_of(desk, row.code), body=styles()[row.style].body, attached=attached)
    decisions = {**msgspec.json.decode(row.decisions, type=dict[str, str]), **passed}
    left = [one for one in found if one.level == "error" or not _reason(one, decisions)]
    with desk.writing(who) as work:
        if text_digest(work.connection, row.code) != digest:
            raise Refused(f"{row.code} was edited meanwhile: check it again.")
        values = {"decisions": msgspec.json.encode(decisions, order="sorted").decode()}
        if not left:
            detail: dict[str, object] = {
                "texts": digest,
                "findings": [f"{one.code}@{one.at}" for one in found],
                "passed": passed,
            }
            step(work, "check", row.code, detail, checked=digest, **values)
    return left


def _reason(one: Finding, decisions: dict[str, str]) -> str | None:
    """The reason for which a finding was passed."""
    return decisions.get(f"{one.code}@{one.at}") or decisions.get(one.code)
