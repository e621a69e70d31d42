"""`verbale desk draft`: a note verbale, a letter or a request for circulation as Word files."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import click

from verbale.cli.desk.group import desk


@desk.command()
@click.argument("kind", type=click.Choice(["note-verbale", "letter", "request"]))
@click.option("--state", required=True, help="Who sends it, such as state/uy.")
@click.option("--body", required=True, help="House style of the body addressed: cd, ga, sc, hrc, npt.")
@click.option("--date", help="Date of the communication, YYYY-MM-DD; by default today.")
@click.option("--text", "texts", multiple=True, type=click.Path(exists=True, dir_okay=False), help="A text to annex.")
@click.option("--language", "languages", multiple=True, help="By default those of the texts, or all.")
@click.option("--circulate/--no-circulate", default=True, help="Whether it asks for circulation as a document.")
@click.option("--items", default="", help="Agenda items, as printed.")
@click.option("--name", default="", help="Who signs a letter.")
@click.option("--function", default="", help="The line under the name.")
@click.option("--about", default="", help="Words for what is transmitted, in place of the titles of the texts.")
@click.option("--out", default="drafts", show_default=True, type=click.Path(file_okay=False, path_type=Path))
def draft(
    kind: str, texts: tuple[str, ...], languages: tuple[str, ...], out: Path, date: str | None, **said: Any
) -> None:
    """Draft a KIND in each language, its texts annexed, as DOCX."""
    from verbale.desk.drafting import Fields
    from verbale.desk.drafting import draft as write
    from verbale.journey import read
    from verbale.renditions.docx import render
    from verbale.tongues.files import TONGUES

    fields = Fields(kind=kind, date=date or datetime.datetime.now(datetime.UTC).date().isoformat(), **said)
    annexed = [read(one) for one in texts]
    spoken = dict.fromkeys(one.document.language or "en" for one in annexed)
    out.mkdir(parents=True, exist_ok=True)
    for language in languages or tuple(spoken) or TONGUES:
        own = [one for one in annexed if one.document.language == language]
        if annexed and not own:
            raise click.ClickException(f"No text in {language} was given: give one, or leave the language out.")
        path = out / f"{kind}.{language}.docx"
        path.write_bytes(render(write(fields, language, own)))
        click.echo(str(path))
