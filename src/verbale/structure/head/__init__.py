"""Passages → what is said of the whole document: masthead, title, kind, parties, dates."""
