"""What the commands of the record share: where it is, how it is opened, how they answer programs."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from verbale.record import Record

PLACE = click.option(
    "--record", "place", envvar="VERBALE_RECORD", default="record", show_default=True, help="Folder or postgresql://…"
)
QUIET = click.option("--quiet", is_flag=True, help="Say only what went wrong.")
JSON = click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for programs.")
CLUSTER = click.option("--cluster", metavar="ADDRESS", help="Read on a Dask cluster, tcp://HOST:PORT.")


class Careful(click.Group):
    """Commands that tell what a database refuses in one sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a full disk, a lost server or a damaged file become a sentence and status 3."""
        try:
            return super().invoke(ctx)
        except ImportError as missing:
            if missing.name and missing.name.partition(".")[0] != "verbale":
                sentence = f"Install verbale[record] to keep documents ({missing.name} is missing)."
                raise click.ClickException(sentence) from missing
            raise
        except Exception as fault:
            told = _sentence(fault)
            if told is None:
                raise
            click.echo(told, err=True)
            sys.exit(3)


def _sentence(fault: Exception) -> str | None:
    """What a fault of the database means; None for any other fault."""
    from sqlalchemy.exc import DBAPIError

    if not isinstance(fault, DBAPIError):
        return None
    reason = (str(fault.orig).strip() or type(fault.orig).__name__).splitlines()[0]
    advice = {"full": "make room on the disk", "locked": "wait for the other writer to end"}
    todo = next((what for word, what in advice.items() if word in reason), "see whether its disk or server is well")
    return f"The record cannot be used ({reason}): {todo}, then run the same command again; nothing is half done."


@click.group(cls=Careful)
def record() -> None:
    """Keep, find, judge and check documents in a record."""


def opened(place: str, *, new: bool = False) -> Record:
    """The record, or a plain sentence why it cannot be opened; only adding makes a new one."""
    from verbale.record import open_record

    folder = Path(place)
    if not new and "://" not in place and not any((folder / name).exists() for name in ("record.db", "verbale.toml")):
        raise click.ClickException(f"There is no record at {place}: make one with `verbale record add`.")
    try:
        return open_record(place)
    except ValueError as fault:
        raise click.ClickException(str(fault)) from fault


def say(as_json: bool, values: Mapping[str, object], text: str) -> None:
    """One answer, for people or for programs."""
    import msgspec

    click.echo(msgspec.json.encode(values).decode() if as_json else text)
