"""PDF with a text layer → Reading: one `Line` a segment of print, with box, style and direction.

Pages are opened and closed one by one, so that a thousand pages take no more memory than one. A page without a text
layer, or with one that lies, is handed to the reader of scans.
"""

from __future__ import annotations

from verbale.reading.pdf.document import read

__all__ = ["read"]
