"""The command line: one file a command, each a thin call into the house."""

from __future__ import annotations

import click

from verbale.cli.authority import authority
from verbale.cli.check import check
from verbale.cli.compare import compare
from verbale.cli.concord import concord
from verbale.cli.desk import desk
from verbale.cli.links import links
from verbale.cli.positions import positions
from verbale.cli.read import read
from verbale.cli.record import record
from verbale.cli.resolve import resolve
from verbale.cli.serve import serve


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="verbale")
def main() -> None:
    """Verbale reads diplomatic documents."""


main.add_command(read)
main.add_command(check)
main.add_command(compare)
main.add_command(positions)
main.add_command(record)
main.add_command(desk)
main.add_command(concord)
main.add_command(authority)
main.add_command(links)
main.add_command(resolve)
main.add_command(serve)
