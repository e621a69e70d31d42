"""`verbale concord`: whether language versions of one document say the same."""

from __future__ import annotations

import click


@click.command()
@click.argument("versions", nargs=-1, required=True, metavar="FILE FILE…")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def concord(versions: tuple[str, ...], as_json: bool) -> None:
    """Show where the other FILEs depart from the first.

    In paragraphs, numbers, dates, symbols, notes, attitudes.

    Exit status 1 when they do.
    """
    import msgspec

    from verbale.journey import read
    from verbale.positions.concord import concord as compare_versions

    if len(versions) < 2:
        raise click.UsageError("Give two or more versions of one document.")
    found = compare_versions([read(version) for version in versions])
    for one in found:
        if as_json:
            click.echo(msgspec.json.encode(one).decode())
        else:
            click.echo(f"{one.language} {one.at}: {one.kind}: “{one.expected}” → “{one.found}”")
    if not as_json:
        click.echo(f"{len(found)} differences.")
    raise SystemExit(1 if found else 0)
