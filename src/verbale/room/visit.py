"""A visit: who asks for what, in which language of the interface, in which format; what every page is made from."""

from __future__ import annotations

import functools
import re
import threading
from typing import Any, NamedTuple

import msgspec
from starlette.requests import Request

from verbale.record.access import classes_up_to
from verbale.record.asking.reader import Reader
from verbale.record.search.index import SearchIndex
from verbale.record.store import Record
from verbale.room.kept import Asked, Kept
from verbale.room.words import Interface, best_language, interface
from verbale.tongues.files import TONGUES

MEDIA_TYPES = {
    "html": "text/html",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "akn": "application/akn+xml",
    "md": "text/markdown",
    "txt": "text/plain",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl": "application/vnd.citationstyles.csl+json",
    "marc": "application/marc",
    "marcxml": "application/marcxml+xml",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "csv": "text/csv",
    "atom": "application/atom+xml",
    "original": "application/octet-stream",
}
"""Ending of an address → media type; the first that `Accept` names is given where an address has no ending."""

ALSO = {"application/xml": "akn", "text/xml": "akn", "application/problem+json": "json"}

BY_MEDIA_TYPE = {media: form for form, media in MEDIA_TYPES.items()} | ALSO

FOR_PROGRAMS = (("feeds",), ("oai",), ("sitemap.xml",))
"""Addresses that no person reads: their faults are told as programs are told."""

LONGEST_PARAMETER = 1000
LONGEST_KEPT = 500
"""Signs of an address whose answer is kept."""


class RefusedError(Exception):
    """A parameter that is not what the description of the room says; its name."""


class Door(msgspec.Struct, frozen=True):
    """Who comes in: the class of those who show nothing, and the class that each token opens."""

    everyone: str = "general"
    tokens: dict[str, str] = {}

    def classes(self, authorization: str) -> tuple[str, ...]:
        """Distribution classes a request may see; a wrong token opens no more than none."""
        return classes_up_to(self.tokens.get(_token(authorization), self.everyone))


def _token(authorization: str) -> str:
    """The token of a request: a bearer's, or the password of a browser's sign-in."""
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() != "basic":
        return value.strip()
    import base64
    import binascii

    try:
        return base64.b64decode(value, validate=True).decode("utf-8").partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


class Room:
    """A record opened for reading by many: one search index a thread, numbers of the record kept for a while."""

    def __init__(self, record: Record, door: Door) -> None:
        self.record = record
        self.door = door
        self.kept = Kept(record)
        self._threads = threading.local()

    @property
    def index(self) -> SearchIndex:
        """This thread's search index."""
        if not hasattr(self._threads, "index"):
            self._threads.index = SearchIndex(self.record)
        found: SearchIndex = self._threads.index
        return found


class Wanted(NamedTuple):
    """A path taken apart: language in front, parts, format by its ending."""

    language: str | None
    parts: tuple[str, ...]
    form: str | None


def take_apart(path: str) -> Wanted:
    """`fr/A/RES/66/20/7.json` → fr, (A, RES, 66, 20, 7), json."""
    parts = [part for part in path.replace("\0", "").split("/") if part]
    form = None
    if parts:
        start, dot, ending = parts[-1].rpartition(".")
        if dot and start and ending in MEDIA_TYPES:
            form, parts[-1] = ending, start
    language = parts.pop(0) if len(parts) > 1 and parts[0] in TONGUES else None
    return Wanted(language, tuple(parts), form)


def accepted(header: str) -> str:
    """The format that `Accept` weighs most among those there are; a page where it names none."""
    wanted = []
    for place, part in enumerate(header[:400].split(",")):
        media, _, rest = part.partition(";")
        media = media.strip().lower()
        form = BY_MEDIA_TYPE.get(media)
        if form:
            weight = re.search(r"q\s*=\s*([01](?:\.\d{0,3})?)\s*$", rest)
            wanted.append((-float(weight[1]) if weight else -1.0, place, form))
    best = min(wanted, default=None)
    return best[2] if best and best[0] < 0 else "html"


class Visit:
    """One request, ready for a page."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.room: Room = request.app.state.room
        self.classes = self.room.door.classes(request.headers.get("authorization", ""))
        self.reader = Reader(self.room.record, self.classes)
        self.wanted = take_apart(request.path_params.get("path", request.url.path))

    @functools.cached_property
    def language(self) -> str:
        """Language of the interface: asked for, remembered, or preferred by the browser."""
        asked = self.query("ui") or self.request.cookies.get("ui", "")
        return asked if asked in TONGUES else best_language(self.request.headers.get("accept-language", ""))

    @functools.cached_property
    def words(self) -> Interface:
        """Texts of the interface."""
        return interface(self.language)

    @functools.cached_property
    def form(self) -> str:
        """Format asked for: by ending, else the first known one of `Accept`, else a page."""
        if self.wanted.form:
            return self.wanted.form
        if self.wanted.parts[:1] in FOR_PROGRAMS:
            return "atom"
        return accepted(self.request.headers.get("accept", ""))

    def query(self, name: str) -> str:
        """A parameter of the address; a program's that is too long is refused, a person's is cut."""
        given = self.request.query_params.get(name, "")
        if len(given) > LONGEST_PARAMETER and self.form != "html":
            raise RefusedError(name)
        return given[:LONGEST_PARAMETER].replace("\0", "")

    def number(self, name: str, usual: int, least: int, most: int) -> int:
        """A number among the parameters; people's mistakes are mended, programs' are refused."""
        asked = self.query(name)
        if not asked and name not in self.request.query_params:
            return usual
        right = asked.isascii() and asked.isdecimal() and len(asked) < 9 and least <= int(asked) <= most
        if self.form != "html" and not right:
            raise RefusedError(name)
        return int(asked) if right else min(max(least, int(asked)), most) if asked.isdecimal() else usual

    def limit(self, usual: int, most: int) -> int:
        """How many rows are asked for."""
        return self.number("limit", usual, 1, most)

    def asked(self) -> Asked | None:
        """What the answer may depend on, for an answer that is kept; None for what is too long to keep."""
        path, query = self.request.url.path, self.request.url.query
        if len(path) + len(query) > LONGEST_KEPT:
            return None
        return Asked(path, query, self.language, self.form, self.classes, self.base)

    @property
    def staff(self) -> bool:
        """Whether the reader sees what is watched: one who shows a token, or everybody where the room gives none."""
        return not self.room.door.tokens or self.classes != self.room.door.classes("")

    @property
    def base(self) -> str:
        """Scheme and host of this request, for links that leave the room."""
        return f"{self.request.url.scheme}://{self.request.url.netloc}"

    def ask(self, question: str, **options: Any) -> Any:
        """Ask the search index for what this reader may see."""
        return self.room.index.ask(question, distributions=self.classes, **options)
