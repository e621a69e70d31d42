"""Edition of the program: which code and which knowledge read a source, in one short word.

A record remembers it for every file, so that reading again takes only what another edition has read, and goes on
where it stopped.
"""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

import verbale


@functools.cache
def edition() -> str:
    """Twelve figures of the hash of everything that ships with the package: code and knowledge."""
    folder = Path(verbale.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(f"{path.relative_to(folder)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
