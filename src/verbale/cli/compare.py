"""`verbale compare`: what two texts say differently, paragraph by paragraph."""

from __future__ import annotations

import click

SIGNS = {"same": "=", "reworded": "~", "stronger": "▲", "weaker": "▼", "changed": "≠", "new": "+", "dropped": "-"}


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--all", "everything", is_flag=True, help="Show paragraphs that stay the same too.")
def compare(old: str, new: str, as_json: bool, everything: bool) -> None:
    """Show what NEW says differently from OLD.

    Paragraphs that are stronger, weaker, new, dropped, moved.
    """
    import msgspec

    from verbale.journey import read
    from verbale.positions.compare import Change
    from verbale.positions.compare import compare as compare_texts

    changes = [
        change for change in compare_texts(read(old), read(new)) if everything or change.kind != "same" or change.moved
    ]

    def said(change: Change) -> str:
        verbs = f": “{change.old_attitude}” → “{change.new_attitude}”" if change.old_attitude else ""
        place = f"{change.old or '·'} → {change.new or '·'}{' (moved)' if change.moved else ''}"
        wording = "".join(
            {"kept": piece.text, "added": f"[+{piece.text}+]", "removed": f"[-{piece.text}-]"}[piece.kind]
            for piece in change.pieces
        )
        return f"{SIGNS[change.kind]} {change.kind:<9} {place}{verbs}\n    {wording}"

    for change in changes:
        click.echo(msgspec.json.encode(change).decode() if as_json else said(change))
