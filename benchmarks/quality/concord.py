"""Concordance: faults planted in language versions, one each, and false alarms on the untouched versions.

    python benchmarks/quality/concord.py .corpus/measure-dev [--faults 40] [--alarms]

A fault is found when a difference is told at the paragraph it was planted in (a dropped one: at its address). Alarms on
untouched official versions are listed with --alarms, to be looked at: official texts do differ. Those that were read
and found to be true differences of the official texts stand in `concord-differences.tsv` and are counted apart.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec

import verbale
from verbale.model.dossier import Block, Dossier
from verbale.naming import name
from verbale.positions import take_positions
from verbale.positions.concord import COMPARED, concord
from verbale.positions.lexicon import ORGAN, lexicon

LANGUAGES = ("ar", "es", "fr", "ru", "zh")
WEAKER = {
    "demand": "invite",
    "urge": "note",
    "request": "note",
    "call": "note",
    "condemn": "note",
    "decide": "recommend",
}
"""What a weakened verb becomes: the same speaker, less asked."""

KNOWN = Path(__file__).parent / "concord-differences.tsv"


def known_differences() -> set[tuple[str, ...]]:
    """True differences of official texts, by document, language, address and kind."""
    with KNOWN.open(encoding="utf-8", newline="") as handle:
        rows = csv.DictReader(handle, delimiter="\t")
        return {(row["document"], row["language"], row["at"], row["kind"]) for row in rows}


Plant = Callable[[Dossier, Block, random.Random], Block | None]


def replaced(block: Block, start: int, end: int, text: str) -> Block:
    """A block with a stretch of its text written otherwise."""
    return msgspec.structs.replace(block, text=block.text[:start] + text + block.text[end:])


def other_digit(text: str, chance: random.Random) -> str:
    """A text with its last figure changed."""
    at = max(i for i, letter in enumerate(text) if letter.isdigit())
    digit = chance.choice([d for d in "123456789" if d != text[at]])
    return text[:at] + digit + text[at + 1 :]


def plant_number(dossier: Dossier, block: Block, chance: random.Random) -> Block | None:
    """Change a figure of two digits or more that belongs to no date and no symbol."""
    taken = [(one.start, one.end) for one in dossier.mentions if one.at == block.address]
    found = [m for m in re.finditer(r"\d{2,}", block.text) if not any(a - 1 <= m.start() <= b for a, b in taken)]
    if not found:
        return None
    one = chance.choice(found)
    return replaced(block, one.start(), one.end(), other_digit(one[0], chance))


def plant_mention(kind: str) -> Plant:
    """Change the last figure of a date or symbol."""

    def plant(dossier: Dossier, block: Block, chance: random.Random) -> Block | None:
        found = [
            one
            for one in dossier.mentions
            if one.at == block.address and one.type == kind and re.search(r"\d", one.text) and not one.pinpoint
        ]
        if not found:
            return None
        one = chance.choice(found)
        return replaced(block, one.start, one.end, other_digit(one.text, chance))

    return plant


def plant_note(_: Dossier, block: Block, __: random.Random) -> Block | None:
    """Lose a footnote's mark."""
    return msgspec.structs.replace(block, notes=block.notes[:-1]) if block.notes else None


def plant_verb(dossier: Dossier, block: Block, chance: random.Random) -> Block | None:
    """Weaken the first verb of a paragraph."""
    found = [one for one in dossier.positions if one.at == block.address and not one.cue.at]
    if not found or found[0].attitude not in WEAKER or found[0].cue.start > 3:
        return None
    forms = lexicon(dossier.document.language or "en").forms_of(WEAKER[found[0].attitude], ORGAN)
    cue = found[0].cue
    return replaced(block, cue.start, cue.end, chance.choice(forms)) if forms else None


def plant_drop(_: Dossier, block: Block, __: random.Random) -> Block | None:
    """Drop the paragraph (said by an empty text)."""
    return msgspec.structs.replace(block, text="") if block.number else None


PLANTS: dict[str, Plant] = {
    "paragraph": plant_drop,
    "number": plant_number,
    "date": plant_mention("date"),
    "symbol": plant_mention("symbol"),
    "note": plant_note,
    "verb": plant_verb,
}


def with_block(dossier: Dossier, new: Block) -> Dossier:
    """A dossier with one block in place of the one at its address, named and weighed anew."""
    parts = tuple(
        msgspec.structs.replace(
            part,
            blocks=tuple(
                new if block.address == new.address else block
                for block in part.blocks
                if block.address != new.address or new.text
            ),
        )
        for part in dossier.components
    )
    return take_positions(name(msgspec.structs.replace(dossier, components=parts, mentions=(), positions=())))


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("corpus", type=Path)
    options.add_argument("--faults", type=int, default=40)
    options.add_argument("--alarms", action="store_true")
    given = options.parse_args()
    chance = random.Random(20)
    folders = sorted(folder for folder in given.corpus.iterdir() if folder.is_dir())
    read = {(f.name, lang): verbale.read(f / lang / "doc.docx") for f in folders for lang in ("en", *LANGUAGES)}
    found: Counter[tuple[str, str]] = Counter()
    planted: Counter[tuple[str, str]] = Counter()
    for kind, plant in PLANTS.items():
        for language in LANGUAGES:
            tries = 0
            while planted[kind, language] < given.faults // len(LANGUAGES) and tries < 3000:
                tries += 1
                work = chance.choice(folders).name
                english, dossier = read[work, "en"], read[work, language]
                blocks = [b for part in dossier.components for b in part.blocks if b.role in COMPARED]
                shared = {b.address for part in english.components for b in part.blocks}
                block = chance.choice(blocks)
                new = plant(dossier, block, chance) if block.address in shared else None
                if new is None:
                    continue
                planted[kind, language] += 1
                told = concord([english, with_block(dossier, new)])
                hit = any(one.at == block.address for one in told)
                found[kind, language] += hit
                if not hit:
                    print(f"not found: {kind} {work} {language} {block.address}: {new.text[:90]!r}")
    for kind in PLANTS:
        row = "  ".join(f"{lang} {found[kind, lang]}/{planted[kind, lang]}" for lang in LANGUAGES)
        print(f"{kind:<10} {row}")
    print(f"found {sum(found.values())} of {sum(planted.values())}: {sum(found.values()) / sum(planted.values()):.4f}")
    tell_alarms(folders, read, listed=given.alarms)


def tell_alarms(folders: list[Path], read: dict[tuple[str, str], Dossier], *, listed: bool) -> None:
    """Print the differences told of untouched versions: the true ones, and false alarms by paragraph."""
    known = known_differences()
    alarms = paragraphs = true = 0
    for folder in folders:
        told = concord([read[folder.name, lang] for lang in ("en", *LANGUAGES)])
        parts = [part for lang in LANGUAGES for part in read[folder.name, lang].components]
        paragraphs += sum(block.role in COMPARED for part in parts for block in part.blocks)
        official = [(folder.name, one.language, one.at, one.kind) in known for one in told]
        true += sum(official)
        alarms += len({(one.language, one.at) for one, is_true in zip(told, official, strict=True) if not is_true})
        for one, is_true in zip(told, official, strict=True) if listed else ():
            mark = "official" if is_true else "alarm"
            print(mark, folder.name, one.language, one.at, one.kind, "|", one.expected, "|", one.found)
    print(f"true differences of official versions: {true}")
    print(f"false alarms on untouched versions: {alarms} in {paragraphs}, 1 in {paragraphs / max(alarms, 1):.0f}")


if __name__ == "__main__":
    main()
