"""What comes back: reports of mail servers that a message did not arrive (RFC 3464), days later.

A report names the message it is about: its number is that of the post. The post becomes `failed`, the server's words
stand in the post book, and the registry has a task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from verbale.desk.dispatch.posts import move, posts
from verbale.desk.office import Desk

NUMBER = re.compile(r"<([0-9a-f]{32})@")
FAILED = "failed"


def is_report(message: Message) -> bool:
    """Whether a mail is a report about another one."""
    return message.get_content_type() == "multipart/report"


def take_report(desk: Desk, who: str, content: bytes) -> str | None:
    """Write a report into the post book; returns the delegation whose message did not arrive, None for other news."""
    message = message_from_bytes(content)
    diagnosis = _diagnosis(message)
    if diagnosis is None:
        return None
    for number in _numbers(message):
        for post in posts(desk):
            if post.id == number:
                for before in ("sent", "sending", "queued"):
                    if move(desk, who, post, before, FAILED, diagnosis):
                        return str(post.delegation)
    return None


def _numbers(message: Message) -> Iterator[str]:
    """Numbers of messages that a report encloses or names."""
    for part in message.walk():
        payload = part.get_payload(decode=True)
        text = payload.decode(errors="replace") if isinstance(payload, bytes) else ""
        own = "" if part is message else str(part.get("Message-ID", ""))
        yield from NUMBER.findall(f"{own}\n{text}")


def _diagnosis(message: Message) -> str | None:
    """What a report says went wrong; None where it tells of a delay or of success."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        groups = part.get_payload()
        for group in groups if isinstance(groups, list) else []:
            if isinstance(group, Message) and str(group.get("Action", "")).strip().lower() == FAILED:
                said = str(group.get("Diagnostic-Code") or group.get("Status") or FAILED)
                return " ".join(f"{group.get('Final-Recipient', '')} {said}".split())
    return None
