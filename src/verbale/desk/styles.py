"""House styles: which register and series a body uses, what its masthead says, how its pages look.

A style is a file in `knowledge/styles`, a template beside it and a geometry it names. An office may have a folder of
its own (`VERBALE_STYLES`), whose files add styles and stand before those of the same name.
"""

from __future__ import annotations

import datetime
import functools
import os
import tomllib
from pathlib import Path

import msgspec

from verbale.model.dossier import Dossier
from verbale.renditions.design import PLAIN, Design, Setting, design
from verbale.tongues.files import knowledge_folder, read_knowledge

NEUTRAL = "neutral"
FOLDER = "VERBALE_STYLES"
"""Variable of the environment that names the office's own folder of styles."""


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """Words of mastheads in one language. `languages`: names as a masthead prints them; `original` before a list."""

    languages: dict[str, str]
    listed: dict[str, str]
    original: str
    joiner: str
    last_joiner: str
    distribution: dict[str, str]
    letter: str
    """Letter of the language in job numbers."""

    earlier: str
    reissued: str
    types: dict[str, str]
    printed_in: str | None = None
    """Language these lines and the date are printed in, where it is another."""


class Sessions(msgspec.Struct, frozen=True):
    """How sessions count: the year of the first, and the day (MM-DD) on which a session opens each year."""

    first: int
    opens: str


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """The style of a body: its register, its series of symbols, the lines of its masthead in their order, its pages."""

    name: str
    register: str
    series: str
    distribution: str
    masthead: tuple[str, ...]
    names: dict[str, str]
    """Language → name of the body as its masthead prints it."""

    organisation: dict[str, str] = {}
    parent: dict[str, str] = {}
    """Language → name of the body it belongs to, where that stands first."""

    body: str | None = None
    geometry: str = PLAIN
    organ_size: float | None = None
    job: str = "{job} ({letter})"
    permalink: str = ""
    sessions: Sessions | None = None


@functools.cache
def styles() -> dict[str, Style]:
    """Every style by its name, those of the office before those of the house."""
    paths = sorted((knowledge_folder() / "styles").glob("*.toml"))
    known = {path.stem: read_knowledge(f"styles/{path.name}", Style) for path in paths}
    folder = os.environ.get(FOLDER)
    for path in sorted(Path(folder).glob("*.toml")) if folder else ():
        try:
            known[path.stem] = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), type=Style)
        except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
            raise ValueError(f"Mend the style {path.name}: {fault}.") from fault
    return known


def style_of(body: str | None) -> Style:
    """The style of a body; the neutral one for a body without."""
    return next((style for style in styles().values() if style.body and style.body == body), styles()[NEUTRAL])


def style_for(dossier: Dossier) -> Style:
    """The style of the body a communication is addressed to: the masthead's, else the first its main text names."""
    found = style_of(dossier.document.body)
    if found.body is not None or dossier.document.body is not None:
        return found
    main = [mention for mention in dossier.mentions if "annex" not in mention.at and mention.target]
    bodies = {style.body: style for style in styles().values() if style.body}
    for mention in main:
        for body, style in bodies.items():
            if mention.target == body or (mention.target or "").startswith(f"{body}/"):
                return style
    return found


def words(language: str) -> Words:
    """Words of mastheads in a language. Raises `KeyError` for a language the house does not print."""
    return read_knowledge("desk/masthead-words.toml", dict[str, Words])[language]


def session_of(style: Style, day: str, given: str | None = None) -> str:
    """The session a day falls into, or the one that was given; empty where the series of the style has none.

    Raises `ValueError` where the style does not say how its sessions count.
    """
    if "{session}" not in style.series:
        return ""
    if given:
        return given
    if style.sessions is None:
        raise ValueError(f"Say the session: the series {style.series} counts by session (--session).")
    date = datetime.date.fromisoformat(day)
    opened = date.year if day[5:] >= style.sessions.opens else date.year - 1
    return str(opened - style.sessions.first + 1)


class House(msgspec.Struct, frozen=True, kw_only=True):
    """What an office is to a style: whether it issues for the body, its emblem, the address of its pages."""

    issuing: bool = False
    emblem: str = ""
    site: str = ""


def pages_of(style: Style, house: House) -> tuple[Design, str]:
    """Design and template: those of the style for the issuing office, the plain ones for everybody else."""
    if not house.issuing or style.geometry == PLAIN:
        return design(PLAIN), PLAIN
    chosen = design(style.geometry)
    if style.organ_size:
        chosen = msgspec.structs.replace(chosen, head=msgspec.structs.replace(chosen.head, organ_size=style.organ_size))
    return chosen, style.name


def setting_of(style: Style, house: House, symbol: str, day: str, language: str, job: str = "") -> Setting:
    """What stands on the pages of one language version beside its words."""
    chosen, template = pages_of(style, house)
    bare = symbol.rstrip("*")
    link = style.permalink.format(language=language, symbol=bare) if house.issuing and style.permalink else ""
    own = f"{house.site.rstrip('/')}/{bare}" if house.site else ""
    return Setting(
        design=chosen,
        template=template,
        running=symbol,
        job=style.job.format(job=job, letter=words(language).letter) if job else "",
        permalink=link or own,
        emblem=house.emblem if house.issuing else "",
        day=day,
    )
