"""Names of OpenDocument elements and attributes."""

from __future__ import annotations

_BASE = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{{{_BASE}office:1.0}}"
TEXT = f"{{{_BASE}text:1.0}}"
TABLE = f"{{{_BASE}table:1.0}}"
STYLE = f"{{{_BASE}style:1.0}}"
DRAW = f"{{{_BASE}drawing:1.0}}"
FORMAT = f"{{{_BASE}xsl-fo-compatible:1.0}}"
LINK = "{http://www.w3.org/1999/xlink}"
IDENTITY = "{http://www.w3.org/XML/1998/namespace}id"
EXTENDED = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
