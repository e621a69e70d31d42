"""`verbale read`: read documents and show or write what was found."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from verbale.batch import Job, Outcome

T = TypeVar("T")

ENDINGS = {
    "json": ".json",
    "jsonl": ".json",
    "akn": ".akn.xml",
    "html": ".html",
    "md": ".md",
    "text": ".txt",
    "docx": ".docx",
    "pdf": ".pdf",
    "summary": ".summary.txt",
}
FILES = ("docx", "pdf")
"""Formats that are files and no text: they go into a folder or a pipe, byte by byte."""


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option(
    "--to", "form", type=click.Choice(list(ENDINGS)), help="Format; without it a summary on a terminal, JSON in a pipe."
)
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write one file a document here and show summaries.",
)
@click.option("--explain", is_flag=True, help="Show which rule decided what.")
@click.option("--strict", is_flag=True, help="Exit with status 1 when a finding is an error.")
@click.option("--jobs", "workers", type=click.IntRange(1), help="Processes; by default one a core.")
@click.option("--quiet", is_flag=True, help="No progress bar and no summaries.")
def read(
    sources: tuple[str, ...],
    form: str | None,
    folder: Path | None,
    explain: bool,
    strict: bool,
    workers: int | None,
    quiet: bool,
) -> None:
    """Read each SOURCE and show or write what was found.

    A source is a file, a folder, a ZIP archive, or - for what is piped in.

    Exit status: 0 good, 1 findings of level error under --strict, 3 when a source could not be read.
    """
    from verbale.batch import jobs_of

    jobs = list(jobs_of(sources))
    if folder is not None:
        status = _write(jobs, folder, form or "html", workers, quiet)
    else:
        if form in FILES and (sys.stdout.isatty() or len(jobs) > 1):
            raise click.UsageError(f"A {form} is a file: give --out FOLDER.")
        wanted = form or ("summary" if sys.stdout.isatty() else "json" if len(jobs) == 1 else "jsonl")
        status = _show(jobs, "explain" if explain else wanted, workers, quiet)
    unread, errors = status
    sys.exit(3 if unread else 1 if strict and errors else 0)


def _show(jobs: list[Job], form: str, workers: int | None, quiet: bool) -> tuple[int, int]:
    """Write the asked format to standard output; returns how many were not read and how many findings are errors."""
    unread = errors = 0
    for outcome in _outcomes(jobs, form, workers, quiet):
        unread += outcome.code is not None
        errors += outcome.errors
        if outcome.code is None:
            sys.stdout.buffer.write(outcome.content if form in FILES else outcome.content.rstrip(b"\n") + b"\n")
        elif form == "jsonl":
            sys.stdout.buffer.write(_refusal(outcome) + b"\n")
        else:
            click.echo(outcome.text, err=True)
        sys.stdout.buffer.flush()
    return unread, errors


def _write(jobs: list[Job], folder: Path, form: str, workers: int | None, quiet: bool) -> tuple[int, int]:
    """Write one file a document into the folder, show a summary of each, skip what an earlier run has written."""
    from verbale.cli.output import Output

    output = Output(folder, ENDINGS[form])
    waiting = [job for job in jobs if not output.has(job)]
    if len(waiting) < len(jobs) and not quiet:
        click.echo(
            f"{len(jobs) - len(waiting)} of {len(jobs)} were read before; remove {folder} to read them again.", err=True
        )
    unread = errors = 0
    for outcome in _outcomes(waiting, f"summary+{form}", workers, quiet):
        unread += outcome.code is not None
        errors += outcome.errors
        if outcome.code is not None:
            click.echo(outcome.text, err=True)
            continue
        summary, _, content = outcome.content.partition(b"\0")
        path = output.write(outcome.job, content)
        if not quiet:
            click.echo(summary.decode("utf-8"))
            click.echo(f"  → {path}\n")
    return unread, errors


def _outcomes(jobs: list[Job], form: str, workers: int | None, quiet: bool) -> Iterator[Outcome]:
    """Read the jobs with a progress bar on a terminal."""
    from functools import partial

    from verbale.batch import read_many
    from verbale.cli.rendering import render

    count = min(workers or 2**10, len(jobs)) if len(jobs) == 1 else workers
    outcomes = read_many(jobs, partial(render, form), workers=count)
    yield from with_progress(outcomes, len(jobs), quiet=quiet)


def with_progress(outcomes: Iterable[T], total: int, *, quiet: bool) -> Iterator[T]:
    """The same outcomes, counted on a bar with rate and time left where a person watches."""
    if total < 2 or quiet or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """Documents a second."""

        def render(self, task: Task) -> Text:
            """The rate as text, empty until there is one."""
            return Text(f"{task.speed:.1f}/s" if task.speed else "")

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)
        for outcome in outcomes:
            bar.advance(task)
            yield outcome


def _refusal(outcome: Outcome) -> bytes:
    """The line of a batch for a source that could not be read."""
    import msgspec

    return msgspec.json.encode(
        {"source": {"name": outcome.job.name}, "error": {"code": outcome.code, "text": outcome.text}}
    )
