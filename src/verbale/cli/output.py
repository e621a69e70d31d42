"""The output folder of a batch: one file a document, never outside the folder, resumable."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from verbale.batch import Job


class Entry(msgspec.Struct, frozen=True):
    """One line of the folder's journal: which source, as it then was, became which file."""

    name: str
    stamp: str
    file: str


class Output:
    """Writes rendered documents into `folder`; `read.jsonl` beside them remembers which sources are done."""

    def __init__(self, folder: Path, ending: str) -> None:
        self.folder = folder
        self.ending = ending
        self.journal = folder / "read.jsonl"
        self.done = {
            (entry.name, entry.stamp, entry.file) for entry in self._entries() if (folder / entry.file).exists()
        }

    def _entries(self) -> list[Entry]:
        """What earlier runs wrote; a last line cut short by a kill is left out."""
        if not self.journal.exists():
            return []
        entries = []
        for line in self.journal.read_bytes().splitlines():
            try:
                entries.append(msgspec.json.decode(line, type=Entry))
            except msgspec.MsgspecError:
                continue
        return entries

    def _entry(self, job: Job) -> Entry:
        """The journal's line for a job."""
        path = Path(job.path)
        if job.piped is not None:
            stamp = hashlib.sha256(job.piped).hexdigest()
        else:
            state = path.stat() if path.exists() else None
            stamp = f"{state.st_size}-{state.st_mtime_ns}" if state else ""
        return Entry(job.name, stamp, self._file(job))

    def _file(self, job: Job) -> str:
        """File name for a job: its own name made flat and harmless, told apart by a digest where it was changed."""
        flat = "".join(c if c.isalnum() or c in "-_." else "_" for c in job.name).lstrip(".")
        if flat != job.name or len(flat) > 150:
            flat = f"{flat[:120]}-{hashlib.sha256(job.name.encode()).hexdigest()[:12]}"
        return f"{flat}{self.ending}"

    def has(self, job: Job) -> bool:
        """Whether an earlier run has written this job's file from the same source."""
        entry = self._entry(job)
        return (entry.name, entry.stamp, entry.file) in self.done

    def write(self, job: Job, content: bytes) -> Path:
        """Write a document whole or not at all, and then its line in the journal. Raises `OSError` with its path."""
        entry = self._entry(job)
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / entry.file
        begun = path.with_name(f".{hashlib.sha256(path.name.encode()).hexdigest()[:16]}.part")
        try:
            begun.write_bytes(content)
            begun.replace(path)
            with self.journal.open("ab") as handle:
                handle.write(msgspec.json.encode(entry) + b"\n")
        except OSError as fault:
            begun.unlink(missing_ok=True)
            raise OSError(fault.errno, fault.strerror, str(path)) from fault
        return path
