"""A wide table of names to authority files: one line an entity, one column a language.

    python tools/authority/wide.py TABLE.tsv src/verbale/knowledge/authority

Columns (tab): id, en, fr, es, ru, ar, zh, facts. Names are parted by `;`, the first is the official one; a mark in
front tells the form: `=` short, `#` acronym, `?` weak (leads there by context only), `~` demonym, `!` not (it means
something else).
Facts are `key=value` parted by `;`: adopted, in_force, depositary, since, until, parent, seat, nature, anchors, status,
symbols, inseparable, members (`state/kz 1992-05-15 1999-04-02,…`), as_of, offices, note, qid.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from toml import write

COLUMNS = ("en", "fr", "es", "ru", "ar", "zh")
MARKS = {"=": "short", "#": "acronym", "?": "weak", "~": "demonym", "!": "not"}
FOLDERS = {
    "state": "states",
    "territory": "territories",
    "region": "territories",
    "instrument": "instruments",
    "person": "persons",
    "place": "places",
    "event": "events",
    "group": "groups",
    "topic": "topics",
}


def folder_of(identifier: str) -> str:
    """Folder of an entry by its identifier."""
    head = identifier.split("/", 1)[0]
    return ("bodies" if identifier.count("/") > 1 else "organisations") if head == "org" else FOLDERS[head]


def names_of(cell: str) -> dict[str, list[str]]:
    """Names of one language by form."""
    forms: dict[str, list[str]] = {}
    for name in (part.strip() for part in cell.split(";")):
        if name and name != "-":
            forms.setdefault(MARKS.get(name[0], "full"), []).append(name.lstrip("=#?~!").strip())
    return forms


def members_of(text: str) -> list[dict[str, str]]:
    """Members with their periods."""
    found = []
    for part in text.split(","):
        words = part.split()
        found.append(dict(zip(("id", "since", "until"), words, strict=False)))
    return found


def entry_of(row: list[str], sources: list[str]) -> dict[str, Any]:
    """One line as an entry."""
    entry: dict[str, Any] = {"id": row[0].strip(), "names": {}}
    for fact in row[7].split(";") if len(row) > 7 and row[7] else []:
        key, text = fact.split("=", 1)
        if key in ("members", "offices"):
            entry[key] = members_of(text)
        elif key == "as_of":
            entry["members_as_of"] = text
        elif key == "inseparable":
            entry[key] = True
        elif key == "qid":
            entry["identifiers"] = {"wikidata": text}
        elif key in ("anchors", "symbols", "predecessors", "successors", "aliases"):
            entry[key] = text.split(",")
        else:
            entry[key] = text
    entry["sources"] = sources
    for language, cell in zip(COLUMNS, row[1:7], strict=True):
        entry["names"][language] = names_of(cell)
    return entry


def main() -> None:
    table, out = sys.argv[1:3]
    with open(table, encoding="utf-8", newline="") as handle:
        for row in csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE):
            if not row or not row[0].strip() or row[0].startswith(("id", "//")):
                continue
            if len(row) < 7:
                raise SystemExit(f"Give seven columns: {row[0]} has {len(row)}.")
            if len(row) > 7 and row[7].startswith("same="):
                continue
            entry = entry_of(row, ["names as used in official documents of the organisation concerned"])
            write(Path(out) / folder_of(entry["id"]), entry)


if __name__ == "__main__":
    main()
