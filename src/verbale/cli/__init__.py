"""The command line: one file a command, each a thin call into the house.

A source that cannot be read and a place that cannot be written end with one sentence on standard error and status 3, in
every command alike.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from verbale.cli.authority import authority
from verbale.cli.check import check
from verbale.cli.compare import compare
from verbale.cli.concord import concord
from verbale.cli.desk import desk
from verbale.cli.fetch import fetch
from verbale.cli.links import links
from verbale.cli.positions import positions
from verbale.cli.read import read
from verbale.cli.record import record
from verbale.cli.resolve import resolve
from verbale.cli.serve import serve


class House(click.Group):
    """The commands, with one answer to what they cannot read or write."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a refusal becomes a sentence and status 3."""
        from verbale.reading.refusal import Unreadable

        try:
            return super().invoke(ctx)
        except Unreadable as refusal:
            click.echo(refusal.text, err=True)
        except BrokenPipeError:
            raise
        except OSError as fault:
            where = f"{fault.filename}: " if fault.filename else ""
            click.echo(f"{where}{fault.strerror or fault}. Choose another place, or make room.", err=True)
        sys.exit(3)


@click.group(cls=House, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="verbale")
def main() -> None:
    """Verbale reads diplomatic documents."""


for command in (read, check, compare, concord, positions, links, resolve, authority, record, fetch, serve, desk):
    main.add_command(command)
