"""Heads of answers: what keeps pages safe, what lets programs of other sites read open data, what may be asked for."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""What every answer says: nothing runs, nothing is fetched from elsewhere."""

METHODS = "GET, HEAD, OPTIONS"
OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Link, Location, Content-Language"}
"""Data may be read from anywhere; no cookie and no sign-in goes with a request from elsewhere, a token may."""

ALLOWED = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Authorization, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
"""The answer to a browser that asks first whether it may ask (Fetch standard, CORS-preflight)."""

CLOSED = ("/desk", "/sign-in")
"""Starts of addresses that pages of other sites do not read."""


class Heads:
    """Puts the headers on every answer, errors too; answers OPTIONS for all addresses that only give."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, its answer's head completed."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        shut = any(path == start or path.startswith(f"{start}/") for start in CLOSED)
        given = SAFE if shut else SAFE | OPEN

        async def completed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in given.items():
                    headers.setdefault(name, value)
            await send(message)

        if scope["method"] == "OPTIONS" and not shut:
            head = [(name.lower().encode(), value.encode()) for name, value in ALLOWED.items()]
            await completed({"type": "http.response.start", "status": 204, "headers": head})
            await completed({"type": "http.response.body", "body": b""})
            return
        await self.app(scope, receive, completed)
