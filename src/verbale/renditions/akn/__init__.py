"""Akoma Ntoso 3.0, profile verbale: a dossier written, read back, and any file checked.

`render(dossier, marked=day)` gives the bytes; `read(content)` gives back the dossier, as far as the format carries it
(`comparable` says how far); `check.check(content, profile)` gives findings. Rules V1 to V25 are in docs/akn.md.
"""

from __future__ import annotations

from verbale.renditions.akn.comparable import comparable
from verbale.renditions.akn.read import is_ours, read
from verbale.renditions.akn.write import render

__all__ = ["comparable", "is_ours", "read", "render"]
