"""Dossier → JSON of the contract: the values as they stand, encoded once."""

from __future__ import annotations

import msgspec

from verbale.model.dossier import Dossier


def render(dossier: Dossier) -> bytes:
    """The contract's JSON, UTF-8, one line."""
    return msgspec.json.encode(dossier)
