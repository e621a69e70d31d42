"""Real communications against outlines made by eye: fields right, and every file read without error.

    python benchmarks/quality/outlines.py OUTLINES .corpus/communications [--only NAME] [--misses]
    python benchmarks/quality/outlines.py --read .corpus/communications .corpus/docx-reports [--seconds 300]

A field is one statement of an outline: kind, language, each symbol, each date with its role, each component with its
title, its printed paragraph numbers, its count of unnumbered paragraphs, each note mark, each signature. The outlines
name roles in words; only those that are fields of a dossier (masthead, letter or note, adoption) are asked for.
"""

from __future__ import annotations

import argparse
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from verbale.journey import read
from verbale.model.dossier import Block, Component, Dossier
from verbale.reading import Unreadable

KINDS = {
    "letter": {"letter", "identical-letters", "joint-letter"},
    "note verbale": {"note-verbale"},
    "draft resolution": {"resolution"},
    "decision with annexed regulations": {"decision"},
}
ROLES = (("masthead", "issued"), ("of the letter", "signed"), ("of the note", "signed"), ("adoption", "adopted"))
TEXT = {"paragraph", "preambular", "operative", "list-intro", "quotation"}
SENTENCE = 110
"""Characters from which on a line of place and date is a sentence of the text ("Done at … in one copy …")."""
DIVISIONS = {"part", "article", "clause", "section", "subsection", "preamble"}
ENDINGS = {".txt", ".md", ".html", ".docx", ".doc", ".odt", ".rtf", ".pdf", ".eml", ".xml", ".png", ".jpg", ".tif"}

Check = tuple[str, str, bool]


def letters(text: str | None) -> str:
    """Letters and figures, lower case: line ends, hyphens and quotation marks aside."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text or "")).lower()


def same(wanted: str | None, found: str | None) -> bool:
    """Whether two titles say the same; one may go on where the other ends.

    What a recogniser reads amiss in a sign of ten is no fault of the structure, which alone is asked for.
    """
    one, other = letters(wanted), letters(found)
    if not one or not other:
        return False
    return one in other or other in one or SequenceMatcher(None, one, other, autojunk=False).ratio() > 0.9


def flat(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Components of an outline that are documents of their own, outer before inner."""
    for component in components:
        if component["type"] not in DIVISIONS:
            yield component
            yield from flat(component.get("children", []))


def document_checks(outline: dict[str, Any], dossier: Dossier) -> Iterator[Check]:
    """Fields of the document."""
    document = dossier.document
    yield "kind", outline["kind"], document.kind in KINDS.get(outline["kind"], {outline["kind"]})
    yield "language", outline["language"], document.language == outline["language"]
    if not outline["symbols"]:
        yield "symbols", "none", not document.symbols
    for symbol in outline["symbols"]:
        yield "symbols", symbol, symbol in document.symbols
    dates = {(date.role, date.date) for date in document.dates}
    dates |= {(date.role, date.date) for component in dossier.components for date in component.dates}
    for wanted in outline["dates"]:
        role = next((role for words, role in ROLES if words in wanted["role"]), None)
        if role:
            yield "dates", f"{role} {wanted['date']}", (role, wanted["date"]) in dates
    if outline.get("title"):
        yield "title", outline["title"], same(outline["title"], document.title)


def is_named(person: str, signed: str) -> bool:
    """Whether a signatory's name stands in a signature, a sign of it read amiss at most."""
    name = letters(person)
    near = (signed[at : at + len(name)] for at in range(max(1, len(signed) - len(name) + 1)))
    return name in signed or any(
        sum(one != other for one, other in zip(name, part, strict=False)) <= (len(name) > 6) for part in near
    )


def is_body_text(block: Block, divided: bool) -> bool:
    """Whether a block is what the outlines count: unnumbered body text, an enacting formula and a testimonium too.

    Of a component divided into articles they count what stands before the first.
    """
    if block.number is not None or (divided and re.search(r"(?:^|/)(?:art|part|section)-", block.address)):
        return False
    told = block.role == "place-date" and len(block.text) > SENTENCE
    return block.role in TEXT or block.role == "formula" or told


def component_checks(wanted: dict[str, Any], found: Component | None, place: int) -> Iterator[Check]:
    """Fields of one component: it is there, its title, its numbers, its unnumbered paragraphs, its signatures."""
    name = f"{place}: {wanted['type']} {wanted.get('number') or ''}".strip()
    yield "components", name, found is not None
    blocks = found.blocks if found else ()
    if wanted.get("title"):
        yield "component titles", f"{name} {wanted['title']}", found is not None and same(wanted["title"], found.title)
    printed = [re.sub(r"\W", "", block.number) for block in blocks if block.number and block.role in TEXT]
    numbers = wanted.get("numbered_paragraphs", [])
    if not wanted.get("children"):
        yield "paragraph numbers", f"{name} {numbers} not {printed[:40]}", printed == numbers
    if "unnumbered_paragraphs" in wanted:
        inside = bool(wanted.get("children"))
        count = sum(is_body_text(block, inside) for block in blocks)
        asked = wanted["unnumbered_paragraphs"]
        yield "unnumbered paragraphs", f"{name} {asked} not {count}", count == asked
    signed = letters(" ".join(block.text for block in blocks if block.role == "signature"))
    for signature in wanted.get("signatures", []):
        person = signature.split(",")[0].split("(")[0]
        yield "signatures", f"{name} {person}", is_named(person, signed)


def divisions(components: list[dict[str, Any]], place: int = -1) -> Iterator[tuple[int, dict[str, Any]]]:
    """Parts, articles, clauses and sections, each with the place of the component it stands in."""
    for each in components:
        if each["type"] in DIVISIONS:
            yield place, each
        else:
            place += 1
        for inside, division in divisions(each.get("children", []), place):
            yield inside, division
            place = max(place, inside)


def division_checks(outline: dict[str, Any], placed: list[Component | None]) -> Iterator[Check]:
    """Titles of parts, articles and sections stand as headings in their component; articles keep their numbers."""
    for place, each in divisions(outline["components"]):
        part = placed[place] if 0 <= place < len(placed) else None
        blocks = part.blocks if part else ()
        headings = [block for block in blocks if block.role in {"heading", "title"}]
        if each.get("title"):
            yield "headings", each["title"], any(same(each["title"], heading.text) for heading in headings)
        if each["type"] in {"article", "clause"} and each["numbered_paragraphs"]:
            number = each["number"]
            inside = re.compile(rf"(?:^|/)(?:art|section|part)-{number}/[^/]+$|(?:^|/){number}\.\d+$")
            numbered = [block.number or "" for block in blocks if block.number and block.role in TEXT]
            found = [block.number or "" for block in blocks if block.number and inside.search(block.address)]
            printed = found or [each for each in numbered if each.startswith(f"{number}.")]
            wanted = [re.sub(r"\W", "", each) for each in each["numbered_paragraphs"]]
            name = f"{each['type']} {number} {each['numbered_paragraphs']} not {printed}"
            yield "paragraph numbers", name, [re.sub(r"\W", "", each) for each in printed] == wanted


def placed_components(outline: dict[str, Any], dossier: Dossier) -> list[Component | None]:
    """The dossier's component for each of the outline's, in order: by title, else the next one.

    The dossier may have annexes of annexes that the outline leaves out.
    """
    parts, at, placed = list(dossier.components), 0, list[Component | None]()
    for wanted in flat(outline["components"]):
        titled = [place for place in range(at, len(parts)) if same(wanted.get("title"), parts[place].title)]
        at = titled[0] if titled and placed else at
        placed.append(parts[at] if at < len(parts) else None)
        at += 1
    return placed


def checks(outline: dict[str, Any], dossier: Dossier) -> Iterator[Check]:
    """Every field of an outline: what, which, whether it is right."""
    yield from document_checks(outline, dossier)
    placed = placed_components(outline, dossier)
    for place, wanted in enumerate(flat(outline["components"])):
        yield from component_checks(wanted, placed[place], place)
    yield from division_checks(outline, placed)
    marks = {note.mark for note in dossier.notes}
    for mark in outline.get("footnote_marks", []):
        yield "note marks", mark, mark in marks


def score(outlines: Path, corpus: Path, only: str, misses: bool) -> None:
    """Print a line a document, then a line a field."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for path in sorted(outlines.glob("*.json")):
        outline = json.loads(path.read_text(encoding="utf-8"))
        if only not in path.name:
            continue
        dossier = read(corpus / outline["file"])
        found = list(checks(outline, dossier))
        for field, _, good in found:
            right[field] += good
            asked[field] += 1
        print(f"{sum(good for *_, good in found):4} of {len(found):4}  {path.name}", flush=True)
        for field, which, good in found:
            if misses and not good:
                print(f"      {field}: {which[:150]}")
    for field in asked:
        print(f"{right[field]:4} of {asked[field]:4}  {field}")
    print(f"{right.total() / max(1, asked.total()):.3f} of {asked.total()} fields")


def read_all(folders: list[Path], seconds: float) -> None:
    """Read every file of the folders, the smallest first, until the time is spent; print what was refused."""
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix.lower() in ENDINGS]
    start, good, faults = time.monotonic(), 0, []
    for path in sorted(files, key=lambda path: path.stat().st_size):
        if time.monotonic() - start > seconds:
            break
        try:
            dossier = read(path)
            empty = not any(component.blocks for component in dossier.components)
            good += not empty
            faults += [f"{path.name}: nothing in it"] * empty
        except Unreadable as refusal:
            faults.append(f"{path.name}: {refusal.text}")
        except Exception as fault:  # counted, not hidden
            faults.append(f"{path.name}: fault {type(fault).__name__}: {fault}")
    print("\n".join(faults))
    print(
        f"{good} read, {len(faults)} not, {len(files) - good - len(faults)} left for want of time; {len(files)} files"
    )


def main() -> None:
    """Score outlines, or with `--read` read every file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--read", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--seconds", type=float, default=600)
    given = parser.parse_args()
    if given.read:
        read_all(given.folders, given.seconds)
    else:
        score(given.folders[0], given.folders[1], given.only, given.misses)


if __name__ == "__main__":
    main()
