"""Cooperation or conflict in words: labelled sentences against the polarity of the positions found.

    python benchmarks/quality/labelled.py .corpus/labelled

Sentences of United Nations documents in en, es, ar labelled by kind of event: of those labelled verbal cooperation or
verbal conflict, the poles of the positions found decide; a sentence without a pole counts as cooperation, the more
frequent label. Speeches in the Security Council: stretches labelled as criticism of a country count as found when a
position against something overlaps them, and its target as right when that country is among the objects named.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path

from verbale.authority import open_authority
from verbale.positions.evidence import evidence
from verbale.positions.lexicon import attitudes

PLUS = {"evaluative+", "commissive", "directive", "declarative"}
VOICES = ("reported", "third-person", "first-person", "organ")


def pole(text: str, language: str) -> int:
    """+1, -1 or 0: the sign of the positions a sentence takes, in whichever voice speaks first."""
    seen = {one.start: one for voice in VOICES for one in evidence(text, language, voice, "paragraph")}
    against = sum(attitudes()[one.attitude].force_class == "evaluative-" for one in seen.values())
    towards = sum(one.force_class in PLUS for one in seen.values())
    against += sum(one.attitude in {"demand", "warn"} for one in seen.values())
    return -1 if against and against >= towards else 1 if towards else 0


def f1(pairs: list[tuple[str, str]], label: str) -> float:
    """F1 of one label."""
    hits = sum(a == b == label for a, b in pairs)
    given, wanted = sum(b == label for _, b in pairs), sum(a == label for a, _ in pairs)
    return 2 * hits / (given + wanted) if given + wanted else 0.0


def sentences(path: Path) -> None:
    """Macro-F1 of verbal cooperation against verbal conflict by language, of all and of those with a pole."""
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))
    rows = [row for row in rows if row["label"] in {"verbal_cooperation", "verbal_conflict"}]
    print(Counter(row["label"] for row in rows))
    for language in ("en", "es", "ar"):
        poles = [(row["label"], pole(row[language], language)) for row in rows]
        names = {-1: "verbal_conflict", 0: "verbal_cooperation", 1: "verbal_cooperation"}
        every = [(label, names[sign]) for label, sign in poles]
        some = [(label, names[sign]) for label, sign in poles if sign]
        for name, pairs in (("all", every), ("with a pole", some)):
            scores = [f1(pairs, label) for label in ("verbal_cooperation", "verbal_conflict")]
            mean = sum(scores) / 2
            print(f"{language} {name:<12} n {len(pairs):>5}  macro-F1 {mean:.3f}  each {scores[0]:.3f} {scores[1]:.3f}")


def speeches(path: Path) -> None:
    """Criticism in the Security Council: how much is found, and how often its target country is named."""
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))
    book = open_authority()
    count: Counter[str] = Counter()
    for row in rows:
        critical = row["neg_eval"] not in {"_", ""}
        found = evidence(row["text"], "en", "first-person", "paragraph")
        against = any(attitudes()[one.attitude].force_class == "evaluative-" for one in found)
        count["critical"] += critical
        count["told"] += against
        count["both"] += critical and against
        country = row["neg_eval_target_country"]
        if critical and against and country not in {"_", "", "-NONE-"}:
            wanted = {one for hit in book.find(country.replace("_", " ").title(), "en") for one in hit.ids}
            count["with target"] += 1
            count["target"] += bool(wanted & {one for hit in book.find(row["text"], "en") for one in hit.ids})
    recall, precision = count["both"] / count["critical"], count["both"] / max(count["told"], 1)
    print(f"criticism: {dict(count)}; recall {recall:.3f}, precision {precision:.3f}")
    print(f"target named in the stretch: {count['target']} of {count['with target']}")


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    folder = options.parse_args().folder
    sentences(folder / "un-sentences-quadclass.en-es-ar.tsv")
    speeches(folder / "unsc-speeches-conflict.tsv")


if __name__ == "__main__":
    main()
