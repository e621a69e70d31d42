"""What a file is, from its first bytes; its name decides only between kinds of plain text.

A PDF named `.docx` is a PDF. What is known but has no reader (a spreadsheet, a film) gets its own media type, so that
the refusal can name it; what is locked is refused here, for nothing of it can be read.
"""

from __future__ import annotations

import codecs
import io
import re
import zipfile

from verbale.reading.refusal import Unreadable

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"

SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"GIF8", "image/gif"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x7fELF", "application/x-executable"),
    (b"%!PS", "application/postscript"),
    (b"\xffWPC", "application/vnd.wordperfect"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_KINDS = (("Workbook", "application/vnd.ms-excel"), ("PowerPoint Document", "application/vnd.ms-powerpoint"))
_ZIPS = (
    ("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
_HEADER = re.compile(rb"(?:from [^\n]*\n)?(?:[!-9;-~]+:[^\n]*(?:\n|\Z)(?:[ \t][^\n]*\n)*)+")
"""The lines at the start of a mail: fields, each going on in lines that begin with a blank; a mailbox's line before."""
_MAIL_FIELD = re.compile(
    rb"^(?:mime-version|message-id|received|return-path|delivered-to|x-mozilla-status):", re.MULTILINE
)
"""Fields that programs write and no memorandum prints below its own From, To and Subject."""


def media_type(content: bytes, name: str) -> str:
    """The media type of `content`; unknown bytes are taken for text and judged by the text reader.

    Raises `Unreadable` for an Office file locked by a password.
    """
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    for signature, kind in SIGNATURES:
        if start.startswith(signature):
            return kind
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(content, name)
    if content.startswith(_OLE):
        return _compound(content, name)
    if b"%PDF-" in content[:1024] and b"startxref" in content[-4096:]:
        return "application/pdf"
    return _written(_head(content), name.lower().rpartition(".")[2])


def _head(content: bytes) -> bytes:
    """The first characters, lower case, one byte each, also where the file is UTF-16."""
    head = content[:8192]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", errors="ignore").encode("utf-8")
    return head.removeprefix(codecs.BOM_UTF8).lstrip().lower()


def _written(head: bytes, ending: str) -> str:
    """Which kind of text a file is, by its first characters, then by its name."""
    if ending == "eml" or ((header := _HEADER.match(head)) and _MAIL_FIELD.search(header[0])):
        return "message/rfc822"
    if b"akomantoso" in head:
        return "application/akn+xml"
    if b"<html" in head or head.startswith(b"<!doctype html") or ending in {"html", "htm", "xhtml"}:
        return "text/html"
    if head.startswith(b"<?xml"):
        return "application/akn+xml" if ending in {"akn", "xml"} else "application/xml"
    return "text/markdown" if ending in {"md", "markdown"} else "text/plain"


def _zipped(content: bytes, name: str) -> str:
    """Which kind of document a ZIP holds. Raises `Unreadable` for one that is damaged, or only an archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as fault:
        told = f"{name} is cut short or damaged and cannot be opened: ask for the file again."
        raise Unreadable("damaged", told) from fault
    for folder, kind in _ZIPS:
        if any(entry.startswith(folder) for entry in names):
            return kind
    if "word/document.xml" in names or "[Content_Types].xml" in names:
        return DOCX
    if "content.xml" in names:
        return ODT
    if not names:
        raise Unreadable("empty", f"{name} is an archive that holds nothing: nothing can be read from it.")
    raise Unreadable("unknown-format", f"{name} is an archive, not a document: unpack it and read what it holds.")


def _compound(content: bytes, name: str) -> str:
    """Which kind of old Office file it is. Raises `Unreadable` for a modern one that is locked inside an old one."""
    directory = content[: 1 << 22]
    if "EncryptedPackage".encode("utf-16-le") in directory:
        told = f"{name} is locked by a password: save it without one and read it again."
        raise Unreadable("locked", told)
    for stream, kind in _OLE_KINDS:
        if stream.encode("utf-16-le") in directory:
            return kind
    return "application/msword"
