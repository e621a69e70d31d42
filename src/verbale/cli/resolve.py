"""`verbale resolve`: what the names in a text lead to."""

from __future__ import annotations

import sys

import click


@click.command()
@click.argument("text")
@click.option("--language", help="Language of the text (ar, en, es, fr, ru, zh); else all six are tried.")
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def resolve(text: str, language: str | None, machine: bool) -> None:
    """Say what each name in TEXT leads to. Exit status 1 when nothing is known."""
    import msgspec

    from verbale.authority import open_authority
    from verbale.tongues import TONGUES

    book = open_authority()
    spoken = (language,) if language else TONGUES
    by_tongue = {each: book.find(text, each) for each in spoken}
    best = max(spoken, key=lambda each: sum(hit.end - hit.start for hit in by_tongue[each]))
    rows = []
    for hit in by_tongue[best]:
        entries = [entry for entry in map(book.entry, hit.ids) if entry is not None]
        shown = [next(iter((*n.full, *n.short, *n.weak)), "") for e in entries if (n := e.names.get("en"))]
        rows.append({"text": text[hit.start : hit.end], "form": hit.form, "ids": list(hit.ids), "names": shown})
    if machine:
        click.echo(msgspec.json.encode({"language": best, "names": rows}))
    else:
        for row in rows:
            click.echo(f"{row['text']}\t{' or '.join(row['ids'])}\t{' or '.join(row['names'])}\t{row['form']}")
    if not rows:
        click.echo("No name known: try its full form, or add it with verbale authority new.", err=True)
        sys.exit(1)
