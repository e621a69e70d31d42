"""Sign-in with a provider of OpenID Connect that runs on this machine."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.desk.test_pages import client
from verbale.desk import Desk, Refused, open_desk
from verbale.desk.accounts import set_account
from verbale.desk.roles import name_person, set_up
from verbale.room.desk.openid import discover


class Provider(ThreadingHTTPServer):
    """A provider: codes it gave out, with what was asked; `claims` change what its tokens say."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server_address[1]}"
        self.codes: dict[str, dict[str, str]] = {}
        self.claims: dict[str, Any] = {}
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def authorize(self, address: str) -> str:
        """What a browser would be told after the person signed in: the address to go back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?code={code}&state={asked['state']}"


class Handler(BaseHTTPRequestHandler):
    """Its description and its tokens."""

    server: Provider

    def do_GET(self) -> None:
        """The description."""
        at = self.server.issuer
        self.say({"issuer": at, "authorization_endpoint": f"{at}/authorize", "token_endpoint": f"{at}/token"})

    def do_POST(self) -> None:
        """A token for a code, once, to whoever began the sign-in."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = {name: values[0] for name, values in parse_qs(body).items()}
        asked = self.server.codes.pop(given["code"], None)
        digest = hashlib.sha256(given["code_verifier"].encode()).digest()
        right = asked and asked["code_challenge"] == base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if not asked or not right:
            self.send_error(400)
            return
        said = {"iss": self.server.issuer, "aud": given["client_id"], "sub": "42", "exp": time.time() + 60}
        said |= {"nonce": asked["nonce"]} | self.server.claims
        token = ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode() for part in ({}, said, {}))
        self.say({"id_token": token})

    def say(self, value: object) -> None:
        """JSON."""
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def provider() -> Iterator[Provider]:
    made = Provider()
    yield made
    made.shutdown()


@pytest.fixture
def desk(tmp_path: Path, provider: Provider) -> Desk:
    made = open_desk(tmp_path / "record")
    name_person(made, "root", "root", ("administrator",))
    name_person(made, "root", "clerk", ("registry",))
    set_account(made, "root", "clerk", subject=f"{provider.issuer} 42")
    set_up(made, "root", "issuer", provider.issuer)
    set_up(made, "root", "client", "verbale")
    return made


def begun(desk: Desk, provider: Provider):  # type: ignore[no-untyped-def]
    """A browser on its way back from the provider, and the address it is sent to."""
    browser = client(desk, host="desk.example")
    assert "/desk/sign-in/elsewhere" in browser.get("/desk/sign-in").text
    answer = browser.get("/desk/sign-in/elsewhere")
    assert answer.headers["location"].startswith(f"{provider.issuer}/authorize?")
    return browser, provider.authorize(answer.headers["location"])


def test_a_person_signs_in(desk: Desk, provider: Provider) -> None:
    browser, back = begun(desk, provider)
    assert browser.get(back).headers.get("location") == "/desk/"
    assert browser.get("/desk/").status_code == 200
    assert browser.get(back).status_code == 409, "a way back is gone once"


@pytest.mark.parametrize(
    "claims",
    [{"aud": "other"}, {"iss": "http://127.0.0.1:1"}, {"nonce": "other"}, {"exp": 1}, {"sub": ""}],
)
def test_tokens_of_other_sign_ins(desk: Desk, provider: Provider, claims: dict[str, Any]) -> None:
    provider.claims = claims
    browser, back = begun(desk, provider)
    assert browser.get(back).status_code == 409
    assert browser.get("/desk/").status_code == 303


def test_strangers_and_forged_ways_back(desk: Desk, provider: Provider) -> None:
    browser, back = begun(desk, provider)
    assert client(desk, host="desk.example").get(back).status_code == 409, "begun in another browser"
    assert browser.get(back.replace("state=", "state=x")).status_code == 409
    provider.claims = {"sub": "somebody"}
    browser, back = begun(desk, provider)
    assert browser.get(back).status_code == 403
    assert browser.get("/desk/").status_code == 303


def test_no_provider_without_encryption() -> None:
    with pytest.raises(Refused, match="https"):
        discover("http://login.example.org", "verbale")
