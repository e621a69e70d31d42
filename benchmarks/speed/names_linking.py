"""What linking adds to the reading of a PDF: CPU seconds of naming against those of our reader.

python benchmarks/speed/names_linking.py .corpus/measure-dev [--documents 24]
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from verbale.naming import name
from verbale.reading import open_source
from verbale.structure import structure


def main() -> None:
    """Print the two times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--documents", type=int, default=24)
    options = parser.parse_args()
    files = sorted(options.corpus.glob("*/*/*.pdf"))
    files = files[:: max(1, len(files) // options.documents)][: options.documents]
    name(structure(open_source(files[0])))
    reading = naming = 0.0
    for path in files:
        begun = time.process_time()
        source = open_source(path)
        reading += time.process_time() - begun
        dossier = structure(source)
        begun = time.process_time()
        name(dossier)
        naming += time.process_time() - begun
    print(f"{len(files)} PDFs: reading {reading:.2f} s, naming {naming:.2f} s = {naming / reading:.2f} of it")


if __name__ == "__main__":
    main()
