"""`verbale read`: read documents and show or write what was found."""

from __future__ import annotations

import click
import msgspec


@click.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--to", "form", default="json", help="Format to write.")
def read(sources: tuple[str, ...], form: str) -> None:
    """Read each SOURCE and write what was found."""
    from verbale.journey import read as read_document

    for source in sources:
        click.echo(msgspec.json.encode(read_document(source)))
