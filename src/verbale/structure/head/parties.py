"""Who sends a communication and to whom, from the words of its title or of its first paragraph."""

from __future__ import annotations

import re

import msgspec

from verbale.authority import open_authority
from verbale.structure.phrases import looking_for, tongues
from verbale.tongues.fold import fold

LONGEST = 240
"""Characters of the longest name of an addressee in a formula of courtesy."""

_STOP = re.compile(r"[,;.،؛，；。](?=\s|$)|[，；。]")

SENDING = ("state", "territory")
"""Kinds of entities that send: States, and territories with a mission of their own."""


class Division(msgspec.Struct, frozen=True):
    """A title taken apart: offsets of the addressee's words, and where the texts transmitted begin."""

    addressee: tuple[int, int] | None = None
    transmitting: int | None = None


class Parties(msgspec.Struct, frozen=True):
    """Senders by identifier, in the order of their English names, and the addressee's words."""

    senders: tuple[str, ...] = ()
    addressee: str | None = None


def divide(title: str, language: str | None) -> Division:
    """Where a title names its addressee, and where it goes on to what it transmits.

    `Note … dated 5 September 2012 from the Permanent Mission of X addressed to the Y, transmitting …`
    """
    folded = fold(title)
    text = folded.text
    for tongue in tongues(language):
        transmitting = looking_for(tongue, "titles", "transmitting").search(text)
        limit = transmitting.start() if transmitting else len(text)
        opening = looking_for(tongue, "titles", "addressee").search(text, 0, limit)
        if not opening:
            if transmitting:
                return Division(None, folded.origin(transmitting.start()))
            continue
        end = looking_for(tongue, "titles", "until").search(text, opening.end(), limit)
        last = end.start() if end else limit
        return Division(
            (folded.origin(opening.end()), folded.origin(last) if last < len(text) else len(title)),
            folded.origin(limit) if transmitting else None,
        )
    return Division()


def parties_of(title: str, language: str | None) -> Parties:
    """Senders and addressee of a title. Senders are looked for outside the words of the addressee."""
    parts = divide(title, language)
    sending = title[: parts.transmitting] if parts.transmitting is not None else title
    addressee = None
    if parts.addressee:
        start, end = parts.addressee
        addressee = title[start:end].strip(" ,،，.:;*") or None
        sending = sending[:start] + " " * (min(end, len(sending)) - start) + sending[end:]
    return Parties(senders_in(sending, language), addressee)


def senders_in(text: str, language: str | None) -> tuple[str, ...]:
    """States and territories named in a text, in the order of their English names, as the house lists senders."""
    return tuple(sorted(_named(text, language), key=_english))


def greeted(text: str, language: str | None) -> tuple[int, int] | None:
    """Offsets of the addressee's words in the courtesy that opens a note: "presents its compliments to X and has …"."""
    folded = fold(text)
    for tongue in tongues(language):
        before = looking_for(tongue, "greeting", "before").search(folded.text)
        if before is None:
            continue
        after = looking_for(tongue, "greeting", "after").search(folded.text, before.end(), before.end() + LONGEST)
        start, end = folded.origin(before.end()), folded.origin(after.start()) if after else None
        stop = _STOP.search(text, start, end if end is not None else len(text))
        if end is None or stop is not None:
            end = stop.start() if stop is not None else None
        return (start, end) if end is not None and end - start <= LONGEST else None
    return None


def first_sender(text: str, language: str | None) -> str | None:
    """The State or territory a text names first, which in the formula that opens a note is its sender."""
    return next(iter(_named(text, language)), None)


def _named(text: str, language: str | None) -> dict[str, None]:
    """States and territories named in a text, each once, in the order of print."""
    found = [hit.ids[0] for hit in open_authority().find(text, language) if hit.ids]
    return dict.fromkeys(each for each in found if each.split("/", 1)[0] in SENDING)


def _english(identifier: str) -> str:
    """Name to sort an entity by."""
    entry = open_authority().entry(identifier)
    names = entry.names.get("en") if entry else None
    return fold((names.short or names.full or (identifier,))[0]).text if names else identifier
