"""Documentation that a newcomer types must run: every `verbale …` line of a fenced block is executed."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands() -> list[tuple[str, str]]:
    """Page and command for every line that starts with `verbale ` in a block fenced as console or sh."""
    found = []
    for page in PAGES:
        for block in re.findall(r"```(?:console|sh)\n(.*?)```", page.read_text(encoding="utf-8"), re.S):
            lines = (line.removeprefix("$ ").split("  #")[0].strip() for line in block.splitlines())
            found += [(page.name, line) for line in lines if line.startswith("verbale ") and "…" not in line]
    return found


@pytest.mark.parametrize(("page", "command"), commands() or [("README.md", "verbale --help")])
def test_documented_command_runs(page: str, command: str, tmp_path: Path) -> None:
    """Run from the checkout's root, writing only below a temporary folder (`out/…` in the text)."""
    line = command.replace("out/", f"{tmp_path}/").split(" | ")[0].split(" > ")[0]
    words = [sys.executable, "-m", "verbale", *shlex.split(line)[1:]]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, timeout=120)
    assert done.returncode in (0, 1), f"{page}: {command}\n{done.stderr.decode()[-500:]}"
