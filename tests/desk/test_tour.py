"""Every command of the tour in docs/desk.md runs, one after another."""

from __future__ import annotations

import datetime
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from tests.desk.mail_server import MailServer
from verbale.desk.outputs import skeleton
from verbale.journey import read

ROOT = Path(__file__).resolve().parents[2]


def test_tour(tmp_path: Path) -> None:
    server = MailServer()
    (tmp_path / "delegations.csv").write_text("delegation,address\nstate/kz,kz@example.org\nstate/uy,uy@example.org\n")
    page = (ROOT / "docs" / "desk.md").read_text(encoding="utf-8")
    environment = {**os.environ, "VERBALE_RECORD": str(tmp_path / "record"), "VERBALE_PERSON": "a"}
    said = ""
    for line in [line for block in re.findall(r"```bash\n(.*?)```", page, re.S) for line in block.splitlines()]:
        port = str(server.server_address[1])
        line = line.replace("2026", str(datetime.datetime.now(datetime.UTC).year)).replace(
            "localhost:2525", f"127.0.0.1:{port}"
        )
        words = [sys.executable, "-m", "verbale", *shlex.split(line.replace("out/", f"{tmp_path}/"))[1:]]
        done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        said += done.stdout
    assert "CD/9901" in said and "0 faults." in said
    assert server.boxes == {"kz@example.org": 1, "uy@example.org": 1}
    for content in sorted((tmp_path / "issued").glob("*.akn")):
        text = skeleton(read(content))
        for form in ("docx", "html", "pdf"):
            assert sorted(map(str, skeleton(read(content.with_suffix(f".{form}"))))) == sorted(map(str, text)), form
    assert len(list((tmp_path / "issued").iterdir())) == 24 and len(list((tmp_path / "drafts").iterdir())) == 7
    assert {path.suffix for path in (tmp_path / "issued").iterdir()} == {".akn", ".docx", ".html", ".pdf"}
