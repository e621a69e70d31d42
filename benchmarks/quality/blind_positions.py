"""Positions in paragraphs the lexicons were not written on: drawn by lot, annotated before any run, scored apart.

    python benchmarks/quality/blind_positions.py .corpus               precision, recall, F1, holders
    python benchmarks/quality/blind_positions.py .corpus --worst 40    the places that differ as well
    python benchmarks/quality/blind_positions.py .corpus --draw        the paragraphs of the lot, with their numbers
    python benchmarks/quality/blind_positions.py .corpus --place DRAFT rows of `blind-positions.tsv` from a draft

The lot takes six paragraphs a language of each of two kinds: "letter" (notes, letters, declarations, statements of
States) and "decision" (treaties, decisions, resolutions and statements of bodies other than the General Assembly), at
most three a document, with and without positions as they fall. One annotator, who knew the scale and not the lexicons.
A draft has lines `# number`, then attitude, cue words, holder between tabs; nothing after the number means no position.
Alternatives stand between `|`; a row that ends in `optional` may be found or not. Documents are not kept in the
project, only file, address, digest and cue.

A position counts as found when it stands in the paragraph, has the attitude annotated (or one of the alternatives) and
its cue touches the one annotated. The lenient count asks only for the class of the attitude. Holders are compared for
positions found, right if they share an identifier, as `score_gold.py` counts them; where the annotator wrote "organ" or
"we" (a speaker that cannot be resolved), they are not compared. The interval draws the documents again 1,000 times.
"""

from __future__ import annotations

import argparse
import collections
import functools
import hashlib
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from verbale.journey import read
from verbale.model.dossier import Block, Dossier
from verbale.model.position import Position
from verbale.reading import open_source
from verbale.structure import structure
from verbale.tongues.files import read_knowledge

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
KINDS = ("letter", "decision")
PLACES = Path(__file__).parent / "blind-positions.tsv"
HEADER = ("file", "address", "language", "kind", "sha256", "attitude", "cue", "holder", "optional")
SOURCES: dict[str, tuple[str, ...]] = {
    "letter": (
        "communications/exchanges-of-notes/*.{}.md",
        "measure-comm/*/{}/doc.docx",
        "communications/treaty-status/declarations/*.txt",
    ),
    "decision": (
        "other-akn4un/sc/**/*.{}.xml",
        "other-akn4un/hrc/**/*.{}.xml",
        "other-akn4un/ecosoc/**/*.{}.xml",
        "communications/six-languages/bbnj*.{}.txt",
        "other-akn4un/not-well-formed/S_PRST*E.xml",
        "communications/six-languages/ISBA*.{}.pdf",
    ),
}
ENGLISH_ONLY = ("communications/treaty-status/declarations/*.txt", "other-akn4un/not-well-formed/S_PRST*E.xml")
ROLES = ("paragraph", "preambular", "operative", "item", "sub", "text")
SCRIPTS = {"ar": "[\u0620-\u064a]", "ru": "[\u0400-\u04ff]", "zh": "[\u4e00-\u9fff]"}
LEAST, MOST = 80, 900
CHAPEAU = "(chapeau)"  # the item has the attitude of the words above it
UNNAMED = ("we", "organ")
DUTCH = "2f6c37a96b01"
EACH, SEED, PER_DOCUMENT, TRIES = 6, 20261124, 3, 4000


class Row(NamedTuple):
    """One row of the annotation."""

    file: str
    address: str
    language: str
    kind: str
    sha256: str
    attitude: str
    cue: str
    holder: str
    optional: str


def digest(text: str) -> str:
    """What tells whether a paragraph is still the one annotated."""
    return hashlib.sha256(text.encode()).hexdigest()


def blocks_of(dossier: Dossier) -> Iterator[Block]:
    """Every block of a document, in its order."""
    for component in dossier.components:
        yield from component.blocks


def fits(block: Block, language: str) -> bool:
    """Whether a block is a paragraph of the length asked (half in Chinese) in the script of the language."""
    share = 2 if language == "zh" else 1
    letters = re.findall(SCRIPTS.get(language, "[A-Za-z\u00c0-\u017f]"), block.text)
    length = LEAST // share <= len(block.text) <= MOST // share
    return length and block.rows is None and 2 * len(letters) > len(block.text) and block.language in (None, language)


def draw(corpus: Path) -> list[tuple[str, str, str, Block]]:
    """File, language, kind and block of each paragraph of the lot; the sources of a kind are taken in turn."""
    lot = random.Random(SEED)
    drawn = []
    for language in LANGUAGES:
        for kind in KINDS:
            patterns = [each for each in SOURCES[kind] if language == "en" or each not in ENGLISH_ONLY]
            pools = [sorted(corpus.glob(each.format(language))) for each in patterns]
            drawn += [(file, language, kind, block) for file, block in pick(corpus, language, pools, lot)]
    return drawn


def pick(corpus: Path, language: str, pools: list[list[Path]], lot: random.Random) -> list[tuple[str, Block]]:
    """Paragraphs of one language and kind."""
    pools = [each for each in pools if each]
    taken = fill([], corpus, language, pools, lot)
    taken = [(file, block) for file, block in taken if native(block)]
    return fill(taken, corpus, language, pools, random.Random(SEED))


def fill(
    taken: list[tuple[str, Block]], corpus: Path, language: str, pools: list[list[Path]], lot: random.Random
) -> list[tuple[str, Block]]:
    """The paragraphs taken and as many more as are lacking."""
    taken = list(taken)
    for turn in range(TRIES):
        if len(taken) == EACH:
            break
        path = lot.choice(pools[turn % len(pools)])
        file = str(path.relative_to(corpus))
        found = [each for each in candidates(path) if fits(each, language)]
        if not found or sum(each == file for each, _ in taken) == PER_DOCUMENT:
            continue
        block = lot.choice(found)
        if (file, block.address) not in [(name, each.address) for name, each in taken]:
            taken.append((file, block))
    return taken


def native(block: Block) -> bool:
    """Whether a paragraph is in the language of its file: one of the lot was found, on reading, to be in Dutch."""
    return not digest(block.text).startswith(DUTCH)


@functools.cache
def candidates(path: Path) -> tuple[Block, ...]:
    """The blocks of a document that are paragraphs: read for structure only, so that no position is seen."""
    dossier = structure(open_source(path))
    return tuple(block for block in blocks_of(dossier) if block.role in ROLES)


def place(corpus: Path, draft: Path) -> None:
    """Write the rows of an annotator's draft; a cue that is not in its paragraph is told."""
    rows = [HEADER]
    notes = dict(read_draft(draft))
    for number, (file, language, kind, block) in enumerate(draw(corpus), 1):
        head = (file, block.address, language, kind, digest(block.text))
        for attitude, cue, holder, optional in notes.get(number) or [("none", "", "", "")]:
            if cue != CHAPEAU and cue not in block.text:
                print(f"{number}: {cue!r} is not there")
            rows.append((*head, attitude, cue, holder, optional))
    PLACES.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    print(len(rows) - 1, "rows")


def read_draft(draft: Path) -> Iterator[tuple[int, list[tuple[str, str, str, str]]]]:
    """Number of each paragraph of a draft, and its positions: attitude, cue, holder, "optional" or nothing."""
    for part in re.split(r"^# ", draft.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        number, *lines = part.strip().splitlines()
        fields = [(*line.split("\t"), "")[:4] for line in lines]
        yield int(number), [(each[0], each[1], each[2], each[3]) for each in fields]


class Tally(NamedTuple):
    """What one paragraph gave: strict and lenient finds, what was asked, what was extra, holders compared and right."""

    asked: int = 0
    found: int = 0
    found_leniently: int = 0
    extra: int = 0
    extra_leniently: int = 0
    holders: int = 0
    holders_right: int = 0

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*(one + two for one, two in zip(self, other, strict=True)))

    def line(self, name: str) -> str:
        """The figures in one row."""
        strict = shares(self.found, self.asked, self.extra)
        lenient = shares(self.found_leniently, self.asked, self.extra_leniently)
        holders = f"{self.holders_right} of {self.holders}"
        return f"{name:9} {self.asked:5}   {strict}   {lenient}   holders {holders}"


def shares(found: int, asked: int, extra: int) -> str:
    """Precision, recall and F1."""
    precision, recall = found / max(1, found + extra), found / max(1, asked)
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * found / max(1, asked + found + extra):.3f}"


@functools.cache
def class_of() -> dict[str, str]:
    """Attitude → class of force, by the scale."""
    return {name: entry.force_class for name, entry in read_knowledge("attitudes.toml", dict[str, Attitude]).items()}


class Attitude(msgspec.Struct, frozen=True):
    """What the scale says of an attitude, as far as it is asked here."""

    force_class: str = msgspec.field(name="class")


def touches(row: Row, position: Position, text: str) -> bool:
    """Whether a position rests on the cue of a row, at any place where the cue stands in the paragraph."""
    if row.cue == CHAPEAU or position.cue.at not in (None, position.at):
        return row.cue == CHAPEAU
    places = [each.start() for each in re.finditer(re.escape(row.cue), text)]
    return any(start < position.cue.end and position.cue.start < start + len(row.cue) for start in places)


def matched(rows: Iterable[Row], positions: list[Position], text: str, *, lenient: bool) -> list[tuple[Row, Position]]:
    """Pairs of row and position, each used once, with the same attitude (leniently the same class) and place."""
    free = list(positions)
    pairs = []
    for row in rows:
        wanted = set(row.attitude.split("|"))
        classes = {class_of()[each] for each in wanted}
        for position in free:
            same = position.force_class in classes if lenient else position.attitude in wanted
            if same and touches(row, position, text):
                pairs.append((row, position))
                free.remove(position)
                break
    return pairs


def compare(rows: list[Row], positions: list[Position], text: str, worst: list[str]) -> Tally:
    """The figures of one paragraph; what is missed and extra goes to `worst`."""
    rows = sorted((row for row in rows if row.attitude != "none"), key=lambda row: bool(row.optional))
    pairs = matched(rows, positions, text, lenient=False)
    loose = matched(rows, positions, text, lenient=True)
    extra = [each for each in positions if not any(each is position for _, position in pairs)]
    missed = [row for row in rows if not row.optional and not any(row is one for one, _ in pairs)]
    worst += [f"missed {row.language} {row.kind} {row.attitude} {row.cue!r} {row.file} {row.address}" for row in missed]
    worst += [f"extra  {each.at} {each.attitude} {each.cue.text!r} by {each.rule}" for each in extra]
    held = [(row, each) for row, each in pairs if row.holder not in UNNAMED]
    right = [each for row, each in held if set(each.holder) & set(row.holder.split("|"))]
    for row, each in held:
        if each not in right:
            worst.append(f"holder {row.language} {row.holder} {each.holder} {row.file} {row.address}")
    return Tally(
        asked=sum(not row.optional for row in rows),
        found=sum(not row.optional for row, _ in pairs),
        found_leniently=sum(not row.optional for row, _ in loose),
        extra=len(extra),
        extra_leniently=len(positions) - len(loose),
        holders=len(held),
        holders_right=len(right),
    )


def score(corpus: Path, worst: int) -> None:
    """Read every document and print the figures: all, by language, by kind."""
    paragraphs: dict[tuple[str, str], list[Row]] = collections.defaultdict(list)
    for line in PLACES.read_text(encoding="utf-8").splitlines()[1:]:
        row = Row(*line.split("\t"))
        paragraphs[row.file, row.sha256].append(row)
    tallies: dict[str, Tally] = collections.defaultdict(Tally)
    documents: dict[str, Tally] = collections.defaultdict(Tally)
    notes: list[str] = []
    for (file, mark), rows in paragraphs.items():
        dossier = whole(corpus / file)
        block = next((each for each in blocks_of(dossier) if digest(each.text) == mark), None)
        if block is None:
            raise SystemExit(f"{file}, {rows[0].address}, reads otherwise than when it was annotated.")
        found = [each for each in dossier.positions if each.at == block.address]
        tally = compare(rows, found, block.text, notes)
        for name in ("all", rows[0].language, rows[0].kind):
            tallies[name] = tallies[name].plus(tally)
        documents[file] = documents[file].plus(tally)
    print(f"{len(paragraphs)} paragraphs; strict, then lenient (same class)")
    for name in ("all", *LANGUAGES, *KINDS):
        print(tallies[name].line(name))
    print("95 of 100 draws of documents: strict F1 {:.3f} to {:.3f}".format(*interval(list(documents.values()))))
    print(*notes[:worst], sep="\n")


def interval(documents: list[Tally]) -> tuple[float, float]:
    """The strict F1 that 2.5 and 97.5 of 100 draws of as many documents stay below."""
    lot = random.Random(SEED)
    values = []
    for _ in range(1000):
        total = functools.reduce(Tally.plus, lot.choices(documents, k=len(documents)))
        values.append(2 * total.found / max(1, total.asked + total.found + total.extra))
    values.sort()
    return values[25], values[974]


@functools.cache
def whole(path: Path) -> Dossier:
    """A document read to its positions; several paragraphs stand in one."""
    return read(path)


def main() -> None:
    """Run what is asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--draw", action="store_true")
    parser.add_argument("--place", type=Path, metavar="DRAFT")
    options = parser.parse_args()
    if options.place:
        place(options.corpus, options.place)
    elif options.draw:
        for number, (file, language, kind, block) in enumerate(draw(options.corpus), 1):
            print(f"# {number} {language} {kind} {file} {block.address}\n{block.text}\n")
    else:
        score(options.corpus, options.worst)


if __name__ == "__main__":
    main()
