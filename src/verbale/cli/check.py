"""`verbale check`: validate Akoma Ntoso files against the schema and the rules of a profile."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

if TYPE_CHECKING:
    from verbale.renditions.akn.check import Fault

LIMIT = 200_000_000
"""Bytes of a file that are checked at most."""

STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--profile",
    type=click.Choice(["verbale", "akn4un-2018", "dgacm"]),
    default="verbale",
    show_default=True,
    help="Rules to hold the files to: this program's, the UN guidelines of 2018, or what the UN publishes.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file instead of a table.")
@click.option("--quiet", is_flag=True, help="Say nothing of files without errors; warnings and notes are left out.")
def check(files: tuple[Path, ...], profile: str, as_json: bool, quiet: bool) -> None:
    """Validate Akoma Ntoso FILES.

    The schema first, then the rules of a profile, each with its number.

    Exit status: 0 no errors, 1 errors found, 3 a file could not be opened.
    """
    status = 0
    for path in files:
        try:
            found = _faults(path, profile)
        except OSError as fault:
            click.echo(f"{path} cannot be opened: {fault.strerror or fault}.", err=True)
            status = 3
            continue
        if any(fault.level == "error" for fault in found):
            status = status or 1
        if as_json:
            click.echo(msgspec.json.encode({"file": str(path), "profile": profile, "faults": found}))
        else:
            _show(path, [fault for fault in found if not quiet or fault.level == "error"], quiet)
    sys.exit(status)


def _faults(path: Path, profile: str) -> list[Fault]:
    """Faults of one file; one that is too large is read only as far as to be refused."""
    from verbale.renditions.akn.check import check as check_content

    with path.open("rb") as handle:
        content = handle.read(LIMIT + 1)
    return check_content(content, profile)  # type: ignore[arg-type]


def _show(path: Path, faults: list[Fault], quiet: bool) -> None:
    """A table on a terminal, one line a fault elsewhere, and a sentence that sums up."""
    if not faults:
        if not quiet:
            click.echo(f"{path}: clean")
        return
    counts = [f"{sum(fault.level == level for fault in faults)} {level}" for level in STYLES]
    if not sys.stdout.isatty():
        for fault in faults:
            click.echo(f"{path}:{fault.line}: {fault.level} {fault.rule} {fault.eid or '-'} {fault.text}")
    else:
        _table(path, faults)
    click.echo(f"{path}: {', '.join(counts)}")


def _table(path: Path, faults: list[Fault]) -> None:
    """Faults as a table."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=str(path), title_justify="left")
    for heading in ("line", "level", "rule", "eId", "what to mend"):
        table.add_column(heading)
    for fault in faults:
        level = f"[{STYLES[fault.level]}]{fault.level}[/]"
        table.add_row(str(fault.line), level, fault.rule, fault.eid, fault.text)
    Console().print(table)
