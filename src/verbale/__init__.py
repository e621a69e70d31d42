"""Verbale reads diplomatic documents: `verbale.read("note.pdf")` returns a `Dossier`."""

from verbale.journey import read
from verbale.model.dossier import Dossier

__all__ = ["Dossier", "read"]
