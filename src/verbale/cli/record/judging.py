"""`verbale record judge`: what a person finds right or wrong in a reading."""

from __future__ import annotations

import click

from verbale.cli.record.group import JSON, PLACE, opened, say


@click.command()
@PLACE
@click.argument("symbol")
@click.argument("subject", required=False)
@click.argument("verdict", required=False, type=click.Choice(["right", "wrong", "unsure"]))
@click.option("--at", "address", default="", help="Address of the paragraph, as annex-1/8.")
@click.option("--language", default="", help="Two letters: which version the paragraph stands in.")
@click.option("--value", help="What is right instead: an identifier, attitude=NAME holder=ID, or a fact.")
@click.option("--as", "author", default="", help="Who judges.")
@JSON
def judge(
    place: str,
    symbol: str,
    subject: str | None,
    verdict: str | None,
    address: str,
    language: str,
    value: str | None,
    author: str,
    as_json: bool,
) -> None:
    """Say whether the SUBJECT in document SYMBOL is right.

    Without SUBJECT, show what was said.

    SUBJECT is mention:START-END, position:START-END (characters of the paragraph --at) or field:NAME.
    """
    import msgspec

    from verbale.record.keeping.judgements import Judgement
    from verbale.record.search import open_index
    from verbale.record.store import now

    kept = opened(place)
    if subject is None:
        for one in kept.judgements(symbol):
            line = f"{one.key}/{one.address}\t{one.subject}\t{one.verdict}\t{one.value or ''}\t{one.author}\t{one.at}"
            say(as_json, msgspec.to_builtins(one), line)
        return
    if verdict is None:
        raise click.UsageError("Say right, wrong or unsure after the subject.")
    given = {"key": symbol, "language": language, "address": address, "subject": subject, "verdict": verdict}
    try:
        said = kept.judge(msgspec.convert({**given, "value": value, "author": author, "at": now()}, Judgement))
    except ValueError as fault:
        raise click.ClickException(str(fault)) from fault
    open_index(kept).update()
    say(as_json, msgspec.to_builtins(said), f"{said.subject} of {said.key} is {said.verdict}, says {said.author}.")
