"""`verbale record add` and `reread`: sources read in parallel and kept by one writer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from verbale.cli.record.group import CLUSTER, JSON, PLACE, QUIET, opened, say

if TYPE_CHECKING:
    from verbale.record import Record
    from verbale.record.filling.many import Filled, Reading

WORKERS = click.option("--jobs", "workers", type=click.IntRange(1), help="Processes; by default one a core.")


@click.command()
@PLACE
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@WORKERS
@CLUSTER
@QUIET
@JSON
def add(
    place: str, sources: tuple[str, ...], workers: int | None, cluster: str | None, quiet: bool, as_json: bool
) -> None:
    """Read each SOURCE and keep it.

    A source is a file, a folder, a ZIP archive, or - for what is piped in.

    What the record holds already is not read again, so after a stop the same command goes on where it was.
    """
    from verbale.batch import jobs_of
    from verbale.cli.read import with_progress
    from verbale.record.filling.many import fill

    kept_in = opened(place, new=True)
    jobs = list(jobs_of(sources))
    outcomes = fill(kept_in, jobs, reading=_reading(workers, cluster))
    kept, known, refused = _counted(with_progress(outcomes, len(jobs), quiet=quiet))
    _index(kept_in)
    if not quiet:
        values = {"kept": kept, "known": known, "refused": refused}
        say(as_json, values, f"{kept} kept, {known} known before, {refused} refused.")
    raise SystemExit(3 if refused else 0)


@click.command()
@PLACE
@click.option("--all", "everything", is_flag=True, help="Also what this edition of the program has read already.")
@WORKERS
@CLUSTER
@QUIET
@JSON
def reread(place: str, everything: bool, workers: int | None, cluster: str | None, quiet: bool, as_json: bool) -> None:
    """Read every source again with newer knowledge.

    Addresses and judgements stay.

    Only what another edition of the program read, so that after a stop the same command goes on where it was.
    """
    from verbale.cli.read import with_progress
    from verbale.record.edition import edition
    from verbale.record.filling.rereading import reread as read_again

    kept_in = opened(place)
    total = len(kept_in.files(not_read_by=None if everything else edition()))
    outcomes = read_again(kept_in, everything=everything, reading=_reading(workers, cluster))
    read, _, refused = _counted(with_progress(outcomes, total, quiet=quiet), known=False)
    _index(kept_in)
    if not quiet:
        say(as_json, {"read": read, "refused": refused}, f"{read} read again, {refused} refused.")
    raise SystemExit(3 if refused else 0)


def _counted(outcomes: Iterator[Filled], *, known: bool = True) -> tuple[int, int, int]:
    """How many sources were kept, known before, refused; refusals are told as they come."""
    counts = [0, 0, 0]
    for filled in outcomes:
        if filled.kept is None:
            click.echo(f"{filled.job.name}: {filled.refusal}", err=True)
            counts[2] += 1
        else:
            counts[1 if known and filled.kept.known else 0] += 1
    return counts[0], counts[1], counts[2]


def _reading(workers: int | None, cluster: str | None) -> Reading:
    """Where sources are read: in processes here, or on a cluster."""
    from verbale.record.filling.many import read_here

    if cluster is None:
        return read_here(workers)
    from verbale.record.filling.cluster import read_on

    try:
        return read_on(cluster)
    except (ValueError, ImportError) as fault:
        raise click.ClickException(str(fault)) from fault


def _index(record: Record) -> None:
    """Bring the search index up to date."""
    from verbale.record.search import open_index

    open_index(record).update()
