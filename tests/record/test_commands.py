"""The commands of the record: what they say, what they leave behind when they are killed, what they refuse."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine, text

from tests.record.conftest import FIRST, paper
from verbale.cli import main
from verbale.record import Record, open_record
from verbale.record.filling.verifying import faults

PAPERS = 30
"""Papers that are added while the writer is killed."""


def run(*words: str) -> Result:
    """A command in this process."""
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def papers(tmp_path: Path) -> str:
    """A folder of two papers and a file that is none."""
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "one.txt").write_bytes(paper())
    (folder / "two.txt").write_bytes(paper("CD/7002"))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 no more")
    return str(folder)


def test_the_life_of_a_record(papers: str, place: str, tmp_path: Path) -> None:
    at = ("--record", place)
    added = run("record", "add", papers, *at, "--jobs", "1", "--json")
    known = json.loads(added.stdout.splitlines()[-1])
    assert (added.exit_code, known["kept"] + known["refused"], known["known"]) == (3 if known["refused"] else 0, 3, 0)
    again = json.loads(run("record", "add", papers, *at, "--jobs", "1", "--json").stdout.splitlines()[-1])
    assert (again["kept"], again["known"]) == (0, known["kept"])
    listed = [json.loads(line) for line in run("record", "list", *at, "--json").stdout.splitlines()]
    assert {"CD/7001", "CD/7002"} <= {one["key"] for one in listed}
    assert "Tonga" in run("record", "show", "CD/7001", "--to", "text", *at).stdout
    assert "cites\t/en/CD/7001/1\t/CD/9901\topen" in run("record", "show", "CD/7001", "--relations", *at).stdout
    assert run("record", "list", "--wanted", *at).stdout == "CD/9901\t2\n"
    found = json.loads(run("record", "search", "Tonga", "--json", *at).stdout)
    assert found["total"] == 2
    start = FIRST.index("Tonga")
    judging = ("record", "judge", "CD/7001", f"mention:{start}-{start + 5}", "wrong", "--at", "1", "--language", "en")
    said = run(*judging, "--value", "state/to", "--as", "A. Reader", *at)
    assert said.stdout == f"mention:{start}-{start + 5} of CD/7001 is wrong, says A. Reader.\n"
    assert "A. Reader" in run("record", "judge", "CD/7001", *at).stdout
    target = str(tmp_path / "record.jsonl")
    assert run("record", "export", target, *at).exit_code == 0
    assert run("record", "import", target, "--record", str(tmp_path / "copy")).exit_code == 0
    assert run("record", "list", "--record", str(tmp_path / "copy")).stdout == run("record", "list", *at).stdout
    assert run("record", "reread", *at).stdout == "0 read again, 0 refused.\n"
    assert run("record", "reread", "--all", "--jobs", "1", *at).stdout.startswith(f"{known['kept']} read again")
    assert run("record", "verify", *at).stdout == "0 faults.\n"
    assert run("record", "remove", "CD/7001", *at).stdout == "1 files removed.\n"
    assert json.loads(run("record", "search", "Tonga", "--json", *at).stdout)["total"] == 1


def sentence(result: Result) -> str:
    """What a refused command said: one line on standard error, nothing on standard output, no traceback."""
    assert result.exit_code in (1, 2, 3)
    assert not result.stdout
    lines = result.stderr.strip().splitlines()
    assert len([line for line in lines if not line.startswith(("Usage", "Try", "Usage:")) and line]) == 1, result.stderr
    return lines[-1]


def test_refusals_are_one_sentence(papers: str, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "nowhere")
    for words in (("list",), ("verify",), ("show", "CD/1"), ("search", "x"), ("reread",), ("export",), ("remove", "X")):
        assert "There is no record at" in sentence(run("record", *words, "--record", nowhere)), words
    assert not Path(nowhere).exists()
    used = tmp_path / "papers"
    assert "holds other files and no record" in sentence(run("record", "add", papers, "--record", str(used)))
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / "record.db").write_bytes(b"no database of any kind" * 100)
    assert "no database of ours" in sentence(run("record", "list", "--record", str(damaged)))
    file = tmp_path / "file"
    file.write_text("x")
    assert "is a file" in sentence(run("record", "add", papers, "--record", str(file)))
    record = str(tmp_path / "record")
    run("record", "add", str(used / "one.txt"), "--record", record, "--quiet")
    assert "holds no CD/9: see" in sentence(run("record", "show", "CD/9", "--record", record))
    assert "in en, not in fr" in sentence(run("record", "show", "CD/7001", "--language", "fr", "--record", record))
    assert "There is no format doc" in sentence(run("record", "show", "CD/7001", "--to", "doc", "--record", record))
    assert "holds no CD/9" in sentence(run("record", "remove", "CD/9", "--record", record))
    assert "Line 1 of" in sentence(run("record", "import", str(file), "--record", str(tmp_path / "new")))
    assert "Give a folder" in sentence(run("record", "export", "--to", "parquet", "--record", record))
    assert "There is no lang:xx" in sentence(run("record", "search", "lang:xx", "--record", record))
    judging = (
        "record",
        "judge",
        "CD/7001",
        "mention:0-3",
        "wrong",
        "--at",
        "1",
        "--language",
        "en",
        "--record",
        record,
    )
    assert "Say who judges" in sentence(run(*judging))


def test_a_full_database_is_told_and_nothing_is_half_done(tmp_path: Path, papers: str) -> None:
    place = tmp_path / "record"
    run("record", "add", f"{papers}/one.txt", "--record", str(place), "--quiet")
    engine = create_engine(f"sqlite:///{place}/record.db")
    with engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
    engine.dispose()
    script = (
        "import sys; from sqlalchemy import event; from sqlalchemy.engine import Engine\n"
        "@event.listens_for(Engine, 'connect')\n"
        f"def small(connection, _): connection.execute('PRAGMA max_page_count={pages}')\n"
        "from verbale.cli import main; main()"
    )
    wide = tmp_path / "wide"
    wide.mkdir()
    for number in range(40):
        (wide / f"{number}.txt").write_bytes(paper(f"CD/{7100 + number}", first="Wide words stand here. " * 400))
    words = ["record", "add", str(wide), "--record", str(place), "--jobs", "1"]
    done = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True, timeout=120)
    assert done.returncode == 3
    assert "full): make room on the disk, then run the same command again; nothing is half done." in done.stderr
    record = open_record(place)
    assert list(faults(record)) == []
    record.engine.dispose()
    assert run(*words).exit_code == 0
    assert open_record(place).counts()["works"] == 41


def test_killed_and_resumed_nothing_is_lost_or_twice(tmp_path: Path, place: str) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(PAPERS):
        (folder / f"{number}.txt").write_bytes(paper(f"CD/{7100 + number}"))
    words = [sys.executable, "-m", "verbale", "record", "add", str(folder), "--record", place, "--jobs", "2"]
    held = 0
    for _ in range(1 if "://" in place else 2):
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        before = held
        until = time.monotonic() + 30
        while held < before + 3 and process.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
            held = works(place)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        held = works(place)
        assert before <= held <= PAPERS
        assert gone(process.pid), "a reading process lives on after the writing one"
    assert held < PAPERS
    done = subprocess.run([*words, "--json"], capture_output=True, text=True, timeout=120)
    said = json.loads(done.stdout.splitlines()[-1])
    record = open_record(place)
    assert said["kept"] + said["known"] == PAPERS and said["known"] >= held
    assert record.counts()["works"] == record.counts()["manifestations"] == PAPERS
    assert list(faults(record)) == []
    record.engine.dispose()


def test_reading_processes_end_with_a_writer_that_is_killed_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number}.txt").write_bytes(paper(f"CD/{7100 + number}"))
    words = [sys.executable, "-m", "verbale", "record", "add", str(folder), "--record", str(tmp_path / "record")]
    process = subprocess.Popen([*words, "--jobs", "3"], stderr=subprocess.DEVNULL, start_new_session=True)
    until = time.monotonic() + 30
    while len(alive(process.pid)) < 3 and process.poll() is None and time.monotonic() < until:
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert gone(process.pid), "a reading process lives on after the writing one"


def works(place: str) -> int:
    """How many documents a record holds by now."""
    if "://" not in place and not (Path(place) / "record.db").exists():
        return 0
    record: Record = open_record(place)
    count = record.counts()["works"]
    record.engine.dispose()
    return count


def alive(session: int) -> list[str]:
    """Processes of a session that have not ended."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(path.parent.name)
    return found


def gone(session: int) -> bool:
    """Whether every process of a session ends within some seconds."""
    until = time.monotonic() + 10
    while alive(session) and time.monotonic() < until:
        time.sleep(0.1)
    return not alive(session)
