"""`verbale record`: keep documents, list them, search them, check that nothing was lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from verbale.record import Record

PLACE = click.option(
    "--record", "place", envvar="VERBALE_RECORD", default="record", show_default=True, help="Folder or postgresql://…"
)


@click.group()
def record() -> None:
    """Keep, find and check documents in a record."""


def _open(place: str, *, new: bool = False) -> Record:
    """The record, or a plain sentence why it cannot be opened; only adding makes a new one."""
    from verbale.record import open_record

    if not new and "://" not in place and not (Path(place) / "record.db").exists():
        raise click.ClickException(f"There is no record at {place}: make one with `verbale record add`.")
    try:
        return open_record(place)
    except ValueError as fault:
        raise click.ClickException(str(fault)) from fault


@record.command()
@PLACE
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--jobs", "workers", type=click.IntRange(1), help="Processes; by default one a core.")
@click.option("--quiet", is_flag=True, help="Say only what was refused.")
def add(place: str, sources: tuple[str, ...], workers: int | None, quiet: bool) -> None:
    """Read each SOURCE and keep it. What the record holds already is not read again."""
    from verbale.batch import jobs_of
    from verbale.cli.read import with_progress
    from verbale.record.filling import fill
    from verbale.record.search.index import SearchIndex

    opened = _open(place, new=True)
    jobs = list(jobs_of(sources))
    refused = kept = known = 0
    for filled in with_progress(fill(opened, jobs, workers=workers), len(jobs), quiet=quiet):
        if filled.kept is None:
            refused += 1
            click.echo(f"{filled.job.name}: {filled.refusal}", err=True)
        else:
            known += filled.kept.known
            kept += not filled.kept.known
    SearchIndex(opened).update()
    if not quiet:
        click.echo(f"{kept} kept, {known} known before, {refused} refused.")
    raise SystemExit(3 if refused else 0)


@record.command("list")
@PLACE
def list_(place: str) -> None:
    """Show every document of the record."""
    for one in _open(place).listed():
        click.echo(f"{one.key}\t{one.language}\t{one.kind}\t{one.date or ''}\t{one.title or ''}")


@record.command()
@PLACE
@click.argument("symbol")
@click.option("--language", help="Two letters; any language where it is left out.")
@click.option("--to", "form", default="summary", help="summary, json, akn, html, md or text.")
def show(place: str, symbol: str, language: str | None, form: str) -> None:
    """Show the document with this SYMBOL."""
    import sys

    from verbale.cli.rendering import render

    dossier = _open(place).dossier(symbol, language)
    if dossier is None:
        raise click.ClickException(f"The record holds no {symbol}: see `verbale record list`.")
    sys.stdout.buffer.write(render(form, dossier) + b"\n")


@record.command()
@PLACE
@click.argument("question", nargs=-1, required=True)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000))
def search(place: str, question: tuple[str, ...], limit: int) -> None:
    """Find paragraphs; see docs/record.md for the language of questions."""
    from verbale.record.search.index import SearchIndex

    opened = _open(place)
    found = SearchIndex(opened).ask(" ".join(question), limit=limit, distributions=("general", "limited", "restricted"))
    click.echo(f"{found.total} paragraphs")
    for hit in found.hits:
        click.echo(f"/{hit.language}/{hit.key}/{hit.address}\t{opened.text(hit.id)[:160]}")


@record.command()
@PLACE
@click.argument("symbol")
def remove(place: str, symbol: str) -> None:
    """Remove a document with all its languages and files."""
    from verbale.record.search.index import SearchIndex

    opened = _open(place)
    count = opened.remove(symbol)
    SearchIndex(opened).update()
    click.echo(f"{count} files removed.")


@record.command()
@PLACE
def verify(place: str) -> None:
    """Check that every source is whole and every dossier complete."""
    faults = list(_open(place).faults())
    for fault in faults:
        click.echo(fault, err=True)
    click.echo(f"{len(faults)} faults.")
    raise SystemExit(1 if faults else 0)


@record.command()
@PLACE
def reread(place: str) -> None:
    """Read every source again with what the program knows now; addresses and judgements stay."""
    from verbale.journey import read
    from verbale.record.search.index import SearchIndex

    opened = _open(place)
    for digest, name in opened.files():
        opened.replace(read(opened.sources.read(digest), name=Path(name).name))
    SearchIndex(opened).rebuild()
    click.echo("All sources were read again.")
