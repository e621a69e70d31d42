"""Source → Reading. One file a format; this one only chooses.

A reader is a function `read(content: bytes, source: Source) -> Reading`. It never fetches, never runs anything from
the source, writes nowhere, and stays inside `verbale.reading.budget`. What it cannot read it refuses with `Unreadable`.
"""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Callable
from pathlib import Path

from verbale.model.reading import Reading, Source
from verbale.reading.budget import TEXT_BYTES
from verbale.reading.refusal import Unreadable
from verbale.reading.sniff import media_type

__all__ = ["READERS", "Unreadable", "open_source", "sayable"]

READERS = {
    "text/plain": "verbale.reading.text",
    "text/markdown": "verbale.reading.text",
    "text/html": "verbale.reading.html",
    "message/rfc822": "verbale.reading.mail",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "verbale.reading.docx",
    "application/vnd.oasis.opendocument.text": "verbale.reading.odt",
    "application/msword": "verbale.reading.office",
    "application/rtf": "verbale.reading.office",
    "application/pdf": "verbale.reading.pdf",
    "image/png": "verbale.reading.scan.pages",
    "image/jpeg": "verbale.reading.scan.pages",
    "image/tiff": "verbale.reading.scan.pages",
    "application/akn+xml": "verbale.reading.akn",
}
"""Media type → module with a `read`. Modules are imported when first needed: a text needs no PDF library."""


def open_source(source: str | Path | bytes, *, name: str | None = None) -> Reading:
    """Read a path or bytes into a `Reading`; `name` is the file name that goes with bytes.

    Raises `Unreadable` when the source is empty, of no known format, broken beyond reading, or holds no text: an empty
    answer is never a success. Its sentence names the source, so that it can be told from others of a batch.
    """
    content, called = _content(source, name)
    try:
        return _opened(content, called)
    except Unreadable as refusal:
        if called in refusal.text:
            raise
        raise Unreadable(refusal.code, f"{called}: {refusal.text}") from refusal


def _opened(content: bytes, called: str) -> Reading:
    """Bytes given to the reader of their format."""
    if not content.strip(b"\0 \t\r\n"):
        raise Unreadable("empty", f"{called} is empty: nothing can be read from it.")
    kind = media_type(content, called)
    if kind.startswith("text/") and len(content) > TEXT_BYTES:
        raise Unreadable("too-large", f"{called} is longer than {TEXT_BYTES // 1_000_000} MB of text: split it.")
    described = Source(name=called, sha256=hashlib.sha256(content).hexdigest(), media_type=kind)
    reading = _reader(kind)(content, described)
    if not reading.text.strip():
        raise Unreadable("nothing-read", f"{called} holds no text that could be read: give the document itself.")
    return reading


def _content(source: str | Path | bytes, name: str | None) -> tuple[bytes, str]:
    """Bytes and name of a source."""
    if isinstance(source, bytes):
        return source, sayable(name or "document")
    path = Path(source)
    try:
        return path.read_bytes(), sayable(name or path.name)
    except OSError as fault:
        raise Unreadable("not-opened", f"{path} cannot be opened: {fault.strerror or fault}.") from fault


def sayable(name: str) -> str:
    """A file name as text: bytes of it that are no UTF-8 are written out, for JSON and databases hold text only."""
    return name.encode("utf-8", errors="backslashreplace").decode("utf-8")


def _reader(kind: str) -> Callable[[bytes, Source], Reading]:
    """The `read` function for a media type."""
    if kind not in READERS:
        known = "give text, HTML, mail, Word, OpenDocument, PDF, a scan or Akoma Ntoso"
        raise Unreadable("unknown-format", f"There is no reader for {kind}: {known}.")
    module = importlib.import_module(READERS[kind])
    read: Callable[[bytes, Source], Reading] = module.read
    return read
