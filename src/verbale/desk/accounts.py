"""Accounts: how a person of the office proves who they are, for which mission they act, on which days.

Passwords are kept as Argon2 hashes only. An account alone allows nothing: roles do (`verbale.desk.roles`).
"""

from __future__ import annotations

import datetime
import functools
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Row, delete, insert, select, update

from verbale.desk import schema
from verbale.desk.journal import OFFICE, append
from verbale.desk.office import Desk, Refused
from verbale.desk.roles import administrator

SHORTEST = 12
"""Characters of a password; length is what protects (NIST SP 800-63B asks 8, an office may ask more)."""

LONGEST = 1000
FIELDS = ("subject", "mission", "since", "until")


@functools.cache
def _hasher() -> PasswordHasher:
    """Argon2id with the library's parameters (RFC 9106, low memory)."""
    return PasswordHasher()


@functools.cache
def _nobody() -> str:
    """A hash to compare with where there is no account, so that an answer takes as long as for one."""
    return _hasher().hash("nobody has this password")


def set_account(desk: Desk, who: str, person: str, *, password: str | None = None, **fields: str | None) -> None:
    """Make or change an account; what is not given stays. The journal tells what was changed, never a password."""
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        raise Refused(f"An account has no {', '.join(unknown)}; it has {', '.join(FIELDS)} and a password.")
    for name in ("since", "until"):
        _day(fields.get(name))
    values: dict[str, Any] = {name: value or None for name, value in fields.items()}
    if password is not None:
        values["password"] = _hashed(password)
    with desk.writing(who) as (connection, _):
        if who != person or set(values) != {"password"}:
            administrator(connection, who)
        table = schema.accounts
        if connection.scalar(select(table.c.person).where(table.c.person == person)) is None:
            connection.execute(insert(table).values(person=person, **values))
        elif values:
            connection.execute(update(table).where(table.c.person == person).values(**values))
        append(connection, who, "account", OFFICE, person=person, changed=sorted(values))


def close_account(desk: Desk, who: str, person: str) -> None:
    """Remove an account: the person cannot sign in any more. Roles are taken away by `name_person`."""
    with desk.writing(who) as (connection, _):
        administrator(connection, who)
        connection.execute(delete(schema.accounts).where(schema.accounts.c.person == person))
        append(connection, who, "account", OFFICE, person=person, changed=["closed"])


def _day(value: str | None) -> None:
    """Refuse what is no day."""
    if value:
        try:
            datetime.date.fromisoformat(value)
        except ValueError as fault:
            raise Refused(f"{value} is no day: write YYYY-MM-DD.") from fault


def _hashed(password: str) -> str:
    """A password as it is kept."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Refused(f"A password has {SHORTEST} to {LONGEST} characters: several words are easily kept in mind.")
    return _hasher().hash(password)


def right_password(desk: Desk, person: str, password: str) -> bool:
    """Whether a person gave their password; a wrong name takes as long as a wrong password."""
    with desk.reading() as connection:
        table = schema.accounts
        kept = connection.scalar(select(table.c.password).where(table.c.person == person))
    try:
        return _hasher().verify(kept or _nobody(), password[:LONGEST]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def person_of(desk: Desk, subject: str) -> str | None:
    """Who a subject of OpenID Connect (`issuer subject`) is in this office; None for a stranger."""
    with desk.reading() as connection:
        table = schema.accounts
        return connection.scalar(select(table.c.person).where(table.c.subject == subject))


def accounts(desk: Desk) -> list[Row[Any]]:
    """Every account, without its password."""
    table = schema.accounts
    columns = [table.c[name] for name in ("person", *FIELDS)]
    with desk.reading() as connection:
        return list(connection.execute(select(*columns, table.c.password.isnot(None).label("password"))))
