"""`verbale fetch`: bring documents from the official sites by their symbol."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from verbale.fetching import Fetched


@click.command()
@click.argument("symbols", nargs=-1, required=True, metavar="SYMBOL…")
@click.option("--languages", default="en", show_default=True, help="Two letters each, with commas: en,fr,ru.")
@click.option("--out", "folder", type=click.Path(file_okay=False, path_type=Path), help="Folder for the files.")
@click.option("--record", "place", envvar="VERBALE_RECORD", help="Also keep them in this record.")
@click.option("--fresh", is_flag=True, help="Ask again for what was brought before.")
@click.option(
    "--contact", envvar="VERBALE_CONTACT", help="An address told to the sites, so that they can write to you."
)
@click.option("--pause", type=click.FloatRange(0.2), help="Seconds between two questions to one site.")
@click.option(
    "--forms",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Other addresses, in a file shaped as knowledge/fetching.toml.",
)
@click.option("--quiet", is_flag=True, help="Say only what was not had.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for programs.")
def fetch(
    symbols: tuple[str, ...],
    languages: str,
    folder: Path | None,
    place: str | None,
    fresh: bool,
    contact: str | None,
    pause: float | None,
    forms: Path | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Bring each SYMBOL from the official sites, politely.

    This is the only command that uses a network. Exit status 3 when something was not had.
    """
    import msgspec

    from verbale.fetching import Asker, Fetcher, NotFetched, sites

    try:
        known = sites(forms)
    except ValueError as fault:
        raise click.ClickException(str(fault)) from fault
    if pause is not None:
        known = msgspec.structs.replace(known, pause=pause)
    fetcher = Fetcher(known, Asker(known, contact))
    had, missed = [], 0
    for symbol in symbols:
        for language in languages.replace(" ", "").split(","):
            try:
                one = fetcher.fetch(symbol, language, fresh=fresh)
            except NotFetched as fault:
                missed += 1
                click.echo(str(fault), err=True)
                continue
            had.append(one)
            _say(one, _write(one, folder or (None if place else Path())), quiet=quiet, as_json=as_json)
    kept = _keep(had, place) if place and had else True
    sys.exit(3 if missed or not kept else 0)


def _write(one: Fetched, folder: Path | None) -> Path | None:
    """Write a document into the folder, where one is wanted."""
    if folder is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / one.name
    path.write_bytes(one.content)
    return path


def _say(one: Fetched, path: Path | None, *, quiet: bool, as_json: bool) -> None:
    """One line for a document that was had."""
    import msgspec

    if as_json:
        values = {"symbol": one.symbol, "language": one.language, "format": one.format, "url": one.url}
        more = {"bytes": len(one.content), "cached": one.cached, "file": str(path) if path else None}
        click.echo(msgspec.json.encode({**values, **more}).decode())
    elif not quiet:
        where = f" → {path}" if path else ""
        again = ", brought before" if one.cached else ""
        click.echo(f"{one.symbol} {one.language}: {len(one.content)} bytes{again}{where}", err=True)


def _keep(had: list[Fetched], place: str) -> bool:
    """Read the documents and keep them in a record; whether all of them could be."""
    import tempfile

    from verbale.batch import jobs_of
    from verbale.cli.record.group import opened
    from verbale.record.filling.many import fill
    from verbale.record.search import open_index

    record = opened(place, new=True)
    with tempfile.TemporaryDirectory() as folder:
        for one in had:
            (Path(folder) / one.name).write_bytes(one.content)
        refused = [filled for filled in fill(record, jobs_of([folder])) if filled.kept is None]
    for filled in refused:
        click.echo(f"{filled.job.name}: {filled.refusal}", err=True)
    open_index(record).update()
    return not refused
