"""Circulation: a document that was issued goes to every delegation, whole messages fixed in the post book at once."""

from __future__ import annotations

import secrets

from sqlalchemy import select

from verbale.desk import schema
from verbale.desk.dispatch.letters import Enclosure, letter
from verbale.desk.dispatch.lists import Delegation
from verbale.desk.dispatch.posts import queue
from verbale.desk.intake import dossiers_of
from verbale.desk.office import Desk, Refused
from verbale.desk.publishing import issued
from verbale.desk.roles import setting
from verbale.desk.states import item, step

RESTRICTED = "restricted"


def circulate(
    desk: Desk, who: str, code: str, addressees: list[Delegation], sender: str, *, named: bool = False
) -> int:
    """Queue one post for each delegation that has none yet; returns how many are new. Nothing is sent here.

    `named`: the addressees were named one by one. A restricted document goes to such ones only, never to a list.
    """
    outputs = issued(desk, code)
    with desk.reading() as connection:
        row = item(connection, code)
        site = setting(connection, "site").rstrip("/")
        known = set(connection.scalars(select(schema.posts.c.delegation).where(schema.posts.c.item == row.code)))
    if row.distribution == RESTRICTED and not named:
        raise Refused(f"{row.code} is restricted: name its addressees one by one, a list does not get it.")
    enclosed = _enclosed(desk, row.code, outputs, sender, "" if row.distribution == RESTRICTED else site)
    kept = []
    for one in addressees:
        if one.name not in known:
            token = secrets.token_urlsafe(24)
            address = f"{site}/receipt/{token}" if site else ""
            kept.append((one, desk.keep(letter(row, one, enclosed, address)), token))
    with desk.writing(who) as work:
        # the posts are written first: the step refuses what may not be circulated, and takes them back with it
        new = [one.name for one, digest, token in kept if queue(work, row, one, digest, "document", token)]
        step(work, "circulate", row.code, {"delegations": new})
    return len(new)


def _enclosed(desk: Desk, code: str, outputs: list[tuple[str, str, bytes]], sender: str, site: str) -> Enclosure:
    """What was issued, by language."""
    forms: dict[str, dict[str, bytes]] = {}
    for language, form, content in outputs:
        forms.setdefault(language, {})[form] = content
    titles = {one.document.language or "und": one.document.title or "" for one in dossiers_of(desk, code)}
    return Enclosure(forms, titles, sender, site)
