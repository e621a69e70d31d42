"""Checks before issue: what a program can find wrong with a communication, and the act of checking."""

from verbale.desk.checks.deciding import check, open_findings
from verbale.desk.checks.texts import findings_of

__all__ = ["check", "findings_of", "open_findings"]
