"""DOC, RTF and ODT → Reading, through LibreOffice where it is installed: converted to DOCX, then read as DOCX.

LibreOffice runs without a window, in a profile of its own that is thrown away, with a time limit; it opens no network
and runs no macro. Where it is missing, one sentence says what to install. An encrypted Word file comes here too: its
container is that of old Office files.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import msgspec

from verbale.model.reading import Reading, Source
from verbale.reading import docx
from verbale.reading.refusal import Unreadable
from verbale.tongues.findings import finding

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 120
"""Time a conversion may take; starting the program takes some five of them."""
ENDINGS = {
    "application/msword": "doc",
    "application/rtf": "rtf",
    "application/vnd.oasis.opendocument.text": "odt",
}
LOCKED = tuple(name.encode("utf-16-le") for name in ("EncryptedPackage", "EncryptionInfo"))
"""Streams of an Office container that hold a document under a password."""
WORD = "WordDocument".encode("utf-16-le")
NO_WAY_OUT = {
    "http_proxy": "http://127.0.0.1:9",
    "https_proxy": "http://127.0.0.1:9",
    "ftp_proxy": "http://127.0.0.1:9",
}
"""Proxies that lead nowhere: what a file refers to is not fetched."""
LARGEST = 100_000_000
"""Most bytes of a file that is handed to the program."""


def read(content: bytes, source: Source) -> Reading:
    """An old or open Office file as a reading.

    Raises `Unreadable` when it is under a password, is no text document, or cannot be converted.
    """
    _refuse(content, source)
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise Unreadable(
            "needs-libreoffice",
            f"{source.name} needs LibreOffice to be read: install libreoffice-writer, or give a DOCX.",
        )
    reading = docx.read(_converted(program, content, source), source)
    return msgspec.structs.replace(reading, findings=(*reading.findings, finding("V118", program="LibreOffice")))


def _refuse(content: bytes, source: Source) -> None:
    """Refuse what no conversion can help."""
    if len(content) > LARGEST:
        raise Unreadable("too-large", f"{source.name} is too large to be converted: save it as DOCX.")
    if source.media_type != "application/msword":
        return
    if any(name in content for name in LOCKED):
        raise Unreadable("locked", f"{source.name} is under a password: save it without one and read it again.")
    if WORD not in content:
        raise Unreadable("unknown-format", f"{source.name} is an Office file that holds no text document: give a DOCX.")


def _converted(program: str, content: bytes, source: Source) -> bytes:
    """The file as DOCX, by LibreOffice in a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="verbale-") as folder:
        given = Path(folder, "document." + ENDINGS.get(source.media_type, "doc"))
        made = Path(folder, "out", "document.docx")
        given.write_bytes(content)
        command = _command(program, Path(folder, "profile"), given, made)
        _run(command, folder, source)
        if not made.is_file():
            raise Unreadable("damaged", f"{source.name} could not be converted: save it as DOCX and read that.")
        return made.read_bytes()


def _command(program: str, profile: Path, given: Path, made: Path) -> list[str]:
    """The call of LibreOffice: no window, its own profile, DOCX out."""
    return [
        program,
        "-env:UserInstallation=" + profile.as_uri(),
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(made.parent),
        str(given),
    ]


def _run(command: list[str], folder: str, source: Source) -> None:
    """Run a conversion within its time; what runs over is ended with all it started."""
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": folder,
        "LANG": "C.UTF-8",
        "TMPDIR": folder,
        **NO_WAY_OUT,
    }
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            process.wait(timeout=SECONDS)
        except subprocess.TimeoutExpired as late:
            os.killpg(process.pid, signal.SIGKILL)
            raise Unreadable(
                "too-slow", f"{source.name} took longer than {SECONDS} seconds to convert: save it as DOCX."
            ) from late
