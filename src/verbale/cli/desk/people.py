"""`verbale desk person, account, duties, office`: who works here, and how the office is set up."""

from __future__ import annotations

import click

from verbale.cli.desk.group import PLACE, WHO, desk, opened, pairs

SETTINGS = "address, site, smtp, issuer, client; issuing: styles issued for; emblem: its file."
"""What `office --set` knows, as `knowledge/desk/views.toml` lists it."""


@desk.command()
@PLACE
@WHO
@click.argument("person")
@click.option("--role", "roles", multiple=True, help="May be given several times; none takes all roles away.")
def person(place: str, who: str, person: str, roles: tuple[str, ...]) -> None:
    """Give PERSON roles in the office.

    The first person named must be an administrator.
    """
    from verbale.desk.roles import name_person

    name_person(opened(place), who, person, roles)


@desk.command()
@PLACE
@WHO
@click.argument("person")
@click.option("--password", is_flag=True, help="Ask for a password (or take VERBALE_PASSWORD).")
@click.option("--subject", help="Issuer and subject of OpenID Connect, a blank between them.")
@click.option("--mission", help="Sender for which a person of a mission acts, such as state/kz.")
@click.option("--since", help="First day, YYYY-MM-DD.")
@click.option("--until", help="Last day.")
@click.option("--close", is_flag=True, help="Remove the account.")
def account(place: str, who: str, person: str, password: bool, close: bool, **fields: str | None) -> None:
    """Let PERSON sign in to the pages."""
    import os

    from verbale.desk.accounts import close_account, set_account

    office = opened(place)
    if close:
        close_account(office, who, person)
        return
    asked = os.environ.get("VERBALE_PASSWORD") if password else None
    if password and asked is None:
        asked = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    set_account(office, who, person, password=asked, **{name: value for name, value in fields.items() if value})


@desk.command()
@PLACE
@WHO
@click.argument("value", type=click.Choice(["joined", "apart"]))
def duties(place: str, who: str, value: str) -> None:
    """Join registering and approving, or keep them apart."""
    from verbale.desk.roles import set_duties

    set_duties(opened(place), who, value)


@desk.command()
@PLACE
@WHO
@click.option("--set", "given", multiple=True, metavar="NAME=VALUE", help=SETTINGS)
def office(place: str, who: str, given: tuple[str, ...]) -> None:
    """Set up the office.

    Address of its mails, address of its pages, mail server, provider of sign-in.
    """
    from verbale.desk.roles import set_up

    at = opened(place)
    for name, value in pairs(given).items():
        set_up(at, who, name, value)
