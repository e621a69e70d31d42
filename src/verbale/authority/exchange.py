"""Entries in and out: TOML as librarians read it, CSV as tables carry it.

The CSV has one line a value: `id`, `field`, `language`, `value`. Names have their form as field and a language; facts
have no language; facts with parts (members, identifiers) are JSON. What is exported and imported again is the same.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from verbale.authority.entry import FORMS, KINDS, Entry, kind_of

LANGUAGE_ORDER = ("en", "fr", "es", "ru", "ar", "zh")
"""Order of the tables of names in a file."""
NAME_FIELDS = (*FORMS, "not")
COLUMNS = ("id", "field", "language", "value")


def fields_of(entry: Entry) -> dict[str, Any]:
    """What an entry says, defaults left out."""
    said: dict[str, Any] = msgspec.to_builtins(entry)
    blank: dict[str, Any] = msgspec.to_builtins(Entry(id="", names={}))
    return {key: item for key, item in said.items() if key in ("id", "names") or item != blank[key]}


def to_toml(entry: Entry) -> str:
    """An entry as TOML text: facts first, then one table a language."""
    said = fields_of(entry)
    names = said.pop("names")
    lines = [f"{key} = {_toml(item)}" for key, item in said.items()]
    for language in (*LANGUAGE_ORDER, *sorted(set(names) - set(LANGUAGE_ORDER))):
        kept = {form: items for form, items in names.get(language, {}).items() if items}
        if kept:
            lines += ["", f"[names.{language}]"]
            lines += [f"{form} = {_toml(kept[form])}" for form in NAME_FIELDS if form in kept]
    return "\n".join(lines) + "\n"


def _toml(item: Any) -> str:
    """One TOML value on one line."""
    if isinstance(item, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_toml(each)}" for key, each in item.items() if each is not None) + " }"
    if isinstance(item, list | tuple):
        return "[" + ", ".join(_toml(each) for each in item) + "]"
    if isinstance(item, bool):
        return str(item).lower()
    return json.dumps(item, ensure_ascii=False)


def _key(key: str) -> str:
    """A key bare where TOML allows it, else in quotes."""
    return key if key.replace("-", "").replace("_", "").isalnum() and key.isascii() else json.dumps(key)


def file_of(identifier: str) -> str:
    """Folder and file name of an entry: `states/kz.toml`, `bodies/un.ga.toml`."""
    kind = kind_of(identifier)
    folder = next((each for each, kept in KINDS.items() if kept == kind), "topics")
    return f"{folder}/{identifier.split('/', 1)[-1].replace('/', '.')}.toml"


def write_entry(folder: Path, entry: Entry) -> Path:
    """Write an entry to its place in an authority folder; returns the path."""
    path = folder / file_of(entry.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(to_toml(entry), encoding="utf-8")
    return path


def to_csv(entries: Iterable[Entry]) -> str:
    """Entries as CSV text."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        said = fields_of(entry)
        for language, forms in said.pop("names").items():
            for form, names in forms.items():
                writer.writerows((entry.id, form, language, name) for name in names)
        for key, item in said.items():
            if key != "id":
                plain = item if isinstance(item, str) else json.dumps(item, ensure_ascii=False)
                writer.writerow((entry.id, key, "", plain))
    return table.getvalue()


def from_csv(text: str) -> list[Entry]:
    """CSV text as entries. Raises `ValueError` naming the line when a line cannot be understood."""
    gathered: dict[str, dict[str, Any]] = {}
    reader = csv.DictReader(io.StringIO(text))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise ValueError(f"Give the table these columns: {', '.join(COLUMNS)}.")
    for number, row in enumerate(reader, start=2):
        if not row["id"] or None in row.values():
            raise ValueError(f"Mend line {number}: it needs an id, a field, a language or nothing, and a value.")
        said = gathered.setdefault(row["id"], {"id": row["id"], "names": {}})
        if row["language"]:
            said["names"].setdefault(row["language"], {}).setdefault(row["field"], []).append(row["value"])
        else:
            said[row["field"]] = _plain(row["value"])
    return [_entry(said) for said in gathered.values()]


def _plain(value: str) -> Any:
    """A value out of a cell: JSON where it is a list, a table or a truth value, else the words."""
    if value[:1] in ("[", "{") or value in ("true", "false"):
        return json.loads(value)
    return value


def _entry(said: dict[str, Any]) -> Entry:
    """Gathered lines as an entry."""
    try:
        return msgspec.convert(said, type=Entry)
    except msgspec.ValidationError as fault:
        raise ValueError(f"Mend {said['id']}: {fault}.") from fault
