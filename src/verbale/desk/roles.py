"""Who may do what: persons with their roles, duties kept apart where the office says so.

An office that has named nobody is open: whoever works there does everything (a desk of one person, a trial). From the
first named person on, only named persons act, each within their roles (`knowledge/desk/moves.toml`).
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from verbale.desk import schema
from verbale.desk.journal import OFFICE, append, doers
from verbale.desk.office import Desk, Refused
from verbale.desk.states import Move, rules

DUTIES = "duties"
"""Name of the setting that joins duties (`joined`) or keeps them apart (`apart`, unless said otherwise)."""

ADMINISTRATOR = "administrator"


def roles_of(connection: Connection, person: str) -> set[str]:
    """Roles of a person."""
    table = schema.persons
    return set(connection.scalars(select(table.c.role).where(table.c.person == person)))


def allow(connection: Connection, who: str, move: Move, subject: str) -> None:
    """Refuse a person who lacks the role for a move, or who did before what the move keeps apart from it."""
    if not _named(connection):
        return
    held = roles_of(connection, who)
    if not held & set(move.roles):
        wanted = " or ".join(move.roles)
        raise Refused(f"{who} may not {move.act}: it needs the role {wanted}.")
    if duties(connection) == "apart" and who in doers(connection, subject, move.apart):
        raise Refused(f"{who} may not {move.act} {subject}, having worked on it: ask someone else.")


def duties(connection: Connection) -> str:
    """Whether duties are `apart` or `joined`."""
    table = schema.settings
    return connection.scalar(select(table.c.value).where(table.c.name == DUTIES)) or "apart"


def name_person(desk: Desk, who: str, person: str, roles: tuple[str, ...]) -> None:
    """Give a person these roles and no others; with none, the person may do nothing any more."""
    unknown = sorted(set(roles) - set(rules().roles))
    if unknown:
        raise Refused(f"No such role: {', '.join(unknown)}; choose from {', '.join(sorted(rules().roles))}.")
    with desk.writing(who) as (connection, _):
        _administrator(connection, who)
        if not _named(connection) and ADMINISTRATOR not in roles:
            raise Refused("Name the administrator first: from then on only named persons act.")
        connection.execute(delete(schema.persons).where(schema.persons.c.person == person))
        for role in sorted(set(roles)):
            connection.execute(insert(schema.persons).values(person=person, role=role))
        if not connection.scalar(select(schema.persons.c.person).where(schema.persons.c.role == ADMINISTRATOR)):
            raise Refused("The office needs an administrator: name another one first.")
        append(connection, who, "name", OFFICE, person=person, roles=sorted(roles))


def set_duties(desk: Desk, who: str, value: str) -> None:
    """Join duties, for an office of one person, or keep them apart."""
    with desk.writing(who) as (connection, _):
        _administrator(connection, who)
        connection.execute(delete(schema.settings).where(schema.settings.c.name == DUTIES))
        connection.execute(insert(schema.settings).values(name=DUTIES, value=value))
        append(connection, who, "duties", OFFICE, value=value)


def _administrator(connection: Connection, who: str) -> None:
    """Refuse whoever is no administrator, once persons are named."""
    if _named(connection) and ADMINISTRATOR not in roles_of(connection, who):
        raise Refused(f"{who} may not change the office: ask an administrator.")


def _named(connection: Connection) -> bool:
    """Whether the office has named anybody."""
    return connection.scalar(select(schema.persons.c.person).limit(1)) is not None
