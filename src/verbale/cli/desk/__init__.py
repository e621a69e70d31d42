"""`verbale desk`: receive, register, check, approve, number, issue and circulate communications; one file a group."""

from verbale.cli.desk import circulating, deciding, drafting, intake, issuing, looking, people
from verbale.cli.desk.group import desk

__all__ = ["circulating", "deciding", "desk", "drafting", "intake", "issuing", "looking", "people"]
