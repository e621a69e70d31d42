"""`verbale record remove` and `verify`: what goes, and whether the rest is whole."""

from __future__ import annotations

import click

from verbale.cli.record.group import JSON, PLACE, opened, say


@click.command()
@PLACE
@click.argument("symbol")
@JSON
def remove(place: str, symbol: str, as_json: bool) -> None:
    """Remove a document with all its languages and files. What people judged of it stays, and its old addresses."""
    from verbale.record.search import open_index

    kept = opened(place)
    count = kept.remove(symbol)
    if not count:
        raise click.ClickException(f"The record holds no {symbol}: see `verbale record list`.")
    open_index(kept).update()
    say(as_json, {"files": count}, f"{count} files removed.")


@click.command()
@PLACE
@click.option("--sweep", is_flag=True, help="Also remove files that a stopped run left and nothing names.")
@JSON
def verify(place: str, sweep: bool, as_json: bool) -> None:
    """Check sources and dossiers.

    Every source must be whole, every dossier complete. Exit status 1 where something is wrong.
    """
    from verbale.record.filling.verifying import faults
    from verbale.record.keeping.holding import loose

    kept = opened(place)
    found = []
    for fault in faults(kept):
        found.append(fault)
        click.echo(fault, err=True)
    swept = 0
    if sweep:
        with kept.engine.connect() as connection:
            for digest in loose(connection, kept.sources):
                kept.sources.drop(digest)
                swept += 1
    values = {"faults": found, "files": len(kept.files()), "swept": swept}
    say(as_json, values, f"{len(found)} faults." + (f" {swept} files that nothing names removed." if sweep else ""))
    raise SystemExit(1 if found else 0)
