"""Whole dossiers of the samples as readable text; `make goldens` refreshes them."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import verbale
from verbale.model.dossier import Dossier

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "samples"
FILES = sorted(
    path for path in SAMPLES.iterdir() if path.suffix in {".md", ".docx", ".eml", ".html", ".pdf", ".txt", ".png"}
)
WRITTEN = [path for path in FILES if path.name != "README.md"]


def told(dossier: Dossier) -> Iterator[str]:
    """A dossier line by line, everything a person would check."""
    document = dossier.document
    for name in ("kind", "symbols", "title", "language", "originals", "bodies", "senders", "addressee", "distribution"):
        yield f"{name}: {getattr(document, name)}"
    for name in ("session", "agenda", "earlier", "job_number"):
        yield f"{name}: {getattr(document, name)}"
    yield from (f"date: {date.role} {date.date} at {date.at or 'document'} “{date.text}”" for date in document.dates)
    yield from (f"masthead: {line.field} “{line.text}”" for line in document.masthead)
    for part in dossier.components:
        yield f"\n== {part.address or 'main'} {part.kind} [{part.language}] place {part.place} label {part.label}"
        yield from (f"date: {date.role} {date.date}" for date in part.dates)
        for block in part.blocks:
            notes = "".join(f" ^{note.address}@{note.at}" for note in block.notes)
            yield f"{block.address} | {block.role} | {block.number or ''} | {block.text}{notes}"
    yield ""
    yield from (f"note: {note.address} {note.mark} | {note.text}" for note in dossier.notes)
    yield from (f"furniture: {item.kind} p{item.page} | {item.text}" for item in dossier.furniture)
    for one in dossier.mentions:
        pinpoint = f" {one.pinpoint}" if one.pinpoint else ""
        yield f"mention: {one.at} {one.start}-{one.end} “{one.text}” → {one.target}{pinpoint} [{one.rule}]"
    for position in dossier.positions:
        said = f"“{position.cue.text}” {position.attitude} {position.force:.2f}"
        yield f"position: {position.at} {said} by {position.holder} about {position.about} {position.topics}"
    yield from (f"finding: {finding.code} {finding.level} {finding.at} {finding.text}" for finding in dossier.findings)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_sample_reads_as_before(path: Path, request: pytest.FixtureRequest) -> None:
    if path.suffix == ".png" and shutil.which("tesseract") is None:
        pytest.skip("tesseract is not installed")
    golden = HERE / f"{path.name}.txt"
    lines = [line + "\n" for line in "\n".join(told(verbale.read(path))).split("\n")]
    if request.config.getoption("--update-goldens"):
        golden.write_text("".join(lines), encoding="utf-8")
        return
    expected = golden.read_text(encoding="utf-8").splitlines(keepends=True)
    assert lines == expected, "".join(difflib.unified_diff(expected, lines, "expected", "read", n=1))
