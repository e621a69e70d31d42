"""Signing in and out: by password, or with a provider of OpenID Connect."""

from __future__ import annotations

import secrets

from starlette.responses import RedirectResponse, Response

from verbale.desk import Refused
from verbale.desk.accounts import person_of, right_password
from verbale.room.desk import openid
from verbale.room.desk.counter import COOKIE, DeskVisit, Session, page

HOME = "/desk/"


def show(visit: DeskVisit) -> Response:
    """The form."""
    return _form(visit)


def _form(visit: DeskVisit, said: str = "", status: int = 200) -> Response:
    """The form, with what went wrong."""
    elsewhere = bool(visit.setting("issuer") and visit.setting("client"))
    return page(visit, "sign-in.html", status=status, elsewhere=elsewhere, said=said)


def sign_in(visit: DeskVisit) -> Response:
    """By password."""
    person = visit.field("person")[:120]
    if visit.counter.too_often(person):
        return _form(visit, visit.desk_words.texts["too_often"], 429)
    if not right_password(visit.desk, person, visit.field("password")):
        visit.counter.too_often(person, wrong=True)
        return _form(visit, visit.desk_words.texts["wrong_password"], 403)
    return _opened(visit, person)


def _opened(visit: DeskVisit, person: str) -> Response:
    """A new session; its token is new too, so that nothing from before it counts."""
    answer = RedirectResponse(HOME, 303)
    session = Session(person, secrets.token_urlsafe(18), visit.counter.mark(person))
    visit.counter.remember(answer, session, visit.request)
    return answer


def sign_out(visit: DeskVisit) -> Response:
    """The end of a session."""
    answer = RedirectResponse("/desk/sign-in", 303)
    answer.delete_cookie(COOKIE, path="/desk")
    return answer


def go_elsewhere(visit: DeskVisit) -> Response:
    """To the provider."""
    begun = openid.start(_provider(visit), _back(visit))
    answer = RedirectResponse(begun.address, 303)
    visit.counter.remember(answer, Session(token=visit.session.token, state=begun.state), visit.request)
    return answer


def come_back(visit: DeskVisit) -> Response:
    """From the provider. A stranger to this office stays outside."""
    subject = openid.finish(
        _provider(visit), _back(visit), visit.session.state, visit.query("state"), visit.query("code")
    )
    person = person_of(visit.desk, subject)
    if person is None:
        return _form(visit, visit.desk_words.texts["stranger"], 403)
    return _opened(visit, person)


def _provider(visit: DeskVisit) -> openid.Provider:
    """The provider that the office has set."""
    issuer, client = visit.setting("issuer"), visit.setting("client")
    if not issuer or not client:
        raise Refused("The office has set no provider of sign-in.")
    return openid.discover(issuer, client)


def _back(visit: DeskVisit) -> str:
    """Where the provider sends the browser back to."""
    return f"{visit.setting('site').rstrip('/') or visit.base}/desk/sign-in/back"
