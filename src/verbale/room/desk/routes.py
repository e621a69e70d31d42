"""Addresses of the desk: which page, who may open it, which form it takes.

Every address names the view of `knowledge/desk/views.toml` that guards it (none: open to everybody). Forms are taken by
POST only, with the session's token; what an act itself allows is decided by the desk, as on the command line.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from verbale.desk import Refused
from verbale.reading.refusal import Unreadable
from verbale.room.desk import acts, books, item, office, receipt, signing, submit, work
from verbale.room.desk.counter import DeskVisit, page

LARGEST_FORM = 80_000_000
LARGEST_PART = 60_000_000
MOST_FILES = 30
ITEM = "/desk/{register}/{year}/{number}"

Show = Callable[[DeskVisit], Response]


class Address(NamedTuple):
    """One address: path, page, view that guards it, method."""

    path: str
    show: Show
    view: str = ""
    method: str = "GET"


ADDRESSES = (
    Address("/desk", work.show, "work"),
    Address("/desk/", work.show, "work"),
    Address("/desk/sign-in", signing.show),
    Address("/desk/sign-in", signing.sign_in, method="POST"),
    Address("/desk/sign-in/elsewhere", signing.go_elsewhere),
    Address("/desk/sign-in/back", signing.come_back),
    Address("/desk/sign-out", signing.sign_out, method="POST"),
    Address("/desk/submit", submit.show, "submit"),
    Address("/desk/submit", submit.take, "submit", "POST"),
    Address("/desk/register", books.register, "register"),
    Address("/desk/register.csv", books.register_page, "register"),
    Address("/desk/journal", books.journal, "journal"),
    Address("/desk/post", books.post, "dispatch"),
    Address("/desk/post.csv", books.post_page, "dispatch"),
    Address("/desk/post/send", acts.send, "dispatch", "POST"),
    Address("/desk/lists", office.lists_shown, "lists"),
    Address("/desk/lists", office.keep_list, "lists", "POST"),
    Address("/desk/accounts", office.accounts_shown, "accounts"),
    Address("/desk/accounts", office.keep_account, "accounts", "POST"),
    Address("/desk/accounts/office", office.keep_settings, "accounts", "POST"),
    Address(ITEM, item.show, "item"),
    Address(f"{ITEM}/compare", item.compare, "item"),
    Address(f"{ITEM}/preview", item.preview, "item"),
    Address(f"{ITEM}/file/{{digest}}", item.file, "item"),
    Address(f"{ITEM}/dispatch", item.dispatch, "dispatch"),
    Address(f"{ITEM}/dispatch", acts.settle, "dispatch", "POST"),
    Address(f"{ITEM}/{{act}}", acts.act, "item", "POST"),
    Address("/receipt/{token}", receipt.show),
    Address("/receipt/{token}", receipt.confirm, method="POST"),
)


def desk_routes() -> list[Route]:
    """The routes, in their order."""
    return [Route(one.path, _endpoint(one), methods=[one.method]) for one in ADDRESSES]


def _endpoint(one: Address) -> Callable[[Request], Awaitable[Response]]:
    """An address as Starlette calls it."""

    async def endpoint(request: Request) -> Response:
        if one.method == "GET":
            return await run_in_threadpool(_answer, one, DeskVisit(request))
        if int(request.headers.get("content-length") or LARGEST_FORM + 1) > LARGEST_FORM:
            raise HTTPException(413)
        async with request.form(max_files=MOST_FILES, max_fields=2000, max_part_size=LARGEST_PART) as form:
            return await run_in_threadpool(_answer, one, DeskVisit(request, form))

    return endpoint


def _answer(one: Address, visit: DeskVisit) -> Response:
    """A page, or why there is none."""
    if one.view and not visit.who:
        return RedirectResponse("/desk/sign-in", 303)
    if one.view and not visit.may(one.view):
        return told(visit, 403, visit.desk_words.texts["not_yours"])
    if one.method == "POST" and not one.path.startswith("/receipt/") and not visit.sincere():
        return told(visit, 403, visit.desk_words.texts["stale_form"])
    try:
        return one.show(visit)
    except (Refused, Unreadable) as refusal:
        return told(visit, 409, str(refusal))


def told(visit: DeskVisit, status: int, sentence: str) -> Response:
    """A refusal, said in words."""
    return page(visit, "refused.html", status=status, sentence=sentence)
