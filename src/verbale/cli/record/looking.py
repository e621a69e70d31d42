"""`verbale record list`, `show` and `search`: what a record holds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from verbale.cli.record.group import JSON, PLACE, opened, say

if TYPE_CHECKING:
    from verbale.model.dossier import Dossier
    from verbale.record import Record

EVERYBODY = ("general", "limited", "restricted")
"""Whoever can open the record's files sees all of it."""


@click.command("list")
@PLACE
@click.option("--wanted", is_flag=True, help="Show instead what is cited and not held, the most cited first.")
@JSON
def list_(place: str, wanted: bool, as_json: bool) -> None:
    """Show every document of the record, a line a language."""
    import msgspec

    from verbale.record.asking.relations import open_references

    kept = opened(place)
    if wanted:
        for symbol, places in open_references(kept):
            say(as_json, {"symbol": symbol, "places": places}, f"{symbol}\t{places}")
        return
    for one in kept.listed():
        if as_json:
            click.echo(msgspec.json.encode(one._asdict()).decode())
        else:
            click.echo(f"{one.key}\t{one.language}\t{one.kind}\t{one.date or ''}\t{one.title or ''}")


@click.command()
@PLACE
@click.argument("symbol")
@click.option("--language", help="Two letters; any language where it is left out.")
@click.option("--to", "form", default="summary", help="summary, json, akn, html, md or text.")
@click.option("--relations", is_flag=True, help="Show what it leads to and what leads to it instead.")
def show(place: str, symbol: str, language: str | None, form: str, relations: bool) -> None:
    """Show the document that has or had this SYMBOL."""
    from verbale.cli.rendering import render

    kept = opened(place)
    dossier = _dossier(kept, symbol, language)
    if relations:
        _relations(kept, symbol)
        return
    try:
        content = render(form, dossier)
    except KeyError as unknown:
        raise click.ClickException(
            f"There is no format {form}: take summary, json, akn, html, md or text."
        ) from unknown
    sys.stdout.buffer.write(content.rstrip(b"\n") + b"\n")


def _dossier(kept: Record, symbol: str, language: str | None) -> Dossier:
    """A dossier, or a sentence that says what there is."""
    dossier = kept.dossier(symbol, language)
    if dossier is None and language is not None and kept.dossier(symbol) is not None:
        held = ", ".join(one.language for one in kept.listed() if one.key == kept.key(symbol))
        raise click.ClickException(f"The record holds {symbol} in {held}, not in {language}.")
    if dossier is None:
        raise click.ClickException(f"The record holds no {symbol}: see `verbale record list`.")
    return dossier


def _relations(kept: Record, symbol: str) -> None:
    """Relations both ways, a line each: kind, from where, to where, whether the record holds it."""
    from verbale.record.asking.relations import leading_from, leading_to

    for one in leading_from(kept, symbol):
        state = "" if one.held else "\topen"
        click.echo(f"{one.kind}\t/{one.language}/{one.key}/{one.address}\t/{one.target}{state}")
    for one in leading_to(kept, symbol):
        click.echo(f"{one.kind}\t/{one.language}/{one.key}/{one.address}\t/{one.target}")


@click.command()
@PLACE
@click.argument("question", nargs=-1, required=True)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000))
@JSON
def search(place: str, question: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find paragraphs.

    The language of questions: docs/record.md.
    """
    import msgspec

    from verbale.record.search import QuestionError, open_index

    kept = opened(place)
    try:
        found = open_index(kept).ask(" ".join(question), limit=limit, distributions=EVERYBODY)
    except QuestionError as fault:
        raise click.ClickException(str(fault)) from fault
    if as_json:
        hits = [{**msgspec.structs.asdict(hit), "text": kept.text(hit.id)} for hit in found.hits]
        click.echo(msgspec.json.encode({"total": found.total, "hits": hits, "counts": found.counts}).decode())
        return
    click.echo(f"{found.total} paragraphs")
    for hit in found.hits:
        click.echo(f"/{hit.language}/{hit.key}/{hit.address}\t{kept.text(hit.id)[:160]}")
