"""`verbale desk circulate, send, post, lists`: who gets what, what was sent, what came back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verbale.cli.desk.group import CODE, PLACE, WHO, desk, opened

if TYPE_CHECKING:
    from verbale.desk import Desk

SMTP = click.option("--smtp", metavar="HOST:PORT", help="Mail server; else the one the office has set.")


@desk.command()
@PLACE
@WHO
@CODE
@click.option("--list", "page", help="A list the office keeps, or a CSV file: delegation, address, language, channel.")
@click.option("--to", "named", multiple=True, metavar="NAME=ADDRESS", help="Addressees one by one.")
@click.option("--from", "sender", help="Address of the office; else the one it has set.")
@SMTP
@click.option("--arrived", multiple=True, metavar="DELEGATION", help="Settle a post that arrived.")
@click.option("--again", multiple=True, metavar="DELEGATION", help="Settle a post that did not arrive: queue it again.")
def circulate(place: str, who: str, code: str, sender: str | None, smtp: str | None, **given: Any) -> None:
    """Circulate what was issued.

    One message a delegation; the post book is shown.
    """
    from verbale.desk import circulation, dispatch

    office = opened(place)
    addressees = _addressees(office, given["page"], given["named"])
    if addressees:
        address = sender or _setting(office, "address")
        if not address:
            raise click.UsageError("Say from which address: --from.")
        circulation.circulate(office, who, code, addressees, address, named=not given["page"])
    for how in ("arrived", "again"):
        for delegation in given[how]:
            dispatch.settle(office, who, code, delegation, how == "arrived")
    if smtp is not None:
        dispatch.send(office, who, code, _server(smtp))
    _show(office, who, code)


def _addressees(office: Desk, page: str | None, named: tuple[str, ...]) -> list[Any]:
    """A list that is kept, a list in a file, or addressees named one by one."""
    from verbale.desk.dispatch import Delegation, delegations, lists

    if page is not None and Path(page).is_file():
        return delegations(Path(page).read_text(encoding="utf-8-sig"))
    if page is not None:
        return lists.held(office, page)
    found = []
    for one in named:
        name, _, address = one.partition("=")
        found.append(Delegation(name, address, language=lists.language_of(name), title=name))
    return found


def _setting(office: Desk, name: str) -> str:
    """What the office has set."""
    from verbale.desk.roles import setting

    with office.reading() as connection:
        return setting(connection, name)


def _server(smtp: str) -> tuple[str, int]:
    """A mail server as it is written."""
    host, _, port = smtp.rpartition(":")
    if not host or not port.isdecimal():
        raise click.UsageError("Write the mail server as HOST:PORT.")
    return host, int(port)


def _show(office: Desk, who: str, code: str) -> None:
    """The post book of a communication."""
    from verbale.desk import dispatch
    from verbale.desk.roles import allow_view

    with office.reading() as connection:
        allow_view(connection, who, "dispatch")
    for post in dispatch.posts(office, code):
        answer = f"{post.state}\t{post.attempts}\t{post.answer or ''}"
        click.echo(f"{post.channel}\t{post.at}\t{post.delegation}\t{post.message[:12]}\t{answer}")


@desk.command()
@PLACE
@WHO
@SMTP
def send(place: str, who: str, smtp: str | None) -> None:
    """Send what is queued of all communications.

    Receipts too; what is due is released. Made for a clock.
    """
    from verbale.desk import dispatch
    from verbale.desk.openness import release

    office = opened(place)
    release(office)
    server = smtp or _setting(office, "smtp")
    if not server:
        raise click.UsageError("Say through which server: --smtp.")
    dispatch.send(office, who, None, _server(server), rounds=1, pause=60.0)


@desk.command()
@PLACE
@WHO
@click.argument("code", metavar="NUMBER", required=False)
def post(place: str, who: str, code: str | None) -> None:
    """Show the post book as CSV, of one communication or all."""
    from verbale.desk.dispatch import post_book
    from verbale.desk.roles import allow_view

    office = opened(place)
    with office.reading() as connection:
        allow_view(connection, who, "dispatch")
    click.echo(post_book(office, code), nl=False)


@desk.command("lists")
@PLACE
@WHO
@click.argument("name", required=False)
@click.option("--members", metavar="BODY", help="Print a list of the members of a body, to be filled in.")
@click.option("--file", "page", type=click.Path(exists=True, dir_okay=False), help="Keep this CSV as list NAME.")
def lists_(place: str, who: str, name: str | None, members: str | None, page: str | None) -> None:
    """Show, print or keep lists of delegations."""
    from verbale.desk.dispatch import delegations, lists
    from verbale.desk.roles import allow_view

    office = opened(place)
    with office.reading() as connection:
        allow_view(connection, who, "lists")
    if members is not None:
        click.echo(lists.proposal(members), nl=False)
    elif name and page:
        lists.write(office, who, name, delegations(Path(page).read_text(encoding="utf-8-sig")))
    elif name:
        for one in lists.held(office, name):
            click.echo(f"{one.name}\t{one.title}\t{one.language}\t{one.channel}\t{one.address}")
    else:
        for held, count in lists.names(office).items():
            click.echo(f"{held}\t{count}")
