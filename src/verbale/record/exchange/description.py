"""A document as libraries describe it: what catalogue records and graphs of linked data are made from.

described(reader, work, dossier, "https://room.example")
"""

from __future__ import annotations

from collections import Counter
from urllib.parse import quote

import msgspec

from verbale.model.dossier import Document, Dossier
from verbale.record.asking.reader import Reader, Work
from verbale.record.keeping.rows import date_of

MOST_SUBJECTS = 12
"""Entities that a description names as subjects: those most paragraphs name."""

NO_SUBJECTS = frozenset({"symbol", "date", "session", "meeting"})
"""Sorts of names that no catalogue files under."""

PAGED = "application/pdf"
"""The media type whose pages are those of the print."""

SIGNS = "/:.,;()@~*!'-_+"
"""Signs that symbols hold and addresses may."""


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """A document in all its languages. `titles`: by language; `subjects`: identifiers, most named first."""

    key: str
    document: Document
    date: str | None
    pages: int | None
    titles: dict[str, str]
    symbols: tuple[str, ...]
    relations: tuple[tuple[str, str], ...]
    subjects: tuple[str, ...]
    base: str

    @property
    def address(self) -> str:
        """The document's lasting address."""
        return self.at(self.key)

    def at(self, *parts: str) -> str:
        """An address of the room."""
        return f"{self.base}/{quote('/'.join(parts), safe=SIGNS)}"


def described(reader: Reader, work: Work, dossier: Dossier, base: str) -> Description:
    """The description of a work, one of its versions at hand; `base` is where the reading room stands."""
    named = Counter({target: len(places) for target, places in _named(dossier).items()})
    return Description(
        key=work.key,
        document=dossier.document,
        date=date_of(dossier),
        pages=dossier.source.pages if dossier.source.media_type == PAGED else None,
        titles={one.language: one.title or "" for one in reader.versions(work)},
        symbols=tuple(reader.symbols(work)) if dossier.document.symbol else (),
        relations=tuple(reader.leads_to(work)),
        subjects=tuple(target for target, _ in sorted(named.items(), key=lambda pair: (-pair[1], pair[0])))[
            :MOST_SUBJECTS
        ],
        base=base,
    )


def _named(dossier: Dossier) -> dict[str, set[str]]:
    """Entities by the paragraphs that name them or take a position on them; the body that speaks is no subject."""
    places: dict[str, set[str]] = {}
    for mention in dossier.mentions:
        if mention.target and mention.target.partition("/")[0] not in NO_SUBJECTS:
            places.setdefault(mention.target, set()).add(mention.at)
    for position in dossier.positions:
        for topic in position.topics:
            places.setdefault(topic, set()).add(position.at)
    own = {*dossier.document.bodies, dossier.document.body}
    return {target: found for target, found in places.items() if target not in own}
