"""Whether a paragraph has the same address in all six languages, over a whole record.

    python benchmarks/quality/permalinks.py RECORD [--list]

Counted are works held in all six languages. A work is right when the set of addresses of its paragraphs (preambular,
operative, other numbered or plain paragraphs, items of lists) is the same in every version; headings, tables and notes
are counted apart. Printed numbers *agree* when every version prints the same row of numbers before its paragraphs:
figures by their value, letters of lists (which each alphabet has of its own) only as being there. `--list` names every
exception with the languages that differ from most and the addresses only they have or lack.

`permalinks-differences.tsv` lists works whose published files themselves differ, each looked at, with the cause: a
paragraph that is not in one file, is joined, divided or broken there, a number lost or printed twice, other marks. They
are counted apart as well.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Set
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import text

from verbale.record import open_record
from verbale.tongues.files import TONGUES

DIFFERENCES = Path(__file__).with_name("permalinks-differences.tsv")
PARAGRAPHS = frozenset({"preambular", "operative", "paragraph", "item"})
QUERY = """SELECT w.key, e.language, b.address, b.role, b.number FROM works w JOIN expressions e ON e.work = w.id
JOIN blocks b ON b.expression = e.id WHERE b.role <> 'note' ORDER BY w.key, e.language, b.place"""


class Version(NamedTuple):
    """One language version: addresses of its paragraphs and of all else, its printed numbers in order."""

    paragraphs: set[str]
    others: set[str]
    numbers: list[str]


def versions(place: str) -> dict[str, dict[str, Version]]:
    """Work → language → version, of works that are held in six languages."""
    found: dict[str, dict[str, Version]] = defaultdict(lambda: defaultdict(lambda: Version(set(), set(), [])))
    with open_record(place).engine.connect() as connection:
        for key, language, address, role, number in connection.execute(text(QUERY)):
            version = found[key][language]
            (version.paragraphs if role in PARAGRAPHS else version.others).add(address)
            if number and role in PARAGRAPHS:
                figures = re.search(r"\d+", number)
                version.numbers.append(str(int(figures[0])) if figures else "letter")
    return {key: dict(work) for key, work in found.items() if set(work) >= set(TONGUES)}


def listed() -> dict[str, str]:
    """Work whose published files differ → cause."""
    with DIFFERENCES.open(encoding="utf-8", newline="") as lines:
        return {row["work"]: row["cause"] for row in csv.DictReader(lines, delimiter="\t")}


def differing(work: dict[str, Version]) -> dict[str, tuple[list[str], list[str]]]:
    """Language → addresses that only it has, and that it lacks, against what most versions have."""
    counted = Counter(address for version in work.values() for address in version.paragraphs)
    usual = {address for address, count in counted.items() if count * 2 > len(work)}
    return {
        language: (sorted(version.paragraphs - usual), sorted(usual - version.paragraphs))
        for language, version in work.items()
        if version.paragraphs != usual
    }


def main() -> None:
    """Measure."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("record")
    arguments.add_argument("--list", action="store_true")
    given = arguments.parse_args()
    works = versions(given.record)
    agreeing = {key for key, work in works.items() if len({tuple(one.numbers) for one in work.values()}) == 1}
    same = {key for key, work in works.items() if len({frozenset(one.paragraphs) for one in work.values()}) == 1}
    whole = {key for key in same if len({frozenset(one.others) for one in works[key].values()}) == 1}
    print(f"works in six languages: {len(works)}; printed numbers agree in {len(agreeing)}")
    print(f"same addresses where they agree: {_share(same, agreeing)}; in all works: {_share(same, works.keys())}")
    print(f"with headings and tables: {_share(whole, works.keys())}")
    causes = {key: cause for key, cause in listed().items() if key in works.keys() - same}
    print(f"of the others the published files differ in {len(causes)}: {dict(Counter(causes.values()).most_common())}")
    left = works.keys() - causes.keys()
    print(f"those apart, where numbers agree: {_share(same, agreeing & left)}; in all works: {_share(same, left)}")
    every = Counter(address for work in works.values() for one in work.values() for address in one.paragraphs)
    shared = Counter(
        (key, one) for key, work in works.items() for version in work.values() for one in version.paragraphs
    )
    six = sum(count for count in shared.values() if count == len(TONGUES))
    print(f"paragraphs whose address all six have: {six} of {every.total()} = {six / every.total():.4f}")
    by_language: Counter[str] = Counter()
    for key in sorted(works.keys() - same):
        differences = differing(works[key])
        by_language.update(list(differences))
        if given.list:
            print(f"{key}{'' if key in agreeing else ' (numbers differ)'} {causes.get(key, '')}")
            for language, (more, less) in differences.items():
                print(f"  {language}: has {_some(more)}; lacks {_some(less)}")
    print("versions that differ: " + ", ".join(f"{one} {by_language[one]}" for one in TONGUES))


def _share(right: Set[str], among: Set[str]) -> str:
    """How many of some works are right."""
    return f"{len(right & among)} of {len(among)} = {len(right & among) / len(among):.4f}"


def _some(addresses: list[str]) -> str:
    """A few addresses."""
    return ", ".join(addresses[:6]) + (f" … ({len(addresses)})" if len(addresses) > 6 else "") or "none"


if __name__ == "__main__":
    main()
