"""`verbale desk check, approve, return, recall, reopen`: whether a communication may be issued."""

from __future__ import annotations

import click

from verbale.cli.desk.group import CODE, PLACE, REASON, WHO, desk, opened, pairs, said


@desk.command()
@PLACE
@WHO
@CODE
@click.option("--pass", "passed", multiple=True, metavar="CODE=REASON", help="Pass a finding with a reason.")
def check(place: str, who: str, code: str, passed: tuple[str, ...]) -> None:
    """Check a communication.

    Exit status 1 while findings are open.
    """
    from verbale.desk import checks

    office = opened(place)
    left = checks.check(office, who, code, pairs(passed))
    for one in left:
        click.echo(f"{one.code}@{one.at}\t{one.level}\t{one.text}")
    said(office, code)
    raise SystemExit(1 if left else 0)


@desk.command()
@PLACE
@WHO
@CODE
def approve(place: str, who: str, code: str) -> None:
    """Approve the texts as they were checked."""
    from verbale.desk.issue import approve as approve_texts

    office = opened(place)
    click.echo(f"texts\t{approve_texts(office, who, code)}")
    said(office, code)


def closing(act: str, sentence: str) -> None:
    """A command that does one act with a reason."""

    @desk.command(act, help=sentence)
    @PLACE
    @WHO
    @CODE
    @REASON
    def run(place: str, who: str, code: str, reason: str) -> None:
        from verbale.desk import issue as issuing

        office = opened(place)
        if act == "void":
            issuing.void(office, who, code, reason)
        else:
            issuing.close(office, who, act, code, reason)
        said(office, code)


closing("return", "Return a communication to its sender.")
closing("reopen", "Take a communication in again that was returned.")
closing("recall", "Take an approval back.")
closing("void", "Give a symbol up that was not issued.")
closing("withdraw", "Withdraw what was issued.")
