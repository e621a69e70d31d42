"""`verbale record watch`: saved searches, watched holders, and what is new of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from verbale.cli.record.group import JSON, PLACE, opened, say

if TYPE_CHECKING:
    from verbale.record.search.watching import Alert

EVERYBODY = ("general", "limited", "restricted")
"""Whoever can open the record's files sees all of it."""


@click.group()
def watch() -> None:
    """Save searches, watch holders, and see what is new."""


@watch.command()
@PLACE
@click.argument("name")
@click.argument("question", nargs=-1)
@click.option("--holder", metavar="ID", help="Watch the positions of this holder instead, as state/kz.")
@click.option("--as", "author", default="", help="Who watches.")
@JSON
def add(place: str, name: str, question: tuple[str, ...], holder: str | None, author: str, as_json: bool) -> None:
    """Watch a QUESTION under a NAME from now on.

    `name:org/csto` watches for a name.
    """
    import msgspec

    from verbale.record.search.watching import Watch
    from verbale.record.search.watching import watch as save

    if bool(question) == bool(holder):
        raise click.UsageError("Give either a question or --holder.")
    wanted = Watch(
        name=name, sort="holder" if holder else "question", asked=holder or " ".join(question), author=author
    )
    try:
        made = save(opened(place), wanted)
    except ValueError as fault:
        raise click.ClickException(str(fault)) from fault
    say(as_json, msgspec.to_builtins(made), f"Watching {made.name}: {made.asked}")


@watch.command("list")
@PLACE
@JSON
def list_(place: str, as_json: bool) -> None:
    """Show what is watched."""
    import msgspec

    from verbale.record.search.watching import watches

    for one in watches(opened(place)):
        say(as_json, msgspec.to_builtins(one), f"{one.name}\t{one.sort}\t{one.asked}\t{one.author}\t{one.looked}")


@watch.command()
@PLACE
@click.argument("names", nargs=-1)
@click.option("--keep", is_flag=True, help="Show the same again next time.")
@JSON
def look(place: str, names: tuple[str, ...], keep: bool, as_json: bool) -> None:
    """Show what is new since the last look.

    Of all watches, or those of some NAMES.
    """
    import msgspec

    from verbale.record.search.watching import look as news
    from verbale.record.search.watching import watches

    kept = opened(place)
    try:
        for name in names or [one.name for one in watches(kept)]:
            for alert in news(kept, name, distributions=EVERYBODY, keep=keep):
                say(as_json, msgspec.to_builtins(alert), _line(alert))
    except ValueError as fault:
        raise click.ClickException(str(fault)) from fault


def _line(alert: Alert) -> str:
    """An alert as a line: watch, place, languages, and for a holder what changed."""
    place = f"{alert.watch}\t/{alert.key}/{alert.address}\t{','.join(alert.languages)}"
    if alert.about is None:
        return place
    return f"{place}\t{alert.about}\t{','.join(alert.before) or '-'} → {','.join(alert.after)}"


@watch.command()
@PLACE
@click.argument("name")
def remove(place: str, name: str) -> None:
    """Watch NAME no more."""
    from verbale.record.search.watching import forget

    if not forget(opened(place), name):
        raise click.ClickException(f"There is no watch named {name}: see `verbale record watch list`.")
    click.echo(f"{name} is watched no more.")
