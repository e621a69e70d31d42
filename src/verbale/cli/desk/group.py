"""The group of the desk's commands, and what they share: the record, who acts, how a refusal is said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verbale.cli.record import PLACE

if TYPE_CHECKING:
    from verbale.desk import Desk
    from verbale.desk.intake import Incoming

__all__ = ["CODE", "PLACE", "REASON", "WHO", "desk", "opened", "pairs", "read_files", "said"]

WHO = click.option("--as", "who", envvar="VERBALE_PERSON", default="", help="Who acts.")
CODE = click.argument("code", metavar="NUMBER")
REASON = click.option("--reason", required=True, help="Why; it stands in the journal.")


class _Words(click.Group):
    """Commands whose refusals are said in one sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a refusal of the desk or of the reader becomes an error message."""
        from verbale.reading import Unreadable

        try:
            return super().invoke(ctx)
        except (ValueError, KeyError, Unreadable) as fault:
            raise click.ClickException(str(fault)) from fault


@click.group(cls=_Words)
def desk() -> None:
    """Bring a communication from its receipt to its circulation."""


def opened(place: str) -> Desk:
    """The desk of a record."""
    try:
        from verbale.desk import open_desk
    except ImportError as missing:
        raise click.ClickException(f"Install verbale[desk] to work at a desk ({missing.name} is missing).") from missing
    return open_desk(place)


def said(office: Desk, code: str) -> None:
    """Tell where a communication stands now."""
    from verbale.desk.states import item

    with office.reading() as connection:
        row = item(connection, code)
    click.echo(f"{row.code}\t{row.state}\t{row.symbol or ''}\t{(row.title or '')[:100]}")


def read_files(files: tuple[str, ...]) -> list[Incoming]:
    """Files as the intake takes them."""
    from verbale.desk.intake import incoming

    return incoming([(Path(one).name, Path(one).read_bytes()) for one in files])


def pairs(given: tuple[str, ...]) -> dict[str, str]:
    """Options `NAME=VALUE` as a table."""
    if any("=" not in one for one in given):
        raise click.UsageError("Write NAME=VALUE.")
    return dict(one.split("=", 1) for one in given)
