"""Entry: one entity of the authority files, as a librarian writes it.

One TOML file an entity, in the folder of its kind. Names stand by language and by form, because a form decides how far
a name may be trusted: a full name leads to its entity anywhere, a weak one only where the text has made it clear.
"""

from __future__ import annotations

import msgspec

KINDS = {
    "states": "state",
    "territories": "territory",
    "organisations": "organisation",
    "bodies": "body",
    "instruments": "instrument",
    "persons": "person",
    "places": "place",
    "events": "event",
    "groups": "group",
    "topics": "topic",
}
"""Folder → kind of entity, which is the type of the mentions that lead to it."""

FORMS = ("full", "short", "acronym", "joint", "demonym", "weak")
"""Forms of names, the most trustworthy first."""


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"never": "not"}):
    """Names of an entity in one language.

    `full`: official name without article. `short`: everyday name. `acronym`: matched in its own capitals only.
    `joint`: a name that means several entities at once and stands in each of their files ("Central and South Asia").
    `demonym`: nouns and adjectives of the people. `weak`: leads here only by context. `not` (in Python `never`):
    strings that hold a name but mean something else.
    """

    full: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    acronym: tuple[str, ...] = ()
    joint: tuple[str, ...] = ()
    demonym: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A member with its period; dates as ISO strings, as exact as known ("1992", "1992-05-15")."""

    id: str
    since: str | None = None
    until: str | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entity: identifier, names, period, relations, sources."""

    id: str
    names: dict[str, Names]
    since: str | None = None
    until: str | None = None
    parent: str | None = None
    """What it is a part or organ of."""
    inseparable: bool = False
    """True for what is part of so many names that inside them it is no mention of its own."""
    seat: str | None = None
    """Place that tells it from others of the same name."""
    nature: str | None = None
    """Key of the words that describe it ("accident"), where texts describe instead of naming it."""
    anchors: tuple[str, ...] = ()
    """What a description must name for it to be meant: the place of an accident, the author of a plan."""
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    members_as_of: str | None = None
    offices: tuple[Member, ...] = ()
    """Offices a person held: identifiers of offices, States or organisations, with periods."""
    holder_titles: dict[str, tuple[str, ...]] = {}
    """Titles a person bore, by language, as they stand before the name."""
    adopted: str | None = None
    in_force: str | None = None
    depositary: str | None = None
    status: str | None = None
    """`proposed` for an instrument that is named but not concluded."""
    symbols: tuple[str, ...] = ()
    """Series of document symbols it issues, or the symbol of the document that holds an instrument."""
    themes: tuple[str, ...] = ()
    identifiers: dict[str, str] = {}
    aliases: tuple[str, ...] = ()
    """Identifiers it had before."""
    sources: tuple[str, ...] = ()
    note: str | None = None
    found: dict[str, tuple[str, ...]] = {}
    """Sentences by language in which it must be found."""
    unfound: dict[str, tuple[str, ...]] = {}
    """Sentences by language in which it must not be found."""


def kind_of(identifier: str, folder: str | None = None) -> str:
    """Kind of an entity by its folder, or by its identifier where the folder is not at hand."""
    if folder in KINDS:
        return KINDS[folder]
    head = identifier.split("/", 1)[0]
    if head == "org":
        return "body" if identifier.count("/") > 1 else "organisation"
    return "territory" if head == "region" else head
