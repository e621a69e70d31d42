"""Receipts: what a sender hears, through the same post book as everything that leaves the office."""

from __future__ import annotations

from verbale.desk.dispatch import letters
from verbale.desk.dispatch.lists import Delegation
from verbale.desk.dispatch.posts import queue
from verbale.desk.journal import entries
from verbale.desk.office import Desk, Work
from verbale.desk.register import versions_of
from verbale.desk.roles import setting
from verbale.desk.states import item

RECEIPT, RETURN = "receipt", "return"


def queue_receipt(desk: Desk, work: Work, code: str, language: str) -> None:
    """Queue the receipt of a communication that has just been received, if the office has an address to write from."""
    sender, row = setting(work.connection, "address"), item(work.connection, code)
    if not sender or not row.reply:
        return
    files = [(one.name, one.received) for one in versions_of(work.connection, code)]
    message = letters.receipt(row, language, files, sender, row.reply)
    queue(work, row, Delegation(RECEIPT, row.reply, language=language), desk.keep(message), RECEIPT)


def queue_return(desk: Desk, work: Work, code: str, reason: str) -> None:
    """Queue the mail with which a communication goes back; each time it goes back is a post of its own."""
    sender, row = setting(work.connection, "address"), item(work.connection, code)
    if not sender or not row.reply:
        return
    times = sum(entry.act == RETURN for entry in entries(work.connection, code))
    name = f"{RETURN}-{times}"
    language = next((one.language for one in versions_of(work.connection, code)), "en")
    message = letters.returned(row, language, reason, sender, letters.key(row.code, name))
    queue(work, row, Delegation(name, row.reply, language=language), desk.keep(message), RETURN)
