"""A small server that answers the questions of OpenSearch's protocol that the record asks, from memory.

It keeps to what the protocol says of indexes, bulk messages, deletion by query, and searches with bool, term, terms,
prefix, wildcard, range, exists, constant_score and match_phrase, BM25, sorting and counts by terms. What else is asked
is refused with status 400, as the real one refuses what it does not know.
"""

from __future__ import annotations

import fnmatch
import json
import math
import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]


class Store:
    """The documents of one index, and its fields."""

    def __init__(self, fields: Json) -> None:
        self.fields = fields
        self.documents: dict[str, Json] = {}

    def terms(self, source: Json, field: str) -> list[Any]:
        """What stands in a field of a document: words of a text, values of a keyword."""
        value = source.get(field)
        if value is None:
            return []
        if self.fields[field]["type"] == "text":
            return str(value).split()
        return value if isinstance(value, list) else [value]

    def found(self, query: Json) -> dict[str, float]:
        """Documents that a query finds, with their score."""
        ((sort, body),) = query.items()
        answer: dict[str, float] = getattr(self, f"_{sort}")(body)
        return answer

    def _scored(self, field: str, matches: dict[str, int]) -> dict[str, float]:
        """BM25 of documents by how often a term stands in a field."""
        lengths = {key: len(self.terms(source, field)) for key, source in self.documents.items() if field in source}
        if self.fields[field]["type"] != "text":
            lengths = dict.fromkeys(lengths, 1)
        average = sum(lengths.values()) / max(1, len(lengths))
        rare = math.log(1 + (len(lengths) - len(matches) + 0.5) / (len(matches) + 0.5))
        return {
            key: rare * count / (count + 1.2 * (0.25 + 0.75 * lengths[key] / average)) for key, count in matches.items()
        }

    def _matching(self, field: str, fits: Any) -> dict[str, int]:
        counts = {
            key: sum(bool(fits(one)) for one in self.terms(source, field)) for key, source in self.documents.items()
        }
        return {key: count for key, count in counts.items() if count}

    def _term(self, body: Json) -> dict[str, float]:
        ((field, value),) = body.items()
        value = value["value"] if isinstance(value, dict) else value
        return self._scored(field, self._matching(field, lambda term: str(term) == str(value)))

    def _terms(self, body: Json) -> dict[str, float]:
        ((field, values),) = body.items()
        wanted = set(map(str, values))
        return dict.fromkeys(self._matching(field, lambda term: str(term) in wanted), 1.0)

    def _prefix(self, body: Json) -> dict[str, float]:
        ((field, value),) = body.items()
        return dict.fromkeys(self._matching(field, lambda term: term.startswith(value["value"])), 1.0)

    def _wildcard(self, body: Json) -> dict[str, float]:
        ((field, value),) = body.items()
        pattern = re.compile(fnmatch.translate(value["value"].replace("[", "[[]")))
        return dict.fromkeys(self._matching(field, pattern.match), 1.0)

    def _range(self, body: Json) -> dict[str, float]:
        ((field, value),) = body.items()
        return dict.fromkeys(self._matching(field, lambda term: value["gte"] <= term <= value["lte"]), 1.0)

    def _exists(self, body: Json) -> dict[str, float]:
        return {key: 1.0 for key, source in self.documents.items() if source.get(body["field"]) is not None}

    def _constant_score(self, body: Json) -> dict[str, float]:
        return dict.fromkeys(self.found(body["filter"]), body.get("boost", 1.0))

    def _match_phrase(self, body: Json) -> dict[str, float]:
        ((field, value),) = body.items()
        words, slop = value["query"].split(), value.get("slop", 0)
        counts = {key: _runs(self.terms(source, field), words, slop) for key, source in self.documents.items()}
        return self._scored(field, {key: count for key, count in counts.items() if count})

    def _bool(self, body: Json) -> dict[str, float]:
        scores: dict[str, float] = dict.fromkeys(self.documents, 0.0)
        for query in body.get("must", []):
            more = self.found(query)
            scores = {key: score + more[key] for key, score in scores.items() if key in more}
        for query in body.get("filter", []):
            more = self.found(query)
            scores = {key: score for key, score in scores.items() if key in more}
        for query in body.get("must_not", []):
            less = self.found(query)
            scores = {key: score for key, score in scores.items() if key not in less}
        should = [self.found(query) for query in body.get("should", [])]
        least = body.get("minimum_should_match", 0 if body.get("must") or body.get("filter") else bool(should))
        kept = {key: score for key, score in scores.items() if sum(key in more for more in should) >= least}
        boost = body.get("boost", 1.0)
        return {key: boost * (score + sum(more.get(key, 0.0) for more in should)) for key, score in kept.items()}


def _runs(held: list[str], words: list[str], slop: int) -> int:
    """How often words stand one after the other, or within some words of each other in any order."""
    if not slop:
        return sum(held[at : at + len(words)] == words for at in range(len(held)))
    wide = len(words) + slop
    return sum(all(word in held[at : at + wide] for word in words) for at, word in enumerate(held) if word in words)


class Protocol(BaseHTTPRequestHandler):
    """Requests as OpenSearch takes them."""

    indexes: dict[str, Store]
    asked: list[str]

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _answer(self, value: Json, status: int = 200) -> None:
        content = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=UTF-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def do_HEAD(self) -> None:
        """Whether an index is there."""
        self._answer({}, 200 if urlsplit(self.path).path.strip("/") in self.indexes else 404)

    def do_PUT(self) -> None:
        """A new index."""
        name = urlsplit(self.path).path.strip("/")
        body = json.loads(self._body())
        self.indexes[name] = Store(body["mappings"]["properties"])
        self._answer({"acknowledged": True, "index": name})

    def do_DELETE(self) -> None:
        """An index goes."""
        self.indexes.pop(urlsplit(self.path).path.strip("/"), None)
        self._answer({"acknowledged": True})

    def do_POST(self) -> None:
        """Messages in bulk, deletion by query, refreshing, searching."""
        name, _, act = urlsplit(self.path).path.strip("/").partition("/")
        self.asked.append(self.path)
        store = self.indexes[name]
        content = self._body()
        try:
            if act == "_bulk":
                self._answer(_bulk(store, [json.loads(line) for line in content.splitlines()]))
            elif act == "_delete_by_query":
                gone = store.found(json.loads(content)["query"])
                store.documents = {key: one for key, one in store.documents.items() if key not in gone}
                self._answer({"deleted": len(gone), "failures": []})
            elif act == "_refresh":
                self._answer({"_shards": {"failed": 0}})
            else:
                self._answer(_searched(store, json.loads(content)))
        except (AttributeError, KeyError, ValueError) as fault:
            self._answer({"error": {"type": "parsing_exception", "reason": str(fault)}, "status": 400}, 400)

    def log_message(self, *_: object) -> None:
        """Nothing on the screen."""


def _bulk(store: Store, lines: list[Json]) -> Json:
    """Take documents in; a field that the index does not know is refused, as with `dynamic: strict`."""
    items = []
    for head, source in zip(lines[::2], lines[1::2], strict=True):
        key = head["index"]["_id"]
        unknown = set(source) - set(store.fields)
        if unknown:
            error = {"type": "strict_dynamic_mapping_exception", "reason": f"{sorted(unknown)}"}
            items.append({"index": {"_id": key, "status": 400, "error": error}})
        else:
            store.documents[key] = source
            items.append({"index": {"_id": key, "status": 201}})
    return {"errors": any("error" in item["index"] for item in items), "items": items}


def _searched(store: Store, body: Json) -> Json:
    """Hits of one page, their total, counts."""
    found = store.found(body["query"]) if "query" in body else dict.fromkeys(store.documents, 1.0)
    keys = list(found)
    for rule in reversed(body.get("sort", [{"_score": "desc"}])):
        ((field, way),) = rule.items()
        keys.sort(
            key=lambda key: found[key] if field == "_score" else store.documents[key][field], reverse=way == "desc"
        )
    if "search_after" in body:
        ((field, _),) = body["sort"][0].items()
        keys = [key for key in keys if store.documents[key][field] > body["search_after"][0]]
    start = body.get("from", 0)
    page = keys[start : start + body.get("size", 10)]
    fields = [field for rule in body.get("sort", []) for field in rule if field != "_score"]
    hits = [
        {
            "_id": key,
            "_score": found[key],
            "_source": store.documents[key],
            "sort": [store.documents[key][field] for field in fields],
        }
        for key in page
    ]
    counts = {}
    for name, one in body.get("aggs", {}).items():
        values = Counter(value for key in found for value in store.terms(store.documents[key], one["terms"]["field"]))
        ranked = sorted(values.items(), key=lambda pair: (-pair[1], pair[0]))[: one["terms"]["size"]]
        counts[name] = {"buckets": [{"key": value, "doc_count": count} for value, count in ranked]}
    total = {"value": len(found), "relation": "eq"}
    return {"timed_out": False, "hits": {"total": total, "hits": hits}, "aggregations": counts}


@contextmanager
def serving() -> Iterator[tuple[str, type[Protocol]]]:
    """The address of a new server, and what it holds."""
    handler = type("Handler", (Protocol,), {"indexes": {}, "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", handler
    finally:
        server.shutdown()
        server.server_close()
