"""The desk's pages: the whole tour as forms, in six languages, and what forms of other sites cannot do."""

from __future__ import annotations

import re
import warnings
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from tests.desk.mail_server import MailServer
from verbale.desk import Desk, open_desk
from verbale.desk.accounts import set_account
from verbale.desk.dispatch import posts
from verbale.desk.register import listed
from verbale.desk.roles import name_person
from verbale.desk.verifying import faults

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

from verbale.room.app import make_app
from verbale.room.desk.counter import Counter
from verbale.room.visit import Door

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "note-verbale.fr.md"
TONGUES = ("ar", "en", "es", "fr", "ru", "zh")
PAGES = ("", "submit", "register", "journal?verify=1", "post", "lists", "accounts")
PASSWORD = "correct horse battery"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "record")


def client(desk: Desk, *, host: str = "localhost", near: bool = True) -> TestClient:
    app = make_app(desk.record, Door(), Counter(desk, near=near, key="k" * 32))
    return TestClient(app, base_url=f"http://{host}", follow_redirects=False)


def token(browser: TestClient, path: str = "/desk/submit") -> str:
    found = re.search(r'name="token" value="([^"]+)"', browser.get(path).text)
    assert found, path
    return found[1]


def do(browser: TestClient, path: str, at: str = "/desk/submit", **fields: str) -> None:
    answer = browser.post(path, data={"token": token(browser, at), **fields})
    assert answer.status_code == 303, f"{path}: {re.sub('<[^>]+>', ' ', answer.text)[-700:]}"


def handed_in(browser: TestClient) -> str:
    """Hand the sample in; its address."""
    files = {"files": (SAMPLE.name, SAMPLE.read_bytes())}
    answer = browser.post("/desk/submit", data={"token": token(browser)}, files=files)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_tour_as_forms(desk: Desk) -> None:
    browser, server = client(desk), MailServer()
    host, port = server.server_address
    do(browser, "/desk/accounts/office", address="office@example.org", smtp=f"{host}:{port}", site="http://localhost")
    page = "delegation,address,language\nstate/kz,kz@example.org,ru\nstate/fr,fr@example.org,fr\n"
    lists = {"file": ("cd.csv", page.encode())}
    assert browser.post("/desk/lists", data={"token": token(browser), "name": "cd"}, files=lists).status_code == 303
    at = handed_in(browser)
    shown = browser.get(at).text
    do(browser, f"{at}/register", at, sender="state/uy", title="A title <b>mended</b>", date="2024-03-08")
    assert "&lt;b&gt;" in browser.get(at).text and "<b>mended" not in browser.get(at).text
    do(browser, f"{at}/check", at)
    digest = re.search(r'name="digest" value="([^"]+)"', browser.get(at).text)
    assert digest and "approve" not in shown
    assert browser.post(f"{at}/approve", data={"token": token(browser), "digest": "0" * 64}).status_code == 409
    do(browser, f"{at}/approve", at, digest=digest[1])
    do(browser, f"{at}/number", at, date="2026-03-12", first="9901")
    do(browser, f"{at}/issue", at)
    do(browser, f"{at}/circulate", at, list="cd")
    do(browser, "/desk/post/send", at)
    assert server.boxes == {"kz@example.org": 1, "fr@example.org": 1}
    for tongue in TONGUES:
        for path in (at, f"{at}/compare", f"{at}/preview", f"{at}/dispatch", *(f"/desk/{name}" for name in PAGES)):
            answer = browser.get(f"{path}{'&' if '?' in path else '?'}ui={tongue}")
            assert answer.status_code == 200, f"{tongue} {path}"
            assert f'<html lang="{tongue}"' in answer.text
            assert answer.headers["cache-control"] == "no-store"
    for digest in set(re.findall(r"/file/([0-9a-f]{64})", browser.get(at).text)):
        assert browser.get(f"{at}/file/{digest}").headers["content-disposition"].startswith("attachment")
    assert browser.get("/CD/9901").status_code == 200
    assert list(faults(desk)) == []


def test_a_delegation_confirms(desk: Desk) -> None:
    browser = client(desk)
    do(browser, "/desk/accounts/office", address="office@example.org", site="http://localhost")
    at = handed_in(browser)
    for act in ("register", "check"):
        do(browser, f"{at}/{act}", at)
    digest = re.search(r'name="digest" value="([^"]+)"', browser.get(at).text)
    assert digest
    do(browser, f"{at}/approve", at, digest=digest[1])
    for act, fields in (("number", {}), ("issue", {}), ("circulate", {"named": "state/kz kz@example.org"})):
        do(browser, f"{at}/{act}", at, **fields)
    (post,) = posts(desk)
    address = f"/receipt/{post.token}"
    message = message_from_bytes(desk.sources.read(post.message), policy=default)
    assert isinstance(message, EmailMessage)
    said = message.get_body(("plain",))
    assert said is not None and address in said.get_content()
    stranger = client(desk, host="example.org")
    assert stranger.get(address).status_code == 200
    assert posts(desk)[0].confirmed is None, "opening the page confirms nothing"
    assert stranger.post(address).status_code == 200
    assert posts(desk)[0].confirmed
    assert stranger.get("/receipt/other").status_code == 404
    assert list(faults(desk)) == []


def test_forms_of_other_sites_do_nothing(desk: Desk) -> None:
    browser = client(desk)
    at = handed_in(browser)
    for fields in ({}, {"token": ""}, {"token": "guessed"}):
        assert browser.post(f"{at}/register", data=fields).status_code == 403
    other = client(desk)  # a token of another session
    assert browser.post(f"{at}/register", data={"token": token(other)}).status_code == 403
    with desk.reading() as connection:
        assert [row.state for row in listed(connection)] == ["received"]


def test_an_open_office_is_open_to_this_machine_only(desk: Desk) -> None:
    handed_in(client(desk))
    for browser in (client(desk, host="example.org"), client(desk, near=False)):
        for name in PAGES:
            assert browser.get(f"/desk/{name}").headers.get("location") == "/desk/sign-in"


def test_sign_in(desk: Desk) -> None:
    name_person(desk, "root", "root", ("administrator",))
    name_person(desk, "root", "clerk", ("registry",))
    set_account(desk, "root", "clerk", password=PASSWORD)
    browser = client(desk)
    assert browser.get("/desk/").headers["location"] == "/desk/sign-in"
    wrong = {"token": token(browser, "/desk/sign-in"), "person": "clerk", "password": "wrong"}
    assert browser.post("/desk/sign-in", data=wrong).status_code == 403
    do(browser, "/desk/sign-in", "/desk/sign-in", person="clerk", password=PASSWORD)
    assert browser.get("/desk/").status_code == 200
    assert browser.get("/desk/accounts").status_code == 403
    set_account(desk, "root", "clerk", password="another long password")
    assert browser.get("/desk/").status_code == 303, "a session opened with the old password is over"
    for _ in range(6):
        wrong["token"] = token(browser, "/desk/sign-in")
        last = browser.post("/desk/sign-in", data=wrong)
    assert last.status_code == 429


def test_who_left_is_nobody(desk: Desk) -> None:
    name_person(desk, "root", "root", ("administrator",))
    name_person(desk, "root", "clerk", ("registry",))
    set_account(desk, "root", "clerk", password=PASSWORD)
    browser = client(desk)
    do(browser, "/desk/sign-in", "/desk/sign-in", person="clerk", password=PASSWORD)
    set_account(desk, "root", "clerk", until="2020-01-01")
    assert browser.get("/desk/").status_code == 303
    cookie = browser.cookies.get("desk")
    browser.cookies.set("desk", f"{cookie}x")
    assert browser.get("/desk/").status_code == 303
