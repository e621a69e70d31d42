"""`verbale serve`: open the reading room on a record."""

from __future__ import annotations

import os
from pathlib import Path

import click

from verbale.cli.record import PLACE

NEAR = {"127.0.0.1", "localhost", "::1"}
"""Hosts that only this machine reaches: there a desk that has named nobody is open."""


@click.command()
@PLACE
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 for every machine that reaches this one.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes that answer.")
@click.option(
    "--sees",
    type=click.Choice(["general", "limited", "restricted"]),
    default="general",
    show_default=True,
    help="Highest distribution class that everybody who reaches the room may see.",
)
@click.option(
    "--tokens", type=click.Path(exists=True, dir_okay=False), help="File: on each line a class, a blank, a token."
)
@click.option("--desk", is_flag=True, help="Open the pages of the desk too, at /desk/.")
def serve(place: str, host: str, port: int, workers: int, sees: str, tokens: str | None, desk: bool) -> None:
    """Open the reading room on a record.

    Pages, data and search at every address.
    """
    try:
        import uvicorn

        from verbale.record import open_record
        from verbale.room.app import tokens_of
    except ImportError as missing:
        raise click.ClickException(f"Install verbale[room] to serve a record ({missing.name} is missing).") from missing
    if not desk and "://" not in place and not (Path(place) / "record.db").exists():
        raise click.ClickException(f"There is no record at {place}: fill one with `verbale record add`.")
    try:
        open_record(place).engine.dispose()
        tokens_of(tokens or "")
    except ValueError as fault:
        raise click.ClickException(f"Mend what was given: {fault}") from fault
    os.environ |= {"VERBALE_RECORD": place, "VERBALE_SEES": sees, "VERBALE_TOKENS": tokens or ""}
    os.environ["VERBALE_DESK"] = ("near" if host in NEAR else "far") if desk else ""
    click.echo(f"The reading room is open at http://{host}:{port}/", err=True)
    application = "verbale.room.app:from_environment"
    uvicorn.run(application, factory=True, host=host, port=port, workers=workers, log_level="warning", access_log=False)
