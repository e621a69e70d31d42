"""Finding: something noticed while reading, said aloud instead of decided in silence."""

from __future__ import annotations

from typing import Literal

import msgspec

Level = Literal["info", "warning", "error"]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One observation about a document, with its place.

    `code` and `name` are stable and come from `knowledge/findings.toml`; `at` is the address of a block, `""` for the
    whole document. `text` is one sentence for people.
    """

    code: str
    name: str
    level: Level
    at: str = ""
    text: str
