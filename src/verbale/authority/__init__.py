"""Authority files: what every name means. `open_authority()` gives the book that looks names and entities up."""

from verbale.authority.book import AuthorityBook, Hit, open_authority
from verbale.authority.entry import Entry, Names, kind_of

__all__ = ["AuthorityBook", "Entry", "Hit", "Names", "kind_of", "open_authority"]
