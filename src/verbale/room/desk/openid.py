"""Sign-in elsewhere: OpenID Connect with an authorization code, PKCE, state and nonce.

The identity token comes straight from the provider's token address over TLS, which OpenID Connect Core 1.0 (3.1.3.7, 6)
lets stand in for testing its signature; issuer, audience, nonce and time are tested here. A provider without TLS is
refused unless it is on this machine.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any, NamedTuple

from verbale.desk import Refused

NEAR = {"localhost", "127.0.0.1", "::1"}
SECONDS = 10
LEEWAY = 60
LARGEST = 1_000_000


class Provider(NamedTuple):
    """Where a provider is asked, and as whom."""

    issuer: str
    client: str
    authorization: str
    token: str


class Started(NamedTuple):
    """A sign-in under way: the address the browser goes to, and what the session must remember until it comes back."""

    address: str
    state: str


def discover(issuer: str, client: str) -> Provider:
    """The addresses of a provider, from its own description."""
    said = _fetched(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if said.get("issuer", "").rstrip("/") != issuer.rstrip("/"):
        raise Refused("The provider of sign-in calls itself otherwise than the office has set: ask an administrator.")
    return Provider(said["issuer"], client, _safe(said["authorization_endpoint"]), _safe(said["token_endpoint"]))


def start(provider: Provider, back: str) -> Started:
    """Begin: `state` holds three secrets, joined by points, that the session keeps."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    asked = {
        "response_type": "code",
        "client_id": provider.client,
        "redirect_uri": back,
        "scope": "openid",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return Started(f"{provider.authorization}?{urllib.parse.urlencode(asked)}", f"{state}.{nonce}.{verifier}")


def finish(provider: Provider, back: str, kept: str, state: str, code: str) -> str:
    """End: who came back, as `issuer subject`. Refuses whatever was not begun here."""
    expected, _, rest = kept.partition(".")
    nonce, _, verifier = rest.partition(".")
    if not expected or not secrets.compare_digest(expected, state) or not code:
        raise Refused("This sign-in was not begun here: begin again.")
    asked = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "client_id": provider.client,
        "code_verifier": verifier,
    }
    if secret := os.environ.get("VERBALE_OIDC_SECRET"):
        asked["client_secret"] = secret
    token = _fetched(provider.token, urllib.parse.urlencode(asked).encode()).get("id_token", "")
    return _subject(provider, _claims(token), nonce)


def _subject(provider: Provider, said: dict[str, Any], nonce: str) -> str:
    """Who a token is about, once it is for us, of now, and of this sign-in."""
    audience = said.get("aud")
    ours = provider.client in (audience if isinstance(audience, list) else [audience])
    alive = isinstance(said.get("exp"), int | float) and said["exp"] > time.time() - LEEWAY
    right = said.get("iss") == provider.issuer and secrets.compare_digest(str(said.get("nonce", "")), nonce)
    if not (ours and alive and right and said.get("sub")):
        raise Refused("The provider's answer does not belong to this sign-in: begin again.")
    return f"{provider.issuer} {said['sub']}"


def _claims(token: str) -> dict[str, Any]:
    """What an identity token says."""
    try:
        payload = token.split(".")[1]
        said: dict[str, Any] = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        return said
    except (IndexError, ValueError) as fault:
        raise Refused("The provider's answer cannot be read: begin again.") from fault


def _safe(address: str) -> str:
    """An address that nobody on the way can read or change."""
    parts = urllib.parse.urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in NEAR):
        raise Refused("The provider of sign-in must be reached by https.")
    return address


def _fetched(address: str, body: bytes | None = None) -> dict[str, Any]:
    """JSON of a provider."""
    request = urllib.request.Request(_safe(address), data=body, headers={"Accept": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            said = json.loads(answer.read(LARGEST))
    except (OSError, ValueError, urllib.error.URLError) as fault:
        raise Refused("The provider of sign-in does not answer: try again later, or sign in by password.") from fault
    if not isinstance(said, dict):
        raise Refused("The provider's answer cannot be read: begin again.")
    return said
