"""Words of Akoma Ntoso as the knowledge file gives them: elements, names, subtypes, classes, abbreviations."""

from __future__ import annotations

import functools

import msgspec

from verbale.tongues import read_knowledge


class Kind(msgspec.Struct, frozen=True):
    """How a kind of document is written: document element, its name, its body element, `FRBRsubtype`."""

    element: str
    name: str
    body: str
    subtype: str


class Level(msgspec.Struct, frozen=True):
    """A division: element, abbreviation in ids; a `unit` (article, rule) ends where a heading follows."""

    element: str
    short: str
    unit: bool = False


class MentionClass(msgspec.Struct, frozen=True):
    """Inline element of a type of mention and the entry it refers to."""

    element: str
    entry: str
    class_: str = msgspec.field(name="class")


class Field(msgspec.Struct, frozen=True):
    """A masthead field on the cover page."""

    element: str
    entry: str
    label: str
    name: str | None = None


class Entry(msgspec.Struct, frozen=True):
    """An entry of the references that does not come from the document."""

    entry: str
    href: str
    label: str


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """`knowledge/akn.toml`."""

    akn: str
    ours: str
    un: str
    country: str
    unknown_date: str
    number_after: tuple[str, ...]
    counted: tuple[str, ...]
    web: tuple[str, ...]
    kinds: dict[str, Kind]
    work_dates: dict[str, tuple[str, ...]]
    levels: dict[str, Level]
    places: dict[str, str]
    marks: dict[str, str]
    mentions: dict[str, MentionClass]
    identifiers: dict[str, str]
    fields: dict[str, Field]
    entries: dict[str, Entry]
    languages: dict[str, str]

    def kind(self, kind: str) -> Kind:
        """How a kind is written; a kind without an entry is a `doc` of that name."""
        return self.kinds.get(kind) or msgspec.structs.replace(self.kinds["document"], name=kind)

    def kind_of(self, name: str | None) -> str:
        """The kind that a document element's `name` stands for."""
        return _inverse("kinds", "name").get(name or "", name or "document")


@functools.cache
def vocabulary() -> Vocabulary:
    """The words, loaded once a process."""
    return read_knowledge("akn.toml", Vocabulary)


@functools.cache
def _inverse(table: str, attribute: str) -> dict[str, str]:
    """A table turned round: value of an attribute → key, the first key where several share it."""
    turned: dict[str, str] = {}
    for key, value in getattr(vocabulary(), table).items():
        turned.setdefault(getattr(value, attribute), key)
    return turned


@functools.cache
def mark_kinds() -> dict[str, str]:
    """Typographic element → kind of mark."""
    return {element: kind for kind, element in vocabulary().marks.items()}


@functools.cache
def two_letters() -> dict[str, str]:
    """ISO 639-2 → ISO 639-1."""
    return {long: short for short, long in vocabulary().languages.items()}


@functools.cache
def field_names() -> dict[str, str]:
    """Id of the concept a masthead element refers to → field of the contract."""
    return _inverse("fields", "entry")


@functools.cache
def level_names() -> dict[str, str]:
    """Abbreviation in an id → first word of the address part."""
    return _inverse("levels", "short")


@functools.cache
def level_elements() -> frozenset[str]:
    """Elements that divisions are written as."""
    return frozenset(level.element for key, level in vocabulary().levels.items() if key != "p")


@functools.cache
def mention_elements() -> frozenset[str]:
    """Inline elements that mentions are written as."""
    return frozenset(mention.element for mention in vocabulary().mentions.values()) | {"ref"}


def long_language(code: str | None) -> str:
    """Alpha-3 code of a language; `und` where unknown (R34)."""
    return vocabulary().languages.get(code, code) if code else "und"


def short_language(code: str | None) -> str | None:
    """Two-letter code of an alpha-3 code; None for `und`."""
    return None if code in (None, "", "und") else two_letters().get(code or "", code)
