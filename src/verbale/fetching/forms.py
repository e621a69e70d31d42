"""Addresses of official documents, and what their sites answer: knowledge, read from `knowledge/fetching.toml`.

An institution with a server of its own gives another file of the same shape (`verbale fetch --forms`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import msgspec

from verbale.grammar.symbols import parse
from verbale.tongues.files import read_knowledge


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One form of address, in the order in which formats are asked for; language → the site's word for it."""

    name: str
    url: str
    formats: tuple[str, ...]
    languages: dict[str, str]


class Spelling(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"pattern": "from"}):
    """A stretch of a symbol that sites write differently."""

    pattern: str
    to: tuple[str, ...]


class Refusal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answer that will not change by asking again."""

    status: int
    says: str
    header: str | None = None
    value: str | None = None


class Sites(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole knowledge of fetching; times in seconds, `largest` in bytes."""

    pause: float
    timeout: float
    retries: int
    longest_wait: float
    largest: int
    forms: tuple[Form, ...]
    beginnings: dict[str, str]
    spellings: tuple[Spelling, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    @property
    def hosts(self) -> frozenset[str]:
        """Hosts that may be asked; an answer that leads elsewhere is not followed."""
        return frozenset(urlsplit(form.url).netloc for form in self.forms)


class Attempt(NamedTuple):
    """One address to ask, and the format it should give."""

    url: str
    format: str


def sites(path: Path | None = None) -> Sites:
    """The knowledge that ships, or a file of the same shape. Raises `ValueError` that names what to mend."""
    if path is None:
        return read_knowledge("fetching.toml", Sites)
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), type=Sites)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise ValueError(f"Mend {path}: {fault}.") from fault


def printed(symbol: str) -> str:
    """A symbol as it is printed. Raises `ValueError` for what is none."""
    found = parse(symbol.strip())
    if found is None:
        raise ValueError(f"{symbol.strip() or 'Nothing'} is no symbol of a document: write one like A/RES/66/20.")
    return found.display


def attempts(known: Sites, symbol: str, language: str) -> Iterator[Attempt]:
    """Addresses to ask for a document in a language, the likeliest first, each once."""
    seen = set()
    for form in known.forms:
        if language not in form.languages:
            continue
        for spelled, wanted in product(spellings(known, symbol), form.formats):
            fields = {"symbol": quote(spelled, safe=""), "path": quote(spelled), "format": wanted}
            url = form.url.format(language=form.languages[language], **fields)
            if url not in seen:
                seen.add(url)
                yield Attempt(url, wanted)


def spellings(known: Sites, symbol: str) -> list[str]:
    """The ways in which sites may write a symbol, as printed first."""
    found = [symbol]
    for one in known.spellings:
        found += [re.sub(one.pattern, to.replace("\\", r"\\"), each) for each in found for to in one.to]
    return list(dict.fromkeys(found))
