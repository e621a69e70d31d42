"""Home: search, the record in numbers, the documents that came last; the list of all documents."""

from __future__ import annotations

import time
from typing import Any

from starlette.responses import Response

from verbale.room import answers, links
from verbale.room.visit import Visit

RECENT = 12
FRESH = 60.0
"""Seconds for which the numbers of a record are not counted again."""

FILTERS = ("kind", "body", "session", "year")


def show(visit: Visit) -> Response:
    """The first page."""
    recent = visit.reader.listed(visit.language, limit=RECENT)
    return answers.page(visit, "home.html", recent=recent, counts=_counts(visit))


def _counts(visit: Visit) -> dict[str, int]:
    """The record in numbers, counted once a while."""
    kept: dict[Any, tuple[float, dict[str, int]]] = visit.request.app.state.counted
    known = kept.get(visit.classes)
    if known is None or time.monotonic() - known[0] > FRESH:
        known = kept[visit.classes] = (time.monotonic(), visit.reader.counts())
    return known[1]


def narrowed(visit: Visit) -> dict[str, str]:
    """Which documents are asked for: column → value."""
    wanted = {name: visit.query(name) for name in FILTERS if visit.query(name)}
    if "year" in visit.request.query_params:
        year = visit.number("year", 0, 0, 9999)
        return wanted | {"year": str(year)} if "year" in wanted else wanted
    return wanted


def documents(visit: Visit) -> Response:
    """All documents, newest first, a page at a time."""
    wanted = narrowed(visit)
    limit = visit.limit(50, 500)
    found = visit.reader.listed(visit.language, limit=limit, after=visit.query("after") or None, **wanted)
    last = found[-1].work if len(found) == limit else None
    after = f"{last.date or ''}~{last.key}" if last else None
    following = str(visit.request.url.include_query_params(after=after)) if after else None
    headers = {"Link": f'<{following}>; rel="next"'} if following else {}
    if visit.form == "json":
        rows = [
            {**one.work._asdict(), "title": one.title, "languages": one.languages, "href": links.document(one.work.key)}
            for one in found
        ]
        for row in rows:
            row.pop("id")
        return answers.as_json(visit, {"documents": rows, "after": after}, headers=headers)
    return answers.page(visit, "documents.html", found=found, following=following, wanted=wanted)
