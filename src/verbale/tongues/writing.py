"""How each language looks when it is written rightly: letters, and words met in any text.

Tells a true text from wrongly decoded bytes and from a text layer that lies. It weighs; it does not identify the
language of a document (`verbale.tongues.language` does). `look_of("of the Charter of the United Nations").tongue`
is `"en"`.
"""

from __future__ import annotations

import functools
import re
from typing import Literal

import msgspec

from verbale.tongues.files import TONGUES, read_knowledge

SAMPLE = 20_000
"""Code points that are enough to weigh a text."""

_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


class Writing(msgspec.Struct, frozen=True):
    """What `writing.toml` says of a language."""

    script: str
    recogniser: str
    letters: str
    words: tuple[str, ...]
    direction: Literal["ltr", "rtl"] = "ltr"
    spaced: bool = True
    """Whether blanks part the words; where they do not, words have no edges and the noun ends its phrase."""
    glued: bool = False
    """Whether particles are written as one with the word after them."""


class Look(msgspec.Struct, frozen=True):
    """How much a text looks like a language: the language, share of its words known, share of its letters native."""

    tongue: str
    words: float
    letters: float

    @property
    def weight(self) -> float:
        """One figure to compare by: words count most, letters of another alphabet spoil everything."""
        return (0.1 + self.words) * self.letters**2


@functools.cache
def writing(tongue: str) -> Writing:
    """The written look of a language of the house, by its two letters."""
    said: Writing = read_knowledge(f"tongues/{tongue}/writing.toml", Writing)
    return said


def spaced(language: str | None) -> bool:
    """Whether blanks part the words of a language; in one that is not of the house they do."""
    return language not in TONGUES or writing(language).spaced


@functools.cache
def _known(tongue: str) -> tuple[frozenset[str], frozenset[str]]:
    """Words and letters of a language, as sets; Chinese has characters in both."""
    said = writing(tongue)
    words = frozenset("".join(said.words)) if said.script == "han" else frozenset(said.words)
    return words, frozenset(said.letters)


def look_as(text: str, tongue: str) -> Look:
    """How much a text looks like one language. A text without letters has shares of 0."""
    words, letters = _known(tongue)
    sample = text[:SAMPLE].lower()
    found = _WORD.findall(sample)
    written = "".join(found)
    if not written:
        return Look(tongue, 0.0, 0.0)
    if writing(tongue).script == "han":
        signs = _HAN.findall(written)
        return Look(tongue, sum(map(words.__contains__, signs)) / len(written), len(signs) / len(written))
    return Look(
        tongue, sum(map(words.__contains__, found)) / len(found), sum(map(letters.__contains__, written)) / len(written)
    )


def look_of(text: str, scripts: tuple[str, ...] = ()) -> Look:
    """The language of the house a text looks most like; `scripts` narrows the choice ("latin", "cyrillic" …)."""
    choice = [tongue for tongue in TONGUES if not scripts or writing(tongue).script in scripts]
    return max((look_as(text, tongue) for tongue in choice), key=lambda look: look.weight)
