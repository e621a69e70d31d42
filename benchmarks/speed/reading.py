"""Speed of the way: what follows the extraction of text from PDF against that extraction; megabytes a second of text.

    python benchmarks/speed/reading.py .corpus/measure-dev [--documents 12] [--language en] [--rounds 3] [--profile]

CPU seconds of one process, the median of the rounds; each file goes through every step in one run, so that a busy
machine slows both sides of a ratio alike. `extraction` is pypdfium2 alone (text of every page); `reader` is our reader
of PDF, which takes places and fonts of every character too.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2

from verbale.naming import name
from verbale.positions import take_positions
from verbale.reading import open_source
from verbale.structure import structure

STEPS: dict[str, Callable[[Any], Any]] = {
    "reader": open_source,
    "structure": structure,
    "naming": name,
    "positions": take_positions,
}


def extraction(path: Path) -> None:
    """The text of every page, as PDFium gives it."""
    document = pypdfium2.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()


def boxes(path: Path) -> None:
    """The text and the box of every character: the least that layout needs."""
    document = pypdfium2.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        for index in range(text.count_chars()):
            text.get_charbox(index)
        text.close()
        page.close()
    document.close()


def clocked(step: Callable[[Any], Any], given: Any) -> tuple[float, Any]:
    """CPU seconds of one step, and what it gives."""
    start = time.process_time()
    made = step(given)
    return time.process_time() - start, made


def measured(files: list[Path], pdf: bool, rounds: int) -> dict[str, float]:
    """Median over the rounds of the sum over the files, for each step."""
    sums: dict[str, list[float]] = {}
    for _ in range(rounds):
        total: dict[str, float] = {}
        for path in files:
            for label, step in (("extraction", extraction), ("boxes", boxes)) if pdf else ():
                total[label] = total.get(label, 0.0) + clocked(step, path)[0]
            value: Any = path
            for label, step in STEPS.items():
                spent, value = clocked(step, value)
                total[label] = total.get(label, 0.0) + spent
        for label, spent in total.items():
            sums.setdefault(label, []).append(spent)
    return {label: statistics.median(each) for label, each in sums.items()}


def whole(files: list[Path]) -> None:
    """The whole way of every file."""
    for path in files:
        value: Any = path
        for step in STEPS.values():
            value = step(value)


def table(files: list[Path], pdf: bool, rounds: int) -> None:
    """Print seconds a step and the ratios or rates that matter."""
    whole(files[:2])
    spent = measured(files, pdf, rounds)
    for label, seconds in spent.items():
        print(f"  {label:12} {seconds:8.3f} s")
    if pdf:
        after = spent["structure"] + spent["naming"] + spent["positions"]
        print(f"  structure alone: {spent['structure'] / spent['extraction']:.2f} × the extraction")
        print(f"  all that follows: {after / spent['extraction']:.2f} × the extraction,", end=" ")
        print(f"{after / spent['boxes']:.2f} × with boxes, {after / spent['reader']:.2f} × our reader")
        return
    size = sum(path.stat().st_size for path in files) / 1e6
    first = spent["reader"] + spent["structure"]
    print(
        f"  {size:.2f} MB: reader {size / spent['reader']:.2f} MB/s, with structure {size / first:.2f} MB/s,", end=" "
    )
    print(f"the whole way {size / sum(spent.values()):.2f} MB/s")


def main() -> None:
    """Measure PDF of two producers and text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--documents", type=int, default=12)
    parser.add_argument("--language", default="en")
    parser.add_argument("--formats", nargs="+", default=["doc.a.pdf", "doc.b.pdf", "doc.txt"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    for form in given.formats:
        files = sorted(given.corpus.glob(f"*/{given.language}/{form}"))[: given.documents]
        print(f"{form}, {given.language}, {len(files)} files")
        if given.profile:
            whole(files[:2])
            with cProfile.Profile() as profile:
                whole(files)
            pstats.Stats(profile).sort_stats("tottime").print_stats(30)
        else:
            table(files, form.endswith(".pdf"), given.rounds)


if __name__ == "__main__":
    main()
