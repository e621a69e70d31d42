"""Pinpoints drawn by lot from official resolutions, twenty a language, to be read by a person.

    python benchmarks/quality/pinpoints_drawn.py .corpus/ga-akn4un [--seed 20261124] > drawn.txt

One pinpoint a document, documents in the order of the lot. Prints language, file, address of the paragraph, start, end,
target and pinpoint as the whole of naming gives them, and the words around. The judgements are in
`pinpoints-drawn.tsv`, without the words; where one is "no", the last field says what is wrong.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from pinpoints import LANGUAGES, paragraphs

from verbale.grammar.dates import find_dates
from verbale.model.dossier import Block, Component, Document, Dossier
from verbale.model.mention import Mention
from verbale.model.reading import Source
from verbale.naming import name
from verbale.naming.pinpoints import pinpoint_mentions
from verbale.naming.symbols import Surroundings, symbol_mentions

EACH = 20


def candidates(texts: list[str], language: str) -> list[tuple[int, Mention]]:
    """Every pinpoint of a document with the number of its paragraph."""
    around = Surroundings(organ="org/un/ga")
    found = []
    for at, text in enumerate(texts):
        symbols = symbol_mentions(text, language, around, dates=find_dates(text, language))
        found += [(at, m) for m in pinpoint_mentions(text, language, around, mentions=symbols) if m.pinpoint]
    return found


def named(texts: list[str], language: str) -> tuple[Mention, ...]:
    """Mentions of the whole document."""
    blocks = tuple(Block(address=f"p-{n}", role="paragraph", text=text) for n, text in enumerate(texts))
    dossier = Dossier(
        source=Source(name="x", sha256="", media_type=""),
        document=Document(language=language, body="org/un/ga", bodies=("org/un/ga",)),
        components=(Component(address="", kind="resolution", language=language, blocks=blocks),),
    )
    return name(dossier).mentions


def draw(corpus: Path, language: str, lot: random.Random) -> None:
    """Print twenty of one language."""
    files = sorted(corpus.glob(f"*/*.{language}.xml"))
    lot.shuffle(files)
    drawn = 0
    for path in files:
        texts = [text for text, _ in paragraphs(path)]
        pool = candidates(texts, language)
        if not pool:
            continue
        at, chosen = lot.choice(pool)
        same = [m for m in named(texts, language) if m.at == f"p-{at}" and m.pinpoint and m.start == chosen.start]
        given = same[0] if same else chosen
        words = texts[at]
        here = words[max(0, given.start - 70) : given.start] + "[[" + words[given.start : given.end] + "]]"
        fields = (language, f"{path.parent.name}/{path.name}", f"p-{at}", given.start, given.end)
        print(*fields, given.target or "", given.pinpoint, here + words[given.end : given.end + 90], sep="\t")
        drawn += 1
        if drawn == EACH:
            return


def main() -> None:
    """Print all six languages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--seed", type=int, default=20261124)
    options = parser.parse_args()
    lot = random.Random(options.seed)
    for language in LANGUAGES:
        draw(options.corpus, language, lot)


if __name__ == "__main__":
    main()
