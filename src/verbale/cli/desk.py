"""`verbale desk`: receive, register, check, approve, number, issue and circulate communications."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verbale.cli.record import PLACE

if TYPE_CHECKING:
    from verbale.desk import Desk

WHO = click.option("--as", "who", envvar="VERBALE_PERSON", default="", help="Who acts.")
CODE = click.argument("code", metavar="NUMBER")
REASON = click.option("--reason", required=True, help="Why; it stands in the journal.")


class _Words(click.Group):
    """Commands whose refusals are said in one sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a refusal of the desk or of the reader becomes an error message."""
        from verbale.reading import Unreadable

        try:
            return super().invoke(ctx)
        except (ValueError, KeyError, Unreadable) as fault:
            raise click.ClickException(str(fault)) from fault


@click.group(cls=_Words)
def desk() -> None:
    """Bring a communication from its receipt to its circulation."""


def _open(place: str) -> Desk:
    """The desk of a record."""
    from verbale.desk import open_desk

    return open_desk(place)


def _said(desk_: Desk, code: str) -> None:
    """Tell where a communication stands now."""
    from verbale.desk.states import item

    with desk_.reading() as connection:
        row = item(connection, code)
    click.echo(f"{row.code}\t{row.state}\t{row.symbol or ''}\t{(row.title or '')[:100]}")


def _read(files: tuple[str, ...]) -> Any:
    """Files as the intake takes them."""
    from verbale.desk.intake import incoming

    return incoming([(Path(one).name, Path(one).read_bytes()) for one in files])


@desk.command()
@PLACE
@WHO
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False), metavar="FILE…")
@click.option("--channel", default="file", show_default=True)
@click.option("--style", help="House style; by default that of the body it is addressed to.")
def receive(place: str, who: str, files: tuple[str, ...], channel: str, style: str | None) -> None:
    """Take FILEs in as one communication: language versions, and annexes in files of their own."""
    from verbale.desk import intake

    opened = _open(place)
    code = intake.receive(opened, who, _read(files), channel=channel, style=style)
    _show(opened, code)


@desk.command("list")
@PLACE
@click.option("--state")
def list_(place: str, state: str | None) -> None:
    """Show communications, by register."""
    from verbale.desk.register import listed

    opened = _open(place)
    with opened.reading() as connection:
        codes = [row.code for row in listed(connection, state)]
    for code in codes:
        _said(opened, code)


@desk.command()
@PLACE
@CODE
def show(place: str, code: str) -> None:
    """Show everything about a communication."""
    _show(_open(place), code)


def _show(opened: Desk, code: str) -> None:
    """Fields, files, outputs, and the last entries of the journal."""
    from verbale.desk.journal import entries
    from verbale.desk.register import versions_of
    from verbale.desk.states import item

    with opened.reading() as connection:
        row = item(connection, code)
        for name, value in row._mapping.items():
            if value not in (None, "", "{}"):
                click.echo(f"{name}\t{value}")
        for one in versions_of(connection, row.code):
            click.echo(f"file\t{one.language}\t{one.role}\t{one.name}\t{one.sha256[:12]}")
        for entry in entries(connection, row.code):
            click.echo(f"{entry.at[:19]}\t{entry.who}\t{entry.act}")


@desk.command()
@PLACE
@WHO
@click.argument("code", metavar="NUMBER", required=False)
@click.option("--set", "mended", multiple=True, metavar="FIELD=VALUE", help="Mend what the reader understood.")
@click.option("--year", type=int, help="Of the book.")
def register(place: str, who: str, code: str | None, mended: tuple[str, ...], year: int | None) -> None:
    """Register a communication that was received; without NUMBER, show the register as a book (CSV)."""
    from verbale.desk import intake
    from verbale.desk.book import book

    opened = _open(place)
    if code is None:
        click.echo(book(opened, year), nl=False)
        return
    intake.register(opened, who, code, _pairs(mended))
    _said(opened, code)


def _pairs(given: tuple[str, ...]) -> dict[str, str]:
    """Options `NAME=VALUE` as a table."""
    if any("=" not in one for one in given):
        raise click.UsageError("Write NAME=VALUE.")
    return dict(one.split("=", 1) for one in given)


@desk.command()
@PLACE
@WHO
@CODE
@click.option("--pass", "passed", multiple=True, metavar="CODE=REASON", help="Pass a finding with a reason.")
def check(place: str, who: str, code: str, passed: tuple[str, ...]) -> None:
    """Check a communication; exit status 1 while findings are open."""
    from verbale.desk import checks

    opened = _open(place)
    left = checks.check(opened, who, code, _pairs(passed))
    for one in left:
        click.echo(f"{one.code}@{one.at}\t{one.level}\t{one.text}")
    _said(opened, code)
    raise SystemExit(1 if left else 0)


@desk.command()
@PLACE
@WHO
@CODE
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
def edit(place: str, who: str, code: str, file: str) -> None:
    """Put an edited FILE in place of the text in its language."""
    from verbale.desk import intake

    opened = _open(place)
    intake.edit(opened, who, code, _read((file,))[0])
    _said(opened, code)


@desk.command()
@PLACE
@WHO
@CODE
def approve(place: str, who: str, code: str) -> None:
    """Approve the texts as they were checked."""
    from verbale.desk.issue import approve as approve_texts

    opened = _open(place)
    click.echo(f"texts\t{approve_texts(opened, who, code)}")
    _said(opened, code)


@desk.command()
@PLACE
@WHO
@CODE
@click.option("--first", type=click.IntRange(1), help="Where a new series begins.")
@click.option("--date", help="Date of issue, YYYY-MM-DD; by default today.")
def number(place: str, who: str, code: str, first: int | None, date: str | None) -> None:
    """Take the next symbol for an approved communication."""
    from verbale.desk.issue import number as take_number

    click.echo(take_number(_open(place), who, code, first=first, date=date))


@desk.command()
@PLACE
@WHO
@CODE
@click.option("--out", type=click.Path(file_okay=False), help="Also write the outputs into this folder.")
def issue(place: str, who: str, code: str, out: str | None) -> None:
    """Issue a numbered communication in every language version."""
    from verbale.desk import issue as issuing

    opened = _open(place)
    for language, form, digest in issuing.issue(opened, who, code):
        click.echo(f"{language}\t{form}\t{digest}")
    for language, form, content in issuing.issued(opened, code) if out else ():
        folder = Path(str(out))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{code.replace('/', '-')}.{language}.{form}").write_bytes(content)


@desk.command()
@PLACE
@WHO
@CODE
@click.argument("child", metavar="CORRECTION")
@click.option("--kind", type=click.Choice(["corr", "add", "rev"]), required=True)
@REASON
def correct(place: str, who: str, code: str, child: str, kind: str, reason: str) -> None:
    """Make CORRECTION, a communication just received, follow NUMBER, which was issued."""
    from verbale.desk.issue import correct as follow

    opened = _open(place)
    follow(opened, who, code, child, kind, reason)
    _said(opened, child)


def _closing(act: str, sentence: str) -> Callable[..., None]:
    """A command that does one act with a reason."""

    @desk.command(act, help=sentence)
    @PLACE
    @WHO
    @CODE
    @REASON
    def run(place: str, who: str, code: str, reason: str) -> None:
        from verbale.desk import issue as issuing

        opened = _open(place)
        if act == "void":
            issuing.void(opened, who, code, reason)
        else:
            issuing.close(opened, who, act, code, reason)
        _said(opened, code)

    return run


_closing("return", "Return a communication to its sender.")
_closing("recall", "Take an approval back.")
_closing("void", "Give a symbol up that was not issued.")
_closing("withdraw", "Withdraw what was issued.")


@desk.command()
@PLACE
@WHO
@click.argument("person")
@click.option("--role", "roles", multiple=True, help="May be given several times; none takes all roles away.")
def person(place: str, who: str, person: str, roles: tuple[str, ...]) -> None:
    """Give PERSON roles in the office; the first person named must be an administrator."""
    from verbale.desk.roles import name_person

    name_person(_open(place), who, person, roles)


@desk.command()
@PLACE
@click.argument("code", metavar="NUMBER", required=False)
@click.option("--verify", is_flag=True, help="Test journal, register and files.")
@click.option("--head", is_flag=True, help="Only the digest of the last entry.")
def journal(place: str, code: str | None, verify: bool, head: bool) -> None:
    """Show the journal, of one communication or all."""
    from verbale.desk.journal import entries
    from verbale.desk.journal import head as head_of
    from verbale.desk.verifying import faults

    opened = _open(place)
    if verify:
        found = list(faults(opened))
        for fault in found:
            click.echo(fault, err=True)
        click.echo(f"{len(found)} faults.")
        raise SystemExit(1 if found else 0)
    with opened.reading() as connection:
        if head:
            click.echo(head_of(connection))
            return
        for one in entries(connection, code):
            click.echo(f"{one.id}\t{one.at}\t{one.who}\t{one.act}\t{one.subject}\t{one.detail}\t{one.digest[:12]}")


@desk.command()
@PLACE
@WHO
@CODE
@click.option("--list", "page", type=click.Path(exists=True, dir_okay=False), help="CSV: delegation, address, channel.")
@click.option("--from", "sender", help="Address of the office; needed with --list.")
@click.option("--smtp", metavar="HOST:PORT", help="Send what is queued through this server.")
@click.option("--arrived", multiple=True, metavar="DELEGATION", help="Settle a post that arrived.")
@click.option("--again", multiple=True, metavar="DELEGATION", help="Settle a post that did not arrive: queue it again.")
def circulate(
    place: str, who: str, code: str, page: str | None, sender: str | None, smtp: str | None, **settled: Any
) -> None:
    """Circulate what was issued, one message a delegation, and show the post book."""
    from verbale.desk import circulation

    opened = _open(place)
    if page is not None:
        if not sender:
            raise click.UsageError("Say from which address: --from.")
        addressees = circulation.delegations(Path(page).read_text(encoding="utf-8-sig"))
        circulation.circulate(opened, who, code, addressees, sender)
    for how in ("arrived", "again"):
        for delegation in settled[how]:
            circulation.settle(opened, who, code, delegation, how == "arrived")
    if smtp is not None:
        host, _, port = smtp.rpartition(":")
        circulation.send(opened, who, code, (host, int(port)))
    for post in circulation.posts(opened, code):
        answer = f"{post.state}\t{post.attempts}\t{post.answer or ''}"
        click.echo(f"{post.channel}\t{post.at}\t{post.delegation}\t{post.message[:12]}\t{answer}")


@desk.command()
@PLACE
@WHO
@click.argument("value", type=click.Choice(["joined", "apart"]))
def duties(place: str, who: str, value: str) -> None:
    """Let one person register and approve (joined), or keep that apart."""
    from verbale.desk.roles import set_duties

    set_duties(_open(place), who, value)
