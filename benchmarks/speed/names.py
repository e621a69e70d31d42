"""Speed of naming, cost of loading, cost of growth.

    python benchmarks/speed/names.py [--corpus .corpus] [--megabytes 2]

Text: paragraphs of General Assembly resolutions, each language apart, one call a paragraph. CPU seconds of one process.
`bare` is the automaton alone on text folded beforehand; `names` adds folding, boundaries and case; `naming` is the
whole of `verbale.naming.name` (dates, symbols, pinpoints, names, resolution). Growth: the same text with ten times the
entries, made up from the present ones by a changed word.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec
from lxml import etree

from verbale.authority import AuthorityBook, Entry, open_authority
from verbale.authority.exchange import write_entry
from verbale.authority.load import authority_folder, load
from verbale.model.dossier import Block, Component, Document, Dossier
from verbale.model.reading import Source
from verbale.naming import name
from verbale.tongues.fold import fold

NAMESPACE = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")


def paragraphs(corpus: Path, language: str, size: int) -> list[list[str]]:
    """Documents as lists of paragraphs, up to a size in bytes."""
    documents: list[list[str]] = []
    total = 0
    for path in sorted((corpus / "ga-akn4un").glob(f"7*/*.{language}.xml")):
        root = etree.parse(str(path), etree.XMLParser(recover=True)).getroot()
        texts = [" ".join("".join(each.itertext()).split()) for each in root.iter(f"{NAMESPACE}p")]
        documents.append([text for text in texts if text])
        total += sum(len(text.encode()) for text in documents[-1])
        if total > size:
            break
    return documents


def timed(work: list[str], book: AuthorityBook, language: str) -> float:
    """CPU seconds to find the names of all texts."""
    started = time.process_time()
    for text in work:
        book.find(text, language)
    return time.process_time() - started


def rate(corpus: Path, size: int) -> None:
    """Megabytes a second, by language."""
    book = open_authority()
    for language in LANGUAGES:
        documents = paragraphs(corpus, language, size)
        texts = [text for document in documents for text in document]
        megabytes = sum(len(text.encode()) for text in texts) / 1e6
        book.find("warm", language)
        shelf = book._shelf(language, False)
        folded = [" " + fold(text).text for text in texts]
        started = time.process_time()
        for text in folded:
            shelf.automaton.find(text)
        bare = time.process_time() - started
        names = timed(texts, book, language)
        dossiers = [dossier(document, language) for document in documents]
        name(dossiers[0])
        started = time.process_time()
        found = sum(len(name(each).mentions) for each in dossiers)
        whole = time.process_time() - started
        print(
            f"{language} {megabytes:.2f} MB  bare {megabytes / bare:6.1f} MB/s  names {megabytes / names:6.1f} MB/s "
            f"({names / bare:.2f} x bare)  naming {megabytes / whole:5.2f} MB/s  mentions {found}"
        )


def dossier(texts: list[str], language: str) -> Dossier:
    """Paragraphs as one document."""
    blocks = tuple(Block(address=f"p-{n}", role="paragraph", text=text) for n, text in enumerate(texts))
    return Dossier(
        source=Source(name="x", sha256="", media_type=""),
        document=Document(language=language, body="org/un/ga", bodies=("org/un/ga",)),
        components=(Component(address="", kind="resolution", language=language, blocks=blocks),),
    )


def loading() -> None:
    """Milliseconds from import to the first answer, cache warm, in a fresh process, best of five."""
    program = (
        "import time; t=time.perf_counter(); from verbale.authority import open_authority; i=time.perf_counter();"
        "b=open_authority(); b.find('x', LANGUAGE); f=time.perf_counter(); b.entry('state/kz');"
        "e=time.perf_counter(); print((f-i)*1000, (e-f)*1000)"
    )
    for language in LANGUAGES:
        runs = []
        for _ in range(5):
            out = subprocess.run(
                [sys.executable, "-c", program.replace("LANGUAGE", repr(language))], capture_output=True, text=True
            ).stdout.split()
            runs.append((float(out[0]), float(out[1])))
        print(f"load {language}: names {min(r[0] for r in runs):.1f} ms, entries {min(r[1] for r in runs):.1f} ms")


def growth(corpus: Path, size: int) -> None:
    """Time of the same text with ten times the entries."""
    documents = paragraphs(corpus, "en", size)
    texts = [text for document in documents for text in document]
    entries = [filed.entry for filed in load(authority_folder())[0]]
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(10):
            for entry in entries:
                write_entry(Path(folder), changed(entry, turn) if turn else entry)
        large = AuthorityBook(Path(folder))
        large.find("warm", "en")
        small = open_authority()
        small.find("warm", "en")
        one = min(timed(texts, small, "en") for _ in range(3))
        ten = min(timed(texts, large, "en") for _ in range(3))
    print(f"growth: {len(entries)} entries {one:.3f} s, {len(entries) * 10} entries {ten:.3f} s = {ten / one:.2f} x")


def changed(entry: Entry, turn: int) -> Entry:
    """An entry like another with the last word of every name changed."""
    names = {
        language: msgspec.structs.replace(
            forms,
            **{
                form: tuple(f"{name} Q{turn}x" for name in getattr(forms, form))
                for form in ("full", "short", "acronym", "demonym", "weak", "never")
            },
        )
        for language, forms in entry.names.items()
    }
    return Entry(id=f"{entry.id}-{turn}", names=names, sources=entry.sources)


def main() -> None:
    """All three tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path(".corpus"))
    parser.add_argument("--megabytes", type=float, default=2.0)
    options = parser.parse_args()
    size = int(options.megabytes * 1e6)
    rate(options.corpus, size)
    loading()
    growth(options.corpus, size)


if __name__ == "__main__":
    main()
