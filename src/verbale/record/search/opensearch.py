"""Search on an OpenSearch server, for records past one machine: words, questions and filters as in the index here.

    index = "https://search.example.org:9200/verbale"      # in the record's verbale.toml

The server gets words only (a whitespace analyser is all it needs) and values; texts stay in the record. It has no
transactions, so an expression counts as taken in when its mark is written, which is last: what a kill leaves without a
mark is taken out and in again by the next update. Needs the extra `opensearch`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from verbale.record.limits import OverTimeError
from verbale.record.search import question as asked
from verbale.record.search.answer import COUNTED, MOST_COUNTED, Found, Hit, Wanted
from verbale.record.search.engine import Index
from verbale.record.search.filters import years
from verbale.record.search.question import Question
from verbale.record.search.rows import Row
from verbale.record.search.words import engine_words
from verbale.record.store import Record

VALUES = (
    *("lang", "body", "kind", "session", "role", "symbol", "distribution", "version", "cited"),
    *("name", "state", "instrument", "holder", "through", "addressee", "about", "topic", "attitude"),
)
"""Fields of values that are held whole."""

MOST_VALUES = 65_000
"""Values of one field that a shard counts, so that counts are exact."""

SENT_AT_ONCE = 2_000
"""Rows of one message to the server: some megabytes."""

SECONDS = 5
"""Time an answer may take."""

WORDING_BOOST, NAMED_SCORE = 4.0, 0.1
"""As the embedded index weighs them: the very wording of a long question, and names in other words."""

Query = dict[str, Any]


class OpenSearchIndex(Index):
    """The index of one record on a server."""

    def __init__(self, record: Record, address: str) -> None:
        super().__init__(record)
        try:
            from opensearchpy import OpenSearch
        except ImportError as missing:
            sentence = f"Install verbale[opensearch] to search on a server ({missing.name} is missing)."
            raise ValueError(sentence) from missing
        parts = urlsplit(address)
        self._name = parts.path.strip("/") or "verbale"
        self._server: Any = OpenSearch([f"{parts.scheme}://{parts.netloc}"], timeout=60, max_retries=3)
        if not self._server.indices.exists(index=self._name):
            self._server.indices.create(index=self._name, body=_shape(), params={"ignore": 400})

    def held(self) -> dict[int, str]:
        """Expression → the version of it that was taken in, by the marks."""
        found: dict[int, str] = {}
        after: list[Any] | None = None
        while True:
            body: Query = {"query": {"exists": {"field": "mark"}}, "size": 10_000, "sort": [{"expression": "asc"}]}
            body |= {"search_after": after} if after else {}
            hits = self._server.search(index=self._name, body=body)["hits"]["hits"]
            if not hits:
                return found
            for hit in hits:
                found[int(hit["_source"]["expression"])] = hit["_source"]["mark"]
            after = hits[-1]["sort"]

    def write(self, gone: Sequence[int], rows: Iterable[Row]) -> None:
        """Leave out every row of the expressions `gone`, and take rows in; the marks last."""
        self._leave_out(list(gone))
        lines: list[Query] = []
        marks: dict[int, str] = {}
        for number, group in groupby(rows, key=lambda row: row.expression):
            some = list(group)
            lines += [line for row in some for line in _lines(row)]
            marks[number] = some[0].version
            if len(lines) >= 2 * SENT_AT_ONCE:
                self._take_in(lines, marks)
                lines, marks = [], {}
        self._take_in(lines, marks)
        self._server.indices.refresh(index=self._name)

    def _take_in(self, lines: list[Query], marks: dict[int, str]) -> None:
        """Rows of some expressions, in place of whatever an update cut short left of them, then their marks."""
        if not marks:
            return
        self._leave_out(list(marks))
        self._send(lines)
        marked: list[Query] = []
        for number, version in marks.items():
            marked += [{"index": {"_id": f"mark-{number}"}}, {"expression": number, "mark": version}]
        self._send(marked)

    def _send(self, lines: list[Query]) -> None:
        """One message; a row the server refuses is a fault to be told."""
        said = self._server.bulk(index=self._name, body=lines)
        if said.get("errors"):
            faults = [item["index"]["error"] for item in said["items"] if item["index"].get("error")]
            raise ValueError(f"The search server refuses rows ({faults[0]}): see its log, then run the command again.")

    def _leave_out(self, expressions: list[int]) -> None:
        """Take expressions out, their marks first of all that is searched for."""
        if expressions:
            self._server.indices.refresh(index=self._name)
            query = {"terms": {"expression": expressions}}
            params = {"conflicts": "proceed", "refresh": "true"}
            self._server.delete_by_query(index=self._name, body={"query": query}, params=params)

    def clear(self) -> None:
        """Forget everything."""
        self._server.indices.delete(index=self._name, params={"ignore_unavailable": "true"})
        self._server.indices.create(index=self._name, body=_shape())

    def values(self, name: str, distributions: Sequence[str]) -> list[str]:
        """The values that paragraphs of some distribution classes have for a filter."""
        if name not in VALUES:
            return []
        seen = {"terms": {"distribution": list(distributions)}}
        body = {"size": 0, "query": seen, "aggs": {"values": {"terms": {"field": name, "size": MOST_VALUES}}}}
        found = self._server.search(index=self._name, body=body)["aggregations"]["values"]["buckets"]
        return sorted(bucket["key"] for bucket in found)

    def answer(self, question: Question, wanted: Wanted) -> Found:
        """Paragraphs that answer a question, best first. Raises `OverTimeError` when it takes too long."""
        body: Query = {
            "query": whole(question, wanted),
            "from": wanted.start,
            "size": wanted.limit,
            "sort": [{"_score": "desc"}, {"order": "asc"}] if question.term is not None else [{"order": "asc"}],
            "track_total_hits": True,
            "track_scores": True,
            "timeout": f"{SECONDS}s",
            "_source": ["block", "key", "language", "address"],
        }
        if wanted.counts:
            body["aggs"] = {name: {"terms": _counting(name)} for name in COUNTED}
        params = {"search_type": "dfs_query_then_fetch"}  # one score whatever shard a paragraph is on
        said = self._server.search(index=self._name, body=body, params=params)
        if said.get("timed_out"):
            raise OverTimeError
        hits = [_hit(hit) for hit in said["hits"]["hits"]]
        counts = {name: _named(said["aggregations"][name]["buckets"]) for name in COUNTED} if wanted.counts else {}
        return Found(hits, int(said["hits"]["total"]["value"]), counts)


def _shape() -> Query:
    """The fields of a row."""
    words = {"type": "text", "analyzer": "whitespace"}
    stored = {"type": "keyword", "index": False, "doc_values": False}
    fields: dict[str, Query] = {"stems": words, "forms": words, "mark": {"type": "keyword"}}
    fields |= {name: {"type": "keyword"} for name in VALUES}
    fields |= dict.fromkeys(("key", "language", "address"), stored)
    fields |= {name: {"type": "long"} for name in ("order", "block", "expression", "year")}
    return {
        "settings": {"index": {"max_result_window": 100_000}},
        "mappings": {"dynamic": "strict", "properties": fields},
    }


def _lines(row: Row) -> Iterator[Query]:
    """A row as the server takes it."""
    yield {"index": {"_id": f"{row.expression}-{row.block}"}}
    facts = {name: list(values) for name, values in row.facts.items() if name in VALUES}
    place = {"block": row.block, "expression": row.expression, "order": row.order, "version": row.version}
    shown = {"key": row.key, "language": row.language, "address": row.address, "symbol": row.key.lower()}
    words = {"stems": row.stems, "forms": row.forms, "distribution": row.distribution}
    yield {**facts, **place, **shown, **words, **({"year": row.year} if row.year is not None else {})}


def _counting(name: str) -> Query:
    """How hits are counted by a field: exactly, the most frequent first."""
    order = [{"_count": "desc"}, {"_key": "asc"}]
    return {"field": name, "size": MOST_COUNTED, "shard_size": MOST_VALUES, "order": order}


def _named(buckets: Iterable[Query]) -> dict[str, int]:
    """Counts by value."""
    return {str(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets}


def _hit(hit: Query) -> Hit:
    """A hit as every index tells it."""
    source = hit["_source"]
    return Hit(int(source["block"]), source["key"], source["language"], source["address"], float(hit["_score"] or 0.0))


def whole(question: Question, wanted: Wanted) -> Query:
    """A question, its filters, and what its reader may see, as the server is asked."""
    filters, excluded = _filters(question.filters)
    filters.append({"terms": {"distribution": list(wanted.distributions)}})
    if wanted.expressions is not None:
        filters.append({"terms": {"expression": list(wanted.expressions)}})
    must = [term(question.term)] if question.term is not None else []
    return {"bool": {"must": must, "filter": filters, "must_not": excluded}}


def term(one: asked.Term) -> Query:
    """One term of a question."""
    match one:
        case asked.Word(stems):
            return _any([{"term": {"stems": stem}} for stem in stems])
        case asked.Phrase(words):
            field, placed = engine_words(words)
            return _phrase(field, [word if isinstance(word, str) else word[1] for word in placed])
        case asked.Start(letters):
            return {"prefix": {"forms": {"value": letters}}}
        case asked.Near(rows):
            return _any([_phrase("stems", list(row), asked.NEAR_WORDS) for row in rows])
        case asked.Cited(symbol):
            return _value("cited", symbol)
        case asked.Named(ids, names):
            named = [{"term": {"topic" if each.startswith("topic/") else "name": each}} for each in ids]
            named += [_phrase("stems", list(row), asked.name_words(row)) for row in names]
            return {"constant_score": {"filter": _any(named), "boost": NAMED_SCORE}}
        case asked.Either(parts):
            return _any([term(part) for part in parts])
        case asked.All(parts, wording):
            return _all(parts, wording)
        case asked.Not():
            return _all((one,), None)


def _any(queries: list[Query]) -> Query:
    """At least one of some queries."""
    return queries[0] if len(queries) == 1 else {"bool": {"should": queries, "minimum_should_match": 1}}


def _phrase(field: str, words: list[str], slop: int = 0) -> Query:
    """Words one after the other, or close together."""
    if len(words) == 1:
        return {"term": {field: words[0]}}
    return {"match_phrase": {field: {"query": " ".join(words), "slop": slop}}}


def _all(parts: tuple[asked.Term, ...], wording: asked.Phrase | None) -> Query:
    """Every part; what must not be there left out; the very wording first."""
    found: Query = {
        "must": [term(part) for part in parts if not isinstance(part, asked.Not)],
        "must_not": [term(part.part) for part in parts if isinstance(part, asked.Not)],
    }
    if wording is not None:
        found["should"] = [{"bool": {"must": [term(wording)], "boost": WORDING_BOOST}}]
    return {"bool": found}


def _value(field: str, value: str) -> Query:
    """Paragraphs with a value of a field; `*` stands for anything in it."""
    if "*" not in value:
        return {"term": {field: value}}
    return {"wildcard": {field: {"value": value.replace("\\", "\\\\").replace("?", "\\?")}}}


def _filters(filters: tuple[asked.Filter, ...]) -> tuple[list[Query], list[Query]]:
    """Filters asked and left out: several values of what a paragraph has one of are alternatives."""
    wanted: list[Query] = []
    excluded: list[Query] = []
    alternatives: dict[str, list[Query]] = {}
    for one in filters:
        query = _filter(one)
        if one.excluded:
            excluded.append(query)
        elif one.name in asked.SINGLE:
            alternatives.setdefault(one.name, []).append(query)
        else:
            wanted.append(query)
    return [*wanted, *(_any(queries) for queries in alternatives.values())], excluded


def _filter(one: asked.Filter) -> Query:
    """One filter."""
    if one.name == "year":
        first, last = years(one.value)
        return {"range": {"year": {"gte": first, "lte": last}}}
    return _value(one.name, one.value)
