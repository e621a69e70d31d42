"""Set phrases of communications: what is in `knowledge/tongues/*/phrases.toml`, ready to look for."""

from __future__ import annotations

import functools
import re

import msgspec

from verbale.structure.head.forms import any_of, pattern_of
from verbale.tongues.files import TONGUES, read_knowledge
from verbale.tongues.writing import spaced


class Labels(msgspec.Struct, frozen=True):
    """Words that open a part printed after the main text."""

    annex: tuple[str, ...]
    enclosure: tuple[str, ...]
    appendix: tuple[str, ...]
    tail: tuple[str, ...]
    label_last: bool = False


class Titles(msgspec.Struct, frozen=True):
    """Words that divide a title: addressee, sender, texts transmitted, adoption."""

    addressee: tuple[str, ...]
    sender: tuple[str, ...]
    until: tuple[str, ...]
    transmitting: tuple[str, ...]
    adopted: tuple[str, ...]
    adoption_line: tuple[str, ...]
    meeting: tuple[str, ...]


class Closing(msgspec.Struct, frozen=True):
    """Words that open and end communications and treaties."""

    salutation: tuple[str, ...]
    respect: tuple[str, ...]
    signed: tuple[str, ...]
    done: tuple[str, ...]
    witness: tuple[str, ...]
    party: tuple[str, ...]
    address: tuple[str, ...] = ()
    """Styles with which the address of the one written to opens."""


class History(msgspec.Struct, frozen=True):
    """Words of notes on earlier issue and reissue, and of the request to circulate."""

    earlier: tuple[str, ...]
    reissued: tuple[str, ...]
    circulate: tuple[str, ...]


class Greeting(msgspec.Struct, frozen=True):
    """Words of the courtesy that opens a note, around those for its addressee."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class Phrases(msgspec.Struct, frozen=True):
    """`phrases.toml` of a language."""

    labels: Labels
    titles: Titles
    closing: Closing
    history: History
    greeting: Greeting


def phrases(tongue: str) -> Phrases:
    """The set phrases of a language."""
    return read_knowledge(f"tongues/{tongue}/phrases.toml", Phrases)


@functools.cache
def looking_for(tongue: str, group: str, field: str) -> re.Pattern[str]:
    """A pattern, for folded text, of the phrases of one field: the longest first, whole words only."""
    texts: tuple[str, ...] = getattr(getattr(phrases(tongue), group), field)
    left, right = ("", "") if not spaced(tongue) else (r"(?<!\w)", r"(?!\w)")
    if not texts:
        return re.compile("(?!)")
    if any("{" in text for text in texts):
        slots = {"number": r"\d{1,5}[^\W\d_]{0,3}(?:\s[^\W\d_]{1,2})?"}
        inner = "|".join(pattern_of(text, slots) for text in sorted(texts, key=len, reverse=True))
    else:
        inner = any_of(list(texts))
    return re.compile(f"{left}(?:{inner}){right}")


def tongues(language: str | None) -> tuple[str, ...]:
    """The languages whose phrases are looked for: the one given, or all where it is not known."""
    return (language,) if language in TONGUES else TONGUES
