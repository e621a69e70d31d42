"""The life of a communication: moves, roles, what was approved is what goes out, tampering, mail, concurrency."""

from __future__ import annotations

import runpy
import sqlite3
from pathlib import Path

import pytest

from tests.desk.mail_server import MailServer
from verbale.desk import Desk, Refused, circulation, dispatch, open_desk
from verbale.desk.checks import check
from verbale.desk.intake import edit, incoming, receive, register
from verbale.desk.issue import approve, close, correct, issue, number, void
from verbale.desk.outputs import paragraphs
from verbale.desk.publishing import issued
from verbale.desk.roles import name_person
from verbale.desk.verifying import faults
from verbale.journey import read

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "note-verbale.fr.md"


def approved(desk: Desk, who: str = "a") -> str:
    code = receive(desk, who, incoming([(SAMPLE.name, SAMPLE.read_bytes())]))
    register(desk, who, code, {})
    assert not check(desk, who, code, {})
    approve(desk, who, code)
    return code


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "record")


def test_founding_case(desk: Desk) -> None:
    code = approved(desk)
    assert number(desk, "a", code, first=9901, date="2026-03-12") == "CD/9901"
    issue(desk, "a", code)
    akn = next(content for _, form, content in issued(desk, code) if form == "akn")
    back = read(akn, name="a.akn")
    assert paragraphs(back) == paragraphs(read(SAMPLE))
    assert (back.document.symbol, back.document.sender, back.document.body) == ("CD/9901", "state/uy", "org/un/cd")
    assert [one.key for one in desk.record.listed()] == ["CD/9901"]
    assert list(faults(desk)) == []


def test_correction_takes_the_symbol_of_its_parent(desk: Desk) -> None:
    code = approved(desk)
    number(desk, "a", code, first=9901)
    issue(desk, "a", code)
    child = receive(desk, "a", incoming([(SAMPLE.name, SAMPLE.read_bytes())]))
    correct(desk, "a", code, child, "corr", "title")
    assert not check(desk, "a", child, {})
    approve(desk, "a", child)
    assert number(desk, "a", child) == "CD/9901/Corr.1"
    assert list(faults(desk)) == []


def test_void_symbol_is_never_given_again(desk: Desk) -> None:
    first, second = approved(desk), approved(desk)
    number(desk, "a", first)
    void(desk, "a", first, "sent back")
    assert number(desk, "a", second) == "CD/2"


def test_moves_outside_the_table_are_refused(desk: Desk) -> None:
    code = receive(desk, "a", incoming([(SAMPLE.name, SAMPLE.read_bytes())]))
    for act in (lambda: approve(desk, "a", code), lambda: number(desk, "a", code), lambda: issue(desk, "a", code)):
        with pytest.raises(Refused, match="received"):
            act()
    close(desk, "a", "return", code, "no seal")
    assert list(faults(desk)) == []


def test_nobody_approves_what_they_registered(desk: Desk) -> None:
    name_person(desk, "root", "root", ("administrator",))
    name_person(desk, "root", "both", ("registry", "reviewer", "approver"))
    name_person(desk, "root", "other", ("approver",))
    code = receive(desk, "both", incoming([(SAMPLE.name, SAMPLE.read_bytes())]))
    register(desk, "both", code, {})
    check(desk, "both", code, {})
    with pytest.raises(Refused, match="someone else"):
        approve(desk, "both", code)
    with pytest.raises(Refused, match="role"):
        approve(desk, "root", code)
    approve(desk, "other", code)


def test_edited_text_needs_its_check_and_approval_again(desk: Desk) -> None:
    code = receive(desk, "a", incoming([(SAMPLE.name, SAMPLE.read_bytes())]))
    register(desk, "a", code, {})
    check(desk, "a", code, {})
    other = SAMPLE.read_text(encoding="utf-8").replace("dialogue", "échange")
    edit(desk, "a", code, incoming([("edited.md", other.encode())])[0])
    with pytest.raises(Refused, match="edited"):
        approve(desk, "a", code)


def test_bytes_that_were_not_approved_do_not_go_out(desk: Desk, tmp_path: Path) -> None:
    code = approved(desk)
    other = desk.keep(b"another text")
    with sqlite3.connect(tmp_path / "record" / "record.db") as database:
        database.execute("UPDATE desk_versions SET sha256 = ?", (other,))
    with pytest.raises(Refused, match="not those that were approved"):
        number(desk, "a", code)
    assert any("rows of" in fault for fault in faults(desk))


def circulated(desk: Desk, count: int) -> str:
    code = approved(desk)
    number(desk, "a", code)
    issue(desk, "a", code)
    page = "delegation,address\n" + "".join(f"d{n},d{n}@example.org\n" for n in range(count))
    assert circulation.circulate(desk, "a", code, dispatch.delegations(page), "office@example.org") == count
    return code


def test_every_delegation_gets_one_message(desk: Desk) -> None:
    code = circulated(desk, 12)
    server = MailServer({"d1@example.org": [450], "d2@example.org": [0], "d3@example.org": [550]})
    dispatch.send(desk, "a", code, server.server_address, pause=0.01)
    dispatch.send(desk, "a", code, server.server_address, pause=0.01)
    assert server.boxes == {f"d{n}@example.org": 1 for n in range(12) if n != 3}
    assert {post.delegation for post in dispatch.posts(desk, code) if post.state == "failed"} == {"d3"}
    assert list(faults(desk)) == []


def test_registers_have_no_gaps_and_no_doubles(tmp_path: Path) -> None:
    """A short run of benchmarks/speed/register.py: processes register at once and are killed at random."""
    run = runpy.run_path(str(Path(__file__).resolve().parents[2] / "benchmarks" / "speed" / "register.py"))["run"]
    result = run(str(tmp_path / "record"), processes=3, each=40, kills=4)
    assert (result.gaps, result.doubles, result.lost, result.faults) == (0, 0, 0, 0)
    assert result.told >= 120 and result.kills
