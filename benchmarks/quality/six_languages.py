"""One document, six languages, one set of addresses; numbered paragraphs of reports without gap or repeat.

    python benchmarks/quality/six_languages.py versions .corpus/communications/six-languages [--languages en es fr ru]
    python benchmarks/quality/six_languages.py numbers .corpus/upr/reports [--worst 20]

`versions` groups the PDFs by their name up to the language and compares the addresses of articles and of numbered
paragraphs with those of the first language read. `numbers` walks each report: its printed numbers must be 1, 2, 3 …;
lists inside a paragraph (`114/1`) count apart.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from pathlib import Path

from verbale.journey import read
from verbale.model.dossier import Dossier
from verbale.reading import Unreadable

LANGUAGES = ("en", "es", "fr", "ru", "ar", "zh")
NUMBERED = {"paragraph", "operative"}


def addresses(dossier: Dossier) -> set[str]:
    """Addresses of articles and of the numbered paragraphs, items aside, a component's name in front."""
    found = set()
    for component in dossier.components:
        for block in component.blocks:
            article = re.search(r"(?:^|.*/)art-[^/]+", block.address)
            if article:
                found.add(f"{component.address}|{article[0]}")
            if block.number and block.role in NUMBERED:
                found.add(f"{component.address}|{block.address}")
    return found


def versions(folder: Path, languages: list[str], worst: int) -> None:
    """Print, a document and language, how many addresses are those of the first language."""
    groups: dict[str, dict[str, Path]] = defaultdict(dict)
    for path in sorted(folder.glob("*.*.pdf")):
        stem, _, language = path.stem.rpartition(".")
        groups[stem][language] = path
    for stem, files in groups.items():
        base: set[str] | None = None
        for language in (each for each in languages if each in files):
            found = addresses(read(files[language]))
            if base is None:
                base = found
            shared = len(base & found)
            print(f"{stem[:40]:40} {language}  {len(found):4} addresses, {shared:4} of {len(base):4} as in the first")
            for one in sorted(base ^ found)[:worst]:
                print(f"      {'missing' if one in base else 'more'}: {one}")


def numbers(folder: Path, worst: int) -> None:
    """Print the reports whose printed numbers have gaps or repeats, and how many have none."""
    good, files = 0, sorted(folder.rglob("*.pdf"))
    for path in files:
        try:
            dossier = read(path)
        except Unreadable as refusal:
            print(f"{path.name}: {refusal.text}")
            continue
        blocks = [
            block
            for block in dossier.components[0].blocks
            if block.number and block.role in NUMBERED and "/" not in block.address
        ]
        printed = [int(number) for block in blocks if (number := (block.number or "").strip("(). ")).isdigit()]
        faults = [
            f"{before} then {after}"
            for before, after in zip([0, *printed], printed, strict=False)
            if after != before + 1
        ]
        good += not faults and bool(printed)
        if faults or not printed:
            print(f"{path.name}: {len(printed)} numbers; {'; '.join(faults[:worst])}")
    print(f"{good} of {len(files)} reports without gap or repeat")


def main() -> None:
    """Compare versions or walk numbers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["versions", "numbers"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--languages", nargs="+", default=list(LANGUAGES))
    parser.add_argument("--worst", type=int, default=5)
    given = parser.parse_args()
    if given.what == "versions":
        versions(given.folder, given.languages, given.worst)
    else:
        numbers(given.folder, given.worst)


if __name__ == "__main__":
    main()
