"""The room as an application: which address leads to which page, and the headers that keep pages safe.

    app = make_app(open_record("record"), Door())

An address is a document's (`/{symbol}[/{address}][.{format}]`, `/{lang}/{symbol}…`), an entity's (`/state/kz`) or one
of the room's own (`/search`, `/documents`, `/feeds/…`, `/openapi.json`, `/sitemap.xml`).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from verbale.record.reading import Place
from verbale.record.store import Record, open_record
from verbale.renditions import html as page_rendition
from verbale.room import answers, links, openapi
from verbale.room.pages import document, entity, errors, feeds, formats, home, oai, results, side_by_side
from verbale.room.visit import Door, Room, Visit

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Access-Control-Allow-Origin": "*",
}
"""What every answer says: nothing runs, nothing is fetched from elsewhere, open data may be read from anywhere."""

LONGEST_PATH = 1000
YEAR = 365 * 24 * 3600
Page = Callable[[Visit], Response | None]


def make_app(record: Record, door: Door) -> Starlette:
    """The room on a record."""
    own = {
        "/": home.show,
        "/documents": home.documents,
        "/documents.json": home.documents,
        "/search": results.show,
        "/search.json": results.show,
        "/feeds": feeds.show,
        "/feeds/{rest:path}": feeds.show,
        "/sitemap.xml": feeds.sitemap,
        "/robots.txt": _robots,
        "/openapi.json": openapi.show,
        "/oai": oai.show,
        "/sign-in": _sign_in,
        "/static/text.css": _text_style,
    }
    folder = Path(__file__).resolve().parent / "static"
    routes: list[Route | Mount] = [Route(path, _endpoint(show), methods=["GET"]) for path, show in own.items()]
    routes += [
        Mount("/static", StaticFiles(directory=folder)),
        Route("/{path:path}", _endpoint(_address), methods=["GET"]),
    ]
    app = Starlette(
        routes=routes, exception_handlers={HTTPException: _refused, sqlite3.OperationalError: _too_long, 500: _broken}
    )
    app.state.room = Room(record, door)
    app.state.counted = {}
    app.add_middleware(_Headers)
    return app


def from_environment() -> Starlette:
    """The room that `verbale serve` starts in each of its processes."""
    record = open_record(os.environ.get("VERBALE_RECORD", "record"))
    return make_app(
        record, Door(os.environ.get("VERBALE_SEES", "general"), tokens_of(os.environ.get("VERBALE_TOKENS", "")))
    )


def tokens_of(place: str) -> dict[str, str]:
    """Tokens of a file: on each line a distribution class, a blank, a token. No file, no tokens."""
    if not place:
        return {}
    pairs = (line.split() for line in Path(place).read_text(encoding="utf-8").splitlines() if line.strip())
    return {token: name for name, token in pairs}


class _Headers:
    """Puts the headers on every answer, errors too."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, its answer's head completed."""

        async def completed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, completed if scope["type"] == "http" else send)


def _endpoint(show: Page) -> Callable[[Request], Response]:
    """A page as Starlette calls it; what it does not know becomes a page that says so."""

    def endpoint(request: Request) -> Response:
        visit = Visit(request)
        answer = show(visit) if len(request.url.path) <= LONGEST_PATH else None
        answer = answer or errors.missing(visit)
        if visit.query("ui") == visit.language:
            answer.set_cookie("ui", visit.language, max_age=YEAR, samesite="lax", httponly=True)
        return answer

    return endpoint


def _address(visit: Visit) -> Response | None:
    """An address of a document, of a place in it, or of an entity."""
    parts = visit.wanted.parts
    if not parts:
        return None
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
    dossier = document.opened(packed)
    if visit.form != "html":
        return formats.show(visit, place, language, dossier)
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


def _text_style(visit: Visit) -> Response:
    """The style sheet that pages of documents share with the HTML rendition."""
    return answers.data(visit, page_rendition.style(), "text/css", headers={"Cache-Control": "max-age=3600"})


def _robots(visit: Visit) -> Response:
    """Where the map is."""
    return answers.data(visit, f"User-agent: *\nDisallow: /search\nSitemap: {visit.base}/sitemap.xml\n", "txt")


def _sign_in(visit: Visit) -> Response:
    """Ask the browser for a token, then go home."""
    known = visit.classes != visit.room.door.classes("")
    if known:
        return RedirectResponse("/", 303)
    texts = visit.words.texts
    answer = errors.fault(visit, 401, texts["sign_in"], texts["sign_in_help"])
    answer.headers["WWW-Authenticate"] = 'Basic realm="Verbale", charset="UTF-8"'
    return answer


def _refused(request: Request, fault: Exception) -> Response:
    """What Starlette itself refuses: a method, a file that is not there."""
    visit = Visit(request)
    status = fault.status_code if isinstance(fault, HTTPException) else 500
    if status == 404:
        return errors.missing(visit)
    texts = visit.words.texts
    return errors.fault(visit, status, texts["refused"], texts["refused_help"])


def _too_long(request: Request, _: Exception) -> Response:
    """A question that took longer than questions may."""
    visit = Visit(request)
    return errors.fault(visit, 503, visit.words.texts["too_long"], visit.words.texts["too_long_help"])


def _broken(request: Request, _: Exception) -> Response:
    """A fault of the room; what it was stays in the log."""
    visit = Visit(request)
    return errors.fault(visit, 500, visit.words.texts["broken"], visit.words.texts["broken_help"])
