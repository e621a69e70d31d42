"""Addresses of documents, of places in them, of entities; those that were; which version and format is shown.

/{symbol}[/{address}][.{format}]        /{lang}/{symbol}…        /state/kz        (CONTRACT §1, §5)
"""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from verbale.record.asking.reader import Place
from verbale.room import links
from verbale.room.pages import (
    document,
    entity,
    exports,
    formats,
    overviews,
    side_by_side,
    text,
    through_time,
    unapi,
    watches,
)
from verbale.room.visit import Visit

OWN = {**overviews.PAGES, "unapi": unapi.show, "watches": watches.show}
"""First parts of addresses that are no document's; answered here, since what they show is kept like documents."""


def show(visit: Visit) -> Response | None:
    """An address of a document, of a place in it, or of an entity."""
    parts = visit.wanted.parts
    if not parts:
        return None
    if len(parts) == 1 and parts[0] in OWN:
        return OWN[parts[0]](visit)
    if parts[0] in entity.HEADS and len(parts) > 1:
        return entity.show(visit)
    place = visit.reader.find(parts)
    if place is None:
        return _elsewhere(visit)
    if place.asked != place.work.key:
        return _moved(
            visit, links.document(place.work.key, visit.wanted.language, place.address, visit.wanted.form or "")
        )
    return _document(visit, place)


def _document(visit: Visit, place: Place) -> Response | None:
    """A document that is held, in the form that is asked for."""
    chosen = document.chosen(visit, place)
    if chosen is None:
        return None
    language, packed = chosen
    if visit.form == "original":
        return None if place.address else exports.original(visit, place, language)
    dossier = text.opened(packed)
    if visit.form != "html":
        return formats.show(visit, place, language, dossier)
    if visit.query("view") == "time":
        follow = through_time.paragraph if place.address else through_time.whole
        return follow(visit, place, language, dossier)
    if place.address:
        return document.paragraph(visit, place, language, dossier)
    if visit.query("with"):
        return side_by_side.show(visit, place, language, visit.query("with"))
    return document.show(visit, place, language, packed)


def _elsewhere(visit: Visit) -> Response | None:
    """An address that was, or one typed in small letters."""
    path = "/".join(visit.wanted.parts)
    new = visit.reader.alias(path)
    if new is None and path != path.upper() and visit.reader.find(path.upper().split("/")):
        new = path.upper()
    return _moved(visit, links.document(new, visit.wanted.language, "", visit.wanted.form or "")) if new else None


def _moved(visit: Visit, to: str) -> Response:
    """A redirect for ever, the question kept."""
    asked = visit.request.url.query
    return RedirectResponse(f"{to}?{asked}" if asked else to, 308)
