"""Letters: the mail to one delegation with what was issued, and what the desk writes to a sender.

Each is built whole and kept as it is, byte for byte: neither a template nor an attachment can change between the moment
in which a document is circulated and the moment in which it is sent.
"""

from __future__ import annotations

import hashlib
import re
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Row

from verbale.desk.dispatch.lists import Delegation
from verbale.tongues.files import TONGUES, read_knowledge

LARGEST = 10_000_000
"""Bytes of an attachment beyond which only the address of the text is sent."""

ATTACHED = {"pdf": ("application", "pdf"), "html": ("text", "html")}
"""Forms that are attached, the preferred first, with their media types."""


class Words(msgspec.Struct, frozen=True):
    """What letters say in one language."""

    subject: str
    document: str
    link: str
    confirm: str
    receipt_subject: str
    receipt: str
    returned_subject: str
    returned: str


class Enclosure(NamedTuple):
    """What was issued, as letters need it: outputs by language and form, titles by language, addresses."""

    outputs: dict[str, dict[str, bytes]]
    titles: dict[str, str]
    sender: str
    site: str = ""


def words(language: str) -> Words:
    """What letters say in a language; in English where it is none of the six."""
    table = read_knowledge("desk/letters.toml", dict[str, Words])
    return table[language if language in TONGUES else "en"]


def key(code: str, delegation: str) -> str:
    """The number of a post, the same whenever it is asked for."""
    return hashlib.sha256(f"{code}\0{delegation}".encode()).hexdigest()[:32]


def letter(row: Row[Any], one: Delegation, enclosed: Enclosure, confirm: str = "") -> bytes:
    """The message to one delegation, in its language, with the document in its language where there is one."""
    said = words(one.language)
    language = one.language if one.language in enclosed.outputs else next(iter(enclosed.outputs), one.language)
    title = enclosed.titles.get(language) or row.title or ""
    fields = {"symbol": row.symbol, "title": title, "delegation": one.title or one.name}
    link = said.link.format(address=f"{enclosed.site}/{row.symbol}") if enclosed.site else ""
    text = said.document.format(**fields, link=link, confirm=said.confirm.format(address=confirm) if confirm else "")
    message = _message(enclosed.sender, one.address, said.subject.format(**fields), text, key(row.code, one.name))
    forms = enclosed.outputs.get(language, {})
    form = next((form for form in ATTACHED if form in forms), None)
    if form is not None and len(forms[form]) <= LARGEST:
        main, sub = ATTACHED[form]
        name = f"{row.symbol.replace('/', '-')}.{language}.{form}"
        message.add_attachment(forms[form], maintype=main, subtype=sub, filename=name)
    message["Content-Language"] = one.language  # of the whole: given earlier it would move into the first part
    return message.as_bytes(policy=SMTP)


def receipt(row: Row[Any], language: str, files: list[tuple[str, str]], sender: str, address: str) -> bytes:
    """The receipt for a communication: its number, its time, each file with its digest."""
    said = words(language)
    lines = "\n".join(f"{name}  SHA-256 {digest}" for name, digest in files)
    text = said.receipt.format(time=row.received, code=row.code, files=lines)
    return _message(
        sender, address, said.receipt_subject.format(code=row.code), text, key(row.code, "receipt")
    ).as_bytes(policy=SMTP)


def returned(row: Row[Any], language: str, reason: str, sender: str, number: str) -> bytes:
    """The mail with which a communication goes back."""
    said = words(language)
    text = said.returned.format(code=row.code, reason=reason)
    subject = said.returned_subject.format(code=row.code)
    return _message(sender, row.reply, subject, text, number).as_bytes(policy=SMTP)


def _message(sender: str, address: str, subject: str, text: str, number: str) -> EmailMessage:
    """A mail that says it was written by a program, with a number that stays the same for ever."""
    message = EmailMessage()
    message["From"], message["To"] = sender, address
    message["Subject"] = " ".join(subject.split())
    message["Message-ID"] = f"<{number}@{sender.rpartition('@')[2]}>"
    message["Date"] = formatdate()
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n")
    return message
