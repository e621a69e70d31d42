"""Search: paragraphs of a record found by words, names, positions; the index is derived from the record.

What an engine must offer is in `engine.py`. The embedded one is tantivy (`index.py`): on 302,983 paragraphs it gives
hits and total on the same words in half the time of SQLite's FTS5 for rare words and in an eightieth for common ones
(`benchmarks/speed/search.py`). `opensearch.py` is for records past one machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.record.search.answer import COUNTED, Found, Hit, Wanted
from verbale.record.search.engine import Index
from verbale.record.search.filters import QuestionError
from verbale.record.search.question import Question
from verbale.record.search.rows import Row

if TYPE_CHECKING:
    from verbale.record.store import Record

__all__ = ["COUNTED", "Found", "Hit", "Index", "Question", "QuestionError", "Row", "Wanted", "open_index"]


def open_index(record: Record) -> Index:
    """The index of a record."""
    if record.search_server is not None:
        from verbale.record.search.opensearch import OpenSearchIndex

        return OpenSearchIndex(record, record.search_server)
    from verbale.record.search.index import SearchIndex

    return SearchIndex(record)
