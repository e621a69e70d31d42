"""A State, organisation, body, instrument, topic …: its names, where it is named, positions it takes and receives."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from typing import Any

from starlette.responses import Response

from verbale.authority import Entry, open_authority
from verbale.record.asking import entities
from verbale.record.exchange import graph
from verbale.renditions.page_positions import SIGNS
from verbale.renditions.page_words import page_words
from verbale.room import answers, plots
from verbale.room.visit import Visit

HEADS = ("state", "territory", "region", "org", "instrument", "person", "place", "group", "event", "topic")
"""First parts of identifiers that have a page."""

TAKEN = ("holder",)
RECEIVED = ("addressee", "about", "topic")


def show(visit: Visit) -> Response | None:
    """The page or data of an entity; None where neither the authority files nor the record know it."""
    identifier = "/".join(visit.wanted.parts)
    entry = open_authority().entry(identifier)
    ids = (entry.id, *entry.aliases) if entry else (identifier,)
    years = entities.named_by_year(visit.reader, ids)
    attitudes = entities.attitudes_by_year(visit.reader, ids, (*TAKEN, *RECEIVED))
    named = entities.named(visit.reader, ids, visit.language, visit.limit(30, 500))
    if entry is None and not named and not attitudes:
        return None
    if visit.form == "csv":
        return answers.data(visit, _table(years, attitudes), "csv")
    taken = entities.stances(visit.reader, ids, visit.language, TAKEN, visit.limit(30, 500))
    received = entities.stances(visit.reader, ids, visit.language, RECEIVED, visit.limit(30, 500))
    if visit.form == "json":
        value = {
            "id": ids[0],
            "entry": entry,
            "years": [{"year": year, "documents": works, "paragraphs": count} for year, works, count in years],
            "named": [one._asdict() for one in named],
            "taken": [one._asdict() for one in taken],
            "received": [one._asdict() for one in received],
        }
        return answers.as_json(visit, value)
    if visit.form in {"ttl", "jsonld"} and entry:
        stated = graph.of_entity(entry, visit.base)
        return answers.data(
            visit, graph.as_turtle(stated) if visit.form == "ttl" else graph.as_json_ld(stated), visit.form
        )
    if visit.form != "html":
        return None
    told = {"named": named, "taken": taken, "received": received}
    return _page(visit, ids[0], entry, years, attitudes, told)


def _page(
    visit: Visit,
    identifier: str,
    entry: Entry | None,
    years: list[tuple[int, int, int]],
    attitudes: dict[int, Counter[str]],
    told: dict[str, Any],
) -> Response:
    """The page of an entity, its plots drawn."""
    classes = [name for name in SIGNS if any(name in counted for counted in attitudes.values())]
    ordered = {year: {name: counted[name] for name in classes if counted[name]} for year, counted in attitudes.items()}
    values: dict[str, Any] = {
        **told,
        "years": years,
        "plot": plots.bars([(year, count) for year, _, count in years]),
        "attitudes": _classes(attitudes),
        "classes": classes,
        "by_year": sorted(ordered.items()),
        "stances": plots.stacked(ordered, page_words(visit.language).classes),
        "style_name": plots.style_name,
        "related": _related(entry) if entry else [],
    }
    return answers.page(visit, "entity.html", id=identifier, entry=entry, **values)


def _classes(attitudes: dict[int, Counter[str]]) -> list[tuple[str, int]]:
    """How many paragraphs there are of each class of attitude."""
    whole: Counter[str] = Counter()
    for counted in attitudes.values():
        whole.update(counted)
    return whole.most_common()


def _related(entry: Entry) -> list[tuple[str, Sequence[str]]]:
    """Entities this one belongs to, follows or holds, by how they are related."""
    pairs: list[tuple[str, Sequence[str]]] = [
        ("parent", (entry.parent,) if entry.parent else ()),
        ("predecessors", entry.predecessors),
        ("successors", entry.successors),
        ("members", tuple(member.id for member in entry.members)),
        ("offices", tuple(office.id for office in entry.offices)),
    ]
    return [(name, ids) for name, ids in pairs if ids]


def _table(years: list[tuple[int, int, int]], attitudes: dict[int, Counter[str]]) -> str:
    """The table under the plot, as CSV: a row a year."""
    classes = sorted({name for counted in attitudes.values() for name in counted})
    named: dict[int, tuple[int, int]] = {year: (works, count) for year, works, count in years}
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["year", "documents", "paragraphs", *classes])
    for year in sorted({*named, *attitudes}):
        writer.writerow([year, *named.get(year, (0, 0)), *(attitudes.get(year, Counter())[name] for name in classes)])
    return out.getvalue()
