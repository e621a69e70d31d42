"""Names side by side with other finders, in one run.

    python benchmarks/speed/names_peers.py [--corpus .corpus] [--patterns 300000] [--megabytes 7.2]

Patterns: stretches of two to six words cut from English resolutions, seven in ten with one word changed so that they
seldom match; text: paragraphs of the same resolutions. `bare` is the automaton on text folded beforehand, one call a
paragraph; `ours` is the same patterns as names of an authority book, all paragraphs in one call: folding, boundaries,
capitals, hits with identifiers; once as they come and once with names that cross each other settled, which the
automaton alone does not. Then the whole of naming on resolutions, and eyecite on its own kind of text (made-up passages
of case law). A peer that is not installed is left out with a message. CPU seconds of one process, best of three.
"""

from __future__ import annotations

import argparse
import importlib
import random
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import daachorse
from names import dossier, paragraphs

from verbale.authority.book import AuthorityBook, _ready
from verbale.authority.compile import compile_language
from verbale.authority.entry import Entry, Names
from verbale.authority.load import Filed, authority_folder
from verbale.naming import name
from verbale.tongues.fold import fold

CASES = (
    "In {a} v. {b}, {n} U.S. {p}, {q} ({y}), the Court held that the statute was void. See also "
    "{b} v. United States, {m} F.3d {p} (9th Cir. {y}); {a} Corp. v. {b}, {n} F. Supp. 2d {q}, {p} "
    "(S.D.N.Y. {y}). Id. at {q}. The petitioner argues that the rule does not reach conduct of this kind, "
    "and the record supports the argument in most respects. "
)
"""Sentences as case law writes them, made up for this measure."""


def best(run: Callable[[], object], rounds: int = 3) -> float:
    """CPU seconds of the fastest round."""
    fastest = float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        run()
        fastest = min(fastest, time.process_time() - begun)
    return fastest


def cut_patterns(texts: list[str], count: int) -> list[str]:
    """Patterns cut from the texts, folded, none twice."""
    chance = random.Random(5)
    words = [text.split() for text in texts if text.count(" ") > 6]
    found: set[str] = set()
    while len(found) < count:
        line = chance.choice(words)
        at = chance.randrange(len(line) - 2)
        piece = line[at : at + chance.randint(2, 6)]
        if chance.random() < 0.7:
            piece[chance.randrange(len(piece))] += f"x{len(found)}"
        folded = " ".join(fold(" ".join(piece)).text.split())
        if len(folded) > 3:
            found.add(folded)
    return sorted(found)


def told(what: str, seconds: float, megabytes: float, bare: float) -> None:
    """One line of the table."""
    print(f"{what:28} {megabytes / seconds:8.2f} MB/s  {seconds / bare:6.2f} x bare", flush=True)


def peer(module: str) -> Any | None:
    """An installed peer, or None with a message."""
    try:
        return importlib.import_module(module)
    except ImportError:
        print(f"{module:28} not installed: left out (pip install {module})")
        return None


def finders(texts: list[str], patterns: list[str], megabytes: float) -> None:
    """The table of finders on the same patterns and texts."""
    folded = [" " + " ".join(fold(text).text.split()) + " " for text in texts]
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(
        [" " + pattern for pattern in patterns], daachorse.MATCH_KIND_LEFTMOST_LONGEST
    )
    matches = sum(len(automaton.find(text)) for text in folded)
    bare = best(lambda: [automaton.find(text) for text in folded])
    print(f"{len(patterns)} patterns, {megabytes:.1f} MB, {len(texts)} paragraphs, {matches} matches of the automaton")
    told("daachorse, bare", bare, megabytes, bare)
    for crossing in (False, True):
        book = book_of(patterns, crossing=crossing)
        hits = sum(map(len, book.scan_all(texts, "en")))
        what = f"ours, {'crossing' if crossing else 'as they come'} ({hits})"
        told(what, best(lambda book=book: book.scan_all(texts, "en")), megabytes, bare)  # type: ignore[misc]
    if (other := peer("ahocorasick")) is not None:
        trie = other.Automaton()
        for number, pattern in enumerate(patterns):
            trie.add_word(" " + pattern, number)
        trie.make_automaton()
        told("pyahocorasick, bare", best(lambda: [list(trie.iter_long(text)) for text in folded]), megabytes, bare)
    if (other := peer("spacy")) is not None:
        language = other.blank("en")
        matcher = other.matcher.PhraseMatcher(language.vocab, attr="LOWER")
        few = patterns[:: max(1, len(patterns) // 30_000)]
        matcher.add("name", list(language.tokenizer.pipe(few)))
        some = texts[: len(texts) // 10]
        size = sum(len(text.encode()) for text in some) / 1e6
        seconds = best(lambda: [matcher(language.make_doc(text)) for text in some], 1)
        told(f"PhraseMatcher, {len(few)} patterns", seconds, size, bare * size / megabytes)


def book_of(patterns: list[str], *, crossing: bool) -> AuthorityBook:
    """An authority book whose names are the patterns; `crossing` says whether names that cross are settled."""
    filed = [
        Filed("organisations", "x", Entry(id=f"org/x{number}", names={"en": Names(full=(pattern,))}))
        for number, pattern in enumerate(patterns)
    ]
    book = AuthorityBook(authority_folder())
    shelf = _ready(compile_language(filed, "en"), "en")
    book._shelves["en", False] = shelf if crossing else shelf._replace(tails=[0] * len(shelf.tails))
    return book


def citations(corpus: Path) -> None:
    """The whole of naming against eyecite, each on its own kind of text."""
    documents = [dossier(each, "en") for each in paragraphs(corpus, "en", 1_500_000)]
    size = sum(len(block.text.encode()) for each in documents for block in each.components[0].blocks) / 1e6
    name(documents[0])
    ours = size / best(lambda: [name(each) for each in documents])
    print(f"{'naming, resolutions':28} {ours:8.2f} MB/s")
    eyecite = peer("eyecite")
    if eyecite is None:
        return
    chance = random.Random(7)
    people = ("Baker", "Marlow", "Ortiz", "Quist", "Tanner", "Vance")
    passages = []
    for _ in range(200):
        numbers = {key: chance.randint(100, 900) for key in "nmpq"}
        said = CASES.format(a=chance.choice(people), b=chance.choice(people), y=chance.randint(1950, 2015), **numbers)
        passages.append(said * 2)
    law = sum(len(text.encode()) for text in passages) / 1e6
    eyecite.get_citations(passages[0])
    theirs = law / best(lambda: [eyecite.get_citations(text) for text in passages])
    found = sum(len(eyecite.get_citations(text)) for text in passages)
    print(f"{'eyecite, case law':28} {theirs:8.3f} MB/s, {found} citations in {law:.2f} MB")
    print(f"{'naming against eyecite':28} {ours / theirs:8.1f} x")


def main() -> None:
    """Both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path(".corpus"))
    parser.add_argument("--patterns", type=int, default=300_000)
    parser.add_argument("--megabytes", type=float, default=7.2)
    options = parser.parse_args()
    texts = [text for each in paragraphs(options.corpus, "en", int(options.megabytes * 1e6)) for text in each]
    texts = [re.sub(r"\s+", " ", text) for text in texts]
    size = sum(len(text.encode()) for text in texts) / 1e6
    citations(options.corpus)
    finders(texts, cut_patterns(texts, options.patterns), size)


if __name__ == "__main__":
    main()
