"""unAPI: which formats a document has, for programs that look for its identifier on a page.

`/unapi` lists formats, `/unapi?id=A/RES/66/20` those of a document, `&format=ris` leads to it
(http://unapi.info/specs, revision 3).
"""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from starlette.responses import RedirectResponse, Response

from verbale.room import answers, links
from verbale.room.visit import MEDIA_TYPES, Visit

FORMATS = {"bibtex": "bib", "ris": "ris", "marcxml": "marcxml", "marc": "marc", "csl": "csl", "jsonld": "jsonld"}
"""Name of a format as clients ask for it → ending of the address."""


def show(visit: Visit) -> Response | None:
    """`/unapi`."""
    name, form = visit.query("id"), visit.query("format")
    place = visit.reader.find(name.strip("/").split("/")) if name else None
    if name and place is None:
        return None
    if form:
        if place is None or form not in FORMATS:
            return answers.data(visit, "", "txt", status=406)
        address = links.document(place.work.key, None, place.address, FORMATS[form])
        return RedirectResponse(address, 302)
    rows = "".join(
        f"<format name={quoteattr(each)} type={quoteattr(MEDIA_TYPES[ending])}/>" for each, ending in FORMATS.items()
    )
    own = f" id={quoteattr(name)}" if name else ""
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<formats{own}>{rows}</formats>\n'
    return answers.data(visit, text, "application/xml", status=300 if name else 200)
