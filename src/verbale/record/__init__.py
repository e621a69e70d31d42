"""The record: dossiers kept, searched and exchanged."""

from verbale.record.opening import open_record
from verbale.record.store import Record

__all__ = ["Record", "open_record"]
