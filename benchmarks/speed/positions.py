"""Speed of positions: MB of text a second on one core, growth with the text, and with ten times the lexicon.

python benchmarks/speed/positions.py '.corpus/measure-dev/*/en/doc.txt'
"""

from __future__ import annotations

import argparse
import glob
import time

import verbale
from verbale.model.dossier import Dossier
from verbale.positions import lexicon as stances
from verbale.positions import take_positions
from verbale.positions.evidence import evidence

SENTENCE = "We welcome the report of the panel, reiterate our support for its work and call upon all States to act. "


def spent(dossiers: list[Dossier]) -> float:
    """Seconds of processor time for the positions of all dossiers."""
    start = time.process_time()
    for dossier in dossiers:
        take_positions(dossier)
    return time.process_time() - start


def sentences(times: int) -> float:
    """Seconds for one long paragraph."""
    start = time.process_time()
    evidence(SENTENCE * times, "en", "first-person", "paragraph")
    return time.process_time() - start


def larger(times: int) -> None:
    """Make the English lexicon so many times as large, with forms that no text has."""
    plain = stances._rows

    def rows(tongue: str) -> list[dict[str, str]]:
        given = plain(tongue)
        kinds = ("organ", "we", "preamble", "reported")
        made = [row | {kind: f"{row[kind]} x{n}q" for kind in kinds} for n in range(times - 1) for row in given]
        return given + made

    stances._rows = rows
    stances.lexicon.cache_clear()


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("pattern")
    files = sorted(glob.glob(options.parse_args().pattern))[:24]
    dossiers = [verbale.read(path) for path in files]
    size = sum(len(b.text.encode()) for one in dossiers for part in one.components for b in part.blocks) / 1e6
    spent(dossiers)
    once = min(spent(dossiers) for _ in range(5))
    print(f"{len(files)} documents, {size:.2f} MB: {size / once:.2f} MB/s")
    short, long = min(sentences(200) for _ in range(3)), min(sentences(2000) for _ in range(3))
    print(f"ten times the text: {long / short:.1f} times the time")
    larger(10)
    spent(dossiers)
    print(f"ten times the lexicon: {min(spent(dossiers) for _ in range(5)) / once:.2f} times the time")


if __name__ == "__main__":
    main()
