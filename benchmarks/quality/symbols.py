"""Symbols against the anchors of official texts: recall, precision where an anchor stands, and what is found beside.

`python benchmarks/quality/symbols.py .corpus/measure-dev [--languages fr ru] [--worst 20]` reads the blocks of each
`truth.json` directly, so that it measures naming alone. A hit is a mention over the anchor with the anchor's target.
Anchors of the source that contradict their text (`symbols-source.tsv`) are counted in, and then left out (`held`).
"""

from __future__ import annotations

import argparse
import collections
import csv
import functools
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

from verbale.grammar.dates import find_dates
from verbale.naming.symbols import Surroundings, symbol_mentions

SOURCE = Path(__file__).with_name("symbols-source.tsv")
"""Anchors of the source that contradict the text they stand in, each with the reason; read one by one."""
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
BODIES = {"A/HRC": "org/un/hrc", "A": "org/un/ga", "S": "org/un/sc", "E": "org/un/ecosoc"}
_SCRIPT = {"‑": "-", "‐": "-", "–": "-"}


def tidy(symbol: str) -> str:
    """A symbol without blanks, hyphens of one kind, in capitals."""
    plain = unicodedata.normalize("NFKC", symbol).translate(str.maketrans(_SCRIPT))
    return re.sub(r"\s+", "", plain).upper()


def organ_of(symbol: str) -> str | None:
    """The adopting organ by the document's symbol."""
    return next((body for prefix, body in BODIES.items() if symbol.startswith(prefix + "/")), None)


@functools.cache
def wrong_anchors() -> set[tuple[str, str, str, str]]:
    """Document, language, words and target of the anchors that are wrong."""
    with SOURCE.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    return {(r["document"], each, r["printed"], r["anchor"]) for r in rows for each in r["languages"].split()}


def score_document(path: Path, language: str, counts: collections.Counter[str], misses: list[str]) -> None:
    """Count the anchors of one `truth.json` found, missed or led elsewhere, and the mentions without an anchor."""
    truth: dict[str, Any] = json.loads(path.read_text())
    around = Surroundings(organ=organ_of(truth.get("symbol") or ""))
    by_block = collections.defaultdict(list)
    for anchor in truth["symbols"]:
        if "block" in anchor and "row" not in anchor:
            by_block[anchor["block"]].append(anchor)
    for number, block in enumerate(truth["blocks"]):
        text = block["text"]
        mentions = symbol_mentions(text, language, around, dates=find_dates(text, language))
        touched = set()
        for anchor in by_block[number]:
            over = [m for m in mentions if m.start < anchor["end"] + 2 and anchor["start"] < m.end + 2]
            touched |= {id(m) for m in over}
            if anchor.get("agrees") is False:
                continue
            counts["anchors"] += 1
            hit = any(tidy((m.target or "")[7:]) == tidy(anchor["target"]) for m in over)
            counts["hit"] += hit
            counts["touched"] += bool(over)
            key = (path.parent.parent.name, language, " ".join(anchor["text"].split()), anchor["target"])
            counts["wrong in the source"] += not hit and key in wrong_anchors()
            if not hit:
                place = text[max(0, anchor["start"] - 60) : anchor["end"] + 30]
                name, got = path.parent.parent.name, [m.target for m in over]
                misses.append(f"{name} {anchor['text']!r} -> {anchor['target']}: {got} in {place!r}")
        for m in mentions:
            if id(m) not in touched:
                counts["beside"] += 1
                misses.append(f"   beside {m.target} {text[max(0, m.start - 50) : m.end + 20]!r}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--languages", nargs="*", default=LANGUAGES)
    parser.add_argument("--worst", type=int, default=0)
    arguments = parser.parse_args()
    heads = f"{'anchors':>8} {'recall':>7} {'precision':>9} {'beside':>7} {'source wrong':>13}"
    print(f"{'':4} {heads} {'recall, held':>13} {'precision':>9}")
    for language in arguments.languages:
        counts: collections.Counter[str] = collections.Counter()
        misses: list[str] = []
        for path in sorted(arguments.corpus.glob(f"*/{language}/truth.json")):
            score_document(path, language, counts, misses)
        recall = counts["hit"] / max(1, counts["anchors"])
        precision = counts["hit"] / max(1, counts["touched"])
        wrong = counts["wrong in the source"]
        held = counts["hit"] / max(1, counts["anchors"] - wrong), counts["hit"] / max(1, counts["touched"] - wrong)
        print(f"{language:4} {counts['anchors']:8} {recall:7.4f} {precision:9.4f} {counts['beside']:7}", end=" ")
        print(f"{wrong:13} {held[0]:13.4f} {min(1.0, held[1]):9.4f}")
        for miss in misses[: arguments.worst]:
            print("   ", miss)


if __name__ == "__main__":
    main()
