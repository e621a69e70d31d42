"""The embedded search index: tantivy, in a folder beside the record or where the record's address says.

A row is a paragraph or note with its stems and forms, and the facts it can be filtered and counted by. The text itself
stays in the record. The folder is derived, may be deleted at will, and gives the same answers in the same order
whatever the record's database is: rows are taken in by number of expression, and ties are broken by `Row.order`.
"""

from __future__ import annotations

import contextlib
import itertools
import operator
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tantivy import Document, Index, IndexWriter, Order, Query, SchemaBuilder, Searcher

from verbale.record.limits import OverTimeError
from verbale.record.search.answer import COUNTED, MOST_COUNTED, Found, Hit, Wanted
from verbale.record.search.engine import Index as AnyIndex
from verbale.record.search.looking import Looking
from verbale.record.search.question import Question
from verbale.record.search.rows import FORM, Row
from verbale.record.store import Record

FACTS = (
    *("lang", "body", "kind", "session", "role", "key", "distribution", "version", "cited"),
    *("name", "state", "instrument", "holder", "through", "addressee", "about", "topic", "attitude"),
)
"""Fields that hold words whole: what is filtered by, what versions are known by."""

LONGEST_SECONDS = 5.0
"""Time an answer may take; counting is not begun after it, and `OverTimeError` raised."""

HEAP = 400_000_000
"""Bytes of memory a writer may fill before it writes a segment: 300,000 paragraphs fit in less."""

LONGEST_WAIT = 600.0
"""Seconds a writer waits for another one to end."""

TIES = 24
"""Hits beyond the wanted ones that are fetched where equal scores stand in several segments."""

MOST_TIES = 4096
"""Hits at most that are put in order for one page."""

MOST_VALUES = 65_000
"""Values of one field that are counted exactly in one segment: the engine's own limit of buckets."""


_SCORE = operator.itemgetter(0)


class SearchIndex(AnyIndex):
    """The index of one record, safe to ask from many threads; one process writes at a time."""

    def __init__(self, record: Record) -> None:
        super().__init__(record)
        self._folder = record.index_folder / f"form-{FORM}"
        self._folder.mkdir(parents=True, exist_ok=True)
        self._index = self._open()
        self._writer: IndexWriter | None = None
        self._committed = str(self._folder / "meta.json")
        self._seen = self._stamp()
        self._state = Looking(self._index.schema, self._index.searcher())

    def _open(self) -> Index:
        """The engine's index, made where there is none."""
        index = Index(_schema(), str(self._folder), sort_by_field="order")
        index.config_reader("manual")
        return index

    def _stamp(self) -> tuple[int, int]:
        """What changes with every commit."""
        state = os.stat(self._committed)
        return state.st_mtime_ns, state.st_ino

    @property
    def _looking(self) -> Looking:
        """The index as it was committed last, by whatever process."""
        stamp = self._stamp()
        if stamp != self._seen:
            self._index.reload()
            self._state = Looking(self._index.schema, self._index.searcher())
            self._seen = stamp
        return self._state

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """While this index holds the engine's lock for writing, after whoever held it before; inner calls keep it."""
        if self._writer is not None:
            yield
            return
        self._writer = self._lock()
        try:
            yield
        finally:
            writer, self._writer = self._writer, None
            writer.wait_merging_threads()

    def _lock(self) -> IndexWriter:
        """A writer; one thread, so that rows keep their order in the same segments every time."""
        until = time.monotonic() + LONGEST_WAIT
        while True:
            try:
                return self._index.writer(HEAP, 1)
            except ValueError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)

    def size(self) -> int:
        """How many paragraphs it holds."""
        return int(self._looking.searcher.num_docs)

    def held(self) -> dict[int, str]:
        """Expression → the version of it that was taken in."""
        found = self._looking.searcher.terms_with_prefix("version", "", filter_query=Query.all_query())
        return {int(version.partition(".")[0]): version for version, count in found if count}

    def write(self, gone: Sequence[int], rows: Iterable[Row]) -> None:
        """Leave out every row of the expressions `gone`, and take rows in; a commit, so all of it or nothing."""
        with self.alone():
            writer = self._writer
            assert writer is not None
            try:
                for number in gone:
                    writer.delete_documents_by_query(Query.term_query(self._index.schema, "expression", number))
                for row in rows:
                    writer.add_document(_document(row))
                writer.commit()
            except BaseException:
                writer.rollback()
                raise

    def clear(self) -> None:
        """Forget everything, and what older programs left in the folder."""
        with self.alone():
            assert self._writer is not None
            self._writer.delete_all_documents()
            self._writer.commit()
        for path in self._folder.parent.iterdir():
            if path.name.startswith("form-") and path != self._folder:
                shutil.rmtree(path, ignore_errors=True)
            elif path.name.startswith("search.db"):
                path.unlink(missing_ok=True)

    def values(self, name: str, distributions: Sequence[str]) -> list[str]:
        """The values that paragraphs of some distribution classes have for a filter."""
        if name not in FACTS:
            return []
        seen = Query.term_set_query(self._index.schema, "distribution", list(distributions))
        found = self._looking.searcher.terms_with_prefix(name, "", filter_query=seen)
        return [value for value, count in found if count]

    def answer(self, question: Question, wanted: Wanted) -> Found:
        """Paragraphs that answer a question, best first. Raises `OverTimeError` when it takes too long."""
        until = time.monotonic() + LONGEST_SECONDS
        looking = self._looking
        searcher, query = looking.searcher, looking.whole(question, wanted)
        page, total = _page(searcher, query, wanted, ranked=question.term is not None)
        hits = _hits(searcher, page)
        if time.monotonic() > until:
            raise OverTimeError
        return Found(hits, total, _counts(searcher, query) if wanted.counts else {})


def _schema() -> Any:
    """The fields of a row."""
    schema = SchemaBuilder()
    for name in ("stems", "forms"):
        schema.add_text_field(name, tokenizer_name="whitespace")
    schema.add_text_field("place", stored=True, tokenizer_name="raw", index_option="basic")
    for name in FACTS:
        schema.add_text_field(name, fast=name in COUNTED, tokenizer_name="raw", index_option="basic")
    schema.add_unsigned_field("order", fast=True)
    schema.add_unsigned_field("year", indexed=True, fast=True)
    schema.add_unsigned_field("expression", indexed=True)
    return schema.build()


def _document(row: Row) -> Document:
    """A row as the engine takes it."""
    document = Document()
    document.add_text("stems", row.stems)
    document.add_text("forms", row.forms)
    document.add_text("place", f"{row.block}\t{row.key}\t{row.language}\t{row.address}")
    document.add_text("key", row.key.lower())
    document.add_text("distribution", row.distribution)
    document.add_text("version", row.version)
    document.add_unsigned("order", row.order)
    document.add_unsigned("expression", row.expression)
    if row.year is not None:
        document.add_unsigned("year", row.year)
    for name, values in row.facts.items():
        for value in values:
            document.add_text(name, value)
    return document


def _hits(searcher: Searcher, page: list[tuple[float, Any]]) -> list[Hit]:
    """Hits from the stored places of their rows; in one loop, since a call for each takes as long as the engine."""
    stored: Any = searcher.doc
    hits = []
    for score, address in page:
        block, key, language, place = stored(address).get_first("place").split("\t", 3)
        hits.append(Hit(int(block), key, language, place, score))
    return hits


def _page(searcher: Searcher, query: Query, wanted: Wanted, *, ranked: bool) -> tuple[list[tuple[float, Any]], int]:
    """Hits of one page and how many there are; equal scores in the order of rows."""
    if not ranked:
        found: Any = searcher.search(query, wanted.limit, offset=wanted.start, order_by_field="order", order=Order.Asc)
        return [(0.0, address) for _, address in found.hits], found.count
    if searcher.num_segments == 1:
        found = searcher.search(query, wanted.limit, offset=wanted.start)
        return found.hits, found.count
    end = wanted.start + wanted.limit
    fetched = end + TIES
    while True:
        found = searcher.search(query, fetched)
        hits = found.hits
        if len(hits) < fetched or fetched > MOST_TIES + end or hits[-1][0] < hits[end - 1][0]:
            return _in_order(searcher, hits, wanted.start, end), found.count
        fetched *= 4


def _in_order(searcher: Searcher, hits: list[tuple[float, Any]], start: int, end: int) -> list[tuple[float, Any]]:
    """Hits from `start` to `end` of those best first, equal scores in the order of rows."""
    page: list[tuple[float, Any]] = []
    for score, group in itertools.groupby(hits, key=_SCORE):
        alike = list(group)
        if len(alike) > 1 and start < len(page) + len(alike):
            orders: list[Any] = searcher.fast_field_values("order", [address for _, address in alike])
            alike = [(score, alike[at][1]) for at in sorted(range(len(alike)), key=orders.__getitem__)]
        page += alike
        if len(page) >= end:
            break
    return page[start:end]


def _counts(searcher: Searcher, query: Query) -> dict[str, dict[str, int]]:
    """How many hits there are by what they can be narrowed by; exact."""
    sizes = {"size": MOST_COUNTED, "segment_size": MOST_VALUES, "order": {"_count": "desc"}}
    found = searcher.aggregate(query, {name: {"terms": {"field": name, **sizes}} for name in COUNTED})
    return {name: {_named(bucket["key"]): bucket["doc_count"] for bucket in found[name]["buckets"]} for name in COUNTED}


def _named(key: Any) -> str:
    """A value that was counted; the engine tells years as fractions."""
    return key if isinstance(key, str) else str(int(key))
