"""Filters of a question: what each means, and a sentence that names what there is where a value has no meaning."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable

from verbale.authority import open_authority
from verbale.positions.lexicon import attitudes
from verbale.record.search.question import Filter
from verbale.structure.head.kinds import kinds
from verbale.tongues.files import TONGUES

ENTITIES = frozenset({"name", "state", "instrument", "holder", "about", "addressee", "topic", "body"})
"""Filters whose values are identifiers."""

PREFIXES = {"state": "state/", "instrument": "instrument/", "topic": "topic/"}
"""What stands before the identifiers of one kind; `state:fr` and `state:state/fr` are the same."""

YEARS = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?")

MOST_NAMED = 6
"""Values that a sentence names where there are hundreds."""

NEAREST = 0.3
"""How like a value must be to be named as what may have been meant."""

Held = Callable[[str], Iterable[str]]
"""Name of a filter → the values that the index holds for it."""


class QuestionError(ValueError):
    """A question that cannot be answered as it stands, with a sentence for whoever asks."""


def checked(filters: Iterable[Filter], held: Held) -> tuple[Filter, ...]:
    """Filters in the index's spelling. Raises `QuestionError` for a value that nothing can have."""
    return tuple(_checked(one, held) for one in filters)


def _checked(one: Filter, held: Held) -> Filter:
    """One filter with its value as the index holds it."""
    value = one.value.strip()
    if one.name == "symbol":
        value = re.sub(r"\s+", "", value).lower()
    elif one.name in PREFIXES and not value.startswith(PREFIXES[one.name]):
        value = PREFIXES[one.name] + value
    if one.name == "year":
        found = YEARS.fullmatch(value)
        if found is None:
            raise QuestionError(f"Give a year or years, like year:2012 or year:2010-2012, not {one.value!r}.")
    elif one.name in ENTITIES:
        _known_entity(one, value, held)
    elif one.name in ("lang", "kind", "attitude", "role"):
        _known_value(one, value, held)
    return Filter(one.name, value, one.excluded)


def _known_value(one: Filter, value: str, held: Held) -> None:
    """Refuse a language, kind, attitude or role that there is not, naming those that there are."""
    known = {"lang": TONGUES, "kind": tuple(kinds()), "attitude": tuple(attitudes())}.get(one.name, ())
    if "*" in value or value in known:
        return
    values = sorted({*known, *held(one.name)})
    if value not in values:
        raise QuestionError(f"There is no {one.name}:{one.value}; there are {', '.join(values)}.")


def _known_entity(one: Filter, value: str, held: Held) -> None:
    """Refuse an identifier that neither the authority files nor the index know, naming those most like it."""
    if "*" in value or open_authority().entry(value) is not None:
        return
    values = sorted(held(one.name))
    if value in values:
        return
    near = difflib.get_close_matches(value, values, MOST_NAMED, NEAREST) or values[:MOST_NAMED]
    known = f"there are {', '.join(near)}" if near else "the record holds none"
    more = " and more" if len(values) > len(near) else ""
    raise QuestionError(f"There is no {one.name}:{one.value}; {known}{more}.")


def years(value: str) -> tuple[int, int]:
    """First and last year of a checked value."""
    found = YEARS.fullmatch(value)
    assert found is not None
    return int(found[1]), int(found[2] or found[1])
