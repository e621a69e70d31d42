"""The record: dossiers kept, searched and exchanged."""

from verbale.record.store import Record, open_record

__all__ = ["Record", "open_record"]
