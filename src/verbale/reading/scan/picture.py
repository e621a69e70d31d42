"""Pictures for the recogniser: pages of a PDF drawn in grey, and the size of a picture before anything is unpacked."""

from __future__ import annotations

import struct

import pypdfium2 as pdfium

from verbale.reading.budget import DOTS_AN_INCH, PIXELS_A_PICTURE

PIXELS_A_PAGE = 40_000_000
"""Pixels a drawn page has at most; larger sheets are drawn coarser."""


def drawn(page: pdfium.PdfPage) -> tuple[bytes, float]:
    """A page as a grey picture (PGM), and its resolution in dots an inch."""
    width, height = page.get_size()
    scale = DOTS_AN_INCH / 72
    if width * height * scale * scale > PIXELS_A_PAGE:
        scale = (PIXELS_A_PAGE / (width * height)) ** 0.5
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        dots = memoryview(bitmap.buffer).cast("B")
        across, down, stride = bitmap.width, bitmap.height, bitmap.stride
        rows = dots if stride == across else b"".join(dots[row * stride : row * stride + across] for row in range(down))
        return b"P5 %d %d 255\n" % (across, down) + bytes(rows), scale * 72
    finally:
        bitmap.close()


def too_large(content: bytes) -> bool:
    """Whether a PNG, JPEG or TIFF says it has more pixels than any scan."""
    width, height = size(content)
    return width * height > PIXELS_A_PICTURE


def size(content: bytes) -> tuple[int, int]:
    """Width and height a picture claims, (0, 0) when its head is broken."""
    try:
        if content.startswith(b"\x89PNG"):
            return struct.unpack(">II", content[16:24])
        if content.startswith(b"\xff\xd8"):
            return _jpeg(content)
        return _tiff(content)
    except (struct.error, IndexError):
        return 0, 0


def _jpeg(content: bytes) -> tuple[int, int]:
    """Width and height in the frame header of a JPEG."""
    at = 2
    while at + 9 < len(content):
        if content[at] != 0xFF:
            at += 1
            continue
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        if marker in (0xFF, 0x01) or 0xD0 <= marker <= 0xD9:
            at += 1 if marker == 0xFF else 2
            continue
        at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    return 0, 0


def _tiff(content: bytes) -> tuple[int, int]:
    """Width and height of the largest page of a TIFF."""
    order = "<" if content.startswith(b"II") else ">"
    at, best, seen = struct.unpack(order + "I", content[4:8])[0], (0, 0), 0
    while at and seen < 1000:
        seen += 1
        count = struct.unpack(order + "H", content[at : at + 2])[0]
        tags = {}
        for entry in range(count):
            tag, kind = struct.unpack(order + "HH", content[at + 2 + entry * 12 : at + 6 + entry * 12])
            value = content[at + 10 + entry * 12 : at + 14 + entry * 12]
            tags[tag] = struct.unpack(order + ("H" if kind == 3 else "I"), value[: 2 if kind == 3 else 4])[0]
        best = max(best, (tags.get(256, 0), tags.get(257, 0)), key=lambda pair: pair[0] * pair[1])
        at = struct.unpack(order + "I", content[at + 2 + count * 12 : at + 6 + count * 12])[0]
    return best
