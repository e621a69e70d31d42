"""Loads authority files: a folder of TOML files in, entries out, with every fault of every file told at once."""

from __future__ import annotations

import hashlib
import os
import tomllib
from pathlib import Path

import msgspec

from verbale.authority.entry import KINDS, Entry
from verbale.tongues.files import knowledge_folder


class Filed(msgspec.Struct, frozen=True):
    """An entry with the folder and file it stands in."""

    folder: str
    file: str
    entry: Entry


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with an authority file, in one sentence that says what to do."""

    file: str
    text: str


def authority_folder() -> Path:
    """The folder of authority files that ships with the package."""
    return knowledge_folder() / "authority"


def stamp(folder: Path, salt: str = "") -> str:
    """A short mark of the state of all files: names, sizes and times of change, without opening any of them."""
    mark = hashlib.sha256(salt.encode())
    for name in sorted(KINDS):
        try:
            with os.scandir(folder / name) as found:
                seen = sorted((item.name, item.stat().st_size, item.stat().st_mtime_ns) for item in found)
        except FileNotFoundError:
            continue
        mark.update(repr((name, seen)).encode())
    return mark.hexdigest()


def load(folder: Path) -> tuple[list[Filed], list[Fault]]:
    """All entries of a folder in order of folder and file name, and all faults that kept a file from being read."""
    filed: list[Filed] = []
    faults: list[Fault] = []
    for name in sorted(KINDS):
        for path in sorted((folder / name).glob("*.toml")):
            read = load_file(path)
            if isinstance(read, Fault):
                faults.append(read)
            else:
                filed.append(Filed(name, f"{name}/{path.name}", read))
    return filed, faults


def load_file(path: Path) -> Entry | Fault:
    """One authority file as an entry, or what is wrong with it."""
    shown = f"{path.parent.name}/{path.name}"
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), type=Entry)
    except UnicodeDecodeError:
        return Fault(shown, "Save the file as UTF-8: it holds bytes that are not.")
    except tomllib.TOMLDecodeError as fault:
        return Fault(shown, f"Mend the TOML: {fault}.")
    except msgspec.ValidationError as fault:
        return Fault(shown, f"Mend the entry: {fault}.")
