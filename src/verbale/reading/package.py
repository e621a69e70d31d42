"""Guarded ZIP: an Office or OpenDocument file as named parts, opened without trusting its sizes.

A ZIP of a few kilobytes can declare, or hide, gigabytes ("zip bomb"). Nothing is unpacked to disk; a part is read only
when asked for, never beyond its limit, and the limits are checked on what comes out, not on what the file declares.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from verbale.reading.refusal import Unreadable

ENTRIES = 10_000
"""Most parts a document may have; the largest report seen has 300."""
UNPACKED = 400_000_000
"""Most bytes all parts may declare."""
PART = 64_000_000
"""Most bytes of one part that is read; the XML of a thousand-page report is some 40 MB."""
RATIO = 300
"""Most bytes out for one byte in, once a part is larger than `SMALL`; XML of Word packs 10 to 30 to one."""
SMALL = 5_000_000
FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, struct.error, OverflowError)
"""What the ZIP module raises on damaged archives, in one way or another."""


class Package:
    """Parts of a ZIP by name. Names are compared without case and without a leading slash, as OPC asks."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._parts = {entry.filename.lower().lstrip("/"): entry for entry in archive.infolist()}

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all parts, as written, in the order of the archive."""
        return tuple(entry.filename for entry in self._archive.infolist())

    def part(self, name: str) -> bytes:
        """Bytes of a part; `b""` when there is none.

        Raises `Unreadable` when the part is encrypted, damaged, or grows beyond its limits.
        """
        entry = self._parts.get(name.lower().lstrip("/"))
        if entry is None:
            return b""
        if entry.flag_bits & 0x1:
            raise Unreadable("locked", f"{name} is encrypted: save the file without a password and read it again.")
        try:
            with self._archive.open(entry) as packed:
                content = packed.read(PART + 1)
        except FAULTS as fault:
            raise Unreadable("damaged", f"{name} is damaged ({fault}): ask for the file again.") from fault
        if len(content) > PART or (len(content) > SMALL and len(content) > RATIO * max(entry.compress_size, 1)):
            raise Unreadable("too-large", f"{name} unpacks to more than a document can hold: it is not read.")
        return content


def open_package(content: bytes) -> Package:
    """A ZIP from its bytes.

    Raises `Unreadable` when it is no ZIP, cut short, or declares more than the limits above.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except FAULTS as fault:
        raise Unreadable("damaged", f"The file is cut short or damaged ({fault}): ask for it again.") from fault
    if len(entries) > ENTRIES:
        raise Unreadable("too-large", f"The file holds {len(entries)} parts: more than {ENTRIES} are not read.")
    if sum(entry.file_size for entry in entries) > UNPACKED:
        raise Unreadable("too-large", "The file unpacks to more than a document can hold: it is not read.")
    return Package(archive)
