"""A document or paragraph as data: JSON, Akoma Ntoso, Markdown, text, catalogue records, linked data, citations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from starlette.responses import Response

from verbale.model.dossier import Dossier
from verbale.record.asking.reader import Place
from verbale.record.exchange import graph, marc
from verbale.record.exchange.description import Description, described
from verbale.renditions import renderer
from verbale.room import answers, citing, links
from verbale.room.visit import Visit

RENDERED = {"json": "json", "akn": "akn", "md": "md", "txt": "text"}
DESCRIBED: dict[str, Callable[[Description], bytes | str]] = {
    "marc": lambda one: marc.as_iso2709(marc.fields(one)),
    "marcxml": lambda one: marc.as_xml(marc.fields(one)),
    "ttl": lambda one: graph.as_turtle(graph.of_document(one)),
    "jsonld": lambda one: graph.as_json_ld(graph.of_document(one)),
}
CITED = {"bib": citing.bibtex, "ris": citing.ris, "csl": citing.csl}


def show(visit: Visit, place: Place, language: str, dossier: Dossier) -> Response | None:
    """A document in the format asked for; None where it has no such format."""
    headers = {"Content-Language": language, "Link": _links(place, language)}
    url = visit.base + links.document(place.work.key, language, place.address)
    if visit.form in CITED:
        return answers.data(visit, CITED[visit.form](dossier, url, place.address), visit.form, headers=headers)
    if visit.form in DESCRIBED and not place.address:
        one = described(visit.reader, place.work, dossier, visit.base)
        return answers.data(visit, DESCRIBED[visit.form](one), visit.form, headers=headers)
    if visit.form not in RENDERED:
        return None
    if place.address:
        return _paragraph(visit, place, dossier, headers)
    return answers.data(visit, renderer(RENDERED[visit.form])(dossier), visit.form, headers=headers)


def _links(place: Place, language: str) -> str:
    """The page and the lasting address, as links of the answer's head."""
    page, lasting = links.document(place.work.key, language), links.document(place.work.key, None, place.address)
    return f'<{page}>; rel="alternate"; type="text/html", <{lasting}>; rel="canonical"'


def _paragraph(visit: Visit, place: Place, dossier: Dossier, headers: dict[str, str]) -> Response | None:
    """One paragraph: as JSON with all that is known of it, or its text."""
    blocks = [block for part in dossier.components for block in part.blocks if block.address == place.address]
    found: Any = next(iter(blocks), next((note for note in dossier.notes if note.address == place.address), None))
    if found is None or visit.form == "akn":
        return None
    if visit.form != "json":
        number = getattr(found, "number", None)
        return answers.data(
            visit, f"{number} {found.text}\n" if number else f"{found.text}\n", visit.form, headers=headers
        )
    value = {
        "document": {"key": place.work.key, "symbol": dossier.document.symbol, "language": dossier.document.language},
        "block": msgspec.to_builtins(found),
        "versions": {line.language: line.text for line in visit.reader.paragraph(place.work, place.address)},
        "mentions": [one for one in dossier.mentions if one.at == place.address],
        "positions": [one for one in dossier.positions if one.at == place.address],
        "cited_by": [
            one._asdict()
            for one in visit.reader.citing(visit.reader.symbols(place.work), visit.language, place.work)
            if one.pinpoint == place.address
        ],
    }
    return answers.as_json(visit, value, headers=headers)
