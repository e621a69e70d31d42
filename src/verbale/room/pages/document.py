"""A document: masthead, contents, components with marks of names and positions, notes, what cites it, every format."""

from __future__ import annotations

from collections import Counter
from typing import Any

from starlette.responses import Response

from verbale.model.dossier import Dossier
from verbale.record.asking.reader import Citing, Place, preferred
from verbale.record.keeping.rows import title_of
from verbale.room import answers, citing, links
from verbale.room.pages.text import MARGINS, opened, text_of
from verbale.room.visit import Visit

RETURNING = frozenset({"resolution", "decision", "presidential-statement"})
"""Kinds of texts that a body adopts again, session after session."""

FORMS = (
    ("json", "JSON"),
    ("akn", "Akoma Ntoso"),
    ("md", "Markdown"),
    ("txt", "TXT"),
    ("bib", "BibTeX"),
    ("ris", "RIS"),
    ("csl", "CSL-JSON"),
    ("marc", "MARC 21"),
    ("marcxml", "MARCXML"),
    ("ttl", "Turtle"),
    ("jsonld", "JSON-LD"),
)
"""Endings that a document's page names, and what they are called in every language."""


def show(visit: Visit, place: Place, language: str, packed: bytes) -> Response:
    """The page of a document."""
    dossier = opened(packed)
    work, versions = place.work, visit.reader.versions(place.work)
    symbols = visit.reader.symbols(work)
    leading = visit.reader.citing(symbols, language, work)
    base = links.document(work.key, language)
    values: dict[str, Any] = {
        "work": work,
        "dossier": dossier,
        "lang": language,
        "base": base,
        "held": [one.language for one in versions],
        "title": title_of(dossier),
        "symbols": symbols,
        "relations": visit.reader.leads_to(work),
        "returning": [one for one in leading if one.kind != "cites"],
        "citing": [one for one in leading if one.kind == "cites"][:200],
        "meta": citing.embedded(dossier, visit.base + base),
    }
    if visit.query("view") == "positions":
        return answers.page(visit, "positions.html", **values)
    margins = frozenset(visit.query("margin").split(",")) & frozenset(MARGINS)
    text = text_of(packed, base, pinpoints(leading), visit.language, margins)
    values |= {"margins": sorted(margins), "returns": work.kind in RETURNING, "forms": FORMS}
    return answers.page(visit, "document.html", text=text, **values)


def pinpoints(leading: list[Citing]) -> tuple[tuple[str, int], ...]:
    """How many places cite each paragraph."""
    counted = Counter(one.pinpoint for one in leading if one.pinpoint)
    return tuple(sorted(counted.items()))


def paragraph(visit: Visit, place: Place, language: str, dossier: Dossier) -> Response | None:
    """The page of one paragraph: its text in every language, what it names, who cites it, how to cite it."""
    lines = visit.reader.paragraph(place.work, place.address)
    if not lines:
        return None
    lines.sort(key=lambda line: line.language != language)
    symbols = visit.reader.symbols(place.work)
    named = dict.fromkeys(one.target for one in dossier.mentions if one.at == place.address and one.target)
    addresses = [block.address for part in dossier.components for block in part.blocks]
    at = addresses.index(place.address) if place.address in addresses else -1
    return answers.page(
        visit,
        "paragraph.html",
        work=place.work,
        address=place.address,
        lang=language,
        lines=lines,
        title=title_of(dossier),
        returns=place.work.kind in RETURNING,
        meta=citing.embedded(dossier, visit.base + links.document(place.work.key, language, place.address)),
        base=links.document(place.work.key, language),
        citations=citing.all_styles(
            dossier, visit.base + links.document(place.work.key, None, place.address), place.address
        ),
        named=[one for one in named if not one.startswith("date/")],
        positions=[one for one in dossier.positions if one.at == place.address],
        before=addresses[at - 1] if at > 0 else None,
        after=addresses[at + 1] if 0 <= at < len(addresses) - 1 else None,
        citing=[one for one in visit.reader.citing(symbols, language, place.work) if one.pinpoint == place.address],
    )


def chosen(visit: Visit, place: Place) -> tuple[str, bytes] | None:
    """The version to show: the one asked for, else the one in the reader's language, else what is held."""
    held = [one.language for one in visit.reader.versions(place.work)]
    language = visit.wanted.language or preferred(held, visit.language)
    packed = visit.reader.packed(place.work, language) if language in held else None
    return (language, packed) if packed else None
