"""The UN's own XML: every file read, the text of every paragraph equal to the file's, every character in one place.

`python benchmarks/quality/published_xml.py '.corpus/ga-akn4un' ['.corpus/other-akn4un'] [--every 10] [--worst 20]`.
A paragraph of the file (`p` outside the metadata, without the notes in it) counts as equal when a passage or a note has
exactly its letters, or a cell of a table holds it. The number of a paragraph, the repeated mark at the head of a note
and the empty brackets around a note mark ("()" in Arabic files) are kept apart from the text by the reader and left out
here too.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from verbale.model.reading import Reading
from verbale.reading import Unreadable, open_source
from verbale.reading.xml import local, parse_xml
from verbale.structure.layout.paragraphs import paragraph_passages

UNPRINTED = re.compile(r"[\s\u00ad\ufeff]+")
EMPTY = re.compile(r"[(\[][)\]]")


def letters(text: str) -> str:
    """Text without blanks."""
    return UNPRINTED.sub("", text)


def words(paragraph: Any) -> str:
    """What a paragraph of the file says, its notes and embedded texts aside."""
    said = [paragraph.text or ""]
    for child in paragraph:
        if local(child) not in ("authorialNote", "embeddedStructure"):
            said.append(words(child))
        said.append(child.tail or "")
    return "".join(said)


def paragraphs(root: Any) -> Iterator[tuple[str, str]]:
    """Each printed paragraph of a file, with the mark or number that may stand at its head."""
    for paragraph in root.iter("{*}p"):
        above = list(paragraph.iterancestors())
        if any(local(one) == "meta" for one in above):
            continue
        number = next((num for one in above[1:3] for num in one if local(num) == "num"), None)
        head = above[0].get("marker") or "" if local(above[0]) == "authorialNote" else ""
        yield words(paragraph), head if number is None else "".join(number.itertext())


def lost(reading: Reading, root: Any) -> list[str]:
    """Paragraphs of the file that no passage equals."""
    body, notes, _ = paragraph_passages(reading)
    held = Counter(letters(passage.text) for passage in (*body, *notes))
    cells = {letters(cell) for passage in body for row in passage.rows or () for cell in row}
    missing = list[str]()
    for said, head in paragraphs(root):
        full = letters(said)
        bare = EMPTY.sub("", full)
        own = bare
        for mark in (f"({letters(head)})", letters(head)):
            own = own.removeprefix(mark)
        if bare and not any(held[form] for form in (full, bare, own)) and not any(bare in cell for cell in cells):
            missing.append(said.strip())
    return missing


def misplaced(reading: Reading) -> int:
    """Printed characters that do not lie in exactly one passage, note or item of furniture."""
    body, notes, furniture = paragraph_passages(reading)
    places = bytearray(len(reading.text))
    spans = [(piece.start, piece.end) for passage in (*body, *notes) for piece in passage.pieces]
    for start, end in spans + [span for piece in furniture for span in piece.spans]:
        for at in range(start, end):
            places[at] = min(places[at] + 1, 2)
    return sum(count != 1 for count, letter in zip(places, reading.text, strict=True) if not letter.isspace())


def main() -> None:
    """Print one line of figures, then the paragraphs missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--worst", type=int, default=10)
    asked = parser.parse_args()
    files = sorted(path for folder in asked.folders for path in folder.rglob("*.xml"))[:: asked.every]
    unread, wrong, count, strays, spent = list[str](), list[str](), 0, 0, 0.0
    for path in files:
        started = time.perf_counter()
        try:
            reading = open_source(path)
        except Unreadable as refused:
            unread.append(f"{path}: {refused.text}")
            continue
        spent += time.perf_counter() - started
        root = parse_xml(path.read_bytes(), path.name, recover=True)
        count += sum(1 for said, _ in paragraphs(root) if letters(said))
        wrong += (f"{path.name}: {said[:100]!r}" for said in lost(reading, root))
        strays += misplaced(reading)
    print(f"files {len(files)}, unread {len(unread)}, paragraphs {count}, not equal {len(wrong)}, ", end="")
    print(f"characters out of place {strays}, {spent / max(len(files), 1) * 1000:.1f} ms a file")
    for line in (unread + wrong)[: asked.worst]:
        print("  " + line)


if __name__ == "__main__":
    main()
