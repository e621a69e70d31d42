"""The untouched source files of a record, by content hash, on a folder or an object store through fsspec."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class Sources:
    """Files kept under the SHA-256 of their bytes: written once, never changed.

    `place` is a folder, or an address fsspec knows (`s3://bucket/sources`, `memory://sources`); `options` are those of
    its file system, such as the address of an object store of one's own.
    """

    def __init__(self, place: str, **options: Any) -> None:
        import fsspec
        from fsspec.implementations.local import LocalFileSystem

        try:
            self._files: Any
            self._files, self._root = fsspec.core.url_to_fs(place, **options)
        except ImportError as missing:
            raise ValueError(f"The place {place} needs another package: {missing}.") from missing
        except ValueError as fault:
            raise ValueError(f"The place {place} for sources is not known: {fault}.") from fault
        self._local = isinstance(self._files, LocalFileSystem)
        self._unsettled: list[Path] = []

    @property
    def folder(self) -> str | None:
        """The folder of the sources where they lie on this machine."""
        return self._root if self._local else None

    def path(self, digest: str) -> str:
        """Where a source lies: two letters of its hash as a folder, so that no folder grows too large."""
        return f"{self._root}/{digest[:2]}/{digest}"

    def keep(self, content: bytes, *, settled: bool = True) -> str:
        """Keep a source; returns its hash. Neither a kill nor a full disk leaves half a file, nor do two writers.

        With `settled` it also outlives a power cut from now on, which costs a turn of the disk; without, from the next
        `settle`.
        """
        digest = hashlib.sha256(content).hexdigest()
        if not self._files.exists(self.path(digest)):
            self._write(self.path(digest), content, settled=settled)
        return digest

    def settle(self) -> None:
        """See to it that everything kept outlives a power cut."""
        for path in self._unsettled:
            with contextlib.suppress(FileNotFoundError):
                _settle(path)
        self._unsettled.clear()

    def mend(self, content: bytes) -> bool:
        """Put back a source that is lost or changed; whether it was. In an object store only a lost one is seen."""
        digest = hashlib.sha256(content).hexdigest()
        sound = self.whole(digest) if self._local else bool(self._files.exists(self.path(digest)))
        if not sound:
            self._write(self.path(digest), content)
        return not sound

    def _write(self, path: str, content: bytes, *, settled: bool = True) -> None:
        """Write a file whole or not at all; an object store does so by itself."""
        if not self._local:
            self._files.pipe_file(path, content)
            return
        _write_whole(Path(path), content, settled=settled)
        if not settled:
            self._unsettled.append(Path(path))

    def read(self, digest: str) -> bytes:
        """The bytes of a source. Raises `FileNotFoundError` when it is not kept here."""
        content: bytes = self._files.cat_file(self.path(digest))
        return content

    def whole(self, digest: str) -> bool:
        """Whether a source is kept and still has its hash."""
        try:
            return hashlib.sha256(self.read(digest)).hexdigest() == digest
        except (FileNotFoundError, IsADirectoryError):
            return False

    def drop(self, digest: str) -> None:
        """Remove a source that nothing needs any more."""
        path = self.path(digest)
        if self._files.exists(path):
            self._files.rm(path)

    def held(self) -> Iterator[str]:
        """The hash of everything kept, in order; what a killed writer left half is not told."""
        for path in sorted(self._files.find(self._root)) if self._files.exists(self._root) else ():
            name = path.rpartition("/")[2]
            if len(name) == 64:
                yield name

    def size(self) -> int:
        """Bytes of everything kept."""
        return int(self._files.du(self._root)) if self._files.exists(self._root) else 0


def _settle(path: Path) -> None:
    """Wait until a file is on the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _write_whole(path: Path, content: bytes, *, settled: bool) -> None:
    """Write a file through a name of this writer's own; settled, it is on the disk before it has its right name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{secrets.token_hex(6)}.part")
    try:
        with part.open("xb") as handle:
            handle.write(content)
            handle.flush()
            if settled:
                os.fsync(handle.fileno())
        os.replace(part, path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
