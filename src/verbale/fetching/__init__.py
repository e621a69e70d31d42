"""Fetching: a document by its symbol from the official sites, politely, once. Nothing else here needs a network.

    fetched = Fetcher(sites(), folder).fetch("A/RES/66/20", "fr")

What comes is kept in a cache and not asked for again. Sites answer "good" with nothing in it where a document is not
published, and with pages or riddles instead of files: what an answer holds is looked at, never its status alone.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from verbale.fetching.asking import Answer, Asker, Unanswered
from verbale.fetching.forms import Attempt, Sites, attempts, printed, sites
from verbale.tongues.files import cache_folder, keep

__all__ = ["Asker", "Fetched", "Fetcher", "NotFetched", "sites"]


class NotFetched(Exception):  # noqa: N818
    """A document that could not be had; the text is one sentence that says what to do."""


class Fetched(NamedTuple):
    """A document as a site gave it; `cached` where it was not asked for this time."""

    symbol: str
    language: str
    format: str
    url: str
    content: bytes
    cached: bool

    @property
    def name(self) -> str:
        """A file name made of symbol, language and format."""
        flat = "".join(sign if sign.isalnum() or sign in ".-" else "_" for sign in self.symbol.replace(" ", ""))
        return f"{flat}.{self.language}.{self.format}"


class Fetcher:
    """Brings documents; `cache` is a folder of what was brought before."""

    def __init__(self, known: Sites, asker: Asker | None = None, cache: Path | None = None) -> None:
        self._known = known
        self._asker = asker or Asker(known)
        self._cache = cache or cache_folder() / "fetched"
        self._closed: dict[str, str] = {}

    def fetch(self, symbol: str, language: str, *, fresh: bool = False) -> Fetched:
        """A document in a language. Raises `NotFetched`; `fresh` asks again for what the cache holds."""
        try:
            wanted = printed(symbol)
        except ValueError as fault:
            raise NotFetched(str(fault)) from fault
        tried = list(attempts(self._known, wanted, language))
        if not tried:
            raise NotFetched(f"No site gives documents in {language}: ask for ar, en, es, fr, ru or zh.")
        for attempt in () if fresh else tried:
            held = self._path(attempt)
            if held.exists():
                return Fetched(wanted, language, attempt.format, attempt.url, held.read_bytes(), cached=True)
        return self._asked(wanted, language, tried)

    def _path(self, attempt: Attempt) -> Path:
        """Where the answer of an address is kept."""
        return self._cache / f"{hashlib.sha256(attempt.url.encode()).hexdigest()}.{attempt.format}"

    def _asked(self, symbol: str, language: str, tried: list[Attempt]) -> Fetched:
        """Ask one address after the other until one gives a document."""
        said: dict[str, str] = {}
        for attempt in tried:
            host = urlsplit(attempt.url).netloc
            if host in self._closed:
                said[host] = self._closed[host]
                continue
            try:
                answer = self._asker.ask(attempt.url)
            except Unanswered as fault:
                self._closed[host] = said[host] = f"{host} {fault}"
                continue
            if answer.status == 200 and self._is_document(answer, attempt.format):
                keep(self._path(attempt), answer.content)
                return Fetched(symbol, language, attempt.format, attempt.url, answer.content, cached=False)
            refusal = self._refusal(answer)
            if refusal is not None:
                self._closed[host] = said[host] = f"{host} {refusal}"
        reasons = list(dict.fromkeys(said.values()))
        if reasons:
            raise NotFetched(f"{symbol} in {language} could not be had: {'; '.join(reasons)}.")
        raise NotFetched(f"{symbol} is not published in {language}, or not yet: ask for another language, or later.")

    def _is_document(self, answer: Answer, wanted: str) -> bool:
        """Whether an answer begins as files of its format do; an empty one and a page do not."""
        beginning = bytes.fromhex(self._known.beginnings[wanted])
        return answer.content[:1024].lstrip().startswith(beginning)

    def _refusal(self, answer: Answer) -> str | None:
        """Why a site will not give anything to a program; None where it only lacks this document."""
        for one in self._known.refusals:
            named = one.header is None or answer.headers.get(one.header, "").lower() == (one.value or "").lower()
            if answer.status == one.status and named:
                return one.says
        return None
