"""`verbale resolve`: what the names, symbols, dates and places of paragraphs in a few words lead to."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

import click

from verbale.tongues.files import TONGUES

if TYPE_CHECKING:
    from verbale.model.mention import Mention


class Answer(NamedTuple):
    """One name: what it leads to, the likeliest first, and the English names of what the authority files know."""

    text: str
    type: str
    ids: list[str]
    names: list[str]
    pinpoint: str | None
    score: float
    rule: str


@click.command()
@click.argument("text")
@click.option("--language", type=click.Choice(TONGUES), help="Language of the text; else all six are tried.")
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def resolve(text: str, language: str | None, machine: bool) -> None:
    """Say what each name in TEXT leads to.

    Names, symbols, dates and paragraphs of other documents, as they would be linked in a paragraph of a document. A
    line each: the words, what they lead to, its English name, the rule. Exit status 1 when nothing is known.
    """
    import msgspec

    spoken = (language,) if language else TONGUES
    by_tongue = {each: [mention for mention in _mentions(text, each) if _targets(mention)] for each in spoken}
    best = max(spoken, key=lambda each: sum(mention.end - mention.start for mention in by_tongue[each]))
    rows = [_row(mention) for mention in by_tongue[best]]
    if machine:
        named = [row._asdict() for row in rows]
        click.echo(msgspec.json.encode({"language": best if rows else language, "names": named}))
    else:
        for row in rows:
            places = [f"{each} {row.pinpoint or ''}".strip() for each in row.ids]
            click.echo(f"{row.text}\t{' or '.join(places)}\t{' or '.join(row.names)}\t{row.rule}")
    if not rows:
        click.echo("No name known: try its full form, or add it with verbale authority new.", err=True)
        sys.exit(1)


def _mentions(text: str, language: str) -> tuple[Mention, ...]:
    """Mentions of a text that is the one paragraph of a document."""
    from verbale.model.dossier import Block, Component, Document, Dossier
    from verbale.model.reading import Source
    from verbale.naming import name

    only = Block(address="p-1", role="paragraph", text=text)
    main = Component(address="", kind="document", language=language, blocks=(only,))
    source = Source(name="", sha256="", media_type="text/plain", characters=len(text))
    return name(Dossier(source=source, document=Document(language=language), components=(main,))).mentions


def _targets(mention: Mention) -> list[str]:
    """What a mention leads to, the likeliest first."""
    first = [mention.target] if mention.target else []
    return [*first, *(each.target for each in mention.candidates if each.target != mention.target)]


def _row(mention: Mention) -> Answer:
    """A mention as a row of the answer."""
    from verbale.authority import open_authority

    ids = _targets(mention)
    entries = [entry for entry in map(open_authority().entry, ids) if entry is not None]
    names = [next(iter((*said.full, *said.short, *said.weak)), "") for e in entries if (said := e.names.get("en"))]
    return Answer(mention.text, mention.type, ids, names, mention.pinpoint, mention.score, mention.rule)
