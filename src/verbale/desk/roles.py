"""Who may do and see what: persons with their roles, duties kept apart where the office says so.

An office that has named nobody is open: whoever works there does everything (a desk of one person, a trial). From the
first named person on, only named persons act, each within their roles (`knowledge/desk/moves.toml`) and on the days on
which these hold, and see what `knowledge/desk/views.toml` lets their roles see.
"""

from __future__ import annotations

import datetime

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, and_, delete, false, insert, or_, select, true

from verbale.desk import schema
from verbale.desk.journal import OFFICE, append, doers
from verbale.desk.moves import Move, rules
from verbale.desk.office import Desk, Refused
from verbale.tongues.files import read_knowledge

DUTIES = "duties"
"""Name of the setting that joins duties (`joined`) or keeps them apart (`apart`, unless said otherwise)."""

ADMINISTRATOR = "administrator"


class Views(msgspec.Struct, frozen=True):
    """What roles may see: `views`: page or command → roles; `all`, `issued`, `own`: roles by what they see.

    `settings`: what an administrator may set.
    """

    views: dict[str, tuple[str, ...]]
    all: tuple[str, ...]
    issued: tuple[str, ...]
    issued_states: tuple[str, ...]
    issued_classes: tuple[str, ...]
    own: tuple[str, ...]
    settings: tuple[str, ...]


def views() -> Views:
    """The table of views."""
    return read_knowledge("desk/views.toml", Views)


def roles_of(connection: Connection, person: str) -> set[str]:
    """Roles of a person today; none outside the period of the account."""
    table, account = schema.persons, schema.accounts
    held = connection.execute(select(account.c.since, account.c.until).where(account.c.person == person)).first()
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    if held and not (held.since or "") <= today <= (held.until or "9999"):
        return set()
    return set(connection.scalars(select(table.c.role).where(table.c.person == person)))


def mission_of(connection: Connection, person: str) -> str | None:
    """The sender for which a person of a mission acts."""
    table = schema.accounts
    return connection.scalar(select(table.c.mission).where(table.c.person == person))


def allow(connection: Connection, who: str, move: Move, subject: str) -> None:
    """Refuse a person who lacks the role for a move, or who did before what the move keeps apart from it."""
    if not named(connection):
        return
    held = roles_of(connection, who)
    if not held & set(move.roles):
        wanted = " or ".join(move.roles)
        raise Refused(f"{who} may not {move.act}: it needs the role {wanted}.")
    if duties(connection) == "apart" and who in doers(connection, subject, move.apart):
        raise Refused(f"{who} may not {move.act} {subject}, having worked on it: ask someone else.")


def may_view(connection: Connection, who: str, view: str) -> bool:
    """Whether a person may open a page or use a command that shows or keeps something beside the moves."""
    return not named(connection) or bool(roles_of(connection, who) & set(views().views[view]))


def allow_view(connection: Connection, who: str, view: str) -> None:
    """Refuse a person who may not open a page."""
    if not may_view(connection, who, view):
        raise Refused(f"{who or 'Nobody'} may not use this ({view}): it needs the role {_either(view)}.")


def _either(view: str) -> str:
    """The roles of a view in words."""
    return " or ".join(views().views[view])


def seen_by(connection: Connection, who: str) -> ColumnElement[bool]:
    """The condition on items that a person may see; every list and page goes through it."""
    if not named(connection):
        return true()
    held, table, said = roles_of(connection, who), schema.items.c, views()
    if held & set(said.all):
        return true()
    open_to: list[ColumnElement[bool]] = [false()]
    if held & set(said.issued):
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        passed = or_(table.embargo.is_(None), table.embargo <= now)
        classes = table.distribution.in_(said.issued_classes)
        open_to.append(and_(table.state.in_(said.issued_states), classes, passed))
    if held & set(said.own):
        open_to.append(table.submitter == who)
        if mission := mission_of(connection, who):
            open_to.append(table.sender == mission)
    return or_(*open_to)


def seen_item(connection: Connection, who: str, code: str) -> Row[tuple[object, ...]]:
    """An item that a person may see. Refuses with the same words what is not there and what is not theirs."""
    table = schema.items
    found = connection.execute(select(table).where(table.c.code == code.upper(), seen_by(connection, who))).first()
    if found is None:
        raise Refused(f"The register holds no {code} that {who or 'you'} may see: see `verbale desk list`.")
    return found


def duties(connection: Connection) -> str:
    """Whether duties are `apart` or `joined`."""
    return setting(connection, DUTIES) or "apart"


def setting(connection: Connection, name: str) -> str:
    """A setting of the office; empty where nobody has set it."""
    table = schema.settings
    return connection.scalar(select(table.c.value).where(table.c.name == name)) or ""


def name_person(desk: Desk, who: str, person: str, roles: tuple[str, ...]) -> None:
    """Give a person these roles and no others; with none, the person may do nothing any more."""
    unknown = sorted(set(roles) - set(rules().roles))
    if unknown:
        raise Refused(f"No such role: {', '.join(unknown)}; choose from {', '.join(sorted(rules().roles))}.")
    if not person.strip():
        raise Refused("Give the person a name.")
    with desk.writing(who) as (connection, _):
        administrator(connection, who)
        if not named(connection) and ADMINISTRATOR not in roles:
            raise Refused("Name the administrator first: from then on only named persons act.")
        connection.execute(delete(schema.persons).where(schema.persons.c.person == person))
        for role in sorted(set(roles)):
            connection.execute(insert(schema.persons).values(person=person, role=role))
        if not connection.scalar(select(schema.persons.c.person).where(schema.persons.c.role == ADMINISTRATOR)):
            raise Refused("The office needs an administrator: name another one first.")
        append(connection, who, "name", OFFICE, person=person, roles=sorted(roles))


def set_duties(desk: Desk, who: str, value: str) -> None:
    """Join duties, for an office of one person, or keep them apart."""
    if value not in ("apart", "joined"):
        raise Refused("Duties are apart or joined.")
    _write_setting(desk, who, DUTIES, value)


def set_up(desk: Desk, who: str, name: str, value: str) -> None:
    """Set what the office needs: its address, its site, its mail server, who signs persons in."""
    if name not in views().settings:
        raise Refused(f"There is no setting {name}; choose from {', '.join(views().settings)}.")
    if set(value) & set("\r\n"):
        raise Refused("A setting is one line.")
    _write_setting(desk, who, name, value)


def _write_setting(desk: Desk, who: str, name: str, value: str) -> None:
    """A setting in place of the one before."""
    with desk.writing(who) as (connection, _):
        administrator(connection, who)
        connection.execute(delete(schema.settings).where(schema.settings.c.name == name))
        connection.execute(insert(schema.settings).values(name=name, value=value))
        append(connection, who, "set", OFFICE, name=name, value=value)


def administrator(connection: Connection, who: str) -> None:
    """Refuse whoever is no administrator, once persons are named."""
    if named(connection) and ADMINISTRATOR not in roles_of(connection, who):
        raise Refused(f"{who} may not change the office: ask an administrator.")


def named(connection: Connection) -> bool:
    """Whether the office has named anybody."""
    return connection.scalar(select(schema.persons.c.person).limit(1)) is not None
