"""Findings by their code: the sentence for people comes from `knowledge/findings.toml`, never from code."""

from __future__ import annotations

import msgspec

from verbale.model.finding import Finding, Level
from verbale.tongues.files import read_knowledge


class Wording(msgspec.Struct, frozen=True):
    """What the knowledge file says of one code."""

    name: str
    level: Level
    text: str


def finding(code: str, at: str = "", /, **words: object) -> Finding:
    """The finding of a code at an address; `words` fill the braces of its sentence.

    `finding("V110", count=3)` says that there are three tracked changes. Raises `KeyError` for a code that the
    knowledge file does not hold: a code is written down there before it is used.
    """
    said = read_knowledge("findings.toml", dict[str, Wording])[code]
    return Finding(code=code, name=said.name, level=said.level, at=at, text=said.text.format(**words))
