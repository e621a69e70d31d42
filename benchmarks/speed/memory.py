"""Memory of a 1,000-page PDF: reports joined until there are enough pages, then read in a process of its own.

    python benchmarks/speed/memory.py .corpus/upr/reports [--pages 1000]

Prints the largest resident size of that process (the whole way and JSON), and its time.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypdfium2

READ = "import sys, msgspec, verbale; msgspec.json.encode(verbale.read(sys.argv[1]))"


def joined(folder: Path, pages: int, target: Path) -> None:
    """Write one PDF of that many pages."""
    whole = pypdfium2.PdfDocument.new()
    for path in sorted(folder.rglob("*.pdf")) * 10:
        part = pypdfium2.PdfDocument(path)
        whole.import_pages(part, list(range(min(len(part), pages - len(whole)))))
        if len(whole) >= pages:
            break
    whole.save(target)


def main() -> None:
    """Join, read, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "long.pdf"
        joined(given.folder, given.pages, target)
        start = time.perf_counter()
        child = subprocess.Popen([sys.executable, "-c", READ, str(target)])
        _, status, usage = os.wait4(child.pid, 0)
        assert status == 0, f"the reading ended with status {status}"
        print(f"{given.pages} pages: {usage.ru_maxrss / 1024:.0f} MB, {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
