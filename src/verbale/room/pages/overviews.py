"""Overviews of a record: requests and their answers, positions by issue, who cites whom; each with table and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.responses import Response

from verbale.record.asking import duties as asked
from verbale.record.asking import matrix as crossed
from verbale.record.asking import network as cited
from verbale.record.search.names import whole_name
from verbale.renditions.authority_names import words_for
from verbale.renditions.page_positions import SIGNS
from verbale.room import answers, links, plots
from verbale.room.visit import Visit

FORMS = frozenset({"html", "json", "csv"})
MOST_ROWS = 200


def requests(visit: Visit) -> Response | None:
    """`/requests`: what is asked of whom, by when, and what answered."""
    given = {name: visit.query(name) for name in ("to", "holder", "action", "by", "sort", "body", "year", "session")}
    given |= {name: _identifier(given[name]) for name in ("to", "holder", "body")}
    narrowed = any(given.values()) or visit.query("due") == "no"
    wanted = msgspec.convert({**given, "due": visit.query("due") == "yes" or not narrowed}, asked.Wanted)
    limit, start = visit.limit(50, MOST_ROWS), visit.number("start", 0, 0, 100_000)
    found, more = asked.duties(visit.reader, wanted, visit.language, start=start, limit=limit)
    following = str(visit.request.url.include_query_params(start=start + limit)) if more else None
    headers = {"Link": f'<{following}>; rel="next"'} if following else {}
    if visit.form == "json":
        return answers.as_json(visit, {"requests": [_duty(one) for one in found], "next": following}, headers=headers)
    if visit.form == "csv":
        return answers.data(visit, _rows(DUTY, (_duty(one) for one in found)), "csv", headers=headers)
    if visit.form not in FORMS:
        return None
    values: dict[str, Any] = {
        "found": found,
        "following": following,
        "wanted": wanted,
        "data": _data(visit, "/requests"),
    }
    return answers.page(visit, "requests.html", **values)


def _identifier(asked_for: str) -> str:
    """An identifier, or the one that a name in any of the languages leads to."""
    if not asked_for or "/" in asked_for:
        return asked_for
    return next(iter(whole_name(asked_for)), asked_for)


DUTY = ("key", "language", "address", "date", "attitude", "holder", "to", "action", "by", "answers", "quote")


def _duty(one: asked.Duty) -> dict[str, Any]:
    """A request as data."""
    answered = [answer._asdict() for answer in one.answers]
    return {**one._asdict(), "answers": answered, "href": links.document(one.key, one.language, one.address)}


def matrix(visit: Visit) -> Response | None:
    """`/matrix`: who stands where on what."""
    axes = crossed.Axes(
        rows=_among(visit, "rows", crossed.ROWS),
        columns=_among(visit, "columns", crossed.COLUMNS),
        part=_among(visit, "part", crossed.ROLES),
        body=_identifier(visit.query("body")),
        year=visit.query("year"),
        session=visit.query("session"),
    )
    most = (visit.limit(40, MOST_ROWS), 12 if visit.form == "html" else 60)
    table = crossed.matrix(visit.reader, axes, visit.language, most=most)
    if visit.form in {"json", "csv"}:
        cells = [
            {"row": row, "column": column, "paragraphs": cell.total, "leading": cell.leading, **cell.classes}
            for (row, column), cell in sorted(table.cells.items())
        ]
        if visit.form == "json":
            return answers.as_json(visit, {"rows": table.rows, "columns": table.columns, "cells": cells})
        names = ("row", "column", "paragraphs", "leading", *SIGNS)
        return answers.data(visit, _rows(names, cells), "csv")
    if visit.form not in FORMS:
        return None
    choices = {"rows": crossed.ROWS, "columns": crossed.COLUMNS, "part": crossed.ROLES}
    values: dict[str, Any] = {
        "table": table,
        "axes": axes,
        "choices": choices,
        "signs": SIGNS,
        "data": _data(visit, "/matrix"),
    }
    return answers.page(visit, "matrix.html", style_name=plots.style_name, **values)


def network(visit: Visit) -> Response | None:
    """`/network`: bodies that cite bodies, or the documents around one (`?of=A/RES/66/20`)."""
    of = visit.query("of").strip("/ ")
    place = visit.reader.find(of.split("/")) if of else None
    if of and place is None:
        return None
    if place:
        found = cited.around(visit.reader, place.work, visit.reader.symbols(place.work), visit.language)
    else:
        narrowed = {name: visit.query(name) for name in ("body", "year", "session")}
        found = cited.between_bodies(visit.reader, visit.language, visit.limit(40, MOST_ROWS), **narrowed)
    if visit.form == "json":
        return answers.as_json(visit, {"ties": [one._asdict() for one in found]})
    if visit.form == "csv":
        return answers.data(visit, _rows(("source", "target", "times"), (one._asdict() for one in found)), "csv")
    if visit.form not in FORMS:
        return None
    key = place.work.key if place else ""
    parts = [[one for one in found if one.target == key], [one for one in found if one.source == key]]
    drawn = [plots.flows(part, _name(visit), _href) for part in (parts if place else [found])]
    values: dict[str, Any] = {"ties": found, "of": key, "data": _data(visit, "/network")}
    return answers.page(visit, "network.html", drawn=drawn, name=_name(visit), href=_href, **values)


def _name(visit: Visit) -> Callable[[str], str]:
    """What an end of a tie is called: a body by its name, a kind of documents by its word, a symbol by itself."""

    def name(one: str) -> str:
        kind = one.removeprefix("kind/")
        return visit.words.kinds.get(kind, kind) if kind != one else words_for(one, visit.language)

    return name


def _href(one: str) -> str:
    """Where an end of a tie leads."""
    if one.startswith("kind/"):
        return f"/documents?{urlencode({'kind': one.removeprefix('kind/')})}"
    return links.target(one) if one.partition("/")[0].islower() else links.document(one)


def _among(visit: Visit, name: str, offered: tuple[str, ...]) -> str:
    """A choice among some; the first where none of them is asked for."""
    asked_for = visit.query(name)
    return asked_for if asked_for in offered else offered[0]


def _data(visit: Visit, path: str) -> dict[str, str]:
    """Addresses of a page's data: the same question, other endings."""
    asked_for = [(name, value) for name, value in visit.request.query_params.multi_items() if name != "ui"]
    query = f"?{urlencode(asked_for)}" if asked_for else ""
    return {form.upper(): f"{path}.{form}{query}" for form in ("csv", "json")}


def _rows(names: Iterable[str], values: Iterable[dict[str, Any]]) -> str:
    """Rows as CSV, the names of columns first; lists are joined by blanks."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names := list(names))
    for value in values:
        writer.writerow([_cell(value.get(name)) for name in names])
    return out.getvalue()


def _cell(value: Any) -> str | int:
    """A value in a cell. What a spreadsheet would take for a formula gets an apostrophe (OWASP, CSV injection)."""
    if isinstance(value, dict):
        return " ".join(f"{name} {part}" for name, part in value.items())
    if isinstance(value, list | tuple):
        return " ".join(one["symbol"] if isinstance(one, dict) else str(one) for one in value)
    if isinstance(value, str):
        return f"'{value}" if value.startswith(("=", "+", "@", "\t", "\r")) else value
    return "" if value is None else value


PAGES: dict[str, Callable[[Visit], Response | None]] = {"requests": requests, "matrix": matrix, "network": network}
"""First part of an address → its overview."""
