"""Dossier → a format people or programs read. One module (or folder) a format, imported when first asked for.

Each has `render(dossier) -> str | bytes`; Akoma Ntoso also reads and checks.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable

from verbale.model.dossier import Dossier

__all__ = ["FORMATS", "renderer"]

FORMATS = {
    "json": "verbale.renditions.json",
    "md": "verbale.renditions.markdown",
    "markdown": "verbale.renditions.markdown",
    "text": "verbale.renditions.text",
    "html": "verbale.renditions.html",
    "akn": "verbale.renditions.akn",
    "docx": "verbale.renditions.docx",
    "pdf": "verbale.renditions.pdf",
}
"""Name of a format on the command line → module with `render`."""


def renderer(form: str) -> Callable[[Dossier], str | bytes]:
    """The `render` of a format. Raises `KeyError` for a format that is not in `FORMATS`."""
    render: Callable[[Dossier], str | bytes] = importlib.import_module(FORMATS[form]).render
    return render
