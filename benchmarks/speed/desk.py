"""The founding case by the commands of the tour in docs/desk.md: seconds for all of it, mails in all boxes.

    python benchmarks/speed/desk.py [--delegations 65]

A note verbale with two declarations in six languages goes from its receipt to DOCX, PDF, Akoma Ntoso and HTML in six
languages, and by mail to every delegation of a list through a local server; each output is read back and compared.
"""

from __future__ import annotations

import argparse
import datetime
import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.desk.mail_server import MailServer  # noqa: E402

from verbale.desk.outputs import skeleton  # noqa: E402
from verbale.journey import read  # noqa: E402


def tour(folder: Path, server: MailServer) -> list[tuple[float, str]]:
    """Seconds and words of each command of the tour's first block."""
    page = (ROOT / "docs" / "desk.md").read_text(encoding="utf-8")
    block = re.findall(r"```bash\n(.*?)```", page, re.S)[0]
    environment = {**os.environ, "VERBALE_RECORD": str(folder / "record"), "VERBALE_PERSON": "a"}
    year, taken = str(datetime.datetime.now(datetime.UTC).year), []
    for line in block.splitlines():
        spoken = line.replace("2026", year).replace("localhost:2525", f"127.0.0.1:{server.server_address[1]}")
        words = [sys.executable, "-m", "verbale", *shlex.split(spoken.replace("out/", f"{folder}/"))[1:]]
        begun = time.perf_counter()
        done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        taken.append((time.perf_counter() - begun, line[:70]))
        if done.returncode:
            raise SystemExit(f"{line}\n{done.stderr}")
    return taken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--delegations", type=int, default=65)
    count = parser.parse_args().delegations
    server = MailServer()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = [f"d{number},d{number}@example.org" for number in range(count)]
        (folder / "delegations.csv").write_text("delegation,address\n" + "\n".join(lines) + "\n")
        taken = tour(folder, server)
        for seconds, line in taken:
            print(f"{seconds:6.2f} s  {line}")
        equal = outputs = 0
        for source in (folder / "issued").glob("*.akn"):
            text = sorted(map(str, skeleton(read(source))))
            for form in ("akn", "docx", "html", "pdf"):
                outputs += 1
                equal += sorted(map(str, skeleton(read(source.with_suffix(f".{form}"))))) == text
    boxes = sum(server.boxes[f"d{number}@example.org"] == 1 for number in range(count))
    total = sum(seconds for seconds, _ in taken)
    print(f"{total:.1f} s in all; {equal} of {outputs} outputs read back equal; {boxes} of {count} boxes hold one mail")


if __name__ == "__main__":
    main()
