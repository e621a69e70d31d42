"""Approval, symbol and issue: what was approved is what is issued, tested by digest at every step."""

from __future__ import annotations

import datetime
import hashlib
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, insert

from verbale.desk import schema
from verbale.desk.dispatch.receipts import RETURN, queue_return
from verbale.desk.intake import dossiers_of
from verbale.desk.office import Desk, Refused, Work
from verbale.desk.outputs import outputs_of
from verbale.desk.publishing import issued, publish
from verbale.desk.register import mark_symbol, take_modified, take_reissue, take_symbol, text_digest, versions_of
from verbale.desk.roles import setting
from verbale.desk.states import item, step
from verbale.desk.styles import House, session_of, styles

CORRECTIONS = {"corr": "Corr", "add": "Add", "rev": "Rev"}
"""Kinds of documents that follow one that was issued → modifier of its symbol."""

REISSUE = "reissue"
"""A new print for technical reasons: the symbol stays and takes an asterisk."""


def approve(desk: Desk, who: str, code: str) -> str:
    """Approve the texts as they were checked; returns their digest. Refused when they changed since."""
    with desk.writing(who) as work:
        row = item(work.connection, code)
        digest = text_digest(work.connection, row.code)
        if row.state == "checked" and digest != row.checked:
            raise Refused(f"The texts of {row.code} are not those that were checked: check them again.")
        files = [one.sha256 for one in versions_of(work.connection, row.code)]
        step(work, "approve", row.code, {"texts": digest, "files": files}, approved=digest)
    return digest


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """What is fixed with the symbol: first of a new series, date of issue, session, job number, earlier issue."""

    first: int | None = None
    date: str | None = None
    session: str | None = None
    job: str | None = None
    earlier: str | None = None


def number(desk: Desk, who: str, code: str, printed: Printed | None = None, **said: Any) -> str:
    """Take the next symbol of the style's series, or of the parent's; the date of issue is fixed with it."""
    printed = printed or Printed(**said)
    day = printed.date or datetime.datetime.now(datetime.UTC).date().isoformat()
    with desk.writing(who) as work:
        row = item(work.connection, code)
        _approved(work, row.code)
        if any(one.role == "annex" for one in versions_of(work.connection, row.code)):
            raise Refused(f"An annex of {row.code} is a file of its own: put it into the text with `desk edit`.")
        symbol = _symbol(work, row, day, printed)
        beside = {"earlier": printed.earlier, "job": printed.job}
        detail: dict[str, object] = {"symbol": symbol, "date": day}
        detail |= {key: value for key, value in beside.items() if value}
        step(work, "number", row.code, detail, symbol=symbol, issued=day, **beside)
    return symbol


def _symbol(work: Work, row: Row[Any], day: str, printed: Printed) -> str:
    """The symbol a communication takes: of its own series, or after that of its parent."""
    if row.parent and row.correction in (*CORRECTIONS, REISSUE):
        parent = item(work.connection, row.parent).symbol
        if row.correction == REISSUE:
            return take_reissue(work.connection, parent, row.code)
        return take_modified(work.connection, parent.rstrip("*"), CORRECTIONS[row.correction], row.code)
    style = styles()[row.style]
    series = style.series.replace("{session}", session_of(style, day, printed.session))
    style = msgspec.structs.replace(style, series=series)
    return take_symbol(work.connection, style, row.code, datetime.date.fromisoformat(day).year, printed.first)


def _approved(work: Work, code: str) -> None:
    """Refuse texts that are not those approved."""
    row = item(work.connection, code)
    if row.approved and text_digest(work.connection, row.code) != row.approved:
        raise Refused(f"The texts of {row.code} are not those that were approved: they cannot go out.")


def made(desk: Desk, code: str) -> dict[tuple[str, str], bytes]:
    """The outputs of a numbered communication by language and format, each read back and compared.

    The same texts, symbol and date give the same bytes, so an issue cut short is simply made again.
    """
    with desk.reading() as connection:
        row = item(connection, code)
        house = house_of(connection, row.style)
    return outputs_of(dossiers_of(desk, row.code), row, house)


def house_of(connection: Connection, style: str) -> House:
    """What the office is to a style, by its settings."""
    known = {name: setting(connection, name) or "" for name in ("issuing", "emblem", "site")}
    issuing = style in known["issuing"].replace(",", " ").split()
    return House(issuing=issuing, emblem=known["emblem"], site=known["site"])


def issue(desk: Desk, who: str, code: str) -> list[tuple[str, str, str]]:
    """Issue: outputs made, read back, kept, written down; the document enters the record.

    Gives language, form and digest of each.
    """
    with desk.reading() as connection:
        row = item(connection, code)
    if row.state == "issued":  # a kill may have come before the record had it
        publish(desk, row.code)
        return [
            (language, form, hashlib.sha256(content).hexdigest()) for language, form, content in issued(desk, row.code)
        ]
    if row.state != "numbered":
        with desk.writing(who) as work:
            step(work, "issue", row.code)  # refuses, saying what is possible
    contents = made(desk, row.code)
    digests = {key: desk.keep(content) for key, content in contents.items()}
    with desk.writing(who) as work:
        _approved(work, row.code)
        work.connection.execute(delete(schema.outputs).where(schema.outputs.c.item == row.code))
        for (language, form), digest in digests.items():
            size = len(contents[language, form])
            values = {"language": language, "form": form, "sha256": digest, "bytes": size}
            work.connection.execute(insert(schema.outputs).values(item=row.code, **values))
        mark_symbol(work.connection, row.code, "issued")
        step(work, "issue", row.code, {"outputs": {".".join(key): digest for key, digest in digests.items()}})
    publish(desk, row.code)
    return [(language, form, digest) for (language, form), digest in digests.items()]


def correct(desk: Desk, who: str, code: str, child: str, kind: str, reason: str) -> None:
    """Make a received communication the corrigendum, addendum or revision of one that was issued."""
    if kind not in (*CORRECTIONS, REISSUE):
        raise Refused(f"There is no correction {kind}: choose from {', '.join((*CORRECTIONS, REISSUE))}.")
    with desk.writing(who) as work:
        parent, row = item(work.connection, code), item(work.connection, child)
        if row.symbol or row.parent or row.code == parent.code:
            raise Refused(f"{row.code} has a symbol or a parent already: receive the correction first.")
        step(work, "correct", parent.code, {"kind": kind, "by": row.code, "reason": reason})
        values = {"parent": parent.code, "correction": kind}
        step(work, "follow", row.code, values, **values)


def void(desk: Desk, who: str, code: str, reason: str) -> None:
    """Give a symbol up before it was issued: it stays in the register as void and is never given again."""
    with desk.writing(who) as work:
        row = item(work.connection, code)
        mark_symbol(work.connection, row.code, "void", reason)
        step(work, "void", row.code, {"reason": reason}, reason=reason)


def close(desk: Desk, who: str, act: str, code: str, reason: str) -> None:
    """Return a communication to its sender, recall an approval, or withdraw what was issued, with a reason."""
    with desk.writing(who) as work:
        values: dict[str, object] = {"approved": None, "checked": None} if act == "recall" else {}
        step(work, act, code, {"reason": reason}, reason=reason, **values)
        if act == RETURN:
            queue_return(desk, work, item(work.connection, code).code, reason)
