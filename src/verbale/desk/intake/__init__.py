"""Intake: files and mails come in, the reader fills in what it understands, a person confirms it."""

from verbale.desk.intake.receiving import Incoming, Particulars, Sent, incoming, particulars, receive, request_of
from verbale.desk.intake.registering import FIELDS, dossiers_of, edit, register

__all__ = [
    "FIELDS",
    "Incoming",
    "Particulars",
    "Sent",
    "dossiers_of",
    "edit",
    "incoming",
    "particulars",
    "receive",
    "register",
    "request_of",
]
