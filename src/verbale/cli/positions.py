"""`verbale positions`: who holds what on what, as a table, CSV or JSON, with filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verbale.model.dossier import Dossier
    from verbale.model.position import Position

COLUMNS = ("document", "language", "at", "holder", "attitude", "force", "addressee", "about", "topics", "cue", "quote")
PLOVER = ("document", "at", "actor", "recipient", "event", "attitude", "quote")


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="FILE…")
@click.option("--to", "form", type=click.Choice(["table", "csv", "json", "plover"]), default="table", help="Format.")
@click.option("--holder", help="Only positions of this holder (an identifier, state/kz).")
@click.option("--attitude", help="Only this attitude (welcome, concern …).")
@click.option("--about", help="Only positions about this (instrument/npt, topic/disarmament).")
@click.option("--explain", is_flag=True, help="Show the rule and the words it matched.")
def positions(
    sources: tuple[str, ...], form: str, holder: str | None, attitude: str | None, about: str | None, explain: bool
) -> None:
    """Show who takes which position on what in each FILE.

    With the words as evidence.
    """
    from verbale.journey import read

    rows: list[dict[str, Any]] = []
    for source in sources:
        dossier = read(source)
        for one in dossier.positions:
            wanted = (holder is None or holder in one.holder) and (attitude is None or attitude == one.attitude)
            if wanted and (about is None or about in (*one.about, *one.topics)):
                rows.append(_plover(dossier, one) if form == "plover" else _row(dossier, one, explain))
    _write(rows, form, PLOVER if form == "plover" else (*COLUMNS, *(("rule",) if explain else ())))


def _row(dossier: Dossier, one: Position, explain: bool) -> dict[str, Any]:
    """One position as a row."""
    row = {
        "document": dossier.document.symbol or dossier.source.name,
        "language": dossier.document.language,
        "at": one.at,
        "holder": " ".join(one.holder),
        "attitude": ("not " if one.negated else "") + one.attitude,
        "force": round(one.force, 2),
        "addressee": " ".join(one.addressee),
        "about": " ".join(one.about),
        "topics": " ".join(one.topics),
        "cue": one.cue.text,
        "quote": one.quote,
    }
    return {**row, "rule": one.rule} if explain else row


def _plover(dossier: Dossier, one: Position) -> dict[str, Any]:
    """One position in PLOVER's terms; attitudes PLOVER has no event for leave it empty."""
    from verbale.positions.lexicon import attitudes

    return {
        "document": dossier.document.symbol or dossier.source.name,
        "at": one.at,
        "actor": " ".join(one.holder),
        "recipient": " ".join(one.addressee),
        "event": attitudes()[one.attitude].plover or "",
        "attitude": one.attitude,
        "quote": one.quote,
    }


def _write(rows: list[dict[str, Any]], form: str, columns: tuple[str, ...]) -> None:
    """Rows as a table for people, or as CSV or JSON lines for programs."""
    import sys

    if form == "json":
        import msgspec

        for row in rows:
            click.echo(msgspec.json.encode(row).decode())
    elif form in {"csv", "plover"}:
        import csv

        writer = csv.DictWriter(sys.stdout, columns)
        writer.writeheader()
        writer.writerows(rows)
    else:
        for line in _lines(rows):
            click.echo(line)


def _lines(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Two lines a position: who, what, on what; then the evidence."""
    for row in rows:
        subject = " ".join(part for part in (row["about"], row["topics"]) if part) or "?"
        yield f"{row['document']} {row['at']}: {row['holder'] or '?'} — {row['attitude']} {row['force']} — {subject}"
        yield f"    “{row['quote'][:160]}”{'  by ' + row['rule'] if 'rule' in row else ''}"
