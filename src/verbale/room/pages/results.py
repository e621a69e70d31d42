"""Results of a search: paragraphs with their highlights, counts to narrow them by, each opening at the paragraph."""

from __future__ import annotations

from typing import Any, NamedTuple

from markupsafe import Markup, escape
from starlette.responses import Response

from verbale.record.search.highlights import marks, sought
from verbale.room import answers, links
from verbale.room.visit import Visit

AROUND = 360
"""Code points of a paragraph that are shown."""

LEAD = 90
"""Code points shown before the first highlight."""


class Shown(NamedTuple):
    """A paragraph found, ready for the page."""

    key: str
    language: str
    address: str
    number: str | None
    title: str | None
    date: str | None
    kind: str
    text: Markup
    plain: str


def find(visit: Visit, question: str, limit: int, start: int = 0) -> tuple[Any, list[Shown]]:
    """What the index finds, and its paragraphs with highlights."""
    asked = visit.room.index.understand(question, visit.classes)
    found = visit.ask(question, limit=limit, start=start)
    numbers = [hit.id for hit in found.hits]
    rows = visit.reader.texts(numbers)
    wanted = sought(asked)
    spans: dict[int, list[tuple[int, int]]] = {}
    for target in wanted.ids:
        for row in visit.reader.names_in(numbers, target):
            spans.setdefault(row.block, []).append((row.start, row.end))
    shown = []
    for hit in found.hits:
        row = rows.get(hit.id)
        if row is not None:
            marked = marks(wanted, row.text, row.language) + spans.get(hit.id, [])
            facts = (hit.key, hit.language, hit.address, row.number, row.title, row.date, row.kind)
            shown.append(Shown(*facts, _snippet(row.text, marked), row.text))
    return found, shown


def _snippet(text: str, marked: list[tuple[int, int]]) -> Markup:
    """A stretch of a paragraph around its first highlight."""
    spans = sorted(marked)
    begin = max(0, spans[0][0] - LEAD) if spans and spans[0][0] > AROUND - LEAD else 0
    if begin:
        begin = text.find(" ", begin, begin + 20) + 1 or begin
    end = min(len(text), begin + AROUND)
    pieces, at = [Markup("… ") if begin else Markup()], begin
    for first, last in spans:
        if first < at or last > end:
            continue
        gap = text[at:first]
        joined = not gap.strip() and pieces[-1].endswith("</mark>")
        if joined:
            pieces[-1] = Markup(pieces[-1][: -len("</mark>")]) + gap + text[first:last] + Markup("</mark>")
        else:
            pieces += [escape(gap), Markup("<mark>{}</mark>").format(text[first:last])]
        at = last
    return Markup().join([*pieces, escape(text[at:end]), Markup(" …") if end < len(text) else Markup()])


def show(visit: Visit) -> Response:
    """The page, or its data."""
    question = visit.query("q").strip()
    limit, start = visit.limit(20, 200), visit.number("start", 0, 0, 10_000)
    found, shown = find(visit, question, limit, start) if question else (None, [])
    total = found.total if found else 0
    counts = found.counts if found else {}
    more = str(visit.request.url.include_query_params(start=start + limit)) if start + limit < total else None
    headers = {"Link": f'<{more}>; rel="next"'} if more else {}
    if visit.form == "json":
        hits = [
            {
                "key": one.key,
                "language": one.language,
                "address": one.address,
                "text": one.plain,
                "title": one.title,
                "date": one.date,
                "href": links.document(one.key, one.language, one.address),
            }
            for one in shown
        ]
        return answers.as_json(
            visit, {"question": question, "total": total, "hits": hits, "counts": counts}, headers=headers
        )
    return answers.page(
        visit, "results.html", question=question, total=total, shown=shown, counts=counts, more=more, start=start
    )
