"""The floor of the fidelity measure: what an answer made straight from the official text would score.

    python3 benchmarks/quality/fidelity_floor.py SCORER CORPUS [LANGUAGE …]

SCORER is the folder of `score.py`, CORPUS the measuring set. The measure compares runs of five characters over the
blocks put one after the other, so that it also counts the joins: where the contract prints a title twice (as the
document's and as a block), gives a bare annex word to a title, or keeps a note's mark out of the text, the joins differ
without a character lost. Two answers are scored: the official blocks as they are with a title block in front, and the
same without lines of rules, which the contract keeps as furniture. No reading of any file takes part.
"""

from __future__ import annotations

import collections
import json
import re
import sys
from pathlib import Path

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
RULES = re.compile(r"[\W_]+\Z")


def answer(truth: dict, *, rules: bool) -> dict:
    """An answer by the contract with the official text in it: title block, blocks, notes."""
    blocks = [{"text": truth["title"]}]
    blocks += [{"text": block["text"]} for block in truth["blocks"] if rules or not RULES.match(block["text"])]
    return {
        "document": {"title": truth["title"]},
        "components": [{"blocks": blocks}],
        "notes": [{"text": note["text"]} for note in truth["footnotes"]],
    }


def main() -> None:
    """Print share kept and invented of both answers, a line a language."""
    sys.path.insert(0, sys.argv[1])
    from score import corpus, fidelity

    for language in sys.argv[3:] or LANGUAGES:
        for name, rules in (("blocks as they are", True), ("without rules", False)):
            total = collections.Counter()
            for _, _, folder in corpus(sys.argv[2], [language]):
                truth = json.loads(Path(folder, "truth.json").read_text(encoding="utf-8"))
                total.update(fidelity(truth, answer(truth, rules=rules), lambda line: None))
            kept = total["kept"] / total["characters"]
            invented = total["invented"] / total["got"]
            print(f"{language}  {name:20} kept {kept:.4f}  invented {invented:.4f}")


if __name__ == "__main__":
    main()
