"""Codes of findings: each one used is declared, and the page of them is as the data says."""

from __future__ import annotations

import ast
import runpy
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "verbale"


def test_page_is_fresh() -> None:
    made = runpy.run_path(str(ROOT / "tools" / "findings.py"))
    assert made["PAGE"].read_text(encoding="utf-8") == made["page"](), "run python tools/findings.py"


def test_every_code_used_is_declared() -> None:
    known = tomllib.loads((SOURCE / "knowledge" / "findings.toml").read_text(encoding="utf-8"))
    used = {
        node.value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if len(node.value) == 4 and node.value[0] == "V" and node.value[1:].isdigit()
    }
    assert used, "no code found at all: the law looks in the wrong place"
    assert used <= set(known), f"not in findings.toml: {sorted(used - set(known))}"


def test_no_code_is_idle() -> None:
    known = tomllib.loads((SOURCE / "knowledge" / "findings.toml").read_text(encoding="utf-8"))
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    idle = [each for each in known if f'"{each}"' not in code]
    assert not idle, f"nothing makes these findings: {idle}"
