"""Mail → Reading. The mail is the original; what it brings, or else its own text, is the document.

A letter and its annexes sent as several attachments become one reading, each attachment after the first a part of its
own. The few lines of the mail that only cover them are kept as comment, so that they are not taken for the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from pathlib import PurePath

import msgspec

from verbale.grammar.symbols import find_symbols
from verbale.model.finding import Finding
from verbale.model.reading import Field, Reading, Source
from verbale.reading import open_source
from verbale.reading.joining import join_readings
from verbale.reading.refusal import Unreadable
from verbale.tongues.findings import finding

DEEPEST = 4
"""Mails inside mails that are opened."""
MOST = 100
"""Attachments of one mail that are opened."""
NESTED = re.compile(rb"message/rfc822", re.IGNORECASE)
"""What a mail inside a mail begins with. The library parses each level inside the one before, and the deepest of
hundreds take gigabytes, so a mail with more of them than attachments are opened is refused before it is parsed."""
PREFERRED = ("docx", "odt", "doc", "rtf", "html", "htm", "pdf", "txt")
"""Of one document sent in several formats the first of these is read."""
GIVEN_UP = (ValueError, LookupError, AttributeError, TypeError, OverflowError)
"""What the header parser of the library raises on some broken headers."""
HEAD_LINES = 20
"""Lines at the start of a document among which its own symbol stands."""
HEADERS = ("From", "To", "Cc", "Subject", "Date", "Message-ID")
NOT_DOCUMENTS = frozenset({"text/calendar", "text/vcard", "text/x-vcard", "application/pgp-signature"})


def read(content: bytes, source: Source) -> Reading:
    """A mail as a reading of the documents it brings; without any, of its own text.

    Raises `Unreadable` when it brings no document and says nothing.
    """
    if len(NESTED.findall(content)) > MOST:
        text = f"{source.name} holds more than {MOST} mails inside mails: send them one by one."
        raise Unreadable("nested-too-deep", text)
    try:
        message = message_from_bytes(content, policy=default)
        if not isinstance(message, EmailMessage):
            raise Unreadable("damaged", f"{source.name} is no mail that can be read.")
        return _read(message, source, 1)
    except GIVEN_UP as fault:
        raise Unreadable("damaged", f"{source.name} has headers that cannot be read ({fault}).") from fault


def _read(message: EmailMessage, source: Source, depth: int) -> Reading:
    """One mail, at its depth among mails inside mails."""
    opened, findings = list[tuple[str, Reading]](), list[Finding]()
    brought = list(_attachments(message))
    if len(brought) > MOST:
        left = f"only {MOST} attachments of one mail are opened."
        findings.append(finding("V116", part=f"{brought[MOST][0]} (and what follows)", fault=left))
    for name, attached in brought[:MOST]:
        try:
            opened.append((name, _attachment(name, attached, depth)))
        except Unreadable as fault:
            findings.append(finding("V116", part=name, fault=fault.text))
    documents, apart = _one_document(opened)
    findings += (finding("V119", part=name) for name in apart)
    own = _own_text(message, source)
    if not documents and own is None:
        reasons = " ".join(one.text for one in findings)
        raise Unreadable("nothing-read", f"{source.name} brings no document that can be read. {reasons}".strip())
    parts = [None if place == 0 else f"annex-{place}" for place in range(len(documents))]
    if own is not None:
        documents.append(_covering(own) if documents else own)
        parts.append(None)
    joined = join_readings(source, documents, parts)
    return msgspec.structs.replace(
        joined, fields=_headers(message) + joined.fields, findings=(*joined.findings, *findings)
    )


def _attachments(message: EmailMessage) -> Iterator[tuple[str, EmailMessage]]:
    """Attachments with their names, in the order of the mail; one document in two formats only once."""
    found = list[tuple[str, EmailMessage]]()
    of_page = message.get_content_type() == "multipart/related"
    for part in message.iter_attachments():
        if isinstance(part, EmailMessage) and not _belongs_to_page(part, of_page):
            found.append((part.get_filename() or f"attachment-{len(found) + 1}", part))
    best = dict[str, int]()
    for place, (name, _) in enumerate(found):
        stem = PurePath(name).stem.casefold()
        if stem in best and _preference(name) == _preference(found[best[stem]][0]):
            stem = f"{stem}/{place}"  # two files of one name and one format are two documents
        if stem not in best or _preference(name) < _preference(found[best[stem]][0]):
            best[stem] = place
    yield from (found[place] for place in sorted(best.values()))


def _belongs_to_page(part: EmailMessage, of_page: bool) -> bool:
    """Whether a part is no document: a picture or style the mail's own page shows, a calendar entry, a signature."""
    picture = part.get_content_maintype() == "image" and part.get("Content-ID") is not None
    return picture or part.get_content_type() in NOT_DOCUMENTS or (of_page and part.get_filename() is None)


def _preference(name: str) -> int:
    """How soon a format is chosen: what keeps paragraphs and notes apart comes before pictures of them."""
    ending = PurePath(name).suffix.lower().lstrip(".")
    return PREFERRED.index(ending) if ending in PREFERRED else len(PREFERRED)


def _attachment(name: str, part: EmailMessage, depth: int) -> Reading:
    """One attachment by its own reader."""
    try:
        content = part.get_content()
    except (MessageError, LookupError, ValueError, KeyError) as fault:
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):
            raise Unreadable("damaged", f"{name} is damaged ({fault}).") from fault
        content = payload
    if isinstance(content, EmailMessage):
        if depth >= DEEPEST:
            raise Unreadable("nested", f"{name} lies more than {DEEPEST} mails deep.")
        described = Source(name=name, sha256="", media_type="message/rfc822")
        return _read(content, described, depth + 1)
    if isinstance(content, str):
        content = content.encode("utf-8")
    if not isinstance(content, bytes):
        raise Unreadable("unknown-format", f"{name} is of no format that is read.")
    return open_source(content, name=name)


def _own_text(message: EmailMessage, source: Source) -> Reading | None:
    """What the mail itself says, None where it says nothing."""
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return None
    try:
        said = body.get_content()
    except (LookupError, UnicodeDecodeError, KeyError, ValueError):
        payload = body.get_payload(decode=True)
        said = payload if isinstance(payload, bytes) else b""
    content = said.encode("utf-8") if isinstance(said, str) else said
    ending = "html" if body.get_content_subtype() == "html" else "txt"
    try:
        return open_source(content, name=f"{PurePath(source.name).stem}.{ending}")
    except Unreadable:
        return None


def _one_document(opened: Sequence[tuple[str, Reading]]) -> tuple[list[Reading], list[str]]:
    """The attachments that are one document, and the names of those that are documents apart.

    The first with a masthead is the document, those without any are its annexes, whatever the order they were attached
    in. A second masthead heads another document, mostly the same one in another language; so does another symbol.
    """
    headed = [place for place, (_, reading) in enumerate(opened) if _headed(reading)]
    main = headed[0] if headed else 0
    symbols = [_symbols(reading) for _, reading in opened]
    apart = set(headed[1:])
    apart |= {place for place, own in enumerate(symbols) if own and symbols[main] and own.isdisjoint(symbols[main])}
    order = sorted((place for place in range(len(opened)) if place not in apart), key=lambda place: place != main)
    return [opened[place][1] for place in order], [opened[place][0] for place in sorted(apart)]


def _headed(reading: Reading) -> bool:
    """Whether a reading has a masthead that its format shows."""
    return any(line.region == "masthead" for line in reading.lines)


def _symbols(reading: Reading) -> set[str]:
    """Document symbols that stand alone on one of the first lines, as only the document's own does."""
    printed = (reading.text[line.start : line.end].strip(" *") for line in reading.lines[:HEAD_LINES])
    alone = (found for said in printed for found in find_symbols(said) if found.start == 0 and found.end == len(said))
    return {symbol for found in alone for symbol in found.symbols}


def _covering(own: Reading) -> Reading:
    """The text of a mail that only covers its attachments: comment, one paragraph a line."""
    lines = (
        msgspec.structs.replace(line, region="comment", role=None, paragraph=place)
        for place, line in enumerate(own.lines)
    )
    return msgspec.structs.replace(own, lines=tuple(lines))


def _headers(message: EmailMessage) -> tuple[Field, ...]:
    """Who wrote to whom, about what, when."""
    found = list[Field]()
    for name in HEADERS:
        try:
            said = str(message.get(name, "")).strip()
        except GIVEN_UP:
            continue
        if said:
            found.append(Field(f"mail/{name}", said))
    return tuple(found)
