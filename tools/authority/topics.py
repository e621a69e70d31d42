"""Writes one file a topic from `tables/topics.tsv` into the knowledge folder; the table is ours.

Run it after editing the table: `python tools/authority/topics.py`.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "src" / "verbale" / "knowledge" / "authority" / "topics"
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")


def main() -> None:
    """Write every topic."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with (HERE / "tables" / "topics.tsv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE):
            lines = [f'id = "topic/{row["id"]}"', 'sources = ["stated by this project"]']
            for language in LANGUAGES:
                names = json.dumps(row[language].split("|"), ensure_ascii=False)
                lines += ["", f"[names.{language}]", f"short = {names}"]
            (TARGET / f"{row['id']}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
