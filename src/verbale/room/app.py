"""The room as an application: which address leads to which page, and how a page becomes an answer.

    app = make_app(open_record("record"), Door())

An address is a document's or an entity's (`addresses.py`) or one of the room's own (`OWN`). Answers that depend on the
record alone are kept until it changes (`kept.py`).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from verbale.record import Record, open_record
from verbale.record.access import classes_up_to
from verbale.record.limits import OverTimeError, limit_time
from verbale.record.search.filters import QuestionError
from verbale.renditions import html as page_rendition
from verbale.room import addresses, answers, openapi
from verbale.room.heads import Heads
from verbale.room.pages import errors, exports, feeds, home, oai, results
from verbale.room.visit import Door, RefusedError, Room, Visit

if TYPE_CHECKING:
    from verbale.room.desk.counter import Counter

LONGEST_PATH = 1000
LONGEST_QUERY = 16_000
LONGEST_SECONDS = 5.0
"""Time one question to the record may take."""

YEAR = 365 * 24 * 3600
Page = Callable[[Visit], Response | None]


def own_pages() -> dict[str, Page]:
    """The room's own addresses; everything else is a document's or an entity's."""
    return {
        "/": home.show,
        "/documents": home.documents,
        "/documents.json": home.documents,
        "/documents.jsonl": exports.lines,
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


def make_app(record: Record, door: Door, counter: Counter | None = None) -> Starlette:
    """The room on a record, with the pages of the desk where its counter is open."""
    limit_time(record.engine, LONGEST_SECONDS)
    folder = Path(__file__).resolve().parent / "static"
    routes: list[BaseRoute] = [Route(path, _endpoint(show), methods=["GET"]) for path, show in own_pages().items()]
    routes.append(Route("/oai", _harvested, methods=["POST"]))
    routes.append(Mount("/static", StaticFiles(directory=folder)))
    if counter is not None:  # pages of the desk, before the addresses of documents, which take every path
        from verbale.room.desk.routes import desk_routes

        routes += desk_routes()
    routes.append(Route("/{path:path}", _endpoint(addresses.show, kept=True), methods=["GET"]))
    handlers: dict[int | type[Exception], Callable[..., Response]] = {
        HTTPException: _refused,
        RefusedError: _not_understood,
        QuestionError: _not_answered,
        OverTimeError: _too_long,
        sqlite3.OperationalError: _too_long,
        500: _broken,
    }
    app = Starlette(routes=routes, exception_handlers=handlers)
    app.state.room = Room(record, door)
    app.state.counter = counter
    app.state.counted = {}
    app.add_middleware(Heads)
    return app


def from_environment() -> Starlette:
    """The room that `verbale serve` starts in each of its processes."""
    record = open_record(os.environ.get("VERBALE_RECORD", "record"))
    door = Door(os.environ.get("VERBALE_SEES", "general"), tokens_of(os.environ.get("VERBALE_TOKENS", "")))
    counter = None
    if near := os.environ.get("VERBALE_DESK"):
        from verbale.desk import open_desk
        from verbale.room.desk.counter import Counter

        counter = Counter(open_desk(os.environ["VERBALE_RECORD"]), near=near == "near")
    return make_app(record, door, counter)


def tokens_of(place: str) -> dict[str, str]:
    """Tokens of a file: on each line a distribution class, a blank, a token. No file, no tokens."""
    if not place:
        return {}
    tokens = {}
    for number, line in enumerate(Path(place).read_text(encoding="utf-8").splitlines(), start=1):
        words = line.split()
        if len(words) != 2 and words:
            raise ValueError(f"line {number} of {place} is not a distribution class, a blank and a token.")
        if words:
            tokens[words[1]] = classes_up_to(words[0])[-1]
    return tokens


def _endpoint(show: Page, *, kept: bool = False) -> Callable[[Request], Awaitable[Response]]:
    """A page as Starlette calls it. `kept`: it depends on nothing but the record and the question."""

    async def endpoint(request: Request) -> Response:
        visit = Visit(request)
        ready = visit.room.kept
        asked = visit.asked() if kept else None
        stamp = await ready.stamp() if asked else None
        answer = ready.find(asked, stamp) if asked else None
        if answer is None:
            answer = await run_in_threadpool(_made, show, visit)
            if asked and answer.status_code == 200:
                ready.keep(asked, stamp, answer)
        return answers.unless_known(visit, answer)

    return endpoint


async def _harvested(request: Request) -> Response:
    """`/oai` asked by POST, as its protocol lets harvesters do."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST_QUERY:
            raise HTTPException(413)
    return await run_in_threadpool(oai.answer, Visit(request), parse_qsl(body.decode("utf-8", "replace")))


def _made(show: Page, visit: Visit) -> Response:
    """A page's answer; what it does not know becomes a page that says so."""
    url = visit.request.url
    answer = show(visit) if len(url.path) <= LONGEST_PATH and len(url.query) <= LONGEST_QUERY else None
    answer = answer or errors.missing(visit)
    if visit.query("ui") == visit.language:
        answer.set_cookie("ui", visit.language, max_age=YEAR, samesite="lax", httponly=True)
    return answer


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
    answer = errors.fault(visit, status, texts["refused"], texts["refused_help"])
    answer.headers.update(getattr(fault, "headers", None) or {})
    return answer


def _not_understood(request: Request, fault: Exception) -> Response:
    """A parameter that is not what its description says."""
    texts = Visit(request).words.texts
    return errors.fault(Visit(request), 400, texts["refused"], f"{texts['parameter_help']} {fault}")


def _not_answered(request: Request, fault: Exception) -> Response:
    """A question with a filter that nothing can meet; the fault names what there is."""
    visit = Visit(request)
    return errors.fault(visit, 400, visit.words.texts["refused"], visit.words.texts["search_help"], str(fault))


def _too_long(request: Request, _: Exception) -> Response:
    """A question that took longer than questions may."""
    visit = Visit(request)
    return errors.fault(visit, 503, visit.words.texts["too_long"], visit.words.texts["too_long_help"])


def _broken(request: Request, _: Exception) -> Response:
    """A fault of the room; what it was stays in the log."""
    visit = Visit(request)
    return errors.fault(visit, 500, visit.words.texts["broken"], visit.words.texts["broken_help"])
