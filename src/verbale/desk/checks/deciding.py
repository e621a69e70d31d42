"""Checking as an act: findings, the reasons for which some are passed, and what a clean check binds."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import select

from verbale.desk import schema
from verbale.desk.checks.texts import findings_of
from verbale.desk.intake import dossiers_of
from verbale.desk.moves import move_for
from verbale.desk.office import Desk, Refused
from verbale.desk.register import text_digest, versions_of
from verbale.desk.roles import allow
from verbale.desk.states import item, step
from verbale.desk.styles import styles
from verbale.model.finding import Finding
from verbale.tongues.findings import finding


def open_findings(desk: Desk, code: str, passed: dict[str, str] | None = None) -> list[Finding]:
    """Findings about a communication as it stands that nobody has passed; nothing is written."""
    with desk.reading() as connection:
        row = item(connection, code)
        files = versions_of(connection, row.code)
    decisions = {**msgspec.json.decode(row.decisions, type=dict[str, str]), **(passed or {})}
    attached = sum(one.role == "annex" for one in files)
    texts, body = dossiers_of(desk, row.code), styles()[row.style].body
    found = [*findings_of(texts, body=body, attached=attached, record=desk.record), *_known(desk, row.code)]
    return [one for one in found if one.level == "error" or not _reason(one, decisions)]


def check(desk: Desk, who: str, code: str, passed: dict[str, str]) -> list[Finding]:
    """Check a communication; with nothing left open it becomes `checked`, bound to the digest of its texts.

    `passed` gives a reason for a code (`V605`) or for a code at a place (`V605@fr:`). Returns what is left open.
    """
    with desk.reading() as connection:
        row = item(connection, code)
        allow(connection, who, move_for("check", row.state, row.code), row.code)
        digest = text_digest(connection, row.code)
    left = [one for one in open_findings(desk, row.code, passed) if one.level != "info"]
    with desk.writing(who) as work:
        if text_digest(work.connection, row.code) != digest:
            raise Refused(f"{row.code} was edited meanwhile: check it again.")
        decisions = {**msgspec.json.decode(row.decisions, type=dict[str, str]), **passed}
        if not left:
            detail: dict[str, object] = {"texts": digest, "passed": passed}
            values = {"decisions": msgspec.json.encode(decisions, order="sorted").decode()}
            step(work, "check", row.code, detail, checked=digest, **values)
    return left


def _known(desk: Desk, code: str) -> Iterator[Finding]:
    """Files that came before, under another number: missions send twice, by mail and by page."""
    table = schema.versions
    with desk.reading() as connection:
        for one in versions_of(connection, code):
            where = (table.c.received == one.received) & (table.c.item < code)
            before = connection.scalar(select(table.c.item).where(where).limit(1))
            if before is not None:
                yield finding("V621", f"{one.language}:", name=one.name, code=before)


def _reason(one: Finding, decisions: dict[str, str]) -> str | None:
    """The reason for which a finding was passed."""
    return decisions.get(f"{one.code}@{one.at}") or decisions.get(one.code)
