"""`docs/findings.md` out of `knowledge/findings.toml`.

python tools/findings.py
"""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "verbale" / "knowledge" / "findings.toml"
PAGE = ROOT / "docs" / "findings.md"
ROOMS = {"V1": "Reading", "V2": "Structure", "V3": "Names", "V4": "Positions", "V5": "Checks"}
HEAD = """# Findings

What is noticed while reading is said aloud, with a code and a name that never change their meaning. Words in braces are
filled in. Generated from `src/verbale/knowledge/findings.toml` by `python tools/findings.py`.
"""


def page() -> str:
    """The page as it must stand."""
    known = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    parts = [HEAD]
    for prefix, room in ROOMS.items():
        rows = [
            f"| {code} | {known[code]['name']} | {known[code]['level']} | {known[code]['text']} |"
            for code in sorted(known)
            if code.startswith(prefix)
        ]
        if rows:
            parts += [
                f"\n## {room}\n\n| code | name | level | text |\n| --- | --- | --- | --- |\n" + "\n".join(rows) + "\n"
            ]
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
