"""`verbale read`: formats, batches, folders and archives, exit statuses, a crash that stops nothing else."""

from __future__ import annotations

import json
import os
import signal
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from verbale.batch import Job, jobs_of, read_many
from verbale.cli import main
from verbale.cli.read import ENDINGS
from verbale.model.dossier import Dossier

LETTER = "Letter\n\n1.   The first paragraph says something.\n\n2.   The second paragraph says more.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two letters and, between them, a Word file that is none."""
    place = tmp_path / "in"
    place.mkdir()
    (place / "a.txt").write_text(LETTER)
    (place / "b.docx").write_bytes(b"PK\x03\x04 broken")
    (place / "c.txt").write_text(LETTER)
    return place


def run(*words: object) -> Result:
    """The command with these words."""
    return CliRunner().invoke(main, ["read", *map(str, words)])


@pytest.mark.parametrize("form", sorted(ENDINGS))
def test_every_format_is_written(folder: Path, form: str) -> None:
    done = run(folder / "a.txt", "--to", form)
    assert done.exit_code == 0, done.output
    begins = {"docx": b"PK", "pdf": b"%PDF"}.get(form)
    assert "second paragraph" in done.stdout or form == "summary" or (begins and done.stdout_bytes.startswith(begins))


def test_a_pipe_gets_json(folder: Path) -> None:
    answer = json.loads(run(folder / "a.txt").stdout)
    assert answer["contract"] == "1"
    assert [block["number"] for block in answer["components"][0]["blocks"] if block["number"]] == ["1.", "2."]


def test_summary_names_the_paragraphs(folder: Path) -> None:
    assert "2 (1–2)" in run(folder / "a.txt", "--to", "summary").stdout


def test_explain_names_rules(folder: Path) -> None:
    done = run(folder / "a.txt", "--explain")
    assert done.exit_code == 0
    assert done.stdout.strip()


def test_a_folder_goes_on_past_an_unreadable_file(folder: Path) -> None:
    done = run(folder, "--to", "jsonl", "--jobs", 1)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 3
    assert [row["source"]["name"] for row in rows] == ["a.txt", "b.docx", "c.txt"]
    assert rows[1]["error"]["code"]
    assert rows[1]["error"]["text"].endswith(".")


def test_two_workers_give_the_same_as_one(folder: Path) -> None:
    assert run(folder, "--to", "jsonl", "--jobs", 2).stdout == run(folder, "--to", "jsonl", "--jobs", 1).stdout


def test_an_archive_is_read_member_by_member(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.write(folder / "a.txt", "inner/a.txt")
        made.write(folder / "c.txt", "../c.txt")
    done = run(archive, "--out", tmp_path / "out", "--to", "text", "--jobs", 1, "--quiet")
    assert done.exit_code == 0, done.output
    written = [path for path in tmp_path.rglob("*.txt") if path.parent != folder]
    assert len(written) == 2
    assert all((tmp_path / "out") in path.parents for path in written)


def test_what_was_read_is_not_read_again(folder: Path, tmp_path: Path) -> None:
    (folder / "b.docx").unlink()
    out = tmp_path / "out"
    assert run(folder, "--out", out, "--to", "text", "--jobs", 1).exit_code == 0
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.txt")}
    (folder / "d.txt").write_text(LETTER)
    again = run(folder, "--out", out, "--to", "text", "--jobs", 1)
    assert "2 of 3 were read before" in again.stderr
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert len(list(out.rglob("*.txt"))) == 3


def test_usage_is_status_two(folder: Path) -> None:
    assert run().exit_code == 2
    assert run(folder, "--to", "wax").exit_code == 2


def test_a_missing_file_is_status_three(tmp_path: Path) -> None:
    done = run(tmp_path / "none.txt", "--to", "text")
    assert done.exit_code == 3
    assert "none.txt" in done.stderr
    assert not done.stdout


def test_strict_needs_an_error(folder: Path) -> None:
    assert run(folder / "a.txt", "--strict").exit_code == 0


def render_or_die(dossier: Dossier) -> bytes:
    """A renderer that kills its process at one of the documents."""
    if dossier.source.name == "b.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return dossier.source.name.encode()


def test_a_worker_that_dies_takes_only_its_document(tmp_path: Path) -> None:
    jobs = []
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        (tmp_path / name).write_text(LETTER)
        jobs.append(Job(str(tmp_path / name), name))
    outcomes = list(read_many(jobs, render_or_die, workers=2))
    assert [outcome.content for outcome in outcomes] == [b"a.txt", b"", b"c.txt", b"d.txt"]
    assert outcomes[1].code == "crash"


def test_files_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "note.txt").write_text(f"The mission of {folder} has the honour to refer to its note.")
    given = [str(tmp_path / folder / "note.txt") for folder in ("x", "y")]
    names = [job.name for job in jobs_of(given)]
    assert len(set(names)) == 2


def test_links_inside_a_folder_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("Not for this folder.")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(outside)
    assert list(jobs_of([str(folder)])) == []


def test_a_pipe_is_read(folder: Path) -> None:
    done = CliRunner().invoke(main, ["read", "-", "--to", "text"], input=LETTER)
    assert done.exit_code == 0, done.output
    assert "second paragraph" in done.stdout


def test_a_file_name_that_is_no_text_is_written_out(folder: Path) -> None:
    try:
        (folder / os.fsdecode(b"note\xff.txt")).write_text(LETTER)
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    lines = [json.loads(line) for line in run(folder, "--to", "jsonl", "--jobs", "1").stdout.splitlines()]
    assert "note\\udcff.txt" in [line["source"]["name"] for line in lines]


def test_a_refusal_names_the_file_once(folder: Path) -> None:
    (folder / "film.dat").write_bytes(b"GIF89a...")
    done = run(folder / "film.dat", "--to", "text")
    assert done.exit_code == 3
    assert done.stderr.count("film.dat") == 1


def test_a_full_disk_leaves_no_piece_of_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = folder / "out"

    def full(path: Path, content: bytes) -> int:
        path.open("wb").close()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    done = run(folder / "a.txt", "--out", out, "--jobs", "1")
    assert done.exit_code == 3
    assert "a.txt.html" in done.stderr
    assert list(out.iterdir()) == []
