"""Mastheads of real Word files: symbol, distribution, date and original language read from the secretariat's templates.

`python benchmarks/quality/word_mastheads.py .corpus/docx-reports`. The files are called after their symbols
(`A_80_6_Sect.25.docx`, `…_Corr.1`); the other fields must be there: distribution general, a date of issue in the year
the reports were issued, the original in English.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from verbale.journey import read
from verbale.model.dossier import Document

LETTERS = re.compile(r"[^A-Z0-9]+")


def wanted(path: Path) -> str:
    """The symbol a file is called after, its letters and figures only."""
    return LETTERS.sub("", path.stem.partition("_advance")[0].upper())


def checks(path: Path, document: Document) -> dict[str, bool]:
    """Which of the four fields are right."""
    issued = [date.date for date in document.dates if date.role == "issued"]
    return {
        "symbol": any(LETTERS.sub("", symbol.upper()) == wanted(path) for symbol in document.symbols),
        "distribution": document.distribution == "general",
        "date": len(issued) == 1 and issued[0].startswith("2025-"),
        "original": document.originals == ("en",),
    }


def main() -> None:
    """Print a line a file and the sum of each field."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    files = sorted(parser.parse_args().folder.glob("*.docx"))
    right = dict.fromkeys(("symbol", "distribution", "date", "original"), 0)
    for path in files:
        found = checks(path, read(path).document)
        for field, good in found.items():
            right[field] += good
        print(f"{path.name}: " + ", ".join(f"{field} {'yes' if good else 'NO'}" for field, good in found.items()))
    print(", ".join(f"{field} {count} of {len(files)}" for field, count in right.items()))


if __name__ == "__main__":
    main()
