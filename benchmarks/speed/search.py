"""Speed of search on a record, beside bare FTS5 and bare tantivy on the same words, in one run.

    python benchmarks/speed/search.py RECORD [--each 40] [--rounds 9]

Questions are drawn from the record's own paragraphs with a fixed seed, of seven kinds: rare words (in 5 to 50
paragraphs), common ones (the 60 most frequent of more than three letters), two words together, either of two, phrases
of two or three words, common words filtered by language, year and attitude, names asked in six languages.

Columns: *asked*, the question as typed to hits, total and counts by ten filters, as the reading room asks it;
*answered*, from the words of the question to hits and total, which is what the bare engines do: they get the same
stems, forms and values, and give the twenty best with their stored place and the total. The ratio is *answered* to the
better of the two, by medians. FTS5 takes filters from a plain table, as one would by hand.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import tantivy

from verbale.authority import open_authority
from verbale.record import open_record
from verbale.record.search import question as asked
from verbale.record.search.answer import Wanted
from verbale.record.search.index import SearchIndex
from verbale.record.search.looking import Looking
from verbale.record.search.rows import Row, rows_of, versions
from verbale.record.search.words import engine_words
from verbale.tongues.files import TONGUES

FIELDS = ("lang", "attitude", "name", "topic", "distribution")
PLAIN = re.compile(r"[^\W\d_]{4,}")


def rows(record: Any) -> Iterator[Row]:
    """Every row of a record."""
    with record.engine.connect() as connection:
        yield from rows_of(connection, list(versions(connection)))


class BareTantivy:
    """The engine with nothing of ours but the words: prepared query → best twenty with their place, total."""

    def __init__(self, folder: Path) -> None:
        schema = tantivy.SchemaBuilder()
        for name in ("stems", "forms"):
            schema.add_text_field(name, tokenizer_name="whitespace")
        schema.add_text_field("place", stored=True, tokenizer_name="raw", index_option="basic")
        for name in FIELDS:
            schema.add_text_field(name, tokenizer_name="raw", index_option="basic")
        schema.add_unsigned_field("year", indexed=True, fast=True)
        self.index = tantivy.Index(schema.build(), str(folder))
        self.writer = self.index.writer(256_000_000, 1)

    def add(self, row: Row) -> None:
        """Take in a row."""
        document = tantivy.Document()
        document.add_text("stems", row.stems)
        document.add_text("forms", row.forms)
        document.add_text("place", f"{row.block}\t{row.key}\t{row.language}\t{row.address}")
        if row.year is not None:
            document.add_unsigned("year", row.year)
        for name in FIELDS:
            for value in row.facts.get(name, ()):
                document.add_text(name, value)
        self.writer.add_document(document)

    def end(self) -> None:
        """Make the rows found."""
        self.writer.commit()
        self.writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def prepared(self, question: asked.Question) -> Callable[[], int]:
        """What answers a question: its words become the engine's query, which is asked."""
        schema, searcher = self.index.schema, self.searcher
        looking = Looking(schema, searcher)

        def answer() -> int:
            parts = [(tantivy.Occur.Must, _query(schema, question.term))]
            parts += looking._filters(question.filters) if question.filters else ()
            found = searcher.search(parts[0][1] if len(parts) == 1 else tantivy.Query.boolean_query(parts), 20)
            [searcher.doc(address).get_first("place") for _, address in found.hits]
            return found.count

        return answer


def _query(schema: tantivy.Schema, term: Any) -> tantivy.Query:
    """A term in the engine's own classes, as short as it goes."""
    query, occur = tantivy.Query, tantivy.Occur
    match term:
        case asked.Word(stems):
            words = [query.term_query(schema, "stems", stem) for stem in stems]
            return words[0] if len(words) == 1 else query.boolean_query([(occur.Should, word) for word in words])
        case asked.Phrase(words):
            field, placed = engine_words(words)
            if len(placed) == 1:
                return query.term_query(schema, field, placed[0])
            return query.phrase_query(schema, field, placed)
        case asked.Named(ids, names):
            fields = ["topic" if one.startswith("topic/") else "name" for one in ids]
            every = [query.term_query(schema, field, one) for field, one in zip(fields, ids, strict=True)]
            every += [query.phrase_query(schema, "stems", [*row], slop=asked.name_words(row)) for row in names]
            return query.boolean_query([(occur.Should, one) for one in every])
        case asked.Either(parts):
            return query.boolean_query([(occur.Should, _query(schema, part)) for part in parts])
        case asked.All(parts):
            return query.boolean_query([(occur.Must, _query(schema, part)) for part in parts])
    raise TypeError(term)


def _quoted(word: str) -> str:
    """A word as FTS5 takes it."""
    return f'"{word}"'


class BareFts:
    """SQLite's FTS5 with the same words in two columns, and a plain table of places and facts."""

    def __init__(self, folder: Path) -> None:
        self.database = sqlite3.connect(folder / "fts.db")
        self.database.executescript("""
            PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;
            CREATE VIRTUAL TABLE texts USING fts5(stems, forms, facts, content='', detail=full,
              tokenize="unicode61 remove_diacritics 0 tokenchars '_'");
            CREATE TABLE rows (id INTEGER PRIMARY KEY, place TEXT, lang TEXT, year INTEGER);
        """)

    def add(self, row: Row) -> None:
        """Take in a row."""
        facts = " ".join(_token(name, value) for name in FIELDS for value in row.facts.get(name, ()))
        self.database.execute(
            "INSERT INTO texts(rowid, stems, forms, facts) VALUES (?, ?, ?, ?)",
            (row.block, row.stems, row.forms, facts),
        )
        place = f"{row.block}\t{row.key}\t{row.language}\t{row.address}"
        self.database.execute("INSERT INTO rows VALUES (?, ?, ?, ?)", (row.block, place, row.language, row.year))

    def end(self) -> None:
        """Make the rows found quickly."""
        self.database.execute("INSERT INTO texts(texts) VALUES ('optimize')")
        self.database.commit()

    def prepared(self, question: asked.Question) -> Callable[[], int]:
        """A question ready to be answered."""
        match = _expression(question.term)
        joined, values = "", []
        for one in question.filters:
            if one.name == "attitude":
                match = f"({match}) AND facts : {_token('attitude', one.value)}"
            else:
                joined += f" AND r.{one.name} = ?"
                values.append(one.value)
        table = "FROM texts t JOIN rows r ON r.id = t.rowid WHERE texts MATCH ?" + joined
        best = f"SELECT r.place {table} ORDER BY rank LIMIT 20"
        count = f"SELECT count(*) {table if joined else 'FROM texts WHERE texts MATCH ?'}"

        def answer() -> int:
            self.database.execute(best, (match, *values)).fetchall()
            return int(self.database.execute(count, (match, *values)).fetchone()[0])

        return answer


def _token(name: str, value: str) -> str:
    """A fact as one word of FTS5."""
    return "_" + re.sub(r"[^0-9a-z]+", "_", f"{name}_{value}".lower())


def _expression(term: Any) -> str:
    """A term in the language of FTS5."""
    match term:
        case asked.Word(stems):
            return "(" + " OR ".join(f'stems : "{stem}"' for stem in stems) + ")"
        case asked.Phrase(words):
            field, placed = engine_words(words)
            return f'{field} : "' + " ".join(placed) + '"'
        case asked.Named(ids, names):
            tokens = [_token("topic" if one.startswith("topic/") else "name", one) for one in ids]
            near = [f"stems : NEAR({' '.join(map(_quoted, row))}, {asked.name_words(row)})" for row in names]
            return "(" + " OR ".join([*(f"facts : {token}" for token in tokens), *near]) + ")"
        case asked.Either(parts):
            return "(" + " OR ".join(map(_expression, parts)) + ")"
        case asked.All(parts):
            return "(" + " AND ".join(map(_expression, parts)) + ")"
    raise TypeError(term)


def questions(record: Any, named: frozenset[str], each: int) -> dict[str, list[str]]:
    """Kind → questions, drawn with a fixed seed; `named`: what paragraphs name."""
    drawn = random.Random(10)
    with record.engine.connect() as connection:
        texts = list(connection.exec_driver_sql("SELECT language, text FROM blocks WHERE language IS NOT NULL"))
    sample = drawn.sample(texts, min(60_000, len(texts)))
    often: Counter[str] = Counter()
    for language, text in sample:
        if language != "zh":
            often.update({word.lower() for word in PLAIN.findall(text)})
    share = len(texts) / len(sample)
    rare = sorted(word for word, count in often.items() if 5 <= count * share <= 50)
    common = [word for word, _ in often.most_common(60)]
    long = [(language, text) for language, text in sample if len(text) > 80 and language != "zh"]
    pairs, phrases = [], []
    for _, text in drawn.sample(long, each):
        words = PLAIN.findall(text)
        pairs.append(" ".join(drawn.sample(words, 2)) if len(words) > 1 else text[:20])
        at = drawn.randrange(max(1, len(words) - 3))
        found = re.search(r"\W{1,2}".join(map(re.escape, words[at : at + 2])), text)
        phrases.append(f'"{found[0]}"' if found else f'"{words[0]}"')
    chinese = [text for language, text in sample if language == "zh" and len(text) > 40]
    phrases[::5] = [f'"{text[10:14]}"' for text in drawn.sample(chinese, len(phrases[::5]))]
    filters = [*(f"lang:{language}" for language in TONGUES), "year:2022", "attitude:welcome", "attitude:concern"]
    known = [entry for entry in open_authority().entries() if entry.id in named and len(entry.names) == len(TONGUES)]
    languages = [drawn.choice(TONGUES) for _ in range(each)]
    names = [
        (entry.names[language].short or entry.names[language].full)[0]
        for entry, language in zip(drawn.sample(known, each), languages, strict=True)
    ]
    return {
        "rare": drawn.sample(rare, each),
        "common": drawn.sample(common, min(each, len(common))),
        "AND": pairs,
        "OR": [" OR ".join(drawn.sample(common, 2)) for _ in range(each)],
        "phrase": phrases,
        "filtered": [f"{drawn.choice(common)} {drawn.choice(filters)}" for _ in range(each)],
        "six languages": names,
    }


def timed(work: Callable[[], Any]) -> float:
    """Milliseconds of one call."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def spread(times: list[float]) -> str:
    """Median and the slowest twentieth."""
    return f"{statistics.median(times):7.3f} {sorted(times)[int(len(times) * 0.95)]:7.3f}"


def main() -> None:
    """Measure."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("record")
    arguments.add_argument("--each", type=int, default=40)
    arguments.add_argument("--rounds", type=int, default=9)
    given = arguments.parse_args()
    record = open_record(given.record)
    index = SearchIndex(record)
    if not index.held():
        index.update()
    folder = Path(tempfile.mkdtemp(prefix="bare-"))
    bare = BareTantivy(folder), BareFts(folder)
    for row in rows(record):
        for engine in bare:
            engine.add(row)
    for engine in bare:
        engine.end()
    print(f"{index.size()} paragraphs; milliseconds, median and 95 %")
    print(f"{'':14}{'hits':>7} {'asked':>15} {'answered':>15} {'bare tantivy':>15} {'bare FTS5':>15}  ratio")
    for kind, texts in questions(record, frozenset(index.values("name", ("general",))), given.each).items():
        measure(kind, texts, index, bare, given.rounds)
    shutil.rmtree(folder)


def measure(kind: str, texts: list[str], index: SearchIndex, bare: tuple[Any, Any], rounds: int) -> None:
    """One line: a kind of question by four ways, each question's median over the rounds.

    In every round the ways are taken in another order: whoever follows one that fills the processor's caches is slower.
    """
    turns = random.Random(4)
    columns: tuple[list[float], ...] = ([], [], [], [])
    totals = []
    for text in texts:
        question = index.understand(text)
        ways: list[Callable[[], Any]] = [
            lambda text=text: index.ask(text),
            lambda question=question: index.answer(question, Wanted(counts=False)),
            *(engine.prepared(question) for engine in bare),
        ]
        same = {index.answer(question, Wanted(counts=False)).total, ways[2](), ways[3]()}
        if len(same) > 1:
            print(f"  {text}: totals differ {same}")
        totals += list(same)[:1]
        taken: tuple[list[float], ...] = ([], [], [], [])
        for at in itertools.chain.from_iterable(turns.sample(range(4), 4) for _ in range(rounds)):
            taken[at].append(timed(ways[at]))
        for column, times in zip(columns, taken, strict=True):
            column.append(statistics.median(times))
    better = min(statistics.median(columns[2]), statistics.median(columns[3]))
    ratio = statistics.median(columns[1]) / better
    print(f"{kind:14}{statistics.median(totals):7.0f} " + " ".join(map(spread, columns)) + f"  {ratio:.2f}")


if __name__ == "__main__":
    main()
