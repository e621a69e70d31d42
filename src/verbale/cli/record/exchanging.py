"""`verbale record export` and `import`: a whole record as lines of JSON, or as tables."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from verbale.cli.record.group import JSON, PLACE, QUIET, opened, say


@click.command()
@PLACE
@click.argument("target", required=False, type=click.Path(path_type=Path))
@click.option("--to", "form", type=click.Choice(["jsonl", "parquet"]), default="jsonl", show_default=True)
@click.option(
    "--sees",
    type=click.Choice(["general", "limited", "restricted"]),
    default="restricted",
    show_default=True,
    help="Highest distribution class that goes out.",
)
@click.option("--without-sources", is_flag=True, help="Leave the source files out of the lines.")
@QUIET
def export(place: str, target: Path | None, form: str, sees: str, without_sources: bool, quiet: bool) -> None:
    """Write the record to TARGET.

    Lines of JSON that can be imported again, or a folder of Parquet tables.
    """
    from verbale.record.access import classes_up_to
    from verbale.record.exchange import lines

    kept, classes = opened(place), classes_up_to(sees)
    if form == "parquet":
        if target is None:
            raise click.UsageError("Give a folder for the tables.")
        try:
            from verbale.record.exchange import tables
        except ImportError as missing:
            raise click.ClickException(f"Install verbale[parquet] ({missing.name} is missing).") from missing
        counts = tables.write(kept, target, classes)
        if not quiet:
            click.echo(", ".join(f"{count} {name}" for name, count in counts.items()) + ".", err=True)
        return
    if target is None:
        for line in lines.exported(kept, classes, sources=not without_sources):
            sys.stdout.buffer.write(line)
        return
    count = lines.write(kept, target, classes, sources=not without_sources)
    if not quiet:
        click.echo(f"{count} documents in {target}.", err=True)


@click.command("import")
@PLACE
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@QUIET
@JSON
def import_(place: str, source: Path, quiet: bool, as_json: bool) -> None:
    """Take the lines of an exported record in. What the record holds already stays as it is."""
    from verbale.record.exchange import lines
    from verbale.record.search import open_index

    kept = opened(place, new=True)
    try:
        count, known = lines.imported(kept, source)
    except ValueError as fault:
        raise click.ClickException(str(fault)) from fault
    open_index(kept).update()
    if not quiet:
        say(as_json, {"kept": count, "known": known}, f"{count} kept, {known} known before.")
