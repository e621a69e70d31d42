"""House styles: which register and series a body uses and what its masthead says, from `knowledge/styles`."""

from __future__ import annotations

import functools

import msgspec

from verbale.tongues.files import knowledge_folder, read_knowledge

NEUTRAL = "neutral"


class Words(msgspec.Struct, frozen=True):
    """Words of mastheads in one language. `languages`: names as a masthead prints them; `original` before a list."""

    languages: dict[str, str]
    listed: dict[str, str]
    original: str
    joiner: str
    last_joiner: str
    distribution: dict[str, str]


class Style(msgspec.Struct, frozen=True):
    """The style of a body: its register, its series of symbols, the lines of its masthead in their order."""

    name: str
    register: str
    series: str
    distribution: str
    masthead: tuple[str, ...]
    names: dict[str, str]
    """Language → name of the body as its masthead prints it."""

    body: str | None = None


@functools.cache
def styles() -> dict[str, Style]:
    """Every style by its name."""
    paths = sorted((knowledge_folder() / "styles").glob("*.toml"))
    return {path.stem: read_knowledge(f"styles/{path.name}", Style) for path in paths}


def style_of(body: str | None) -> Style:
    """The style of a body; the neutral one for a body without."""
    return next((style for style in styles().values() if style.body and style.body == body), styles()[NEUTRAL])


def words(language: str) -> Words:
    """Words of mastheads in a language. Raises `KeyError` for a language the house does not print."""
    return read_knowledge("desk/masthead-words.toml", dict[str, Words])[language]
