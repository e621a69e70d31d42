"""Writes authority entries as TOML, in the order and layout librarians meet everywhere in the folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
FORMS = ("full", "short", "acronym", "demonym", "weak", "not")


def value(item: Any) -> str:
    """One TOML value on one line."""
    if isinstance(item, dict):
        return "{ " + ", ".join(f"{key} = {value(each)}" for key, each in item.items() if each is not None) + " }"
    if isinstance(item, (list, tuple)):
        return "[" + ", ".join(value(each) for each in item) + "]"
    if isinstance(item, bool):
        return str(item).lower()
    return json.dumps(item, ensure_ascii=False)


def entry_toml(entry: dict[str, Any]) -> str:
    """An entry as TOML text: plain fields first, then one table a language."""
    lines = [
        f"{key} = {value(item)}" for key, item in entry.items() if key != "names" and item not in (None, [], {}, ())
    ]
    for language in LANGUAGES:
        names = entry["names"].get(language, {})
        seen: set[str] = set()
        kept: dict[str, list[str]] = {}
        for form in FORMS:
            fresh = [
                name
                for name in dict.fromkeys(" ".join(each.split()) for each in names.get(form, []))
                if name not in seen
            ]
            seen.update(fresh)
            if fresh:
                kept[form] = fresh
        if kept:
            lines += ["", f"[names.{language}]", *(f"{form} = {value(items)}" for form, items in kept.items())]
    return "\n".join(lines) + "\n"


def file_name(identifier: str) -> str:
    """File name of an entry: its identifier without the first part, dots for slashes."""
    return identifier.split("/", 1)[1].replace("/", ".") + ".toml"


def write(folder: Path, entry: dict[str, Any]) -> None:
    """Write one entry into the folder of its kind."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / file_name(entry["id"])).write_text(entry_toml(entry), encoding="utf-8")
