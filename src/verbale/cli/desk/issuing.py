"""`verbale desk number, issue, correct, embargo, release, derestrict`: the symbol, the documents, who may see them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from verbale.cli.desk.group import CODE, PLACE, REASON, WHO, desk, opened, said


@desk.command()
@PLACE
@WHO
@CODE
@click.option("--first", type=click.IntRange(1), help="Where a new series begins.")
@click.option("--date", help="Date of issue, YYYY-MM-DD; by default today.")
@click.option("--session", help="Session the series counts in, where the style cannot tell it from the date.")
@click.option("--job", help="Job number without the letter of the language, such as 26-01234.")
@click.option("--earlier", help="Symbol under which the same text was issued before; a note says so.")
def number(place: str, who: str, code: str, **printed: Any) -> None:
    """Take the next symbol for an approved communication."""
    from verbale.desk.issue import number as take_number

    click.echo(take_number(opened(place), who, code, **printed))


@desk.command()
@PLACE
@WHO
@CODE
@click.option("--out", type=click.Path(file_okay=False), help="Also write the outputs into this folder.")
def issue(place: str, who: str, code: str, out: str | None) -> None:
    """Issue a numbered communication in every language version."""
    from verbale.desk import issue as issuing
    from verbale.desk.publishing import issued

    office = opened(place)
    for language, form, digest in issuing.issue(office, who, code):
        click.echo(f"{language}\t{form}\t{digest}")
    for language, form, content in issued(office, code) if out else ():
        folder = Path(str(out))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{code.replace('/', '-')}.{language}.{form}").write_bytes(content)


@desk.command()
@PLACE
@WHO
@CODE
@click.argument("child", metavar="CORRECTION")
@click.option("--kind", type=click.Choice(["corr", "add", "rev", "reissue"]), required=True)
@REASON
def correct(place: str, who: str, code: str, child: str, kind: str, reason: str) -> None:
    """Make CORRECTION follow NUMBER, which was issued.

    CORRECTION is a communication just received.
    """
    from verbale.desk.issue import correct as follow

    office = opened(place)
    follow(office, who, code, child, kind, reason)
    said(office, child)


@desk.command()
@PLACE
@WHO
@CODE
@click.option("--until", default="", help="A time with its zone, 2026-03-12T15:00+01:00; none lifts the embargo.")
@REASON
def embargo(place: str, who: str, code: str, until: str, reason: str) -> None:
    """Keep a communication inside the office until a time."""
    from verbale.desk import openness

    office = opened(place)
    click.echo(f"embargo\t{openness.embargo(office, who, code, until, reason)}")
    said(office, code)


@desk.command()
@PLACE
def release(place: str) -> None:
    """Put into the record what was issued and is due.

    That is, whose embargo has passed. Harmless to repeat, made for a clock.
    """
    from verbale.desk.openness import release as release_due

    for symbol in release_due(opened(place)):
        click.echo(symbol)


@desk.command()
@PLACE
@WHO
@CODE
@REASON
def derestrict(place: str, who: str, code: str, reason: str) -> None:
    """Open a limited or restricted document to everybody."""
    from verbale.desk import openness

    office = opened(place)
    openness.derestrict(office, who, code, reason)
    said(office, code)
