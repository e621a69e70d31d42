"""`verbale desk receive, collect, register`: what comes in, and its number."""

from __future__ import annotations

import os

import click

from verbale.cli.desk.group import CODE, PLACE, WHO, desk, opened, pairs, read_files, said
from verbale.cli.desk.looking import show_item


@desk.command()
@PLACE
@WHO
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False), metavar="FILE…")
@click.option("--channel", default="file", show_default=True)
@click.option("--style", help="House style; by default that of the body it is addressed to.")
@click.option("--reply", help="Address the receipt goes to.")
def receive(place: str, who: str, files: tuple[str, ...], channel: str, style: str | None, reply: str | None) -> None:
    """Take FILEs in as one communication.

    Its language versions, and its annexes in files of their own.
    """
    from verbale.desk import intake

    office = opened(place)
    sent = intake.Sent(channel=channel, reply=reply)
    show_item(office, who, intake.receive(office, who, read_files(files), style=style, sent=sent))


@desk.command()
@PLACE
@WHO
@click.argument("source", metavar="FOLDER|imaps://USER@HOST/MAILBOX")
def collect(place: str, who: str, source: str) -> None:
    """Take in mails.

    From a folder of EML files, or from a mailbox (its password in VERBALE_MAIL_PASSWORD).
    """
    from verbale.desk.intake.mailroom import collect as take_mails

    office = opened(place)
    for one in take_mails(office, who, source, os.environ.get("VERBALE_MAIL_PASSWORD", "")):
        click.echo(f"{one.name}\t{one.code or ''}\t{f'returned: {one.returned}' if one.returned else ''}")


@desk.command()
@PLACE
@WHO
@click.argument("code", metavar="NUMBER", required=False)
@click.option("--set", "mended", multiple=True, metavar="FIELD=VALUE", help="Mend what the reader understood.")
@click.option("--year", type=int, help="Of the book.")
def register(place: str, who: str, code: str | None, mended: tuple[str, ...], year: int | None) -> None:
    """Register a communication that was received.

    Without NUMBER, show the register as a book (CSV).
    """
    from verbale.desk import intake
    from verbale.desk.book import book
    from verbale.desk.roles import allow_view

    office = opened(place)
    if code is None:
        with office.reading() as connection:
            allow_view(connection, who, "register")
        click.echo(book(office, year), nl=False)
        return
    intake.register(office, who, code, pairs(mended))
    said(office, code)


@desk.command()
@PLACE
@WHO
@CODE
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
def edit(place: str, who: str, code: str, file: str) -> None:
    """Put an edited FILE in place of the text in its language."""
    from verbale.desk import intake

    office = opened(place)
    intake.edit(office, who, code, read_files((file,))[0])
    said(office, code)
