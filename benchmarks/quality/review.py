"""State to State: recommendations of the Universal Periodic Review against a table of 5,521 rows.

    python benchmarks/quality/review.py .corpus/upr/reports [--worst N] [--only NAME]

A row is found when a RECOMMEND of the right State stands in a block whose text holds the recommendation's first words;
the answer is right when the State under review's position there is the one the table's heading says.

The table was edited: it makes one row a State of a recommendation several States share, keeps digits of note marks
behind a closing bracket, numbers of paragraphs in front, and `_` for letters it could not read. Such digits and numbers
are left out. A text is *printed so* where the bare characters of the PDF, the first and last lines of the pages left
out, have it word for word: those alone can stand whole in one block.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pypdfium2

import verbale
from verbale.authority import open_authority
from verbale.model.dossier import Dossier
from verbale.model.position import Position

ANSWERS = {
    "support": "support",
    "consider": "consider",
    "implemented": "implemented",
    "reject": "reject",
    "noted": "noted",
}
LETTERS = 50


def squashed(text: str) -> str:
    """Letters and digits only, lower case: what survives hyphens, blanks and page breaks."""
    return re.sub(r"[\W_]+", "", text).lower()


def wanted_text(text: str) -> str:
    """A text of the table without the number of its paragraph and without digits of note marks."""
    text = re.sub(r"^[.\d\s]+(?=[A-Z])", "", text)
    return re.sub(r"(?<=\))\s*\d{1,2}(?!\d)", "", text)


def holds(text: str, wanted: str) -> bool:
    """Whether letters and digits hold those wanted; `_` stands for one letter the table lost, printed or not."""
    if "_" not in wanted:
        return squashed(wanted) in text
    return re.search("[^\\W\\d_]?".join(map(squashed, wanted.split("_"))), text) is not None


def printed(path: str) -> str:
    """Letters and digits of a PDF's pages as PDFium gives them, without the lines at the edges of the pages."""
    document = pypdfium2.PdfDocument(path)
    lines = [page.get_textpage().get_text_range().splitlines() for page in document]
    edge = re.compile(r"\s*(?:A/\S+|GE\.\S+.*|[Pp]age \d+|\d+)\s*")
    return squashed(" ".join(line for page in lines for line in page if not edge.fullmatch(line)))


def state(name: str) -> str | None:
    """Identifier of a State as the table names it."""
    hits = open_authority().find(name, "en")
    return hits[0].ids[0] if hits else None


def read(path: str) -> Dossier:
    """One report."""
    return verbale.read(path)


def score(dossier: Dossier, rows: list[dict[str, str]], said: list[str], bare: str) -> Counter[str]:
    """Counts for one report: rows, rows found with the right State, answers right, whole texts in one block."""
    by_block: dict[str, list[Position]] = defaultdict(list)
    for position in dossier.positions:
        if "/review" in position.rule:
            by_block[position.at].append(position)
    texts = {block.address: squashed(block.text) for part in dossier.components for block in part.blocks}
    counts: Counter[str] = Counter()
    for row in rows:
        counts["rows"] += 1
        wanted, holder = squashed(row["text"]), state(row["recommending"])
        places = [at for at, text in texts.items() if wanted[:LETTERS] and wanted[:LETTERS] in text]
        whole = any(holds(text, wanted_text(row["text"])) for text in texts.values())
        so = whole or holds(bare, wanted_text(row["text"]))
        counts["text whole in one block"] += whole
        counts["text printed so"] += so
        if so and not whole:
            said.append(f"{row['file']} {row['paragraph']} not whole: {row['text'][:70]}")
        near = [one for at in places for one in by_block.get(at, []) if wanted[:LETTERS] in squashed(one.quote)]
        found = any((holder,) == one.holder and one.attitude == "recommend" for one in near)
        answered = any(one.rule.endswith(f"/{row['wg_response']}") for one in near)
        counts["found with State"] += found
        counts["answer right"] += answered
        if not found:
            said.append(
                f"{row['file']} {row['paragraph']} {row['recommending']} ({holder}): {row['text'][:70]} at {places}"
            )
        elif not answered:
            said.append(f"{row['file']} {row['paragraph']} answer {row['wg_response']}: {[one.rule for one in near]}")
    return counts


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--worst", type=int, default=0)
    options.add_argument("--only")
    given = options.parse_args()
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (given.folder / "recommendations.tsv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="\t"):
            if not given.only or given.only in row["file"]:
                rows[row["file"]].append(row)
    said: list[str] = []
    total: Counter[str] = Counter()
    with ProcessPoolExecutor(2) as pool:
        for name, dossier in zip(
            rows, pool.map(read, [str(given.folder / f"{name}.pdf") for name in rows]), strict=True
        ):
            total.update(score(dossier, rows[name], said, printed(str(given.folder / f"{name}.pdf"))))
    for measure, count in total.items():
        print(f"{measure:<28} {count:>6} {count / total['rows']:.4f}")
    whole, so = total["text whole in one block"], total["text printed so"]
    print(f"of the texts printed so, whole in one block: {whole / max(1, so):.4f}")
    print("\n".join(said[: given.worst]))


if __name__ == "__main__":
    main()
