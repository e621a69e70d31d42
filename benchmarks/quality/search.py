"""Quality of search on a record of resolutions: own wording first, names across languages, forms of words.

    python benchmarks/quality/search.py RECORD wording names words [--misses]

`wording`: 200 titles that at least three sessions use, drawn with a fixed seed, the six languages in turn; of one of
its documents one preambular or operative paragraph is drawn and asked by its own wording, as typed, no filter. Its own
document must come first. Where another document has the very same wording nothing can tell which one is meant: such
paragraphs are counted apart (*tie*; right when the document is among those that share the first score), and a second
figure is given for 200 paragraphs whose wording stands in one document only.

`names`: 150 entities that at least five documents name, each asked by its first short (else full) name in each of six
languages; for each other language up to three paragraphs that name it must be among the answers, if that language has
the address at all. A paragraph names an entity when at least three of its six versions do, so that a false mention in
one language is no truth; what the naming missed in the other language counts as a miss of the search. The second
figure takes the *asked* language's own mentions as the truth, false ones too.

`words`: the table of FTS5 on paragraphs of resolutions: for each word of `search-words.tsv` the share of the paragraphs
with any of its forms (a regular expression over the printed text) that the word, asked in its language, finds, in 150
documents a language.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import text

from verbale.authority import open_authority
from verbale.record import open_record
from verbale.record.search import Index, open_index
from verbale.record.search.words import indexed
from verbale.tongues.files import TONGUES

JOINED = "works w JOIN expressions e ON e.work = w.id JOIN blocks b ON b.expression = e.id"
"""Works down to their paragraphs."""

LONG = {"zh": 20}
"""Characters of the shortest paragraph that is asked by its wording; 60 in other languages."""


def rows(index: Index, query: str, **given: Any) -> list[Any]:
    """Rows of a plain query on the record."""
    with index.record.engine.connect() as connection:
        return list(connection.execute(text(query), given).all())


def wording(index: Index, misses: bool) -> None:
    """Whether a paragraph asked by its wording finds its own document first."""
    recurring: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    query = "SELECT w.key, w.session, e.id, e.language, e.title FROM works w JOIN expressions e ON e.work = w.id"
    sessions: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, session, expression, language, title in rows(index, query + " WHERE e.title IS NOT NULL ORDER BY w.key"):
        folded = indexed(title, None)[1]
        recurring[language, folded].append((key, expression))
        sessions[language, folded].add(session)
    drawn = random.Random(200)
    asked = {
        language: sorted(one for one in recurring if one[0] == language and len(sessions[one]) > 2)
        for language in TONGUES
    }
    for language in TONGUES:
        drawn.shuffle(asked[language])
    titles = [asked[TONGUES[at % 6]][at // 6] for at in range(200)]
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, language, words in rows(index, f"SELECT w.key, e.language, b.text FROM {JOINED}"):
        owners[language, indexed(words, None)[1]].add(key)
    for alone in (False, True):
        counted = {"own": 0, "tie": 0, "miss": 0}
        for title in titles:
            key, expression = drawn.choice(recurring[title])
            query = (
                "SELECT text FROM blocks WHERE expression = :e AND role IN ('preambular', 'operative') ORDER BY place"
            )
            least = LONG.get(title[0], 60)
            every = [one for (one,) in rows(index, query, e=expression) if len(one) >= least]
            own = [one for one in every if len(owners[title[0], indexed(one, None)[1]]) == 1]
            if not (own if alone else every):
                continue
            paragraph = drawn.choice(own if alone else every)
            result = _first(index, paragraph, key, owners[title[0], indexed(paragraph, None)[1]])
            counted[result] += 1
            if misses and result == "miss":
                best = index.ask(paragraph, limit=2, counts=False).hits
                print(f"  {key} {title[0]}: {[(hit.key, hit.address) for hit in best]} {paragraph[:100]}")
        print(f"wording {'of one document' if alone else 'as drawn'}: {counted} of {sum(counted.values())}")


def _first(index: Index, paragraph: str, key: str, owners: set[str]) -> str:
    """What asking a paragraph by its wording found."""
    hits = index.ask(paragraph, limit=40, distributions=("general", "limited", "restricted"), counts=False).hits
    leading = {hit.key for hit in hits if hit.score == hits[0].score}
    if len(owners) > 1:
        return "tie" if key in leading else "miss"
    return "own" if hits and hits[0].key == key else "miss"


def names(index: Index, misses: bool) -> None:
    """Whether a name asked in one language finds the paragraphs of the other five."""
    query = f"SELECT DISTINCT m.target, e.language, w.key, b.address FROM {JOINED} JOIN mentions m ON m.block = b.id"
    named: dict[str, dict[tuple[str, str], set[str]]] = defaultdict(lambda: defaultdict(set))
    for target, language, key, address in rows(index, query + " WHERE m.target IS NOT NULL"):
        named[target][key, address].add(language)
    held = {tuple(row) for row in rows(index, f"SELECT w.key, e.language, b.address FROM {JOINED}")}
    drawn = random.Random(6)
    entries = [entry for entry in open_authority().entries() if len(entry.names) == len(TONGUES)]
    entries = [one for one in entries if len({key for key, _ in named[one.id]}) >= 5]
    entries = drawn.sample(sorted(entries, key=lambda one: one.id), min(150, len(entries)))
    whole = [0, 0]
    for least, said in ((3, "named in three versions"), (1, "named in the version asked in")):
        found = {(asked, other): [0, 0] for asked in TONGUES for other in TONGUES if asked != other}
        for entry in entries:
            for asked in TONGUES:
                versions = named[entry.id]
                places = sorted(
                    place for place in versions if asked in versions[place] and len(versions[place]) >= least
                )
                places = drawn.sample(places, min(3, len(places)))
                name = (entry.names[asked].short or entry.names[asked].full)[0]
                for other, key, address, right in _across(index, name, asked, places, held):
                    found[asked, other][0] += right
                    found[asked, other][1] += 1
                    if misses and not right and least == 3:
                        print(f"  {entry.id} {name!r} asked in {asked}: not {key} {other} {address}")
                if least == 3:
                    whole[1] += 5
                    totals = index.ask(name, limit=1).counts.get("lang", {})
                    whole[0] += sum(other in totals for other in TONGUES if other != asked)
        _print_names(found, said)
    print(f"other languages found at all: {whole[0]} of {whole[1]}")


def _across(
    index: Index, name: str, asked: str, places: list[tuple[str, str]], held: set[tuple[str, ...]]
) -> Iterator[tuple[str, str, str, bool]]:
    """Other language, place, whether a name asked in one language finds that place in the other."""
    for key, address in places:
        found = index.ask(f"{name} symbol:{key}", limit=5000, counts=False).hits
        hits = {(one.language, one.address) for one in found}
        for other in TONGUES:
            if other != asked and (key, other, address) in held:
                yield other, key, address, (other, address) in hits


def _print_names(found: dict[tuple[str, str], list[int]], said: str) -> None:
    """The table of one truth."""
    print(said)
    for asked in TONGUES:
        pairs = [(other, *found[asked, other]) for other in TONGUES if other != asked]
        print(
            f"  asked in {asked}: " + ", ".join(f"{other} {right / max(1, all_):.3f}" for other, right, all_ in pairs)
        )
    right, all_ = (sum(pair[at] for pair in found.values()) for at in (0, 1))
    print(f"  all: {right} of {all_} = {right / all_:.4f}")


def words(index: Index, misses: bool) -> None:
    """Share of paragraphs with a form of a word that the word finds."""
    drawn = random.Random(340)
    with (Path(__file__).parent / "search-words.tsv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for language in TONGUES:
        query = "SELECT id FROM expressions WHERE language = :l ORDER BY id"
        documents = drawn.sample([one for (one,) in rows(index, query, l=language)], 150)
        numbers = ", ".join(map(str, documents))
        paragraphs = rows(
            index, f"SELECT id, text FROM blocks WHERE expression IN ({numbers}) AND language = :l", l=language
        )
        shares = []
        for row in (row for row in table if row["language"] == language):
            forms = re.compile(row["forms"], re.IGNORECASE)
            hits = index.ask(
                f"{row['word']} lang:{language}", limit=100_000, counts=False, expressions=tuple(documents)
            ).hits
            there = {number: shown for number, shown in paragraphs if forms.search(MARKS.sub("", shown))}
            missed = set(there) - {hit.id for hit in hits}
            shares.append((len(there) - len(missed), len(there)))
            if misses:
                for number in sorted(missed)[:5]:
                    print(f"  {row['word']}: {forms.search(MARKS.sub('', there[number]))[0]!r} in {there[number][:60]}")
        right, all_ = sum(one for one, _ in shares), sum(one for _, one in shares)
        print(f"words {language}: {right} of {all_} = {right / all_:.4f} ({', '.join(f'{a}/{b}' for a, b in shares)})")


MARKS = re.compile("[\u064b-\u0652\u0640\u00ad]")
"""Vowel marks and lengthening, which the expressions of the table do not write."""


def main() -> None:
    """Measure."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("record")
    arguments.add_argument("what", nargs="+", choices=("wording", "names", "words"))
    arguments.add_argument("--misses", action="store_true")
    given = arguments.parse_args()
    index = open_index(open_record(given.record))
    for what in given.what:
        {"wording": wording, "names": names, "words": words}[what](index, given.misses)


if __name__ == "__main__":
    main()
