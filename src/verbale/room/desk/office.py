"""The office: lists of delegations, persons with their roles and accounts, settings."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from verbale.desk import Refused, schema
from verbale.desk.accounts import accounts, set_account
from verbale.desk.dispatch import delegations, lists
from verbale.desk.moves import rules
from verbale.desk.roles import DUTIES, duties, name_person, set_duties, set_up, setting, views
from verbale.room.desk.counter import DeskVisit, page


def lists_shown(visit: DeskVisit) -> Response:
    """Every list; one of them with its lines; with `members` a proposal for a body, to be filled in."""
    if visit.query("members"):
        name = visit.query("members").replace("/", "-")
        headers = {"Content-Disposition": f'attachment; filename="{"".join(filter(str.isalnum, name))}.csv"'}
        return Response(lists.proposal(visit.query("members")), headers=headers, media_type="text/csv; charset=utf-8")
    chosen = visit.query("list")
    rows = lists.held(visit.desk, chosen) if chosen else []
    return page(visit, "lists.html", names=lists.names(visit.desk), chosen=chosen, rows=rows)


def keep_list(visit: DeskVisit) -> Response:
    """Keep a list from a CSV file."""
    given = visit.form_data.get("file")
    content = given.file.read() if isinstance(given, UploadFile) else b""
    try:
        lines = delegations(content.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise Refused("The list is no text in UTF-8: save it as CSV UTF-8.") from fault
    lists.write(visit.desk, visit.who, visit.field("name")[:60], lines)
    return RedirectResponse("/desk/lists", 303)


def accounts_shown(visit: DeskVisit) -> Response:
    """Persons, roles, accounts, settings."""
    held: defaultdict[str, list[str]] = defaultdict(list)
    with visit.desk.reading() as connection:
        for row in connection.execute(select(schema.persons).order_by(schema.persons.c.person)):
            held[row.person].append(row.role)
        settings = {name: setting(connection, name) for name in views().settings}
        kept_apart = duties(connection)
    known = {row.person: row for row in accounts(visit.desk)}
    persons = sorted(held.keys() | known.keys())
    return page(
        visit,
        "accounts.html",
        persons=persons,
        held=held,
        known=known,
        roles=rules().roles,
        settings=settings,
        duties=kept_apart,
    )


def keep_account(visit: DeskVisit) -> Response:
    """Roles of a person, and their account where something of it is given."""
    person = visit.field("person")[:120]
    roles = tuple(role for role in rules().roles if visit.field(f"role:{role}"))
    name_person(visit.desk, visit.who, person, roles)
    fields: dict[str, str | None] = {name: visit.field(name) for name in ("mission", "since", "until", "subject")}
    given = {name: value for name, value in fields.items() if value}
    if given or visit.field("password"):
        set_account(visit.desk, visit.who, person, password=visit.field("password") or None, **given)
    return RedirectResponse("/desk/accounts", 303)


def keep_settings(visit: DeskVisit) -> Response:
    """Settings that were changed."""
    with visit.desk.reading() as connection:
        before = {name: setting(connection, name) for name in views().settings} | {DUTIES: duties(connection)}
    for name in views().settings:
        if name in visit.form_data and visit.field(name) != before[name]:
            set_up(visit.desk, visit.who, name, visit.field(name))
    if visit.field(DUTIES) and visit.field(DUTIES) != before[DUTIES]:
        set_duties(visit.desk, visit.who, visit.field(DUTIES))
    return RedirectResponse("/desk/accounts", 303)
