"""Codes on the first page as vector pictures: the square one that leads to the permalink, the bars of the job number."""

from __future__ import annotations

import re

NARROW, WIDE = 1, 3
HEIGHT = 16
BARS = {
    sign: pattern
    for sign, pattern in zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. *",
        (
            "000110100 100100001 001100001 101100000 000110001 100110000 001110000 000100101 100100100 001100100 "
            "100001001 001001001 101001000 000011001 100011000 001011000 000001101 100001100 001001100 000011100 "
            "100000011 001000011 101000010 000010011 100010010 001010010 000000111 100000110 001000110 000010110 "
            "110000001 011000001 111000000 010010001 110010000 011010000 010000101 110000100 011000100 010010100"
        ).split(),
        strict=True,
    )
}
"""Code 39 (ISO/IEC 16388): nine elements a sign, bar and space in turn, 1 for a wide one."""


def bar_code(job: str) -> str:
    """A job number in Code 39 as SVG: its figures without prefix, hyphen and the letter of the language."""
    digits = "".join(re.findall(r"\d+", job.partition("(")[0]))
    x, bars = 0, list[str]()
    for sign in f"*{digits}*":
        for place, wide in enumerate(BARS[sign]):
            width = WIDE if wide == "1" else NARROW
            if place % 2 == 0:
                bars.append(f'<rect x="{x}" y="0" width="{width}" height="{HEIGHT}"/>')
            x += width
        x += NARROW
    return _picture(x, HEIGHT, "".join(bars), stretched=True)


def square_code(address: str) -> str:
    """An address as a QR code in SVG, with its quiet zone. Needs segno."""
    import segno

    rows = [list(row) for row in segno.make(address, micro=False, error="m").matrix_iter(border=2)]
    squares = "".join(
        f'<rect x="{x}" y="{y}" width="1.02" height="1.02"/>'
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    return _picture(len(rows[0]), len(rows), squares)


def _picture(width: int, height: int, shapes: str, *, stretched: bool = False) -> str:
    """An SVG picture."""
    ratio = ' preserveAspectRatio="none"' if stretched else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}"{ratio}>{shapes}</svg>'
    )
