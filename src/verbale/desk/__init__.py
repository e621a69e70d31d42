"""The desk: a communication received, registered, checked, approved, numbered, issued and circulated."""

from verbale.desk.office import Desk, Refused, open_desk

__all__ = ["Desk", "Refused", "open_desk"]
