"""What a file is, from its first bytes; its name decides only between kinds of plain text."""

from __future__ import annotations

import io
import zipfile

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"

SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
)


def media_type(content: bytes, name: str) -> str:
    """The media type of `content`; unknown bytes are taken for text and judged by the text reader."""
    for signature, kind in SIGNATURES:
        if content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(signature):
            return kind
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    head = content[:4096].lower()
    ending = name.lower().rpartition(".")[2]
    if b"akomantoso" in head:
        return "application/akn+xml"
    if b"<html" in head or b"<!doctype html" in head or ending in {"html", "htm", "xhtml"}:
        return "text/html"
    if ending == "eml" or head.startswith((b"from:", b"return-path:", b"received:", b"mime-version:", b"delivered-to:")):
        return "message/rfc822"
    return "text/markdown" if ending in {"md", "markdown"} else "text/plain"


def _zipped(content: bytes) -> str:
    """Which kind of document a ZIP holds; a plain archive is `application/zip`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:  # cut short: what it was can still be seen, and its reader says that it is damaged
        return DOCX if b"word/" in content else "application/zip"
    if "word/document.xml" in names or "[Content_Types].xml" in names:
        return DOCX
    return ODT if "content.xml" in names else "application/zip"
