"""Speed of naming, cost of loading, cost of growth.

    python benchmarks/speed/names.py [--corpus .corpus] [--megabytes 2]

Text: paragraphs of General Assembly resolutions, each language apart. CPU seconds of one process, best of three.
`bare` is the automaton alone on text folded beforehand, one call a paragraph; `names` adds folding, boundaries and
case, one call a document; `each` is the same with one call a paragraph; `naming` is the whole of `verbale.naming.name`
(dates, symbols, pinpoints, names, resolution). Growth: the same text with ten times the
entries, made up from the present ones by a changed word.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from lxml import etree

from verbale.authority import AuthorityBook, Entry, open_authority
from verbale.authority.exchange import write_entry
from verbale.authority.line import line_of
from verbale.authority.load import authority_folder, load
from verbale.model.dossier import Block, Component, Document, Dossier
from verbale.model.reading import Source
from verbale.naming import name

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


def best(run: Callable[[], object]) -> float:
    """CPU seconds of the fastest of three rounds."""
    fastest = float("inf")
    for _ in range(3):
        started = time.process_time()
        run()
        fastest = min(fastest, time.process_time() - started)
    return fastest


def rate(documents: list[list[str]], language: str) -> None:
    """Megabytes a second of one language."""
    book = open_authority()
    texts = [text for document in documents for text in document]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    shelf = book._shelf(language, False)
    folded = [line_of((text,), language).text for text in texts]
    bare = best(lambda: [shelf.automaton.find(text) for text in folded])
    names = best(lambda: [book.scan_all(document, language) for document in documents])
    each = best(lambda: [book.scan(text, language) for text in texts])
    dossiers = [dossier(document, language) for document in documents]
    found = sum(len(name(one).mentions) for one in dossiers)
    whole = best(lambda: [name(one) for one in dossiers])
    print(
        f"{language} {megabytes:.2f} MB  bare {megabytes / bare:6.1f} MB/s  names {megabytes / names:6.1f} MB/s "
        f"({names / bare:.2f} x bare; each {each / bare:.2f} x)  naming {megabytes / whole:5.2f} MB/s  mentions {found}"
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
    """Processor milliseconds from import to the first answer, cache warm, in a fresh process, best of five."""
    program = (
        "from time import process_time as now; from verbale.authority import open_authority; i=now();"
        "b=open_authority(); b.find('x', LANGUAGE); f=now(); b.entry('state/kz');"
        "e=now(); print((f-i)*1000, (e-f)*1000)"
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
    entries = [filed.entry for filed in load(authority_folder())[0]]
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(10):
            for entry in entries:
                write_entry(Path(folder), changed(entry, turn) if turn else entry)
        large = AuthorityBook(Path(folder))
        large.find("warm", "en")
        small = open_authority()
        small.find("warm", "en")
        one = best(lambda: [small.scan_all(document, "en") for document in documents])
        ten = best(lambda: [large.scan_all(document, "en") for document in documents])
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
    for language in LANGUAGES:
        rate(paragraphs(options.corpus, language, size), language)
    loading()
    growth(options.corpus, size)


if __name__ == "__main__":
    main()
