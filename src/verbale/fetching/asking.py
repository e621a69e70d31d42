"""Asking a site politely: one question at a time, a pause between two, patience where it is busy, nothing followed
that leads elsewhere.
"""

from __future__ import annotations

import email.utils
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import Message
from http.client import HTTPException
from importlib.metadata import version
from typing import IO, Any, NamedTuple
from urllib.parse import urlsplit

from verbale.fetching.forms import Sites

BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses after which asking again may help."""

FIRST_WAIT = 2.0
"""Seconds before the second question to a busy site that does not say how long; each next wait is twice as long."""


class Unanswered(Exception):  # noqa: N818
    """A site that could not be asked; the text is the end of a sentence that begins with its name."""


class Answer(NamedTuple):
    """What a site said."""

    status: int
    headers: Message
    content: bytes


class _Near(urllib.request.HTTPRedirectHandler):
    """Follows answers that lead on, as long as they stay with the known sites."""

    def __init__(self, hosts: frozenset[str]) -> None:
        self._hosts = hosts

    def redirect_request(
        self, request: Any, answer: IO[bytes], code: int, said: str, headers: Any, to: str
    ) -> urllib.request.Request | None:
        """The next question, or a refusal."""
        parts = urlsplit(to)
        if parts.scheme not in {"http", "https"} or parts.netloc not in self._hosts:
            raise Unanswered(f"leads to {parts.netloc or to}, which is no site of its: fetch the file by hand")
        return super().redirect_request(request, answer, code, said, headers, to)


class Asker:
    """Asks the known sites; `sleep` and `clock` are the world's, or a test's."""

    def __init__(
        self,
        known: Sites,
        contact: str | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._known = known
        self._sleep = sleep
        self._clock = clock
        self._next: dict[str, float] = {}
        self._opener = urllib.request.build_opener(_Near(known.hosts))
        self.agent = f"Verbale/{version('verbale')}" + (f" ({contact})" if contact else "")

    def ask(self, url: str) -> Answer:
        """What a site answers. Raises `Unanswered` where it does not, or only that it is busy."""
        wait = FIRST_WAIT
        for turn in range(self._known.retries + 1):
            last = turn == self._known.retries
            try:
                answer = self._once(url)
            except (OSError, HTTPException) as fault:
                if last:
                    raise Unanswered(f"does not answer ({_reason(fault)}): try again later") from fault
                self._sleep(wait)
            else:
                if answer.status not in BUSY:
                    return answer
                asked = _asked_wait(answer.headers)
                if last or (asked or 0) > self._known.longest_wait:
                    raise Unanswered(f"is busy (status {answer.status}): try again later")
                self._sleep(asked if asked is not None else wait)
            wait *= 2
        raise Unanswered("does not answer: try again later")

    def _once(self, url: str) -> Answer:
        """One question, after the pause that is due."""
        host = urlsplit(url).netloc
        due = self._next.get(host, 0.0) - self._clock()
        if due > 0:
            self._sleep(due)
        request = urllib.request.Request(url, headers={"User-Agent": self.agent, "Accept": "*/*"})
        try:
            with self._opener.open(request, timeout=self._known.timeout) as said:
                return Answer(said.status, said.headers, self._body(said))
        except urllib.error.HTTPError as fault:
            with fault:
                return Answer(fault.code, fault.headers, b"")
        finally:
            self._next[host] = self._clock() + self._known.pause

    def _body(self, said: Any) -> bytes:
        """The bytes of an answer, no more than are read."""
        content: bytes = said.read(self._known.largest + 1)
        if len(content) > self._known.largest:
            raise Unanswered(f"gives more than {self._known.largest // 10**6} MB: fetch the file by hand")
        length = said.headers.get("Content-Length")
        if length and length.isdigit() and len(content) < int(length):
            raise OSError("the answer was cut short")
        return content


def _reason(fault: Exception) -> str:
    """Why a site did not answer, in short."""
    reason = getattr(fault, "reason", None) or fault
    return str(getattr(reason, "strerror", None) or reason) or type(fault).__name__


def _asked_wait(headers: Message) -> float | None:
    """How long a site asks to wait: seconds, or until a time."""
    said = headers.get("Retry-After", "")
    if said.isdigit():
        return float(said)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(said).timestamp() - time.time())
    except (TypeError, ValueError):
        return None
