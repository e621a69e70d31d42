"""Knowledge files: TOML in, typed frozen values out.

Each mechanism declares the shape of its own file as a `msgspec.Struct` and asks for it with
`read_knowledge("tongues/fr/lists.toml", Lists)`. Parsing TOML costs far more than decoding MessagePack, so the decoded
value is kept in the user's cache folder under the hash of the file and of the shape's name; the cache can be deleted at
any time.
"""

from __future__ import annotations

import functools
import hashlib
import os
import tempfile
import tomllib
from pathlib import Path
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

TONGUES = ("ar", "en", "es", "fr", "ru", "zh")
"""Languages with a folder in `knowledge/tongues`, in the order of the house."""


def knowledge_folder() -> Path:
    """The folder of data files that ships with the package."""
    return Path(__file__).resolve().parent.parent / "knowledge"


def cache_folder() -> Path:
    """Where compiled knowledge is kept: `$XDG_CACHE_HOME/verbale`, or `~/.cache/verbale`."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "verbale"


def read_knowledge(path: str, shape: type[T]) -> T:
    """The knowledge file at `path` (relative to the knowledge folder) as a value of `shape`.

    Raises `ValueError` naming the file and the fault when the file does not fit its shape, `FileNotFoundError` when
    there is none: whoever asks for an optional file tests for it first.
    """
    wanted: Any = shape
    value: T = _read_once(path, wanted)
    return value


@functools.cache
def _read_once(path: str, shape: Any) -> Any:
    """A knowledge file, decoded once a process."""
    content = (knowledge_folder() / path).read_bytes()
    digest = hashlib.sha256(f"{shape.__module__}.{shape.__qualname__}\0{path}\0".encode() + content).hexdigest()
    kept = cache_folder() / f"{digest}.msgpack"
    try:
        return msgspec.msgpack.decode(kept.read_bytes(), type=shape)
    except (OSError, msgspec.MsgspecError):
        value = _decode(path, content, shape)
        keep(kept, msgspec.msgpack.encode(value))
        return value


def _decode(path: str, content: bytes, shape: type[T]) -> T:
    """TOML to a value of `shape`, with the file's name in every complaint."""
    try:
        return msgspec.convert(tomllib.loads(content.decode("utf-8")), type=shape)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as fault:
        raise ValueError(f"Mend knowledge/{path}: {fault}.") from fault


def keep(path: Path, content: bytes) -> None:
    """Write a cache file whole or not at all; a cache that cannot be written is no fault."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as handle:
            handle.write(content)
        os.replace(handle.name, path)
    except OSError:
        return
