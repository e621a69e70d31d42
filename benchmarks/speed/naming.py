"""Speed of the small grammars: megabytes of UTF-8 a second for dates, symbols, sessions, pinpoints and all together.

`python benchmarks/speed/naming.py .corpus/measure-dev [--languages en ar] [--rounds 5]` takes the blocks of every
`truth.json` of a language as one list of texts and prints the best of the rounds. Growth: the same on text ten times
as long must take ten times as long.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

from verbale.grammar.dates import find_dates
from verbale.naming.pinpoints import pinpoint_mentions
from verbale.naming.printed import printed_mentions
from verbale.naming.sessions import session_mentions
from verbale.naming.symbols import Surroundings, symbol_mentions

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
AROUND = Surroundings(organ="org/un/ga")


def texts_of(corpus: Path, language: str) -> list[str]:
    """All blocks of a language."""
    files = sorted(corpus.glob(f"*/{language}/truth.json"))
    return [block["text"] for file in files for block in json.loads(file.read_text())["blocks"]]


def everything(text: str, language: str) -> None:
    """All of it, as naming calls it."""
    mentions = printed_mentions(text, language, AROUND)
    pinpoint_mentions(text, language, AROUND, mentions=mentions)


PARTS: dict[str, Callable[[str, str], object]] = {
    "dates": lambda text, language: find_dates(text, language, years=True),
    "symbols": lambda text, language: symbol_mentions(text, language, AROUND),
    "sessions": lambda text, language: session_mentions(text, language, AROUND),
    "pinpoints": lambda text, language: pinpoint_mentions(text, language, AROUND),
    "all": everything,
}


def best_rate(texts: list[str], language: str, run: Callable[[str, str], object], rounds: int) -> float:
    """Best rate of several rounds in MB/s."""
    size = sum(len(text.encode()) for text in texts) / 1e6
    best = 0.0
    for _ in range(rounds):
        begun = time.process_time()
        for text in texts:
            run(text, language)
        best = max(best, size / max(1e-9, time.process_time() - begun))
    return best


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--languages", nargs="*", default=LANGUAGES)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    print(f"{'':4} {'MB':>6} " + " ".join(f"{name:>9}" for name in PARTS))
    for language in arguments.languages:
        texts = texts_of(arguments.corpus, language)
        size = sum(len(text.encode()) for text in texts) / 1e6
        rates = (best_rate(texts, language, run, arguments.rounds) for run in PARTS.values())
        print(f"{language:4} {size:6.2f} " + " ".join(f"{rate:9.1f}" for rate in rates))


if __name__ == "__main__":
    main()
