"""Codes on the first page as vector pictures: one that leads to the permalink, the bars of the job number."""

from __future__ import annotations

import re

NARROW, WIDE = 1, 3
HEIGHT = 16
BARS = {
    "0": "000110100",
    "1": "100100001",
    "2": "001100001",
    "3": "101100000",
    "4": "000110001",
    "5": "100110000",
    "6": "001110000",
    "7": "000100101",
    "8": "100100100",
    "9": "001100100",
    "*": "010010100",
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
