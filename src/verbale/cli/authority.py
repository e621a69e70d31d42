"""`verbale authority`: check, start, show, export and import authority files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

FOLDER = click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Authority files to work on; by default those that come with Verbale.",
)


@click.group()
def authority() -> None:
    """What every name means: the authority files."""


@authority.command()
@FOLDER
@click.option("--json", "machine", is_flag=True, help="Write the faults as JSON.")
def check(folder: Path | None, machine: bool) -> None:
    """Tell every fault of every authority file at once. Exit status 1 when there is one."""
    import msgspec

    from verbale.authority.check import check as check_files
    from verbale.authority.load import authority_folder

    faults = check_files(folder or authority_folder())
    if machine:
        click.echo(msgspec.json.encode(faults))
    else:
        for fault in faults:
            click.echo(f"{fault.file}: {fault.text}")
        click.echo("No fault." if not faults else f"{len(faults)} faults.", err=True)
    sys.exit(1 if faults else 0)


@authority.command()
@click.argument("identifier")
@click.option("--name", required=True, help="The official name.")
@click.option("--language", default="en", show_default=True, help="Language of the name.")
@click.option("--source", required=True, help="Where the facts come from.")
@FOLDER
def new(identifier: str, name: str, language: str, source: str, folder: Path | None) -> None:
    """Start an authority file for IDENTIFIER.

    For example org/example, instrument/example.
    """
    from verbale.authority.entry import Entry, Names
    from verbale.authority.exchange import file_of, write_entry
    from verbale.authority.load import authority_folder

    place = folder or authority_folder()
    if (place / file_of(identifier)).exists():
        raise click.UsageError(f"{identifier} has a file already: edit {file_of(identifier)}.")
    entry = Entry(id=identifier, names={language: Names(full=(name,))}, sources=(source,))
    click.echo(write_entry(place, entry))


@authority.command()
@click.argument("identifier")
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def show(identifier: str, machine: bool) -> None:
    """Show the entry IDENTIFIER as its file says it."""
    import msgspec

    from verbale.authority import open_authority
    from verbale.authority.exchange import to_toml

    entry = open_authority().entry(identifier)
    if entry is None:
        raise click.UsageError(f"No entry has the id {identifier}: try verbale resolve with its name.")
    click.echo(msgspec.json.encode(entry) if machine else to_toml(entry), nl=machine)


@authority.command("export")
@click.option(
    "--csv", "table", is_flag=True, help="One line a value: id, field, language, value (the only form so far)."
)
def export_(table: bool) -> None:
    """Write all entries as a table."""
    from verbale.authority import open_authority
    from verbale.authority.exchange import to_csv

    click.echo(to_csv(open_authority().entries()), nl=False)


@authority.command("import")
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@FOLDER
def import_(table: Path, folder: Path | None) -> None:
    """Write the entries of TABLE to authority files.

    A CSV as export gives it; the files are checked.
    """
    from verbale.authority.check import check as check_files
    from verbale.authority.exchange import from_csv, write_entry
    from verbale.authority.load import authority_folder

    place = folder or authority_folder()
    try:
        entries = from_csv(table.read_text(encoding="utf-8-sig"))
    except ValueError as wrong:
        raise click.ClickException(str(wrong)) from wrong
    for entry in entries:
        write_entry(place, entry)
    faults = check_files(place)
    for fault in faults:
        click.echo(f"{fault.file}: {fault.text}")
    click.echo(f"{len(entries)} entries written, {len(faults)} faults.", err=True)
    sys.exit(1 if faults else 0)
