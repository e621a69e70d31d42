"""`verbale serve`: it opens on a record that is there, and says in one sentence what is wrong where it cannot."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from verbale.cli import main
from verbale.journey import read
from verbale.record import open_record

SERVE = [sys.executable, "-m", "verbale", "serve"]


def test_the_room_opens_on_a_record(tmp_path: Path) -> None:
    source = Path(__file__).resolve().parents[2] / "samples" / "note-verbale.fr.md"
    open_record(tmp_path).keep(source.read_bytes(), read(source))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    room = subprocess.Popen([*SERVE, "--record", str(tmp_path), "--port", str(port)], stderr=subprocess.PIPE)
    try:
        for _ in range(200):
            try:
                page = urllib.request.urlopen(f"http://127.0.0.1:{port}/fr/CD/9901").read()
                break
            except OSError:
                time.sleep(0.1)
        assert b"CD/9901" in page
        assert room.stderr is not None and f"http://127.0.0.1:{port}/".encode() in room.stderr.readline()
    finally:
        room.terminate()
        room.wait(20)


@pytest.mark.parametrize(("tokens", "told"), [("nonsense\n", "line 1"), ("secret token\n", "class")])
def test_a_file_of_tokens_that_is_wrong_is_said_to_be(tmp_path: Path, tokens: str, told: str) -> None:
    open_record(tmp_path / "record")
    (tmp_path / "tokens").write_text(tokens)
    done = CliRunner().invoke(
        main, ["serve", "--record", str(tmp_path / "record"), "--tokens", str(tmp_path / "tokens")]
    )
    assert done.exit_code == 1 and told in done.output


def test_no_record_is_made_by_looking_for_one(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["serve", "--record", str(tmp_path / "nothing")])
    assert done.exit_code == 1 and "verbale record add" in done.output and not (tmp_path / "nothing").exists()
