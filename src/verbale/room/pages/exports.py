"""Many documents at once as data: a line of JSON a language version; the file a version was read from."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from verbale.record.asking.reader import Place
from verbale.renditions import renderer
from verbale.room import answers
from verbale.room.pages.home import narrowed
from verbale.room.pages.text import opened
from verbale.room.visit import Visit

AT_ONCE = 25
MOST = 100
"""Documents in one answer; the next page stands in its `Link`."""


def lines(visit: Visit) -> Response:
    """`/documents.jsonl`: dossiers of the documents that `/documents.json` would list, newest first."""
    limit = visit.limit(AT_ONCE, MOST)
    found = visit.reader.listed(visit.language, limit=limit, after=visit.query("after") or None, **narrowed(visit))
    write = renderer("json")
    rows: list[bytes] = []
    for one in found:
        for language in one.languages:
            packed = visit.reader.packed(one.work, language)
            if packed is not None:
                line = write(opened(packed))
                rows.append(line if isinstance(line, bytes) else line.encode())
    headers = {}
    if len(found) == limit:
        after = f"{found[-1].work.date or ''}~{found[-1].work.key}"
        headers["Link"] = f'<{visit.request.url.include_query_params(after=after)}>; rel="next"'
    return answers.data(visit, b"".join(row + b"\n" for row in rows), "jsonl", headers=headers)


def original(visit: Visit, place: Place, language: str) -> Response | None:
    """The file a version was read from, untouched; given to be kept, never shown: it may hold anything."""
    digest = next((one.source for one in visit.reader.versions(place.work) if one.language == language), "")
    try:
        content = visit.room.record.sources.read(digest)
    except (FileNotFoundError, IsADirectoryError):
        return None
    dossier = visit.reader.packed(place.work, language)
    name = opened(dossier).source.name if dossier else digest
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    headers["Content-Language"] = language
    return answers.data(visit, content, "original", headers=headers)
