"""The counter: the desk as its pages use it, who stands at it, and what every page of it is made from.

A session is a signed cookie that names a person and bears a token against forms of other sites; what the person may do
is looked up at every request, so a role taken away is gone at once. The signature's key is kept beside the record.
"""

from __future__ import annotations

import functools
import hashlib
import os
import secrets
import time
from collections import defaultdict, deque
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import select
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from verbale.desk import Desk, schema
from verbale.desk.roles import may_view, named, roles_of, setting
from verbale.room import answers
from verbale.room.desk.words import DeskWords, desk_words
from verbale.room.visit import Visit

COOKIE = "desk"
HOURS = 12
"""How long a session lasts."""

OPEN_OFFICE = "desk"
"""Who acts in an office that has named nobody and is reached from this machine only."""

NEAR = {"127.0.0.1", "localhost", "::1"}
"""Names of this machine; a page of another name that leads here (DNS rebinding) finds the office closed."""

TRIES, WITHIN = 5, 900.0
"""Wrong passwords for one name, and the seconds within which they count."""


class Session(msgspec.Struct, frozen=True):
    """What the cookie says: who, the token of forms, a mark of the password it was opened with; state of a sign-in."""

    who: str = ""
    token: str = ""
    mark: str = ""
    state: str = ""


class Counter:
    """The desk behind its pages."""

    def __init__(self, desk: Desk, *, near: bool, key: str | None = None) -> None:
        self.desk = desk
        self.near = near
        """Whether only this machine reaches the pages: an office without persons is open to nobody else."""
        self.signer = URLSafeTimedSerializer(key or _key(desk), salt="desk-session")
        self.wrong: defaultdict[str, deque[float]] = defaultdict(deque)

    def session(self, request: Request) -> Session:
        """The session of a request; an empty one where there is none or it is not ours."""
        try:
            said = self.signer.loads(request.cookies.get(COOKIE, ""), max_age=HOURS * 3600)
            return msgspec.convert(said, Session)
        except (BadSignature, msgspec.ValidationError):
            return Session(token=secrets.token_urlsafe(18))

    def remember(self, answer: Response, session: Session, request: Request) -> None:
        """Put a session into an answer."""
        value = self.signer.dumps(msgspec.to_builtins(session))
        secure = request.url.scheme == "https"
        answer.set_cookie(
            COOKIE, value, max_age=HOURS * 3600, path="/desk", httponly=True, samesite="lax", secure=secure
        )

    def mark(self, person: str) -> str:
        """A mark of a person's password and ways to sign in; sessions opened before a change of it are over."""
        table = schema.accounts
        with self.desk.reading() as connection:
            row = connection.execute(select(table.c.password, table.c.subject).where(table.c.person == person)).first()
        return hashlib.sha256(repr(tuple(row)).encode()).hexdigest()[:16] if row else ""

    def too_often(self, person: str, wrong: bool = False) -> bool:
        """Whether a name was tried too often of late; `wrong` adds a try."""
        now, tries = time.monotonic(), self.wrong[person]
        while tries and now - tries[0] > WITHIN:
            tries.popleft()
        if wrong:
            tries.append(now)
        if len(self.wrong) > 10_000:
            self.wrong.clear()  # names made up by the thousand must not fill the memory
        return len(tries) >= TRIES


def _key(desk: Desk) -> str:
    """The key of signatures: from the environment, else from a file beside the record that only its owner reads."""
    given = os.environ.get("VERBALE_DESK_KEY")
    if given:
        return given
    place = Path(desk.engine.url.database or "")
    if desk.engine.dialect.name != "sqlite" or not place.parent.is_dir():
        return secrets.token_urlsafe(32)  # sessions then end with the process
    path = place.parent / "desk.key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key := secrets.token_urlsafe(32))
    return key


class DeskVisit(Visit):
    """One request to the desk."""

    def __init__(self, request: Request, form_data: FormData | None = None) -> None:
        super().__init__(request)
        self.counter: Counter = request.app.state.counter
        self.desk = self.counter.desk
        self.form_data = form_data or FormData()
        self.session = self.counter.session(request)

    @functools.cached_property
    def who(self) -> str:
        """The person signed in; empty for nobody. A person without roles is nobody."""
        with self.desk.reading() as connection:
            if not named(connection):
                near = self.counter.near and self.request.url.hostname in NEAR
                return OPEN_OFFICE if near else ""
            person = self.session.who
            good = bool(person) and bool(roles_of(connection, person))
        return person if good and self.session.mark == self.counter.mark(person) else ""

    @functools.cached_property
    def roles(self) -> set[str]:
        """Roles of the person; all of them in an open office."""
        from verbale.desk.moves import rules

        with self.desk.reading() as connection:
            return set(roles_of(connection, self.who)) if named(connection) else set(rules().roles)

    def may(self, view: str) -> bool:
        """Whether the person may open a page."""
        with self.desk.reading() as connection:
            return bool(self.who) and may_view(connection, self.who, view)

    def setting(self, name: str) -> str:
        """A setting of the office."""
        with self.desk.reading() as connection:
            return setting(connection, name)

    def field(self, name: str) -> str:
        """A field of the form, cut to a sensible length."""
        value = self.form_data.get(name, "")
        return value[:20_000].strip() if isinstance(value, str) else ""

    def sincere(self) -> bool:
        """Whether the form comes from a page of ours."""
        return bool(self.session.token) and secrets.compare_digest(self.field("token"), self.session.token)

    @functools.cached_property
    def desk_words(self) -> DeskWords:
        """What the desk says in the language of the interface."""
        return desk_words(self.language)


def same(values: Iterable[str]) -> list[tuple[str, str]]:
    """Choices that are called what they are."""
    return [(value, value) for value in values]


def page(visit: DeskVisit, template: str, *, status: int = 200, **values: Any) -> Response:
    """A page of the desk: kept by nobody, with the session it belongs to."""
    said = visit.desk_words
    values |= {"same": same, "languages_known": said.language}
    answer = answers.page(visit, f"desk/{template}", status=status, d=said.texts, dw=said, **values)
    answer.headers["Cache-Control"] = "no-store"
    if visit.query("ui") == visit.language:
        answer.set_cookie("ui", visit.language, max_age=365 * 24 * 3600, samesite="lax", httponly=True)
    visit.counter.remember(answer, visit.session, visit.request)
    return answer
