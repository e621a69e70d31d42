"""Files are what their bytes say, not what their names say."""

from __future__ import annotations

import pytest

from verbale.reading import Unreadable
from verbale.reading.sniff import media_type


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"%PDF-1.7 ...", "a.docx", "application/pdf"),
        (b"\r\n\r\n%PDF-1.7 ...", "a", "application/pdf"),
        (b"junk before %PDF-1.7 ... startxref 0 %%EOF", "a.pdf", "application/pdf"),
        (b"The file begins with %PDF- and so on.", "a.txt", "text/plain"),
        (b"\x89PNG\r\n\x1a\n...", "a.txt", "image/png"),
        (b"II*\0...", "a.tif", "image/tiff"),
        (b"<!DOCTYPE html><p>x", "a.txt", "text/html"),
        ("<html><p>x".encode("utf-16"), "a", "text/html"),
        (b'<?xml version="1.0"?><akomaNtoso>', "a.txt", "application/akn+xml"),
        (b'<?xml version="1.0"?><feed/>', "a.rss", "application/xml"),
        (b"Received: from x\r\n\r\nbody", "a", "message/rfc822"),
        (b"Subject: x\r\nMIME-Version: 1.0\r\n\r\n<html><p>x", "a", "message/rfc822"),
        (b"Subject: a line\r\n\tthat goes on\r\nMessage-ID: <1@x>\r\n\r\nbody", "a", "message/rfc822"),
        (b"From: the Registry\nTo: all missions\nSubject: opening hours\n\nA memorandum.", "a.txt", "text/plain"),
        (b"{\\rtf1 x}", "a.doc", "application/rtf"),
        (b"# Title", "a.md", "text/markdown"),
        (b"GIF89a...", "a.png", "image/gif"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "a.doc", "application/vnd.ms-excel"),
    ],
)
def test_the_first_bytes_decide(content: bytes, name: str, kind: str) -> None:
    assert media_type(content, name) == kind


def test_a_broken_archive_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        media_type(b"PK\x03\x04 cut short", "a.docx")
    assert refused.value.code == "damaged"
