"""The untouched source files of a record, by content hash, on a folder or an object store through fsspec."""

from __future__ import annotations

import hashlib
from typing import Any


class Sources:
    """Files kept under the SHA-256 of their bytes: written once, never changed."""

    def __init__(self, place: str) -> None:
        import fsspec

        self._files: Any
        self._files, self._root = fsspec.core.url_to_fs(place)

    def path(self, digest: str) -> str:
        """Where a source lies: two letters of its hash as a folder, so that no folder grows too large."""
        return f"{self._root}/{digest[:2]}/{digest}"

    def keep(self, content: bytes) -> str:
        """Keep a source; returns its hash. Writing goes through a temporary name, so a kill leaves no half file."""
        digest = hashlib.sha256(content).hexdigest()
        path = self.path(digest)
        if not self._files.exists(path):
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(f"{path}.part", content)
            self._files.mv(f"{path}.part", path)
        return digest

    def read(self, digest: str) -> bytes:
        """The bytes of a source. Raises `FileNotFoundError` when it is not kept here."""
        content: bytes = self._files.cat_file(self.path(digest))
        return content

    def whole(self, digest: str) -> bool:
        """Whether a source is kept and still has its hash."""
        path = self.path(digest)
        return bool(self._files.exists(path)) and hashlib.sha256(self.read(digest)).hexdigest() == digest

    def drop(self, digest: str) -> None:
        """Remove a source that no manifestation needs any more."""
        path = self.path(digest)
        if self._files.exists(path):
            self._files.rm(path)
