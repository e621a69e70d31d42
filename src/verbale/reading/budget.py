"""What reading one source may cost: seconds, pixels, pages. Readers stop at these and say so."""

from __future__ import annotations

import os

OCR_SECONDS_A_PAGE = 60.0
"""Seconds the recogniser may take for one page and language; a clean page takes one to four."""

OCR_SECONDS_A_DOCUMENT = 900.0
"""Seconds all pages of a document may take together; pages left over are named in a finding."""

PIXELS_A_PICTURE = 200_000_000
"""Pixels of a picture at most: A0 at 300 dots an inch is 140 million. More is a decompression bomb."""

TEXT_BYTES = 20_000_000
"""Bytes of a plain text, page, mail or XML file at most: some 6,000 printed pages."""

DOTS_AN_INCH = 300
"""Resolution a page is drawn at for the recogniser, which was trained on such."""


def workers() -> int:
    """How many pages are recognised at the same time: one a core."""
    return max(1, os.cpu_count() or 1)
