"""A question's terms as queries of tantivy."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from tantivy import FieldType, Occur, Query, Schema, Searcher

from verbale.record.keeping.rows import DISTRIBUTIONS
from verbale.record.search import question as asked
from verbale.record.search.answer import Wanted
from verbale.record.search.filters import years
from verbale.record.search.words import engine_words

WORDING_BOOST = 4.0
"""How much more the very wording of a long question weighs than its words one by one."""

NAMED_SCORE = 0.1
"""What a name in other words weighs: little, so that paragraphs with the words asked for come first."""

OFTEN_NAMED = 5000
"""Paragraphs from which on an entity's names are not looked for as words too: what is named so often is well known,
and its words are common, so that looking for them costs tens of milliseconds."""

FIELDS = {"symbol": "key"}
"""Filters whose field has another name."""


class Looking:
    """One state of the index: questions become queries that fit it."""

    def __init__(self, schema: Schema, searcher: Searcher) -> None:
        self.searcher = searcher
        self._schema = schema
        self._searcher = searcher
        self._classes = tuple(one for one in DISTRIBUTIONS if searcher.doc_freq("distribution", one))

    def whole(self, question: asked.Question, wanted: Wanted) -> Query:
        """The query of a question, its filters, and what its reader may see."""
        parts: list[tuple[Occur, Query]] = []
        if question.term is not None:
            parts.append((Occur.Must, self.term(question.term)))
        parts += self._filters(question.filters)
        if wanted.expressions is not None:
            parts.append((Occur.Must, _unscored(self._among("expression", wanted.expressions))))
        hidden = [one for one in self._classes if one not in wanted.distributions]
        parts += [(Occur.MustNot, self._value("distribution", one)) for one in hidden]
        if all(occur == Occur.MustNot for occur, _ in parts):
            parts.append((Occur.Must, Query.all_query()))
        return parts[0][1] if len(parts) == 1 else Query.boolean_query(parts)

    def term(self, term: asked.Term) -> Query:
        """One term."""
        match term:
            case asked.Word(stems):
                return self._word(stems)
            case asked.Phrase(words):
                return self._phrase(words)
            case asked.Start(letters):
                return Query.regex_query(self._schema, "forms", f"{letters}.*")
            case asked.Near(rows):
                return self._any(self._near(row, asked.NEAR_WORDS) for row in rows)
            case asked.Cited(symbol):
                return self._value("cited", symbol)
            case asked.Named(ids, names):
                named = [self._value("topic" if one.startswith("topic/") else "name", one) for one in ids]
                if names and self._named(ids) < OFTEN_NAMED:
                    named += [self._near(row, asked.name_words(row)) for row in names]
                return Query.const_score_query(self._any(named), NAMED_SCORE)
            case asked.Either(parts):
                return self._any(map(self.term, parts))
            case asked.All(parts, wording):
                return self._all(parts, wording)
            case asked.Not():
                return self._all((term,), None)

    def _named(self, ids: tuple[str, ...]) -> int:
        """How many paragraphs name one of some entities, at most."""
        return sum(self._searcher.doc_freq("name", one) for one in ids)

    def _stem(self, stem: str) -> Query:
        """Paragraphs with a stem."""
        return Query.term_query(self._schema, "stems", stem)

    def _word(self, stems: tuple[str, ...]) -> Query:
        """A word by its stems in several languages; each weighs as the most frequent one does.

        Else a word of one language that another one's texts quote now and then, and stem otherwise, would weigh most
        where it is quoted.
        """
        held = [(count, stem) for stem in stems if (count := self._searcher.doc_freq("stems", stem))]
        if len(held) < 2:
            return self._stem(held[0][1] if held else stems[0])
        most = self._rarity(max(held)[0])
        return self._any(Query.boost_query(self._stem(stem), most / self._rarity(count)) for count, stem in held)

    def _rarity(self, count: int) -> float:
        """What BM25 makes of a word that so many paragraphs have."""
        return math.log1p((self._searcher.num_docs - count + 0.5) / (count + 0.5))

    def _phrase(self, words: tuple[str, ...]) -> Query:
        """Words one after the other."""
        field, placed = engine_words(words)
        if len(placed) == 1:
            return Query.term_query(self._schema, field, placed[0])
        return Query.phrase_query(self._schema, field, [*placed])

    def _near(self, row: tuple[str, ...], within: int) -> Query:
        """Stems of one language close together."""
        if not all(self._searcher.doc_freq("stems", stem) for stem in row):
            return Query.empty_query()
        return Query.phrase_query(self._schema, "stems", list(row), slop=within)

    def _all(self, parts: tuple[asked.Term, ...], wording: asked.Phrase | None) -> Query:
        """Every part; what must not be there left out."""
        asking = [
            (Occur.MustNot, self.term(part.part)) if isinstance(part, asked.Not) else (Occur.Must, self.term(part))
            for part in parts
        ]
        if all(occur == Occur.MustNot for occur, _ in asking):
            asking.append((Occur.Must, Query.all_query()))
        if wording is not None:
            asking.append((Occur.Should, Query.boost_query(self._phrase(wording.words), WORDING_BOOST)))
        return asking[0][1] if len(asking) == 1 else Query.boolean_query(asking)

    @staticmethod
    def _any(queries: Iterable[Query]) -> Query:
        """At least one of some queries."""
        parts = [(Occur.Should, query) for query in queries]
        return parts[0][1] if len(parts) == 1 else Query.boolean_query(parts)

    def _value(self, field: str, value: str) -> Query:
        """Paragraphs with a value of a field; `*` stands for anything in it."""
        if "*" not in value:
            return Query.term_query(self._schema, field, value)
        pattern = ".*".join(re.escape(part) for part in value.split("*"))
        return Query.regex_query(self._schema, field, pattern)

    def _among(self, field: str, values: Iterable[int]) -> Query:
        """Paragraphs with one of some numbers."""
        return Query.term_set_query(self._schema, field, list(values))

    def _filters(self, filters: tuple[asked.Filter, ...]) -> Iterable[tuple[Occur, Query]]:
        """Filters: several values of what a paragraph has one of are alternatives, else all are asked."""
        alternatives: dict[str, list[Query]] = {}
        for one in filters:
            query = self._filter(one)
            if one.excluded:
                yield Occur.MustNot, query
            elif one.name in asked.SINGLE:
                alternatives.setdefault(one.name, []).append(query)
            else:
                yield Occur.Must, _unscored(query)
        for queries in alternatives.values():
            yield Occur.Must, _unscored(self._any(queries))

    def _filter(self, one: asked.Filter) -> Query:
        """One filter."""
        if one.name == "year":
            first, last = years(one.value)
            return Query.range_query(self._schema, "year", FieldType.Unsigned, first, last)
        return self._value(FIELDS.get(one.name, one.name), one.value)


def _unscored(query: Query) -> Query:
    """A query that narrows and does not rank."""
    return Query.const_score_query(query, 0.0)
