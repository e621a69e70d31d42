"""Answers: pages and data with their headers, entity tags, conditional requests, problem objects."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import Any

import jinja2
import msgspec
from starlette.responses import Response

from verbale.renditions.authority_names import words_for
from verbale.renditions.page_blocks import direction
from verbale.renditions.page_words import page_words
from verbale.room import links
from verbale.room.visit import MEDIA_TYPES, Visit
from verbale.room.words import language_names

VARY = "Accept, Accept-Language, Authorization, Cookie"
ARROWS = {"ltr": ("←", "→"), "rtl": ("→", "←")}
"""Against and along the direction of reading: browsers mirror brackets, not arrows."""

PROBLEMS = "application/problem+json"
ABOUT = "about:blank"
"""Type of a problem that is no more than its status (RFC 9457 §4.2.1)."""


@functools.cache
def environment() -> jinja2.Environment:
    """Templates, compiled once; every value is escaped."""
    folder = Path(__file__).resolve().parent / "templates"
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(
        link=links.document,
        link_place=links.place,
        link_target=links.target,
        link_search=links.search,
        name_of=words_for,
        direction=direction,
        languages=language_names(),
        page_words=page_words,
        grouped=_grouped,
    )
    return made


def _grouped(number: int) -> str:
    """A number with narrow blanks between its thousands, as all six languages may write it."""
    return f"{number:,}".replace(",", "\u202f")


def page(visit: Visit, template: str, *, status: int = 200, **values: Any) -> Response:
    """A page of the room."""
    words = visit.words
    back, on = ARROWS[direction(visit.language)]
    every = {"ui": visit.language, "words": words, "t": words.texts, "here": _here(visit), "back": back, "on": on}
    content = environment().get_template(template).render(visit=visit, **every, **values)
    return data(visit, content.encode(), "html", status=status)


def _here(visit: Visit) -> str:
    """This page's address without the choice of an interface language, ready for one to be added."""
    kept = [(name, value) for name, value in visit.request.query_params.multi_items() if name != "ui"]
    from urllib.parse import urlencode

    return f"{visit.request.url.path}?{urlencode(kept)}{'&' if kept else ''}ui="


def data(
    visit: Visit, content: bytes | str, form: str, *, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    """Content of a format with its entity tag; 304 where the reader has it already."""
    body = content.encode() if isinstance(content, str) else content
    media = MEDIA_TYPES.get(form, form)
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    given = {"Vary": VARY, "Cache-Control": "private, no-cache", "ETag": tag, **(headers or {})}
    given.setdefault("Content-Language", visit.language)
    textual = media.startswith("text/") or media.endswith(("xml", "bibtex", "systems"))
    return Response(body, status, given, media_type=f"{media}; charset=utf-8" if textual else media)


def unless_known(visit: Visit, answer: Response) -> Response:
    """An answer, or 304 where the reader has it already (RFC 9110 §13.1.2: tags compared as weak ones)."""
    held = visit.request.headers.get("if-none-match")
    tag = answer.headers.get("etag")
    if held is None or tag is None or answer.status_code != 200:
        return answer
    if held.strip() != "*" and tag not in [one.strip().removeprefix("W/") for one in held[:4000].split(",")]:
        return answer
    left_out = {"content-length", "content-type", "set-cookie"}
    kept = {name: value for name, value in answer.headers.items() if name not in left_out}
    return Response(status_code=304, headers=kept)


def as_json(visit: Visit, value: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A value as JSON."""
    return data(visit, msgspec.json.encode(value), "json", status=status, headers=headers)


def problem(visit: Visit, status: int, title: str, detail: str) -> Response:
    """A problem object (RFC 9457) for programs."""
    value = {"type": ABOUT, "title": title, "status": status, "detail": detail}
    value["instance"] = visit.request.url.path
    return data(visit, msgspec.json.encode(value), PROBLEMS, status=status)
