"""Whether what is written is valid: reads files, writes Akoma Ntoso, checks it, reads it back.

    python benchmarks/quality/valid.py [--profile verbale] [--seconds 120] [--show 5] FILE_OR_FOLDER…

Prints a table by format and language: files read, clean under XSD and rules, the same dossier after reading back, and
megabytes of text a second for writing. A file that cannot be read counts apart.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from verbale.journey import read
from verbale.model.dossier import Dossier
from verbale.reading import Unreadable
from verbale.renditions import renderer
from verbale.renditions.akn import comparable, render
from verbale.renditions.akn import read as read_back
from verbale.renditions.akn.check import PROFILES, Profile, check

ENDINGS = {".txt", ".md", ".html", ".docx", ".doc", ".odt", ".rtf", ".pdf", ".eml", ".xml", ".png", ".jpg", ".tif"}


@dataclass
class Row:
    """Counts of one row of the table."""

    read: int = 0
    unreadable: int = 0
    clean: int = 0
    same: int = 0
    whole: int = 0
    bytes: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)


def files(paths: list[Path]) -> Iterator[Path]:
    """Files given, and those of folders."""
    for path in paths:
        yield from sorted(p for p in path.rglob("*") if p.suffix in ENDINGS) if path.is_dir() else [path]


def try_file(path: Path, profile: Profile, rows: dict[tuple[str, str], Row]) -> None:
    """One file: read, write, check, read back."""
    try:
        dossier = read(path)
    except Unreadable as fault:
        row = rows[path.suffix, "-"]
        row.unreadable += 1
        row.faults.append(f"{path}: {fault}")
        return
    row = rows[path.suffix, dossier.document.language or "-"]
    row.read += 1
    start = time.perf_counter()
    content = render(dossier)
    row.seconds += time.perf_counter() - start
    row.bytes += sum(len(one.text.encode()) for part in dossier.components for one in part.blocks)
    errors = [fault for fault in check(content, profile) if fault.level in {"error", "warning"}]
    row.clean += not errors
    row.faults += [f"{path}:{one.line} {one.level} {one.rule} {one.eid} {one.text}" for one in errors[:3]]
    back = comparable(read_back(content))
    row.same += back == comparable(dossier)
    if back != comparable(dossier):
        row.faults.append(f"{path}: {difference(comparable(dossier), back)}")
    row.whole += all_there(dossier)
    row.faults += [] if all_there(dossier) else [f"{path}: a block is not whole in the page or the text"]


def all_there(dossier: Dossier) -> bool:
    """Whether every block without notes stands whole in the plain text."""
    text = str(renderer("text")(dossier))
    lines = {line.strip() for line in text.split("\n")}
    return all(
        any(line.endswith(part.strip()) for line in lines) if part.strip() not in lines else True
        for component in dossier.components
        for block in component.blocks
        if not block.notes and not block.number
        for part in block.text.split("\n")
    )


def difference(one: Dossier, other: Dossier) -> str:
    """The first line where two dossiers part."""
    left, right = (msgspec.json.format(msgspec.json.encode(each)).decode().splitlines() for each in (one, other))
    for before, after in zip(left, right, strict=False):
        if before != after:
            return f"{before.strip()[:90]} | {after.strip()[:90]}"
    return "one is longer"


def main() -> None:
    """Read the files and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--profile", choices=PROFILES, default="verbale")
    parser.add_argument("--seconds", type=float, default=120.0, help="stop after this time")
    parser.add_argument("--every", type=int, default=1, help="only every n-th file")
    parser.add_argument("--skip", default="\0", help="leave out files whose name holds this")
    parser.add_argument("--show", type=int, default=5, help="faults to print a row")
    options = parser.parse_args()
    rows: dict[tuple[str, str], Row] = defaultdict(Row)
    start = time.perf_counter()
    wanted = [path for path in files(options.paths) if options.skip not in path.name]
    for path in wanted[:: options.every]:
        if time.perf_counter() - start > options.seconds:
            print("time is up: the table is not of all files")
            break
        try_file(path, options.profile, rows)
    print(f"{'format':8}{'lang':6}{'read':>6}{'refused':>9}{'clean':>7}{'same':>7}{'whole':>7}{'MB/s':>7}")
    for (ending, language), row in sorted(rows.items()):
        speed = row.bytes / 1e6 / row.seconds if row.seconds else 0.0
        counts = f"{row.read:6}{row.unreadable:9}{row.clean:7}{row.same:7}{row.whole:7}"
        print(f"{ending:8}{language:6}{counts}{speed:7.1f}")
    for row in rows.values():
        for fault in row.faults[: options.show]:
            print(" ", fault)


if __name__ == "__main__":
    main()
