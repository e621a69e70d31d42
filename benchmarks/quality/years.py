"""Comparison of years: recurring resolutions of successive sessions, and reported changes of strength drawn by lot.

    python benchmarks/quality/years.py .corpus/ga-akn4un [--pairs 400] [--draw 60] [--lot 2]

Resolutions of one title in successive sessions (English and French) are compared; of all changes told to be stronger,
weaker or changed, some are drawn by a hash of what they say, with a fixed seed, and written to `years-drawn.tsv`. The
column `right` is filled by hand, after reading; what it says of an earlier draw is kept where a change is drawn again.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import itertools
import random
import re
from collections import defaultdict
from pathlib import Path

import verbale
from verbale.model.dossier import Dossier
from verbale.positions.compare import Change, compare

DRAWN = Path(__file__).parent / "years-drawn.tsv"
TURNS = ("stronger", "weaker", "changed")
COLUMNS = ("language", "old", "new", "at", "kind", "old_cue", "new_cue", "old_text", "new_text", "right")


def titles(folder: Path, language: str) -> dict[str, dict[int, Path]]:
    """Title → session → file, for titles of more than one session."""
    found: dict[str, dict[int, Path]] = defaultdict(dict)
    for session in (75, 76, 77, 78):
        for path in sorted((folder / str(session)).glob(f"*.{language}.xml")):
            head = path.read_text(encoding="utf-8", errors="replace")
            title = re.search(r'<docTitle refersTo="#resolutionTitle"[^>]*>(.*?)</docTitle>', head, re.S)
            name = " ".join(re.sub(r"<[^>]+>", " ", title[1]).split()).lower() if title else ""
            if name:
                found[name].setdefault(session, path)
    return {name: years for name, years in found.items() if len(years) > 1}


def text_at(dossier: Dossier, address: str | None) -> str:
    """The text of a block."""
    return next((b.text for part in dossier.components for b in part.blocks if b.address == address), "")


def row(language: str, old: Path, new: Path, texts: tuple[str, str], change: Change) -> dict[str, str]:
    """A change as a row to be read."""
    cells = (language, old.name, new.name, change.new or "", change.kind, change.old_attitude or "")
    said = tuple(" ".join(text.split())[:1200] for text in texts)
    return dict(zip(COLUMNS, (*cells, change.new_attitude or "", *said, ""), strict=True))


def lot(each: dict[str, str], draw: str) -> str:
    """The lot of a change: what it says hashed, so that a change elsewhere does not draw all others anew."""
    return hashlib.sha256("\t".join((draw, *(each[c] for c in COLUMNS[:7]))).encode()).hexdigest()


def main() -> None:
    """Compare, draw, write, and say how many of the drawn are right so far."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("corpus", type=Path)
    options.add_argument("--pairs", type=int, default=120)
    options.add_argument("--draw", type=int, default=60)
    options.add_argument("--lot", default="2", help="name of the draw: another name draws other changes")
    given = options.parse_args()
    chance = random.Random(given.lot)
    rows = []
    for language in ("en", "fr"):
        pairs = []
        for years in titles(given.corpus, language).values():
            sessions = sorted(years)
            pairs += [(years[a], years[b]) for a, b in itertools.pairwise(sessions)]
        for old, new in chance.sample(pairs, min(given.pairs, len(pairs))):
            first, second = verbale.read(old), verbale.read(new)
            for change in compare(first, second):
                if change.kind in TURNS:
                    texts = text_at(first, change.old), text_at(second, change.new)
                    rows.append(row(language, old, new, texts, change))
    drawn = sorted(rows, key=lambda each: lot(each, given.lot))[: given.draw]
    judged = {}
    if DRAWN.exists():
        with DRAWN.open(encoding="utf-8", newline="") as handle:
            judged = {tuple(r[c] for c in COLUMNS[:7]): r["right"] for r in csv.DictReader(handle, delimiter="\t")}
    with DRAWN.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        for each in drawn:
            writer.writerow(each | {"right": judged.get(tuple(each[c] for c in COLUMNS[:7]), "")})
    verdicts = [judged.get(tuple(each[c] for c in COLUMNS[:7]), "") for each in drawn]
    read = [one for one in verdicts if one]
    print(f"{len(rows)} changes of strength, {len(drawn)} drawn, {len(read)} read, {read.count('yes')} right")


if __name__ == "__main__":
    main()
