"""`verbale desk list, show, journal`: what is there, as far as a person may see it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
import msgspec

from verbale.cli.desk.group import CODE, PLACE, WHO, desk, opened

if TYPE_CHECKING:
    from verbale.desk import Desk


@desk.command("list")
@PLACE
@WHO
@click.argument("words", nargs=-1, metavar="[WORD…]")
@click.option("--state")
@click.option("--year", type=int)
@click.option("--register", help="Register of a body, such as CD-R.")
@click.option("--body")
@click.option("--kind")
@click.option("--sender", help="Such as state/kz.")
@click.option("--mine", is_flag=True, help="Only what waits for a role of mine.")
@click.option("--late", is_flag=True, help="Only what should have gone on before today.")
def list_(place: str, who: str, words: tuple[str, ...], mine: bool, late: bool, **fields: str | int | None) -> None:
    """Show communications, by register.

    WORDs are looked for in number, symbol, title, sender and addressee.
    """
    from verbale.desk.moves import waits_for
    from verbale.desk.register import Wanted, listed
    from verbale.desk.roles import roles_of, seen_by

    office = opened(place)
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    wanted = Wanted(words=" ".join(words), late=today if late else None, **fields)  # type: ignore[arg-type]
    with office.reading() as connection:
        own = roles_of(connection, who) if mine else set()
        for row in listed(connection, wanted=wanted, seen=seen_by(connection, who)):
            if mine and not waits_for(row.state) & own:
                continue
            click.echo(f"{row.code}\t{row.state}\t{row.symbol or ''}\t{(row.title or '')[:100]}\t{row.due or ''}")


@desk.command()
@PLACE
@WHO
@CODE
def show(place: str, who: str, code: str) -> None:
    """Show everything about a communication."""
    show_item(opened(place), who, code)


def show_item(office: Desk, who: str, code: str) -> None:
    """Fields and files; what was done to it for those who may see the history."""
    from verbale.desk.journal import entries
    from verbale.desk.register import versions_of
    from verbale.desk.roles import may_view, seen_item

    with office.reading() as connection:
        row = seen_item(connection, who, code)
        history = may_view(connection, who, "history")
        hidden = set() if history else {"decisions", "checked", "approved", "reply", "reference", "submitter"}
        for name, value in row._mapping.items():
            for label, shown in _told(name, value) if name not in hidden else ():
                click.echo(f"{label}\t{shown}")
        for one in versions_of(connection, str(row[0])):
            click.echo(f"file\t{one.language}\t{one.role}\t{one.name}\t{one.sha256[:12]}")
        for entry in entries(connection, str(row[0])) if history else ():
            click.echo(f"{entry.at[:19]}\t{entry.who}\t{entry.act}")


def _told(name: str, value: object) -> Iterator[tuple[str, str]]:
    """A field that says something as a line; one that holds several (JSON) as a line each."""
    if value in (None, ""):
        return
    if not (isinstance(value, str) and value.startswith("{")):
        yield name, str(value)
        return
    for part, said in msgspec.json.decode(value).items():
        several = said if isinstance(said, list) else [said]
        shown = (one if isinstance(one, str) else msgspec.json.encode(one).decode() for one in several)
        yield f"{name} {part}", ", ".join(shown)


@desk.command()
@PLACE
@WHO
@click.argument("code", metavar="NUMBER", required=False)
@click.option("--verify", is_flag=True, help="Test journal, register and files.")
@click.option("--head", is_flag=True, help="Only the digest of the last entry.")
def journal(place: str, who: str, code: str | None, verify: bool, head: bool) -> None:
    """Show the journal, of one communication or all."""
    from verbale.desk.journal import entries
    from verbale.desk.journal import head as head_of
    from verbale.desk.roles import allow_view
    from verbale.desk.verifying import faults

    office = opened(place)
    with office.reading() as connection:
        if not verify:  # a damaged desk may have lost its persons: verifying shows nothing but faults
            allow_view(connection, who, "journal")
    if verify:
        found = list(faults(office))
        for fault in found:
            click.echo(fault, err=True)
        click.echo(f"{len(found)} faults.")
        raise SystemExit(1 if found else 0)
    with office.reading() as connection:
        if head:
            click.echo(head_of(connection))
            return
        for one in entries(connection, code):
            click.echo(f"{one.id}\t{one.at}\t{one.who}\t{one.act}\t{one.subject}\t{one.detail}\t{one.digest[:12]}")
