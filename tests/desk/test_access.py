"""Every page, form and command with every role: nothing is seen and nothing done beyond the role.

What each role may is written here once more, apart from the tables the desk goes by, so that a slip in those is met.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from tests.desk.test_pages import PASSWORD, SAMPLE, client, do, token
from verbale.cli.desk import desk as commands
from verbale.desk import Desk, open_desk, openness, outputs
from verbale.desk import issue as issuing
from verbale.desk.accounts import set_account
from verbale.desk.checks import check
from verbale.desk.dispatch import delegations, lists
from verbale.desk.intake import incoming, receive, register
from verbale.desk.journal import head
from verbale.desk.roles import name_person, set_up
from verbale.room.desk.acts import ACTS
from verbale.room.desk.routes import ADDRESSES

EVERY = frozenset({"mission", "registry", "reviewer", "approver", "reader", "administrator"})
STAFF = EVERY - {"mission", "reader"}
WHO = (*sorted(EVERY), "stranger")
"""One person a role, named after it; the stranger has an account and no role."""

VIEWS = {
    "": EVERY,
    "submit": {"mission", "registry"},
    "register": STAFF,
    "register.csv": STAFF,
    "journal": STAFF,
    "journal?verify=1": STAFF,
    "post": {"registry", "approver", "administrator"},
    "post.csv": {"registry", "approver", "administrator"},
    "lists": {"registry"},
    "lists?list=cd": {"registry"},
    "lists?members=org/un/cd": {"registry"},
    "accounts": {"administrator"},
}
"""Page beside those of single communications → who opens it."""

MAY_DO = {
    "register": ("received", {"registry"}),
    "check": ("registered", {"reviewer"}),
    "edit": ("registered", {"reviewer"}),
    "return": ("registered", {"registry", "reviewer"}),
    "reopen": ("returned", {"mission", "registry"}),
    "approve": ("checked", {"approver"}),
    "recall": ("approved", {"approver"}),
    "number": ("approved", {"registry"}),
    "void": ("numbered", {"approver"}),
    "issue": ("numbered", {"registry"}),
    "embargo": ("numbered", {"registry"}),
    "circulate": ("issued", {"registry"}),
    "correct": ("issued", {"reviewer"}),
    "withdraw": ("issued", {"approver"}),
    "derestrict": ("issued", {"approver"}),
}
"""Act → a state in which it is possible, who does it."""

SEEN = {
    "own": EVERY - {"reader"},
    "other": STAFF,
    "issued": STAFF | {"reader"},
    "restricted": STAFF,
    "embargoed": STAFF,
}
"""Communication → who sees it."""


class Office(NamedTuple):
    """A folder with a desk, and the numbers of its communications by what they are."""

    folder: Path
    codes: dict[str, str]


TEXT = SAMPLE.read_text(encoding="utf-8")


def brought(desk: Desk, name: str, state: str, **mended: str) -> str:
    """A communication brought into a state by those who may, with its name in the title."""
    text = TEXT.replace("transparence des essais", f"transparence {name}word")
    code = receive(desk, "registry", incoming([("a.md", text.encode())]))
    steps = {
        "registered": lambda: register(desk, "registry", code, {"title": f"Note {name}word", **mended}),
        "checked": lambda: check(desk, "reviewer", code, {}),
        "approved": lambda: issuing.approve(desk, "approver", code),
        "numbered": lambda: issuing.number(desk, "registry", code),
        "issued": lambda: issuing.issue(desk, "registry", code),
    }
    if state == "returned":
        issuing.close(desk, "registry", "return", code, "no seal")
    for step, act in steps.items() if state not in ("received", "returned") else ():
        act()
        if step == state:
            break
    return code


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One person a role, one communication a state, and those that only some may see."""
    patch = pytest.MonkeyPatch()
    patch.setattr(outputs, "FORMS", ("akn", "html"))
    folder = tmp_path_factory.mktemp("access") / "record"
    desk = open_desk(folder)
    name_person(desk, "administrator", "administrator", ("administrator",))
    for who in WHO:
        name_person(desk, "administrator", who, (who,) if who in EVERY else ())
        set_account(desk, "administrator", who, password=PASSWORD, mission="state/uy" if who == "mission" else None)
    set_up(desk, "administrator", "address", "office@example.org")
    lists.write(desk, "registry", "cd", delegations("delegation,address\nstate/kz,kz@example.org\n"))
    codes = {
        state: brought(desk, state, state) for state in ("received", "returned", "checked", "approved", "numbered")
    }
    codes["registered"] = codes["own"] = brought(desk, "own", "registered")
    codes["other"] = brought(desk, "other", "registered", sender="state/fr")
    codes["restricted"] = brought(desk, "restricted", "issued", sender="state/fr", distribution="restricted")
    codes["issued"] = brought(desk, "issued", "issued", sender="state/fr")
    codes["embargoed"] = brought(desk, "embargoed", "numbered", sender="state/fr")
    openness.embargo(desk, "registry", codes["embargoed"], "2099-01-01T00:00+00:00", "press")
    issuing.issue(desk, "registry", codes["embargoed"])
    desk.engine.dispose()
    yield Office(folder, codes)
    patch.undo()


@pytest.fixture
def copy(office: Office, tmp_path: Path) -> Office:
    """The office once more, to act in."""
    shutil.copytree(office.folder, tmp_path / "record")
    return office._replace(folder=tmp_path / "record")


def signed_in(desk: Desk, who: str):  # type: ignore[no-untyped-def]
    """A browser in which somebody has signed in; nobody for an empty name."""
    browser = client(desk, host="example.org", near=False)
    if who:
        do(browser, "/desk/sign-in", "/desk/sign-in", person=who, password=PASSWORD)
    return browser


def now(desk: Desk) -> str:
    """The journal's last digest."""
    with desk.reading() as connection:
        return head(connection)


def test_every_address_is_in_the_table() -> None:
    """A page that comes must be tested here."""
    plain = {one.path.removeprefix("/desk").lstrip("/") for one in ADDRESSES if "{" not in one.path}
    assert plain - {name.partition("?")[0] for name in VIEWS} == {
        "sign-in",
        "sign-out",
        "sign-in/elsewhere",
        "sign-in/back",
        "accounts/office",
        "post/send",
    }
    assert set(ACTS) == set(MAY_DO)


@pytest.mark.parametrize("who", [*WHO, ""])
def test_pages(office: Office, who: str) -> None:
    desk = open_desk(office.folder)
    browser, before = signed_in(desk, who), now(desk)
    for path, allowed in VIEWS.items():
        answer = browser.get(f"/desk/{path}")
        assert (answer.status_code == 200) == (who in allowed), f"{who} {path}: {answer.status_code}"
        assert answer.status_code in (200, 303, 403)
        if who not in STAFF:
            for name in ("other", "restricted", "embargoed"):
                assert f"{name}word" not in answer.text, f"{who} reads of {name} at {path}"
    for name, allowed in SEEN.items():
        at = f"/desk/{office.codes[name]}"
        for rest in ("", "/preview", "/compare", "/dispatch"):
            answer = browser.get(at + rest)
            may = who in allowed and (rest != "/dispatch" or who in {"registry", "approver", "administrator"})
            assert (answer.status_code == 200) == may, f"{who} {name}{rest}: {answer.status_code}"
            assert may or f"{name}word" not in answer.text
        files = {row.sha256 for row in outputs_and_files(desk, office.codes[name])}
        for digest in files:
            assert (browser.get(f"{at}/file/{digest}").status_code == 200) == (who in allowed)
            wrong = f"/desk/{office.codes['own']}/file/{digest}" if name != "own" else f"{at}/file/{'0' * 64}"
            assert browser.get(wrong).status_code != 200, "a file through another communication"
    assert now(desk) == before, "looking has written something"
    desk.engine.dispose()


def outputs_and_files(desk: Desk, code: str) -> list:  # type: ignore[type-arg]
    """Rows with digests of everything a communication has."""
    from sqlalchemy import select

    from verbale.desk import schema

    with desk.reading() as connection:
        return [
            row
            for table in (schema.versions, schema.outputs)
            for row in connection.execute(select(table.c.sha256).where(table.c.item == code))
        ]


FIELDS = {
    "reason": "a reason",
    "until": "2099-01-01T00:00+00:00",
    "named": "state/kz kz@example.org",
    "kind": "corr",
    "title": "another",
}


@pytest.mark.parametrize("who", [*WHO, ""])
def test_forms(copy: Office, who: str) -> None:
    """Each act in a state that allows it, by everybody; the journal tells whether something happened."""
    desk = open_desk(copy.folder)
    browser = signed_in(desk, who)
    own = "/desk/sign-in"
    for act, (state, allowed) in MAY_DO.items():
        code = copy.codes["restricted"] if act == "derestrict" else copy.codes[state]
        if who in allowed:
            code = brought(desk, "fresh", state, distribution="restricted" if act == "derestrict" else "general")
        fields = {"token": token(browser, own), **FIELDS, "child": copy.codes["received"]}
        with desk.reading() as connection:
            from verbale.desk.register import text_digest

            fields["digest"] = text_digest(connection, code)
        files = {"files": ("b.md", TEXT.replace("dialogue", act).encode())} if act == "edit" else None
        before = now(desk)
        answer = browser.post(f"/desk/{code}/{act}", data=fields, files=files)
        assert (now(desk) != before) == (who in allowed), f"{who} {act}: {answer.status_code} {answer.text[-300:]}"
    for path, fields, allowed in (
        ("accounts", {"person": "x", "role:registry": "1"}, {"administrator"}),
        ("accounts/office", {"address": "other@example.org"}, {"administrator"}),
        ("lists", {"name": "l"}, {"registry"}),
        ("submit", {}, {"mission", "registry"}),
    ):
        before = now(desk)
        files = {
            "file": ("l.csv", b"delegation,address\nstate/fr,fr@example.org\n"),
            "files": (SAMPLE.name, SAMPLE.read_bytes()),
        }
        browser.post(f"/desk/{path}", data={"token": token(browser, own), **fields}, files=files)
        assert (now(desk) != before) == (who in allowed), f"{who} {path}"
    desk.engine.dispose()


def orders(copy: Office, tmp_path: Path) -> dict[str, tuple[list[str], frozenset[str] | set[str]]]:
    """Command → its words, who may give it."""
    text, page, code = tmp_path / "note.md", tmp_path / "list.csv", copy.codes
    text.write_text(TEXT.replace("dialogue", "colloque"), encoding="utf-8")
    page.write_text("delegation,address\nstate/fr,fr@example.org\n", encoding="utf-8")
    (tmp_path / "mails").mkdir(exist_ok=True)
    reason = ["--reason", "r"]
    dispatch = {"registry", "approver", "administrator"}
    done = {
        act: ([act, code[state], *(reason if act in ("return", "reopen", "recall", "void", "withdraw") else [])], roles)
        for act, (state, roles) in MAY_DO.items()
        if act not in ("circulate", "correct", "derestrict", "edit", "embargo")
    }
    return done | {
        "receive": (["receive", str(text)], {"mission", "registry"}),
        "collect": (["collect", str(tmp_path / "mails")], {"registry"}),
        "edit": (["edit", code["registered"], str(text)], {"reviewer"}),
        "embargo": (["embargo", code["numbered"], *reason], {"registry"}),
        "derestrict": (["derestrict", code["restricted"], *reason], {"approver"}),
        "correct": (["correct", code["issued"], code["received"], "--kind", "corr", *reason], {"reviewer"}),
        "circulate": (
            ["circulate", code["issued"], "--to", "state/kz=kz@example.org", "--from", "o@example.org"],
            {"registry"},
        ),
        "list": (["list"], EVERY),
        "show": (["show", code["other"]], STAFF),
        "journal": (["journal"], STAFF),
        "post": (["post"], dispatch),
        "send": (["send", "--smtp", "127.0.0.1:9"], dispatch),
        "lists": (["lists"], {"registry"}),
        "person": (["person", "x", "--role", "reader"], {"administrator"}),
        "account": (["account", "x", "--mission", "state/kz"], {"administrator"}),
        "duties": (["duties", "apart"], {"administrator"}),
        "office": (["office", "--set", "site=http://localhost"], {"administrator"}),
    }


OPEN = {"release", "draft"}
"""Commands that show and do nothing of anybody's: what is due is due, a draft is the writer's own."""


@pytest.mark.parametrize("who", [*WHO, ""])
def test_commands(copy: Office, tmp_path: Path, who: str) -> None:
    table = orders(copy, tmp_path)
    assert set(commands.commands) - OPEN == set(table), "a command that comes must be tested here"
    for name, (words, allowed) in table.items():
        place = copy.folder
        if who in allowed and name != "list":
            place = tmp_path / name
            shutil.copytree(copy.folder, place)
        desk = open_desk(place)
        before = now(desk)
        done = CliRunner().invoke(commands, [*words, "--record", str(place), "--as", who])
        changed = now(desk) != before
        desk.engine.dispose()
        if who not in allowed and name != "list":
            assert done.exit_code != 0 and not changed, f"{who} {name}: {done.output}"
            assert "otherword" not in done.output and "restrictedword" not in done.output
        elif who in allowed:
            assert done.exit_code == 0, f"{who} {name}: {done.output} {done.exception}"
        if name == "list" and who not in STAFF:
            assert not any(f"{secret}word" in done.output for secret in ("other", "restricted", "embargoed"))
