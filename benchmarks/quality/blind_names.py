"""Names on paragraphs of kinds the rules were not written on: drawn by lot, annotated before any run, scored apart.

    python benchmarks/quality/blind_names.py draw  [--corpus .corpus] [--seed 20121124]
    python benchmarks/quality/blind_names.py place DRAFT
    python benchmarks/quality/blind_names.py score [--corpus .corpus] [--worst 20]

`draw` prints ten paragraphs a language of 100 to 600 characters: exchanges of notes and national reports where the
corpus has them, treaties, resolutions and decisions of the Human Rights Council, the Security Council, the Economic and
Social Council. `place` turns a draft (lines `# number`, then words, number of their occurrence, type, target) into rows
of `blind-names.tsv`: file, paragraph, hash of the paragraph, start, end, type, target. Documents are not kept, only
places. `score` names each whole document and compares the drawn paragraphs. A mention is right if its target is the one
annotated and the places touch (articles and particles may stand in or out). Where the annotator saw a name that the
paragraph leaves open, or a bare year, the place is "open" and nothing found in it counts, for or against.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import random
import re
from pathlib import Path

import pypdfium2
from lxml import etree

from verbale.model.dossier import Block, Component, Document, Dossier
from verbale.model.reading import Source
from verbale.naming import name

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
PLACES = Path(__file__).parent / "blind-names.tsv"
HEADER = "file\tparagraph\thash\tstart\tend\ttype\ttarget"
KINDS = {
    "exchange": "communications/exchanges-of-notes/*.{}.md",
    "treaty": "communications/six-languages/*.{}.txt",
    "national": "upr/dossier-slovenia/A_HRC_WG.6_20_SVN_1.pdf",
    "hrc": "other-akn4un/hrc/**/*.{}.xml",
    "sc": "other-akn4un/sc/**/*.{}.xml",
    "ecosoc": "other-akn4un/ecosoc/**/*.{}.xml",
}
BODIES = {"hrc": "org/un/hrc", "sc": "org/un/sc", "ecosoc": "org/un/ecosoc"}
SCRIPTS = {"ar": "[\u0620-\u064a]", "ru": "[\u0400-\u04ff]", "zh": "[\u4e00-\u9fff]"}
LEAST, MOST = 100, 600
TYPES = ("symbol", "instrument", "organisation", "body", "state", "territory", "person", "place", "date", "session")
TYPES = (*TYPES, "meeting", "event", "group")


def paragraphs(path: Path) -> list[str]:
    """Paragraphs of a source with single spaces, by its own lines; nothing of the program takes part."""
    if path.suffix == ".xml":
        root = etree.parse(str(path), etree.XMLParser(recover=True)).getroot()
        texts = ["".join(each.itertext()) for each in root.iter("{*}p")]
    elif path.suffix == ".pdf":
        pages = pypdfium2.PdfDocument(str(path))
        whole = "\n".join(page.get_textpage().get_text_range() for page in pages).replace("\r", "")
        texts = re.split(r"\n(?=\d+\. )", whole)
    else:
        texts = re.split(r"\n\s*\n", path.read_text(encoding="utf-8", errors="replace"))
    return [text for text in (" ".join(each.split()) for each in texts) if text]


def draw(corpus: Path, seed: int) -> list[tuple[str, int, str]]:
    """Ten paragraphs a language, taken from its kinds in turn: file, number of the paragraph, text."""
    lot = random.Random(seed)
    drawn = []
    for language in LANGUAGES:
        files = {kind: sorted(corpus.glob(pattern.format(language))) for kind, pattern in KINDS.items()}
        kinds = [k for k, paths in files.items() if paths and (k != "national" or language == "en")]
        chosen: set[tuple[Path, int]] = set()
        for turn in range(10):
            while True:
                path = lot.choice(files[kinds[turn % len(kinds)]])
                texts = paragraphs(path)
                number = lot.randrange(len(texts))
                if (path, number) not in chosen and fits(texts[number], language):
                    break
            chosen.add((path, number))
            drawn.append((str(path.relative_to(corpus)), number, texts[number]))
    return drawn


def fits(text: str, language: str) -> bool:
    """Whether a paragraph has the length asked (a third in Chinese) and is in the script of the language."""
    least, most = (LEAST // 3, MOST // 3) if language == "zh" else (LEAST, MOST)
    letters = re.findall(SCRIPTS.get(language, "[A-Za-z]"), text)
    return least <= len(text) <= most and 2 * len(letters) > len(text) and not text.startswith("#")


def digest(text: str) -> str:
    """Twelve digits that tell whether a paragraph is still the one annotated."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def place(corpus: Path, seed: int, draft: Path) -> None:
    """Write the places of an annotator's draft."""
    drawn = draw(corpus, seed)
    rows = [HEADER]
    current, marked = 0, False
    for line in (*draft.read_text(encoding="utf-8").splitlines(), "# 0"):
        if line.startswith("# "):
            if current and not marked:
                rows.append("\t".join((*head(drawn[current - 1]), "", "", "none", "")))
            current, marked = int(line[2:]), False
        elif line.strip():
            words, count, kind, target = line.split("\t")
            text = drawn[current - 1][2]
            start = -1
            for _ in range(int(count)):
                start = text.find(words, start + 1)
            if start < 0 or kind not in TYPES:
                print(f"{current}: {words!r} ({kind}) is not there")
            rows.append("\t".join((*head(drawn[current - 1]), str(start), str(start + len(words)), kind, target)))
            marked = True
    PLACES.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(len(rows) - 1, "rows")


def head(paragraph: tuple[str, int, str]) -> tuple[str, str, str]:
    """The first three fields of a row."""
    return paragraph[0], str(paragraph[1]), digest(paragraph[2])


def mentions_of(path: Path, kind: str, language: str) -> list[set[tuple[int, int, str]]]:
    """Places and targets the program gives for each paragraph of a document."""
    texts = paragraphs(path)
    body = BODIES.get(kind)
    dossier = Dossier(
        source=Source(name="x", sha256="", media_type=""),
        document=Document(language=language, body=body, bodies=(body,) if body else ()),
        components=(
            Component(
                address="",
                kind="resolution" if body else "document",
                language=language,
                blocks=tuple(Block(address=f"p-{n}", role="paragraph", text=text) for n, text in enumerate(texts)),
            ),
        ),
    )
    found: list[set[tuple[int, int, str]]] = [set() for _ in texts]
    for mention in name(dossier).mentions:
        if mention.type in TYPES and mention.pinpoint is None:
            found[int(mention.at[2:])].add((mention.start, mention.end, mention.target or "open"))
    return found


def score(corpus: Path, worst: int) -> None:
    """Precision, recall and F1 a language."""
    wanted: dict[tuple[str, int], set[tuple[int, int, str]]] = collections.defaultdict(set)
    hashes: dict[tuple[str, int], str] = {}
    for line in PLACES.read_text(encoding="utf-8").splitlines()[1:]:
        file, number, mark, start, end, kind, target = line.split("\t")
        hashes[file, int(number)] = mark
        if kind != "none":
            wanted[file, int(number)].add((int(start), int(end), target))
        else:
            wanted[file, int(number)] |= set()
    counts: dict[str, list[int]] = {each: [0] * 3 for each in LANGUAGES}
    for (file, number), gold in wanted.items():
        path = corpus / file
        language = "en" if path.suffix == ".pdf" else path.name.split(".")[-2]
        text = paragraphs(path)[number]
        if digest(text) != hashes[file, number]:
            raise SystemExit(f"{file}, paragraph {number}, has changed since it was annotated.")
        got = mentions_of(path, path.parent.name, language)[number]
        sure = sorted(each for each in gold if each[2] != "open")
        free = [each[:2] for each in gold if each[2] == "open"]
        given = sorted(each for each in got if each[2] != "open")
        missed = [each for each in sure if not any(touching(each, one) and each[2] == one[2] for one in given)]
        extra = [
            each
            for each in given
            if not any(touching(each, one) and each[2] == one[2] for one in sure)
            and not any(touching(each, one) for one in free)
        ]
        tally = counts[language]
        for at, amount in enumerate((len(sure) - len(missed), len(missed), len(extra))):
            tally[at] += amount
        for start, end, target in missed[:worst]:
            print(f"  {language} missed {target} {text[start:end]!r} {file}")
        for start, end, target in extra[:worst]:
            print(f"  {language} extra  {target} {text[start:end]!r} {file}")
    for language, tally in [*counts.items(), ("all", [sum(column) for column in zip(*counts.values(), strict=True)])]:
        right, lacking, wrong = tally
        precision, recall = right / max(1, right + wrong), right / max(1, right + lacking)
        f1 = 2 * right / max(1, 2 * right + lacking + wrong)
        print(f"{language:4} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({right + lacking} annotated)")


def touching(one: tuple[int, int, str], two: tuple[int, ...] | tuple[int, int, str]) -> bool:
    """Whether two places share a character."""
    return int(one[0]) < int(two[1]) and int(two[0]) < int(one[1])


def main() -> None:
    """Run what is asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=["draw", "place", "score"])
    parser.add_argument("draft", type=Path, nargs="?")
    parser.add_argument("--corpus", type=Path, default=Path(".corpus"))
    parser.add_argument("--seed", type=int, default=20121124)
    parser.add_argument("--worst", type=int, default=0)
    options = parser.parse_args()
    if options.part == "draw":
        for number, (file, at, text) in enumerate(draw(options.corpus, options.seed), 1):
            print(f"# {number} {file} {at}\n{text}\n")
    elif options.part == "place":
        place(options.corpus, options.seed, options.draft)
    else:
        score(options.corpus, options.worst)


if __name__ == "__main__":
    main()
