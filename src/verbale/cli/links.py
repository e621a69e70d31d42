"""`verbale links`: every name, symbol and date of documents as a table."""

from __future__ import annotations

import csv
import io
import sys

import click

COLUMNS = ("source", "at", "start", "end", "text", "type", "target", "pinpoint", "score", "rule", "candidates")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--to", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.option("--type", "kinds", multiple=True, help="Only mentions of this type; may be given again.")
@click.option("--open", "unresolved", is_flag=True, help="Only references that lead nowhere yet.")
def links(files: tuple[str, ...], form: str, kinds: tuple[str, ...], unresolved: bool) -> None:
    """List what the names in each FILE lead to. Exit status 3 when a file could not be read."""
    import msgspec

    from verbale.journey import read
    from verbale.reading import Unreadable

    rows: list[dict[str, object]] = []
    status = 0
    for file in files:
        try:
            dossier = read(file)
        except Unreadable as fault:
            click.echo(str(fault), err=True)
            status = 3
            continue
        for mention in dossier.mentions:
            if (not kinds or mention.type in kinds) and (not unresolved or mention.target is None):
                row = msgspec.to_builtins(mention)
                row["candidates"] = " ".join(each.target for each in mention.candidates)
                rows.append({"source": dossier.source.name, **{key: row[key] for key in COLUMNS[1:]}})
    if form == "json":
        click.echo(msgspec.json.encode(rows))
    elif form == "csv":
        click.echo(_csv(rows), nl=False)
    else:
        for row in rows:
            called = [row["source"]] if len(files) > 1 else []
            shown = [*called, row["at"] or "-", row["text"], row["target"] or "?", row["type"], row["rule"]]
            click.echo("\t".join(map(str, shown)))
    sys.exit(status)


def _csv(rows: list[dict[str, object]]) -> str:
    """Rows as CSV text."""
    table = io.StringIO()
    writer = csv.DictWriter(table, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return table.getvalue()
